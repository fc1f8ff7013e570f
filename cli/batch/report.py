"""Show the progress of a batch, and write the results file."""

import csv
import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from rich.box import SIMPLE_HEAD
from rich.live import Live
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from cli.batch.reader import JSON_LINES, InvalidRow, Row
from cli.batch.runner import RowState
from cli.models import COMPLETE, REVIEW, Job
from cli.output import MARK, STYLE, Screen, usd

COLUMNS: Final = (
    "row",
    "title",
    "status",
    "jobId",
    "adId",
    "adUrl",
    "videoUrl",
    "language",
    "currency",
    "durationS",
    "costUsd",
    "error",
)
FAILED: Final = "error"
WAITING: Final = "waiting"
RUNNING: Final = "running"
SKIPPED: Final = "skipped"
NON_ROW_LINES: Final = 6
"""Terminal lines of the table besides its rows."""
REFRESHES_PER_S: Final = 4


def result_line(row: Row, state: RowState) -> dict[str, Any]:
    """Return the row's line in the results, with None for unknown values."""
    job = Job.model_validate(state.job) if state.job else None
    unfinished = RUNNING if state.job_id else WAITING
    return {
        **_extra_columns(row.extra),
        "row": row.number,
        "title": row.title,
        "status": job.status if job else FAILED if state.error else unfinished,
        "jobId": state.job_id,
        "adId": (state.job or {}).get("adId"),
        "adUrl": state.ad_url,
        "videoUrl": job.video_url if job else None,
        "language": state.language,
        "currency": state.currency,
        "durationS": job.duration if job else None,
        "costUsd": round(job.total_usd, 6) if job else None,
        "error": state.error,
    }


def invalid_line(invalid: InvalidRow) -> dict[str, Any]:
    """Return the line of a row that was skipped."""
    message = "; ".join(str(fault).removeprefix(f"row {invalid.raw.number}, ") for fault in invalid.faults)
    empty = dict.fromkeys(COLUMNS)
    line = {
        "row": invalid.raw.number,
        "title": invalid.raw.values.get("title", ""),
        "status": SKIPPED,
        "error": message,
    }
    return {**_extra_columns(invalid.raw.extra), **empty, **line}


def _extra_columns(values: Mapping[str, str]) -> dict[str, str]:
    """Return the list's other columns, except those whose names the results use."""
    return {name: text for name, text in values.items() if name not in COLUMNS}


def results_path(list_path: Path) -> Path:
    return list_path.with_name(f"{list_path.stem}.results{list_path.suffix}")


def write_results(path: Path, lines: Sequence[dict[str, Any]]) -> None:
    """Write the lines as CSV or JSON Lines, by the file's suffix. The file is replaced in one step."""
    partial = path.with_name(f"{path.name}.part")
    with partial.open("w", encoding="utf-8", newline="") as file:
        if path.suffix.lower() in JSON_LINES:
            file.writelines(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
        else:
            extra = dict.fromkeys(name for line in lines for name in line if name not in COLUMNS)
            table = csv.DictWriter(file, [*COLUMNS, *extra])
            table.writeheader()
            table.writerows(lines)
    partial.replace(path)


def summary(lines: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Count the lines by outcome and add up their costs."""
    complete = sum(line["status"] == COMPLETE for line in lines)
    costs = [line["costUsd"] for line in lines if line["costUsd"] is not None]
    skipped = sum(line["status"] == SKIPPED for line in lines)
    in_review = sum(line["status"] == REVIEW for line in lines)
    return {
        "total": len(lines),
        "complete": complete,
        "failed": len(lines) - complete - skipped - in_review,
        "inReview": in_review,
        "skipped": skipped,
        "costUsd": round(sum(costs), 6),
    }


@dataclass
class ProgressTable:
    """The live table of a batch, one line for each row. Without a terminal, one line for each event. Thread-safe."""

    screen: Screen
    rows: Sequence[Row]
    running: dict[str, tuple[str, int]] = field(default_factory=dict)
    ended: dict[str, RowState] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def update(self, row: Row, message: str, percent: int) -> None:
        with self.lock:
            previous, _ = self.running.get(row.key, ("", 0))
            self.running[row.key] = (message, percent)
        if previous != message:
            self._note(f"row {row.number}: {percent:3d}%  {message}")

    def finish(self, row: Row, state: RowState) -> None:
        with self.lock:
            self.ended[row.key] = state
        line = result_line(row, state)
        self._note(f"row {row.number}: {line['status']}  {line['videoUrl'] or line['error'] or ''}")

    def _note(self, text: str) -> None:
        if not self.screen.err.is_terminal:
            self.screen.note(escape(text))

    def __rich__(self) -> Table:
        with self.lock:
            table = Table(box=SIMPLE_HEAD, header_style="label", border_style="dim", pad_edge=False, expand=True)
            table.caption, table.caption_justify = self._counts(), "left"
            table.add_column("Row", justify="right", no_wrap=True, min_width=3)
            table.add_column("Title", no_wrap=True, ratio=2)
            table.add_column("State", no_wrap=True, ratio=3)
            table.add_column("Cost", justify="right", no_wrap=True, min_width=len(usd(0)))
            for row in self._visible_rows():
                table.add_row(str(row.number), Text(row.title, overflow="ellipsis"), *self._cells(row))
            return table

    def _visible_rows(self) -> Sequence[Row]:
        """Return all rows, or only those that run or failed if the terminal is too small for all."""
        if len(self.rows) <= self.screen.err.height - NON_ROW_LINES:
            return self.rows
        return [
            row for row in self.rows if self._is_running(row) or (row.key in self.ended and not self._is_complete(row))
        ]

    def _is_running(self, row: Row) -> bool:
        return row.key in self.running and row.key not in self.ended

    def _is_complete(self, row: Row) -> bool:
        return row.key in self.ended and self.ended[row.key].complete

    def _cells(self, row: Row) -> tuple[Text, str]:
        if row.key in self.ended:
            line = result_line(row, self.ended[row.key])
            outcome = f"{line['durationS']:.1f} s" if line["durationS"] else line["status"]
            mark, style = MARK.get(line["status"], "–"), STYLE.get(line["status"], "label")
            return Text(f"{mark} {line['error'] or outcome}", style=style, overflow="ellipsis"), usd(line["costUsd"])
        if row.key not in self.running:
            return Text("waiting", style="label"), ""
        message, percent = self.running[row.key]
        return Text(f"● {percent:3d}%  {message}", style="busy", overflow="ellipsis"), ""

    def _counts(self) -> str:
        complete = sum(self._is_complete(row) for row in self.rows)
        in_review = sum(state.in_review for state in self.ended.values())
        failed = len(self.ended) - complete - in_review
        others = [f"{count} {name}" for count, name in ((failed, "failed"), (in_review, "in review")) if count]
        return ", ".join([f"{complete} of {len(self.rows)} done", *others])


@contextmanager
def live(board: ProgressTable) -> Iterator[ProgressTable]:
    """Show the table until the block ends, then remove it."""
    screen = board.screen
    if screen.as_json or not screen.err.is_terminal:
        yield board
        return
    with Live(board, console=screen.err, refresh_per_second=REFRESHES_PER_S, transient=True):
        yield board
