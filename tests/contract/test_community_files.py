"""The hooks for commits fit the locked tools, and the forms of issues and pull requests are complete."""

import re
from typing import Final

import pytest

from local.paths import ROOT

HOOKS: Final = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")


def revisions() -> dict[str, str]:
    return dict(re.findall(r"repo: https://github\.com/(\S+)\n\s+rev: (\S+)", HOOKS))


def test_commits_are_checked_with_the_locked_version_of_ruff() -> None:
    locked = re.search(r"^ruff==(\S+)", (ROOT / "requirements/dev.txt").read_text("utf-8"), re.MULTILINE)

    assert locked is not None
    assert revisions()["astral-sh/ruff-pre-commit"] == f"v{locked[1]}", "write the locked version of ruff"


def test_every_hook_has_a_fixed_version() -> None:
    assert len(revisions()) == HOOKS.count("repo:")
    assert [rev for rev in revisions().values() if not re.fullmatch(r"v\d+\.\d+\.\d+", rev)] == []


@pytest.mark.parametrize(
    "hook", ["ruff-check", "ruff-format", "gitleaks", "detect-private-key", "check-added-large-files"]
)
def test_the_pre_commit_configuration_has_every_hook(hook: str) -> None:
    assert f"- id: {hook}\n" in HOOKS


@pytest.mark.parametrize("form", ["bug", "feature"])
def test_a_form_has_required_fields_with_names_of_their_own(form: str) -> None:
    text = (ROOT / f".github/ISSUE_TEMPLATE/{form}.yml").read_text("utf-8")
    ids = re.findall(r"^    id: (\w+)$", text, re.MULTILINE)

    assert re.match(r"name: \S.*\ndescription: \S", text)
    assert len(set(ids)) == len(ids) >= 4
    assert "required: true" in text


def test_the_pull_request_form_asks_for_the_checks() -> None:
    text = (ROOT / ".github/pull_request_template.md").read_text("utf-8")

    assert "`make check`" in text
    assert "CHANGELOG.md" in text


def test_the_security_policy_says_how_to_report_and_what_is_in_scope() -> None:
    titles = re.findall(r"^## (.+)$", (ROOT / "SECURITY.md").read_text("utf-8"), re.MULTILINE)

    assert {"Report a vulnerability", "In scope", "Not in scope"} <= set(titles)
