"""The live table of a batch: one line a row, drawn again with every change; elsewhere a line for each event."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from rich.box import SIMPLE_HEAD
from rich.live import Live
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from cli.batch.results import result
from cli.batch.rows import Row
from cli.batch.state import Done
from cli.screen import Screen
from cli.views import MARK, STYLE, usd

BESIDE_ROWS: Final = 6
"""Lines of the screen that are not the table's rows."""
TIMES_A_SECOND: Final = 4


@dataclass
class Board:
    """What is known of every row right now; may be told by several threads."""

    screen: Screen
    rows: Sequence[Row]
    doing: dict[str, tuple[str, int]] = field(default_factory=dict)
    ended: dict[str, Done] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def seen(self, row: Row, message: str, percent: int) -> None:
        with self.lock:
            before = self.doing.get(row.key, ("", 0))
            self.doing[row.key] = (message, percent)
        if before[0] != message:
            self._say(f"row {row.number}: {percent:3d}%  {message}")

    def over(self, row: Row, done: Done) -> None:
        with self.lock:
            self.ended[row.key] = done
        line = result(row, done)
        self._say(f"row {row.number}: {line['status']}  {line['videoUrl'] or line['error'] or ''}")

    def _say(self, text: str) -> None:
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
            for row in self._in_sight():
                table.add_row(str(row.number), Text(row.title, overflow="ellipsis"), *self._cells(row))
            return table

    def _in_sight(self) -> Sequence[Row]:
        """All rows; where they are more than fit, those at work and those that failed."""
        if len(self.rows) <= self.screen.err.height - BESIDE_ROWS:
            return self.rows
        return [row for row in self.rows if self._is_running(row) or (row.key in self.ended and not self._is_good(row))]

    def _is_running(self, row: Row) -> bool:
        return row.key in self.doing and row.key not in self.ended

    def _is_good(self, row: Row) -> bool:
        return row.key in self.ended and self.ended[row.key].complete

    def _cells(self, row: Row) -> tuple[Text, str]:
        if row.key in self.ended:
            line = result(row, self.ended[row.key])
            made = f"{line['durationS']:.1f} s" if line["durationS"] else line["status"]
            mark, style = MARK.get(line["status"], "–"), STYLE.get(line["status"], "label")
            return Text(f"{mark} {line['error'] or made}", style=style, overflow="ellipsis"), usd(line["costUsd"])
        if row.key not in self.doing:
            return Text("waiting", style="label"), ""
        message, percent = self.doing[row.key]
        return Text(f"● {percent:3d}%  {message}", style="busy", overflow="ellipsis"), ""

    def _counts(self) -> str:
        good = sum(self._is_good(row) for row in self.rows)
        bad = len(self.ended) - good
        return f"{good} of {len(self.rows)} done" + (f", {bad} failed" if bad else "")


@contextmanager
def live(board: Board) -> Iterator[Board]:
    """Keep the table on the screen until the block ends, then leave it to the result."""
    screen = board.screen
    if screen.as_json or not screen.err.is_terminal:
        yield board
        return
    with Live(board, console=screen.err, refresh_per_second=TIMES_A_SECOND, transient=True):
        yield board
