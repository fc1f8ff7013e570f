"""Every command of a runbook exists, with its options; every page is in the index and has the same sections."""

import importlib.util
import re
import shlex
from typing import Any, Final

import pytest
from typer.main import get_command

from cli.main import app as cli_app
from local.paths import ROOT
from ops.main import app as ops_app
from testing.runbooks import FOLDER, OVERVIEWS, PAGES, BadCommand, aws_call, commands, page

SECTIONS: Final = ["What you see", "What it means", "Do this", "It is over when"]
LONGEST_LINES: Final = 90
OTHERS: Final = (("npx", "cdk"), ("git", "checkout"))
"""Starts of further commands, which no library of ours knows."""
COMMANDS: Final = [
    pytest.param(command, id=f"{name}: {command}"[:80])
    for name in sorted(path.stem for path in FOLDER.glob("*.md"))
    for command in dict.fromkeys(commands(FOLDER / f"{name}.md"))
]


def parse(group: Any, name: str, words: list[str]) -> None:
    """Parse a command line of Typer without running it. Raises a usage error."""
    context = group.make_context(name, list(words))
    if hasattr(group, "resolve_command"):
        child_name, child, rest = group.resolve_command(context, [*context._protected_args, *context.args])
        parse(child, child_name, rest)


def check(command: str) -> None:
    """Raise if the command does not exist or has other options."""
    words = shlex.split(command)
    if words[:2] == ["vidx", "ops"]:
        parse(get_command(ops_app), "vidx ops", words[2:])
    elif words[0] == "vidx":
        parse(get_command(cli_app), "vidx", words[1:])
    elif words[0] == "aws":
        aws_call(command)
    elif words[0] == "make":
        assert re.search(rf"^{words[1]}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    elif words[:2] == ["python", "-m"]:
        assert importlib.util.find_spec(words[2])
    else:
        assert words[0] == "export" or tuple(words[:2]) in OTHERS, f"nobody knows {command}"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_exists_with_its_options(command: str) -> None:
    check(command)


@pytest.mark.parametrize(
    "command",
    [
        "vidx ops revive JOB",
        "vidx ops failed --since 2h --colour red",
        "vidx no-such-command",
        "aws sqs read-message",
        "aws sqs receive-message --queue-url Q --no-such-option 1",
        "aws dynamodb update-table --stream-specification StreamEnabled=true",
        "aws dynamodb update-table --table-name T --stream-specification Stream=true",
        "make no-such-target",
        "python -m infra.no_such_module",
        "rm -rf everything",
    ],
)
def test_a_command_that_does_not_exist_is_found(command: str) -> None:
    with pytest.raises(Exception) as refused:  # noqa: PT011  # each tool refuses in its own way
        check(command)
    assert isinstance(refused.value, AssertionError | BadCommand) or "UsageError" in str(type(refused.value).__mro__)


def test_the_index_names_every_page() -> None:
    index = (FOLDER / "README.md").read_text("utf-8")

    assert set(re.findall(r"\]\(([a-z0-9-]+)\.md\)", index)) - OVERVIEWS == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_the_same_short_sections(name: str) -> None:
    text = page(name).read_text("utf-8")

    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == SECTIONS
    assert len(text.splitlines()) <= LONGEST_LINES
    assert commands(page(name))
