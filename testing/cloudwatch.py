"""CloudWatch's evaluation of alarms, for alarms of a synthesised template and made or recorded data.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
"""

import ast
import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

Value = float | None
"""None: there is no value in this period."""
Operation = Callable[[float, float], Value]


@dataclass(frozen=True)
class Datum:
    """A measurement, or an event that was counted."""

    namespace: str
    name: str
    dimensions: str
    """As `dimensions_key` writes them."""
    at_s: float
    value: float


def dimensions_key(dimensions: Mapping[str, Any]) -> str:
    """Return a text that is equal for equal dimensions. Values may be references of a template."""
    return json.dumps(dict(sorted(dimensions.items())), sort_keys=True)


def embedded_metrics(lines: Iterable[str], at_s: float | None = None) -> list[Datum]:
    """Return what CloudWatch reads in log lines of the Embedded Metric Format; other lines are skipped.

    Args:
        at_s: time of all of them; None: their own.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
    """
    data = []
    for line in lines:
        if not line.startswith("{") or '"CloudWatchMetrics"' not in line:
            continue
        body = json.loads(line)
        time_s = body["_aws"]["Timestamp"] / 1000 if at_s is None else at_s
        for block in body["_aws"]["CloudWatchMetrics"]:
            for names in block["Dimensions"]:
                dimensions = dimensions_key({name: body[name] for name in names})
                for metric in block["Metrics"]:
                    written = body[metric["Name"]]
                    values = written if isinstance(written, list) else [written]
                    data += [Datum(block["Namespace"], metric["Name"], dimensions, time_s, value) for value in values]
    return data


def statistic(values: Sequence[float], name: str) -> Value:
    """Return a statistic of CloudWatch: Sum, Average, Minimum, Maximum, SampleCount or a percentile such as p95."""
    if not values:
        return None
    if name.startswith("p"):
        ordered = sorted(values)
        return ordered[max(0, math.ceil(len(ordered) * float(name[1:]) / 100) - 1)]
    statistics = {
        "Sum": sum(values),
        "Average": sum(values) / len(values),
        "Minimum": min(values),
        "Maximum": max(values),
        "SampleCount": float(len(values)),
    }
    return statistics[name]


def evaluate(expression: str, values: Mapping[str, Value]) -> Value:
    """Return the value of a metric math expression in one period; None if a value that it needs is missing.

    Raises:
        NotImplementedError: the expression uses a function or an operator that no alarm of ours needs.
    """
    python = expression.replace(" AND ", " and ").replace(" OR ", " or ")
    return _value(ast.parse(python, mode="eval").body, values)


_COMPARISONS: Final[Mapping[type[ast.cmpop], Operation]] = {
    ast.Gt: lambda a, b: float(a > b),
    ast.GtE: lambda a, b: float(a >= b),
    ast.Lt: lambda a, b: float(a < b),
    ast.LtE: lambda a, b: float(a <= b),
}
_COMBINATIONS: Final[Mapping[type[ast.boolop], Operation]] = {
    ast.And: lambda a, b: float(bool(a and b)),
    ast.Or: lambda a, b: float(bool(a or b)),
}
_OPERATIONS: Final[Mapping[type[ast.operator], Operation]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b if b else None,
}


def _value(node: ast.expr, values: Mapping[str, Value]) -> Value:
    match node:
        case ast.Constant(value=int() | float() as number):
            result: Value = float(number)
        case ast.Name(id=name):
            result = values[name]
        case ast.BinOp(left=left, op=operation, right=right):
            result = _combined(_OPERATIONS[type(operation)], _value(left, values), _value(right, values))
        case ast.Compare(left=left, ops=[comparison], comparators=[right]):
            result = _combined(_COMPARISONS[type(comparison)], _value(left, values), _value(right, values))
        case ast.BoolOp(op=operation, values=[left, right]):
            result = _combined(_COMBINATIONS[type(operation)], _value(left, values), _value(right, values))
        case ast.Call(func=ast.Name(id="IF"), args=[condition, then, otherwise]):
            chosen = _value(condition, values)
            result = None if chosen is None else _value(then if chosen else otherwise, values)
        case _:
            raise NotImplementedError(ast.unparse(node))
    return result


def _combined(operation: Operation, left: Value, right: Value) -> Value:
    return None if left is None or right is None else operation(left, right)


@dataclass(frozen=True)
class Alarm:
    """An alarm of a template: its properties as CloudFormation has them."""

    properties: Mapping[str, Any]

    @property
    def period_s(self) -> int:
        if "Period" in self.properties:
            return int(self.properties["Period"])
        return max(int(each["MetricStat"]["Period"]) for each in self.stats.values())

    @property
    def stats(self) -> dict[str, Any]:
        """Id and definition of each metric that a metric math expression uses."""
        return {each["Id"]: each for each in self.properties.get("Metrics", ()) if "MetricStat" in each}

    @property
    def expression(self) -> str:
        (expression,) = (each["Expression"] for each in self.properties["Metrics"] if "Expression" in each)
        return str(expression)

    @property
    def series(self) -> dict[str, tuple[str, str, str, str]]:
        """Namespace, name, dimensions and statistic of each series, by its id."""
        if "Metrics" not in self.properties:
            metric = self.properties
            return {"value": (*_series(metric), metric.get("Statistic") or metric["ExtendedStatistic"])}
        return {
            name: (*_series(each["MetricStat"]["Metric"]), each["MetricStat"]["Stat"])
            for name, each in self.stats.items()
        }

    def values(self, data: Sequence[Datum], until_s: float) -> list[Value]:
        """Return the values of the last `EvaluationPeriods` periods before `until_s`, the oldest first."""
        count = int(self.properties["EvaluationPeriods"])
        starts = [until_s - self.period_s * number for number in range(count, 0, -1)]
        return [self._value(data, start) for start in starts]

    def _value(self, data: Sequence[Datum], start_s: float) -> Value:
        values = {}
        for name, (namespace, metric, dimensions, stat) in self.series.items():
            numbers = [
                datum.value
                for datum in data
                if (datum.namespace, datum.name, datum.dimensions) == (namespace, metric, dimensions)
                and start_s <= datum.at_s < start_s + self.period_s
            ]
            values[name] = statistic(numbers, stat)
        return evaluate(self.expression, values) if "Metrics" in self.properties else values["value"]

    def fires(self, data: Sequence[Datum], until_s: float) -> bool:
        """Return whether the alarm is in the state ALARM at `until_s`."""
        points = int(self.properties.get("DatapointsToAlarm", self.properties["EvaluationPeriods"]))
        return sum(self._is_bad(value) for value in self.values(data, until_s)) >= points

    def _is_bad(self, value: Value) -> bool:
        if value is None:
            return bool(self.properties["TreatMissingData"] == "breaching")
        threshold = float(self.properties["Threshold"])
        comparisons = {
            "GreaterThanOrEqualToThreshold": value >= threshold,
            "LessThanOrEqualToThreshold": value <= threshold,
        }
        return comparisons[self.properties["ComparisonOperator"]]


def _series(metric: Mapping[str, Any]) -> tuple[str, str, str]:
    dimensions = {each["Name"]: each["Value"] for each in metric.get("Dimensions", ())}
    return metric["Namespace"], metric["MetricName"], dimensions_key(dimensions)
