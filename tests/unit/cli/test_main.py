"""The program `vidx`: its help, its version and wrong usage."""

from importlib.metadata import version

import pytest

from tests.unit.cli.conftest import Vidx


def test_the_version_is_printed(signed_out_vidx: Vidx) -> None:
    result = signed_out_vidx("--version")

    assert (result.code, result.out) == (0, f"vidx {version('vidx')}\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["create"], "Missing argument 'PHOTO...'."),
        (["lst"], "No such command 'lst'."),
        (["list", "--limit", "0"], "Invalid value for '--limit'"),
        (["status", "j", "--colour"], "No such option: --colour"),
    ],
)
def test_wrong_usage_is_reported_in_one_line_that_names_help(vidx: Vidx, arguments: list[str], message: str) -> None:
    result = vidx(*arguments)

    assert result.code == 2
    assert result.err.startswith(f"✗ {message}")
    assert "--help" in result.err
    assert result.out == ""


def test_no_command_at_all_shows_the_help(vidx: Vidx) -> None:
    result = vidx()

    assert result.code == 2
    assert "create" in result.out + result.err
