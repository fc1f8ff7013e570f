"""Nothing that comes from elsewhere controls the terminal."""

import io
import json

import pytest
from rich.table import Table
from rich.text import Text

from cli.errors import InvalidRequest
from cli.output import Screen, TerminalConsole, json_text

ATTACKS = {
    "colour": "\x1b[31m",
    "title of the window": "\x1b]0;owned\x07",
    "C1 sequence": "\x9b2J",
    "carriage return": "\rfake",
    "backspace": "\b\b",
    "direction": "\u202eevil",
    "delete": "\x7f",
    "line separator": "\u2028",
}
RAW = frozenset(map(chr, [*range(8), 8, 11, 12, 13, 27, *range(127, 160), 0x2028, 0x2029, 0x202E]))


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_a_title_never_controls_the_terminal(attack: str) -> None:
    written = io.StringIO()
    console = TerminalConsole(file=written, force_terminal=False, width=200)
    screen = Screen(out=console, err=console)
    table = Table("title")
    table.add_row(Text(f"Oak{attack}chair"))
    error = InvalidRequest(f"Oak{attack}chair")

    screen.show({}, Text(f"Oak{attack}chair"), table, f"Oak{attack}chair")
    screen.note(f"Oak{attack}chair")
    screen.fail(error)

    assert "Oak" in written.getvalue()
    assert not RAW & set(written.getvalue())


@pytest.mark.parametrize("attack", [*ATTACKS.values(), "\ud800"], ids=ascii)
def test_json_output_has_no_raw_control_characters_and_reads_back_as_it_was(attack: str) -> None:
    text = json_text({"title": f"Oak{attack}chair\n"})

    assert not (RAW | {"\ud800"}) & set(text)
    assert json.loads(text) == {"title": f"Oak{attack}chair\n"}
