"""What a batch shows while it runs: a table on a terminal, a line for each event elsewhere."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from cli.batch.reader import Row
from cli.batch.report import ProgressTable, live
from cli.batch.runner import RowState
from cli.output import THEME, Screen
from tests.unit.cli.conftest import Vidx
from tests.unit.cli.lists import HEADER
from tests.unit.cli.service import FakeService, job_state

LAMP = Row(2, "k2", "Lamp [/oak]", [], {})
CHAIR = Row(3, "k3", "Chair", [], {})
SOFA = Row(4, "k4", "Sofa", [], {})


def progress_table(height: int, *, terminal: bool = True) -> tuple[ProgressTable, io.StringIO]:
    written = io.StringIO()
    console = Console(file=written, theme=THEME, force_terminal=terminal, width=90, height=height, color_system=None)
    return ProgressTable(Screen(err=console), [LAMP, CHAIR, SOFA]), written


def rendered(table: ProgressTable) -> str:
    with table.screen.err.capture() as captured:
        table.screen.err.print(table)
    return captured.get()


def line(table: str, title: str) -> str:
    return next(row for row in table.splitlines() if title in row)


def test_every_row_is_shown_with_its_state_and_cost() -> None:
    table, _ = progress_table(height=30)
    table.finish(LAMP, RowState(job_id="j1", job=job_state(videoUrl="https://v.test/1.mp4", duration=15.2)))
    table.update(CHAIR, "Rendering the video", 40)

    text = rendered(table)

    assert "✓ 15.2 s" in line(text, "Lamp [/oak]")
    assert "$0.0014" in line(text, "Lamp [/oak]")
    assert "40%  Rendering the video" in line(text, "Chair")
    assert "waiting" in line(text, "Sofa")
    assert "1 of 3 done" in text


def test_running_and_failed_rows_are_shown_when_not_all_fit() -> None:
    table, _ = progress_table(height=8)
    table.finish(LAMP, RowState(job_id="j1", job=job_state()))
    table.finish(CHAIR, RowState(error="cannot be used [/b]"))
    table.update(SOFA, "Sending the photos", 0)

    text = rendered(table)

    assert "Lamp" not in text
    assert "cannot be used [/b]" in line(text, "Chair")
    assert "Sending the photos" in line(text, "Sofa")
    assert "1 of 3 done, 1 failed" in text


def test_the_table_disappears_before_the_result() -> None:
    table, written = progress_table(height=30)

    with live(table):
        table.update(CHAIR, "Rendering the video", 40)
    text, cursor_up = written.getvalue(), "\x1b[1A"

    assert "Chair" in text
    assert cursor_up in text.rpartition("Chair")[2]


def test_without_a_terminal_each_event_is_one_line() -> None:
    table, written = progress_table(height=30, terminal=False)

    with live(table):
        table.update(LAMP, "Sending the photos", 0)
        table.update(LAMP, "Sending the photos", 50)
        table.finish(LAMP, RowState(error="the price 'much' is none"))

    assert written.getvalue().splitlines() == [
        "row 2:   0%  Sending the photos",
        "row 2: error  the price 'much' is none",
    ]


@pytest.mark.parametrize("message", ["the link [/b] is none", "[red] is no colour"])
def test_markup_in_a_message_is_shown_as_text(vidx: Vidx, list_file: Path, service: FakeService, message: str) -> None:
    list_file.write_text(HEADER + "a.jpg,Lamp,Brass.,89,\n")
    failed = {"code": "RenderFailed", "stage": "render", "message": message, "retryable": True}
    service.states.append(job_state("error", error=failed))

    result = vidx("batch", "listings.csv")

    assert result.code != 0
    assert message in " ".join(result.err.split())
