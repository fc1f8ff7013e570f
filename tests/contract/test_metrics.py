"""Every metric of the table is emitted as it says, and what alarms and the dashboard read is emitted."""

import json
from typing import Final

import pytest

from infra.settings import ROOT
from testing.cloudwatch import Datum, dimensions_key
from tests.contract.metric_events import EMISSIONS, Emission, emitted
from tests.contract.synthesis import functions, of_type
from vidx.metrics import ENVIRONMENT, METRICS, NAMESPACE, Metric
from vidx.settings import settings

CASES: Final = [
    pytest.param(METRICS[name], emission, id=f"{name}-{number}")
    for name, emissions in EMISSIONS.items()
    for number, emission in enumerate(emissions)
]


def names_of(dimensions: str) -> tuple[str, ...]:
    return tuple(sorted(json.loads(dimensions)))


def declared(metric: Metric) -> set[tuple[str, ...]]:
    """The sets of dimensions that a metric may have."""
    return {tuple(sorted((ENVIRONMENT, *names))) for names in metric.dimension_sets}


def everything() -> list[Datum]:
    return [datum for emissions in EMISSIONS.values() for emission in emissions for datum in emitted(emission)]


def test_every_metric_has_code_that_emits_it() -> None:
    assert set(EMISSIONS) == set(METRICS)


@pytest.mark.parametrize(("metric", "emission"), CASES)
def test_a_metric_is_emitted_for_the_environment_with_declared_dimensions_only(
    metric: Metric, emission: Emission
) -> None:
    data = [datum for datum in emitted(emission) if datum.name == metric.name]

    assert data
    assert {datum.namespace for datum in data} == {NAMESPACE}
    assert {names_of(datum.dimensions) for datum in data} <= declared(metric)
    assert {json.loads(datum.dimensions)[ENVIRONMENT] for datum in data} == {settings().environment}


@pytest.mark.parametrize("metric", METRICS.values(), ids=lambda metric: metric.name)
def test_every_declared_set_of_dimensions_is_emitted(metric: Metric) -> None:
    data = [datum for emission in EMISSIONS[metric.name] for datum in emitted(emission) if datum.name == metric.name]

    assert {names_of(datum.dimensions) for datum in data} == declared(metric)


def test_no_metric_is_emitted_that_the_table_does_not_have() -> None:
    assert {datum.name for datum in everything()} == set(METRICS)


def test_the_table_names_modules_that_exist() -> None:
    paths = [metric.source.replace("vidx/", "layers/common/python/vidx/", 1) for metric in METRICS.values()]

    assert [path for path in paths if not (ROOT / path).exists()] == []


def stack_environment() -> str:
    (value,) = {
        function["Environment"]["Variables"]["ENVIRONMENT"]
        for function in of_type("AWS::Lambda::Function", ("packaging", "image")).values()
        if "ENVIRONMENT" in function.get("Environment", {}).get("Variables", {})
    }
    return str(value)


def read_by_the_dashboard() -> set[tuple[str, str]]:
    """Name and dimensions of each metric of ours in the dashboard."""
    (body,) = of_type("AWS::CloudWatch::Dashboard", ("packaging", "image")).values()
    text = "".join(part if isinstance(part, str) else "reference" for part in body["DashboardBody"]["Fn::Join"][1])
    found = set()
    for widget in json.loads(text)["widgets"]:
        for line in widget["properties"].get("metrics", ()):
            if line[0] == NAMESPACE:
                pairs = [part for part in line[2:] if isinstance(part, str)]
                found.add((line[1], dimensions_key(dict(zip(pairs[::2], pairs[1::2], strict=True)))))
    return found


def test_the_dashboard_reads_only_metrics_of_its_own_environment_with_declared_dimensions() -> None:
    lines = read_by_the_dashboard()

    assert lines
    assert {json.loads(dimensions)[ENVIRONMENT] for _, dimensions in lines} == {stack_environment()}
    assert [line for line in lines if names_of(line[1]) not in declared(METRICS[line[0]])] == []


def test_the_dashboard_answers_the_four_questions_in_their_order() -> None:
    (body,) = of_type("AWS::CloudWatch::Dashboard", ("packaging", "image")).values()
    text = json.dumps(body)
    questions = ["Is it healthy?", "What waits?", "Where is the time?", "What does it cost?"]

    assert [question in text for question in questions] == [True] * 4
    assert sorted(questions, key=text.index) == questions


def test_every_function_knows_its_environment() -> None:
    environments = [function["Environment"]["Variables"] for function in functions(("packaging", "image")).values()]

    assert {variables.get("ENVIRONMENT") for variables in environments} == {stack_environment()}
