"""Draw docs/dashboard.png from the recorded run: `make dashboard`.

The panels are those of the dashboard in CloudWatch (`infra/panels.py`), with one value a minute for the short run.
"""

import gzip
import json
import math
from collections.abc import Mapping, Sequence
from typing import Final

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from infra.alarms import Series
from infra.panels import QUESTIONS, Panel
from infra.settings import ROOT
from testing.cloudwatch import Datum, Value, dimensions_key, embedded_metrics, evaluate, statistic
from tools.dashboard.record import RUN
from vidx.metrics import ENVIRONMENT, NAMESPACE

PICTURE: Final = ROOT / "docs/dashboard.png"
PERIOD_S: Final = 60.0
COLUMNS: Final = 3
PANEL_HEIGHT: Final = 2.3
"""Inches."""
WIDTH: Final = 13.5
DPI: Final = 90
NO_DATA: Final = "AWS's own metric:\nnone on the local cloud"
COLOURS: Final = ("#2a6fb5", "#3d9a50", "#c9403a", "#d98a1c", "#7d5bb0", "#6b7280")
STYLE: Final = {
    "font.size": 8,
    "axes.titlesize": 9,
    "axes.titleweight": "bold",
    "axes.edgecolor": "#c3c8d0",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "grid.color": "#e6e9ee",
    "xtick.color": "#4b5563",
    "ytick.color": "#4b5563",
    "legend.frameon": False,
    "legend.fontsize": 7,
}


class Run:
    """The data of the recorded run."""

    def __init__(self, data: Sequence[Datum], environment: str) -> None:
        self._data, self._environment = data, environment
        times = [datum.at_s for datum in data]
        self.start_s = math.floor(min(times) / PERIOD_S) * PERIOD_S
        self.minutes = math.ceil((max(times) - self.start_s) / PERIOD_S)

    def values(self, series: Series) -> list[Value]:
        """Return the value of each minute."""
        dimensions = dimensions_key({**series.dimensions, ENVIRONMENT: self._environment})
        by_minute: list[list[float]] = [[] for _ in range(self.minutes)]
        for datum in self._data:
            if (datum.name, datum.dimensions) == (series.name, dimensions):
                by_minute[min(self.minutes - 1, int((datum.at_s - self.start_s) // PERIOD_S))].append(datum.value)
        return [statistic(numbers, series.statistic) for numbers in by_minute]

    def computed(self, expression: str, hidden: Mapping[str, Series]) -> list[Value]:
        """Return the value of a metric math expression for each minute."""
        used = {name: self.values(series) for name, series in hidden.items() if name in expression}
        return [
            evaluate(expression, {name: values[minute] for name, values in used.items()})
            for minute in range(self.minutes)
        ]


def recorded_run() -> Run:
    lines = gzip.decompress(RUN.read_bytes()).decode().splitlines()
    data = [datum for datum in embedded_metrics(lines) if datum.namespace == NAMESPACE]
    (environment,) = {json.loads(datum.dimensions)[ENVIRONMENT] for datum in data}
    return Run(data, environment)


def draw_panel(axes: Axes, panel: Panel, run: Run) -> None:
    lines = {label: run.values(series) for label, series in panel.lines.items() if series.namespace == NAMESPACE}
    lines |= {label: run.computed(text, panel.hidden) for label, text in panel.expressions.items()}
    axes.set_title(panel.title, loc="left")
    axes.grid(axis="y")
    axes.set_xlim(0, run.minutes)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_ylabel(panel.unit)
    if not lines:
        axes.text(0.5, 0.5, NO_DATA, ha="center", va="center", color="#9aa1ac", transform=axes.transAxes)
        axes.set_yticks([])
        return
    for (label, values), colour in zip(lines.items(), COLOURS, strict=False):
        minutes = [minute + 0.5 for minute, value in enumerate(values) if value is not None]
        known = [value for value in values if value is not None]
        axes.plot(minutes, known, label=label, color=colour, linewidth=1.4, marker="o", markersize=2.2)
    axes.set_ylim(bottom=0)
    if axes.get_ylim()[1] <= 1 and panel.unit in {"jobs", "runs", "requests", "messages"}:
        axes.set_ylim(top=1)
    axes.legend(loc="upper left", bbox_to_anchor=(0, 1.02), ncols=2, handlelength=1.2, columnspacing=1.0)
    axes.margins(y=0.35)


def draw(run: Run) -> Figure:
    rows = [math.ceil(len(question.panels) / COLUMNS) for question in QUESTIONS]
    figure = plt.figure(figsize=(WIDTH, PANEL_HEIGHT * sum(rows) + 0.45 * len(rows)), layout="constrained")
    for question, part in zip(QUESTIONS, figure.subfigures(len(rows), 1, height_ratios=rows), strict=True):
        part.suptitle(question.title, x=0.005, ha="left", fontsize=12, fontweight="bold", color="#1f2937")
        grid = part.subplots(math.ceil(len(question.panels) / COLUMNS), COLUMNS, squeeze=False)
        for axes, panel in zip(grid.flat, question.panels, strict=False):
            draw_panel(axes, panel, run)
        for axes in list(grid.flat)[len(question.panels) :]:
            axes.set_visible(False)
    figure.supxlabel("minutes of the recorded run", fontsize=8, color="#4b5563")
    return figure


def main() -> None:
    plt.rcParams.update(STYLE)
    figure = draw(recorded_run())
    figure.savefig(PICTURE, dpi=DPI, metadata={"Software": None})
    print(PICTURE.relative_to(ROOT))


if __name__ == "__main__":
    main()
