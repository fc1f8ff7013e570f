"""The figures of a benchmark with their limits: printed, and written as a page to `benchmarks/results/`."""

import operator
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

RESULTS: Final = Path(__file__).parent / "results"
COMPARISONS: Final = {"≤": operator.le, "≥": operator.ge}


@dataclass(frozen=True)
class Figure:
    """One measured value. `sign` and `limit` are its bound; `limit` is None when there is no bound."""

    name: str
    value: float
    unit: str = ""
    sign: str = "≤"
    limit: float | None = None
    digits: int = 2

    @property
    def cells(self) -> tuple[str, str, str]:
        """Name, value and verdict, as the table shows them."""
        value = f"{self.value:,.{self.digits}f} {self.unit}".strip()
        if self.limit is None:
            return self.name, value, ""
        within_limit = COMPARISONS[self.sign](round(self.value, self.digits), self.limit)
        return (
            self.name,
            value,
            f"{'met' if within_limit else 'MISSED'}: {self.sign} {self.limit:g} {self.unit}".strip(),
        )


def write_results(name: str, title: str, method: str, figures: Sequence[Figure]) -> None:
    """Print the figures and write them to `results/<name>.md`; `method` says in one or two sentences what was run."""
    text = table(figures)
    print(f"\n{title}\n{text}", flush=True)
    RESULTS.mkdir(exist_ok=True)
    page = f"# {title}\n\n{method}\n\n{text}\n"
    (RESULTS / f"{name}.md").write_text(page, encoding="utf-8")


def table(figures: Sequence[Figure]) -> str:
    """The figures as a Markdown table, and the day and machine of the measurement."""
    rows = [("figure", "measured", "limit"), *(figure.cells for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    day = datetime.now(UTC).date().isoformat()
    return "\n".join(lines) + f"\n\nMeasured on {day}, {os.cpu_count()} processors."
