"""The page of the operators' commands, docs/ops.md."""

import subprocess
import sys

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from cli.errors import ExitCode
from cli.main import run as run_vidx
from ops.main import app
from ops.reference import TARGET, reference

COMMANDS = get_command(app)
assert isinstance(COMMANDS, TyperGroup)


def test_the_reference_in_the_repository_is_current() -> None:
    assert TARGET.read_text(encoding="utf-8") == reference(), "run `python -m ops.reference`"


@pytest.mark.parametrize("name", sorted(COMMANDS.commands))
def test_every_command_has_a_help_text_and_json(name: str) -> None:
    section = reference().split(f" `vidx ops {name}`\n", 1)[1].split("\n##", 1)[0]
    items = [line for line in section.splitlines() if line.startswith("* `")]

    assert "`--json`" in section
    assert all("`: " in line for line in items)


def test_vidx_passes_everything_on(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []

    def start(command: list[str], check: bool) -> "subprocess.CompletedProcess[str]":
        started.append(command)
        return subprocess.CompletedProcess(command, ExitCode.REFUSED)

    monkeypatch.setattr(subprocess, "run", start)

    assert run_vidx(["ops", "failed", "--since", "2h", "--help", "--json"]) == ExitCode.REFUSED
    assert run_vidx(["ops"]) == ExitCode.REFUSED
    assert started == [
        [sys.executable, "-P", "-m", "ops", "failed", "--since", "2h", "--help", "--json"],
        [sys.executable, "-P", "-m", "ops", "--help"],
    ]
