"""A benchmark's figures beside their limits: printed, and kept as a page in `benchmarks/results/`."""

import operator
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

RESULTS: Final = Path(__file__).parent / "results"
HOLDS: Final = {"≤": operator.le, "≥": operator.ge}


@dataclass(frozen=True)
class Figure:
    """One measured value; `limit` is what it must keep to, by `sign`, or None for what is only worth knowing."""

    what: str
    value: float
    unit: str = ""
    sign: str = "≤"
    limit: float | None = None
    digits: int = 2

    @property
    def cells(self) -> tuple[str, str, str]:
        """What, how much, and the verdict."""
        value = f"{self.value:,.{self.digits}f} {self.unit}".strip()
        if self.limit is None:
            return self.what, value, ""
        within_limit = HOLDS[self.sign](round(self.value, self.digits), self.limit)
        return (
            self.what,
            value,
            f"{'kept' if within_limit else 'MISSED'}: {self.sign} {self.limit:g} {self.unit}".strip(),
        )


def publish(name: str, title: str, how: str, figures: Sequence[Figure]) -> None:
    """Print the figures and write them to `results/<name>.md`; `how` says in a sentence or two what was run."""
    rows = [("what", "measured", "limit"), *(figure.cells for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    print(f"\n{title}\n" + "\n".join(lines), flush=True)
    day = datetime.now(UTC).date().isoformat()
    RESULTS.mkdir(exist_ok=True)
    page = f"# {title}\n\n{how}\n\n" + "\n".join(lines) + f"\n\nMeasured on {day}, {os.cpu_count()} processors.\n"
    (RESULTS / f"{name}.md").write_text(page, encoding="utf-8")
