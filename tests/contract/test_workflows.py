"""GitHub's workflows: pinned actions, no more rights than needed, and commands that exist."""

import re
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from infra import environments
from local.paths import ROOT

WORKFLOWS: Final = sorted((ROOT / ".github/workflows").glob("*.yml"))
MAY_WRITE: Final = {("deploy.yml", "id-token")}
"""Rights beyond reading: only the deploy gets credentials of AWS."""


def workflow(path: Path) -> dict[Any, Any]:
    document: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return document


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in workflow(path)["jobs"].values() for step in job["steps"]]


@pytest.fixture(params=WORKFLOWS, ids=lambda path: path.name)
def path(request: pytest.FixtureRequest) -> Path:
    chosen: Path = request.param
    return chosen


def test_every_action_is_pinned_by_digest_with_its_version(path: Path) -> None:
    uses = re.findall(r"uses: (\S+)(.*)", path.read_text(encoding="utf-8"))

    assert uses
    for action, comment in uses:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment), action


def test_a_workflow_has_the_rights_that_it_needs_and_runs_once(path: Path) -> None:
    document = workflow(path)

    assert "concurrency" in document
    rights = [document["permissions"], *(job.get("permissions", {}) for job in document["jobs"].values())]
    writing = {(path.name, name) for right in rights for name, access in right.items() if access != "read"}
    assert writing <= MAY_WRITE
    assert all("timeout-minutes" in job for job in document["jobs"].values())


def test_no_input_of_a_person_is_pasted_into_a_script(path: Path) -> None:
    """`${{ … }}` in a script is text of the script; values go through variables."""
    assert [step["run"] for step in steps(path) if "${{" in step.get("run", "")] == []


def test_checkouts_leave_no_token_behind(path: Path) -> None:
    checkouts = [step for step in steps(path) if step.get("uses", "").startswith("actions/checkout@")]

    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_the_targets_of_make_exist(path: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = {target for step in steps(path) for target in re.findall(r"^make ([\w-]+)", step.get("run", ""), re.M)}

    assert {target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE)} == set()


def test_every_supported_python_is_checked() -> None:
    matrix = workflow(ROOT / ".github/workflows/check.yml")["jobs"]["check"]["strategy"]["matrix"]

    assert matrix["python"] == ["3.11", "3.12", "3.13", "3.14"]


def test_a_deploy_can_choose_every_environment_on_aws() -> None:
    document = workflow(ROOT / ".github/workflows/deploy.yml")
    inputs = document[True]["workflow_dispatch"]["inputs"]  # YAML reads the key `on` as true

    assert inputs["environment"]["options"] == [name for name in environments.names() if name != "local"]
    assert document["jobs"]["deploy"]["environment"] == "${{ inputs.environment }}"
