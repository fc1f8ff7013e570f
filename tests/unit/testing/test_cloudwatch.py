"""CloudWatch's rules, as far as our alarms and the dashboard's picture need them."""

import json
from typing import Any

import pytest

from testing.cloudwatch import Alarm, Datum, Value, dimensions_key, embedded_metrics, evaluate, statistic

LINE = {
    "_aws": {
        "Timestamp": 60_000,
        "CloudWatchMetrics": [
            {
                "Namespace": "vidx",
                "Dimensions": [["environment"], ["environment", "stage"]],
                "Metrics": [{"Name": "Fallbacks", "Unit": "Count"}],
            }
        ],
    },
    "environment": "dev",
    "stage": "tts",
    "Fallbacks": [1.0, 2.0],
}


def test_a_line_has_every_value_for_every_set_of_dimensions() -> None:
    data = embedded_metrics(["START", json.dumps(LINE), '{"message": "hello"}'])

    total, by_stage = dimensions_key({"environment": "dev"}), dimensions_key({"stage": "tts", "environment": "dev"})
    assert [(each.dimensions, each.value) for each in data] == [
        (total, 1.0), (total, 2.0), (by_stage, 1.0), (by_stage, 2.0),
    ]  # fmt: skip
    assert {each.at_s for each in data} == {60.0}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Sum", 110.0),
        ("Average", 22.0),
        ("Minimum", 1.0),
        ("Maximum", 100.0),
        ("SampleCount", 5.0),
        ("p50", 3.0),
        ("p90", 100.0),
    ],
)
def test_statistics(name: str, expected: float) -> None:
    assert statistic([100, 1, 3, 4, 2], name) == expected
    assert statistic([], name) is None


@pytest.mark.parametrize(
    ("expression", "values", "expected"),
    [
        ("IF(a >= 3, 100 * a / (a + b), 0)", {"a": 3.0, "b": 7.0}, 30.0),
        ("IF(a >= 3, 100 * a / (a + b), 0)", {"a": 0.0, "b": 0.0}, 0.0),
        ("IF(a >= 3, 100 * a / (a + b), 0)", {"a": 3.0, "b": None}, None),
        ("IF(a >= 1 AND b < 1, 1, 0)", {"a": 2.0, "b": 0.0}, 1.0),
        ("IF(a >= 1 AND b < 1, 1, 0)", {"a": 2.0, "b": 1.0}, 0.0),
        ("IF(a >= 1 AND b < 1, 1, 0)", {"a": 2.0, "b": None}, None),
        ("100 * a / b", {"a": 2.0, "b": 0.0}, None),
    ],
)
def test_metric_math(expression: str, values: dict[str, Value], expected: Value) -> None:
    assert evaluate(expression, values) == expected


def test_unknown_functions_are_refused() -> None:
    with pytest.raises(NotImplementedError, match="FILL"):
        evaluate("FILL(a, 0)", {"a": 1.0})


def alarm(**changes: Any) -> Alarm:
    properties = {
        "Namespace": "vidx", "MetricName": "Age", "Statistic": "Maximum", "Period": 60, "Threshold": 10,
        "EvaluationPeriods": 3, "DatapointsToAlarm": 2, "TreatMissingData": "notBreaching",
        "ComparisonOperator": "GreaterThanOrEqualToThreshold",
    }  # fmt: skip
    return Alarm({**properties, **changes})


@pytest.mark.parametrize(
    ("values", "missing", "expected"),
    [
        ((10, 9, 10), "notBreaching", True),
        ((10, 9, 9), "notBreaching", False),
        ((10, None, None), "notBreaching", False),
        ((10, None, 9), "breaching", True),
        ((None, None, None), "breaching", True),
    ],
)
def test_an_alarm_fires_at_m_of_n_values(values: tuple[Value, ...], missing: str, expected: bool) -> None:
    data = [
        Datum("vidx", "Age", dimensions_key({}), 60.0 * number, value)
        for number, value in enumerate(values)
        if value is not None
    ]

    assert alarm(TreatMissingData=missing).fires(data, 180) is expected
