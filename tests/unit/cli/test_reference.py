"""The page of all commands, docs/cli.md."""

from collections.abc import Iterator

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from cli.errors import EXIT_MEANINGS, ExitCode
from cli.main import app
from cli.reference import TARGET, reference
from tests.unit.cli.conftest import Vidx


def leaves(group: TyperGroup, prefix: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, command in group.commands.items():
        yield from leaves(command, (*prefix, name)) if isinstance(command, TyperGroup) else [(*prefix, name)]


ROOT = get_command(app)
assert isinstance(ROOT, TyperGroup)
PASSED_ON = ("ops",)
"""Its arguments go to `python -m ops`, which has a page of its own (tests/unit/ops/test_reference.py)."""
COMMANDS = [names for names in leaves(ROOT) if names != PASSED_ON]


def test_the_commands_are_those_of_the_documentation() -> None:
    assert {" ".join(names) for names in COMMANDS} == {
        *("create", "remake", "batch", "script", "estimate", "status", "list", "cancel", "retry", "login", "logout"),
        *("publish", "unpublish", "listings", "versions", "delete"),
        *("webhooks add", "webhooks list", "webhooks rotate", "webhooks test", "webhooks deliveries"),
        *("webhooks resend", "webhooks delete"),
        *("account export", "account delete", "account receipt"),
        *("moderation list", "moderation show", "moderation approve", "moderation reject"),
        *("local up", "local down", "local status", "local logs", "local operator"),
    }


def test_the_reference_in_the_repository_is_current() -> None:
    assert TARGET.read_text(encoding="utf-8") == reference(), "run `python -m cli.reference`"


@pytest.mark.parametrize("names", COMMANDS, ids=" ".join)
def test_every_command_and_flag_has_a_help_text_and_json(names: tuple[str, ...], vidx: Vidx) -> None:
    result = vidx(*names, "--help")

    assert result.code == 0
    assert "--json" in result.out
    section = reference().split(f" `vidx {' '.join(names)}`\n", 1)[1].split("\n##", 1)[0]
    items = [line for line in section.splitlines() if line.startswith("* `")]
    assert items
    assert all("`: " in line for line in items)
    assert not section.strip().startswith("**Usage**")


def test_help_lists_every_exit_code(vidx: Vidx) -> None:
    help_text = vidx("--help").out

    assert set(EXIT_MEANINGS) == set(ExitCode)
    for code in ExitCode:
        assert f"{code.value}: {EXIT_MEANINGS[code].split()[0]}" in help_text
