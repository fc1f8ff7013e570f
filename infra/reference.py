"""Writes docs/metrics.md from the tables of metrics and alarms: `python -m infra.reference`."""

from typing import Final

from infra.alarms import AT_LEAST, BAD, Alarm, Series, alarms
from infra.settings import EXAMPLES, ROOT, Deployment
from vidx.metrics import METRICS, NAMESPACE, Metric

PAGE: Final = ROOT / "docs/metrics.md"
WITH_EVERY_ALARM: Final = {
    **EXAMPLES,
    "siteDomain": "ads.example.com",
    "certificateArn": "arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012",
}
HEAD: Final = """# Metrics, dashboard and alarms

This page is written by `python -m infra.reference`.

## Dashboard

It answers four questions: is it healthy, what waits, where is the time, what does it cost.
[`infra/panels.py`](../infra/panels.py) defines it, for CloudWatch and for this picture, which `make dashboard` draws
from the metrics of a run on the local cloud. AWS's own metrics, of API Gateway and Lambda, do not exist there.

![The dashboard](dashboard.png)

## Metrics

Functions write metrics as log lines in CloudWatch's Embedded Metric Format, in the namespace `vidx`
([`vidx/metrics.py`](../layers/common/python/vidx/metrics.py)). Every metric has the dimension `environment`, the name
of the stack, and a series for each of the listed sets of further dimensions.

| metric | unit | further dimensions | what it measures | measured in | alarms |
| --- | --- | --- | --- | --- | --- |
"""
ALARMS_HEAD: Final = """
## Alarms

An alarm fires if so many of the last values reach the threshold. A value that cannot be computed counts as good, except
where the table says otherwise. Each name leads to its runbook. Thresholds are those of the default settings.

| alarm | value | threshold | period | values | meaning |
| --- | --- | --- | --- | --- | --- |
"""
BUDGET: Final = """
AWS Budgets also writes to the topic of the alarms, about AWS's own bill, if `budgetUsdPerMonth` is set.
"""


def page() -> str:
    """Return the text of the page."""
    every = alarms(Deployment.model_validate(WITH_EVERY_ALARM))
    rows = [_metric_row(metric, every) for metric in METRICS.values()]
    return HEAD + "\n".join(rows) + "\n" + ALARMS_HEAD + "\n".join(map(_alarm_row, every)) + "\n" + BUDGET


def _metric_row(metric: Metric, every: list[Alarm]) -> str:
    sets = ", ".join(
        "none" if not names else " + ".join(f"`{name}`" for name in names) for names in metric.dimension_sets
    )
    readers = [alarm for alarm in every if metric.name in {_own_name(series) for series in alarm.series.values()}]
    cells = [
        f"`{metric.name}`",
        metric.unit,
        sets,
        metric.meaning,
        f"`{metric.source}`",
        ", ".join(map(_link, readers)),
    ]
    return f"| {' | '.join(cells)} |"


def _own_name(series: Series) -> str:
    return series.name if series.namespace == NAMESPACE else ""


def _link(alarm: Alarm) -> str:
    return f"[{alarm.name}](runbooks/alarms.md#{alarm.name.lower()})"


def _alarm_row(alarm: Alarm) -> str:
    sign = "≥" if alarm.comparison == AT_LEAST else "≤"
    missing = ", missing ones are bad" if alarm.missing == BAD else ""
    values = f"{alarm.points} of {alarm.of}{missing}"
    cells = [_link(alarm), _value(alarm), f"{sign} {alarm.threshold:g}", _duration(alarm.period), values, alarm.meaning]
    return f"| {' | '.join(cells)} |"


def _value(alarm: Alarm) -> str:
    described = {name: f"{series.statistic} of `{series.name}`" for name, series in alarm.series.items()}
    if not alarm.expression:
        return next(iter(described.values()))
    parts = ", ".join(f"{name}: {text}" for name, text in described.items())
    return f"`{alarm.expression}`; {parts}"


def _duration(seconds: int) -> str:
    units = (("d", 86_400), ("h", 3_600), ("min", 60))
    name, size = next((name, size) for name, size in units if seconds % size == 0)
    return f"{seconds // size} {name}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
