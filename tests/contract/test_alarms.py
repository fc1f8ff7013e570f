"""Every alarm of the template: it fires on data that our code emits, stays quiet on other data, and has a runbook."""

import json
import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

import pytest

from infra.alarms import CERTIFICATE_DAYS, FALLBACK_STAGES, MODEL_DAYS, SLOW_VIDEO_S, alarms
from infra.settings import EXAMPLES, ROOT, Deployment
from testing.cloudwatch import Alarm, Datum
from tests.contract.metric_events import (
    GONE,
    Emission,
    certificate_check,
    emitted,
    execution_start,
    expired_review,
    failed,
    finished,
    interruption,
    job_end,
    model_check,
    quiet_sweep,
    refused,
    report,
    review,
    stage_run,
    swept,
    waiting_review,
    webhook_call,
)
from tests.contract.synthesis import Context, of_type, resources
from vidx.jobs.model import Stage
from vidx.metrics import METRICS, NAMESPACE
from vidx.models import WARN_DAYS
from vidx.settings import settings

DOMAIN: Final = {
    "siteDomain": "ads.example.com",
    "certificateArn": "arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012",
}
EVERY_ALARM: Final[Context] = (("stackName", settings().environment), *DOMAIN.items())
"""The stack's name is the environment under which the tests' own calls emit."""
DEPLOYMENT: Final = Deployment.model_validate({**EXAMPLES, **DOMAIN})
NAMES: Final = [alarm.name for alarm in alarms(DEPLOYMENT)]
NOW_S: Final = 1_796_040_000.0
MINUTE: Final = 60
RUNBOOK: Final = ROOT / "docs/runbooks/alarms.md"

Entry = tuple[int, Emission] | tuple[int, str, float]
"""Minutes before now, and what our code does then; or, for a metric of AWS, its name and value."""


def every(minutes: int, *events: Any, of: int = 120) -> list[Entry]:
    """Return the events once every so many minutes, over the last `of` minutes."""
    return [
        (ago, *event) if isinstance(event, tuple) else (ago, event) for ago in range(1, of, minutes) for event in events
    ]


def times(count: int, minutes_ago: int, *events: Emission) -> list[Entry]:
    return [(minutes_ago, event) for _ in range(count) for event in events]


def fallback_runs(stage: str, count: int, minutes_ago: int = 5) -> list[Entry]:
    return times(count, minutes_ago, stage_run(Stage(stage), fallbacks=("first",)))


def runs(stage: str, count: int, minutes_ago: int = 5) -> list[Entry]:
    return times(count, minutes_ago, stage_run(Stage(stage)))


def model_check_with(days: int) -> Emission:
    """Return a daily check that finds a model with so many days left."""
    return model_check(date(2027, 1, 6) - timedelta(days=days))


slow: Final = job_end("complete", seconds=SLOW_VIDEO_S + 1)
FIRES: Final[dict[str, list[Entry]]] = {
    "JobsFailing": [*times(3, 2, failed), *times(4, 2, finished)],
    "NoVideos": [(50, execution_start), (20, execution_start), *every(1, quiet_sweep)],
    "VideosSlow": [(40, slow), (5, slow)],
    "QueueOld": every(1, swept(waiting=2, waits_s=1_000), of=12),
    "JobsInterrupted": [(3, interruption)],
    "SweepsMissing": every(1, finished),
    "JobsInReview": [(3, review)],
    "ReviewsWaiting": every(1, waiting_review(24), of=12),
    "ReviewsExpired": [(3, expired_review)],
    **{f"{stage.capitalize()}Fallbacks": [*fallback_runs(stage, 3), *runs(stage, 9)] for stage in FALLBACK_STAGES},
    **{f"ModelEndsIn{days}Days": [(30, model_check_with(days))] for days in MODEL_DAYS},
    "SpendHigh": every(1, swept(spent_usd=16.5), of=12),
    "ApiFaults": every(1, ("Count", 100), ("5xx", 2)),
    "ApiSlow": every(1, ("Latency", 3_500)),
    "LambdaThrottled": every(1, ("Throttles", 10)),
    "ConcurrencyHigh": every(1, ("ConcurrentExecutions", 8)),
    "EventsUndelivered": [(2, "ApproximateNumberOfMessagesVisible", 1)],
    "WebhooksWaiting": every(1, ("ApproximateNumberOfMessagesVisible", 600)),
    "ChangesLate": every(1, ("IteratorAge", 700_000)),
    "ListingsReported": [(3, report)],
    "WebhooksFailing": times(10, 30, webhook_call(GONE)),
    "WebhookFaults": times(3, 3, webhook_call(200, RuntimeError("a fault of ours"))),
    "CertificateEnds": [(30, certificate_check(CERTIFICATE_DAYS))],
}
QUIET: Final[dict[str, list[Entry]]] = {
    "JobsFailing": [*times(2, 2, failed), *times(2, 7, failed), *times(40, 2, finished), *times(9, 2, refused)],
    "NoVideos": [(50, execution_start), (20, execution_start), (10, finished), *every(1, quiet_sweep)],
    "VideosSlow": [(40, slow), *every(5, finished, of=60)],
    "QueueOld": [(2, swept(waiting=2, waits_s=1_000)), *every(1, swept(waiting=2, waits_s=300), of=12)],
    "JobsInterrupted": [*times(50, 2, failed), *every(1, quiet_sweep)],
    "SweepsMissing": every(4, quiet_sweep),
    "JobsInReview": [(30, review)],
    "ReviewsWaiting": [(8, waiting_review(24)), *every(1, waiting_review(23), of=6)],
    "ReviewsExpired": every(1, waiting_review(23), of=12),
    **{
        f"{stage.capitalize()}Fallbacks": [*fallback_runs(stage, 2), *fallback_runs(stage, 2, 20), *runs(stage, 1)]
        for stage in FALLBACK_STAGES
    },
    **{f"ModelEndsIn{days}Days": [(30, model_check_with(days + 1))] for days in MODEL_DAYS},
    "SpendHigh": every(1, swept(spent_usd=15.5), of=12),
    "ApiFaults": [*every(1, ("Count", 1_000), ("5xx", 1)), (3, "5xx", 2)],
    "ApiSlow": [*every(1, ("Latency", 400)), (3, "Latency", 9_000)],
    "LambdaThrottled": [(2, "Throttles", 500), *every(1, ("Throttles", 1))],
    "ConcurrencyHigh": every(1, ("ConcurrentExecutions", 7)),
    "EventsUndelivered": every(1, ("ApproximateNumberOfMessagesVisible", 0)),
    "WebhooksWaiting": [
        *every(1, ("ApproximateNumberOfMessagesVisible", 900)),
        *every(5, ("ApproximateNumberOfMessagesVisible", 3)),
    ],
    "ChangesLate": [(2, "IteratorAge", 900_000), *every(1, ("IteratorAge", 800))],
    "ListingsReported": [(30, report)],
    "WebhooksFailing": [*times(9, 30, webhook_call(GONE)), *times(50, 10, webhook_call(500))],
    "WebhookFaults": times(2, 3, webhook_call(200, RuntimeError("a fault of ours"))),
    "CertificateEnds": [(30, certificate_check(CERTIFICATE_DAYS + 1))],
}


def named_alarms(*context: tuple[str, str]) -> list[dict[str, Any]]:
    """The alarms for people. A deploy has one of its own, without a name, that only stops it."""
    return [each for each in of_type("AWS::CloudWatch::Alarm", *context).values() if "AlarmName" in each]


def alarm_of(name: str) -> Alarm:
    (found,) = (
        Alarm(properties)
        for properties in named_alarms(*EVERY_ALARM)
        if properties["AlarmName"] == f"{settings().environment}-{name}"
    )
    return found


def data_of(alarm: Alarm, entries: Sequence[Entry]) -> list[Datum]:
    """Return what CloudWatch has: what our code emits, and the values of AWS's metrics that the alarm reads."""
    data: list[Datum] = []
    known: dict[int, list[Datum]] = {}
    of_aws = {name: (namespace, dimensions) for namespace, name, dimensions, _ in alarm.series.values()}
    for ago, what, *value in entries:
        at_s = NOW_S - ago * MINUTE
        if isinstance(what, str):
            namespace, dimensions = of_aws[what]
            data.append(Datum(namespace, what, dimensions, at_s, float(value[0])))
            continue
        if id(what) not in known:
            known[id(what)] = emitted(what)
        data += [Datum(each.namespace, each.name, each.dimensions, at_s, each.value) for each in known[id(what)]]
    return data


def test_every_alarm_of_the_table_is_in_the_template_and_notifies_the_topic() -> None:
    created = named_alarms(*EVERY_ALARM)

    assert sorted(each["AlarmName"].split("-", 1)[1] for each in created) == sorted(NAMES)
    assert all(each["AlarmActions"] for each in created)


def test_every_alarm_has_data_on_which_it_fires_and_data_on_which_it_does_not() -> None:
    assert sorted(FIRES) == sorted(QUIET) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_an_alarm_fires(name: str) -> None:
    alarm = alarm_of(name)

    assert alarm.fires(data_of(alarm, FIRES[name]), NOW_S)


@pytest.mark.parametrize("name", NAMES)
def test_an_alarm_does_not_fire_without_cause(name: str) -> None:
    alarm = alarm_of(name)

    assert not alarm.fires(data_of(alarm, QUIET[name]), NOW_S)


@pytest.mark.parametrize("name", NAMES)
def test_without_any_data_only_the_alarm_of_missing_data_fires(name: str) -> None:
    assert alarm_of(name).fires([], NOW_S) is (name == "SweepsMissing")


@pytest.mark.parametrize("name", NAMES)
def test_an_alarm_reads_metrics_of_ours_with_dimensions_that_are_emitted(name: str) -> None:
    alarm = alarm_of(name)
    emitted_series = {(datum.name, datum.dimensions) for datum in data_of(alarm, FIRES[name])}
    emitted_series |= {(datum.name, datum.dimensions) for datum in data_of(alarm, QUIET[name])}

    for namespace, metric, dimensions, _ in alarm.series.values():
        if namespace == NAMESPACE:
            assert metric in METRICS
            assert (metric, dimensions) in emitted_series


@pytest.mark.parametrize("name", NAMES)
def test_an_alarm_counts_some_of_its_last_values_and_evaluates_few_of_them(name: str) -> None:
    """A percentile of fewer than 200 values is evaluated, too: a small deployment has no more."""
    properties = alarm_of(name).properties

    assert 1 <= properties["DatapointsToAlarm"] <= properties["EvaluationPeriods"]
    assert "EvaluateLowSampleCountPercentile" not in properties
    assert properties["EvaluationPeriods"] * alarm_of(name).period_s <= 24 * 3600, "more than CloudWatch accepts"


def heading(name: str) -> str:
    return f"## {name}\n"


@pytest.mark.parametrize("name", NAMES)
def test_an_alarm_names_its_runbook(name: str) -> None:
    assert alarm_of(name).properties["AlarmDescription"].endswith(f" docs/runbooks/alarms.md#{name.lower()}")
    assert heading(name) in RUNBOOK.read_text(encoding="utf-8")


def test_the_runbooks_name_no_alarm_that_does_not_exist() -> None:
    assert re.findall(r"^## (\w+)\n", RUNBOOK.read_text(encoding="utf-8"), re.MULTILINE) == NAMES


def test_runbooks_are_links_if_the_deployment_has_the_repositorys_address() -> None:
    context = ("repositoryUrl", "https://code.example/vidx")
    descriptions = [each["AlarmDescription"] for each in named_alarms(context)]

    assert all(" https://code.example/vidx/docs/runbooks/alarms.md#" in each for each in descriptions)


def test_models_are_reported_from_the_first_alarm_on() -> None:
    assert max(MODEL_DAYS) == WARN_DAYS


def test_a_budget_of_aws_writes_to_the_topic() -> None:
    (budget,) = of_type("AWS::Budgets::Budget", ("budgetUsdPerMonth", "250")).values()
    (topic,) = (
        name
        for name, resource in resources(("budgetUsdPerMonth", "250")).items()
        if resource["Type"] == "AWS::SNS::Topic"
    )

    assert budget["Budget"]["BudgetLimit"] == {"Amount": 250, "Unit": "USD"}
    notices = budget["NotificationsWithSubscribers"]
    assert [(each["Notification"]["NotificationType"], each["Notification"]["Threshold"]) for each in notices] == [
        ("ACTUAL", 80),
        ("FORECASTED", 100),
    ]
    for notice in notices:
        assert notice["Subscribers"] == [{"Address": {"Ref": topic}, "SubscriptionType": "SNS"}]


def test_without_a_budget_and_slack_there_is_neither() -> None:
    assert not of_type("AWS::Budgets::Budget")
    assert not of_type("AWS::Events::ApiDestination")


SLACK: Final[Context] = (("slackChannel", "C0123456789"), ("slackSecret", "vidx/slack"), ("stackName", "VidxDev"))


def alarm_event(name: str = "VidxDev-JobsFailing", state: str = "ALARM", before: str = "OK") -> dict[str, Any]:
    """An event of CloudWatch:
    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
    """
    return {
        "source": "aws.cloudwatch",
        "detail-type": "CloudWatch Alarm State Change",
        "region": "us-east-1",
        "detail": {
            "alarmName": name,
            "state": {"value": state},
            "previousState": {"value": before},
            "configuration": {"description": "A fifth failed. docs/runbooks/alarms.md#jobsfailing"},
        },
    }


def matches(pattern: Any, event: Any) -> bool:
    """EventBridge's rules, as far as the pattern uses them."""
    if isinstance(pattern, list):
        return any(event.startswith(each["prefix"]) if isinstance(each, dict) else event == each for each in pattern)
    return all(
        any(matches(each, event) for each in part) if name == "$or" else name in event and matches(part, event[name])
        for name, part in pattern.items()
    )


def slack_rule() -> dict[str, Any]:
    rules: list[dict[str, Any]] = list(of_type("AWS::Events::Rule", *SLACK).values())
    (rule,) = (rule for rule in rules if "aws.cloudwatch" in json.dumps(rule))
    return rule


@pytest.mark.parametrize(
    ("event", "is_sent"),
    [
        (alarm_event(), True),
        (alarm_event(state="OK", before="ALARM"), True),
        (alarm_event(state="OK", before="INSUFFICIENT_DATA"), False),
        (alarm_event(state="INSUFFICIENT_DATA"), False),
        (alarm_event(name="Vidx-JobsFailing"), False),
        (alarm_event(name="VidxDev2-JobsFailing"), False),
    ],
)
def test_slack_gets_the_begin_and_end_of_this_deployments_alarms(event: dict[str, Any], is_sent: bool) -> None:
    assert matches(slack_rule()["EventPattern"], event) is is_sent


def test_slacks_message_is_json_with_state_name_runbook_and_link() -> None:
    (target,) = slack_rule()["Targets"]
    transformer, event = target["InputTransformer"], alarm_event()
    text = transformer["InputTemplate"]
    for name, path in transformer["InputPathsMap"].items():
        value: Any = event
        for part in path.removeprefix("$.").split("."):
            value = value[part]
        text = text.replace(f"<{name}>", value)

    message = json.loads(text)

    assert message["channel"] == "C0123456789"
    assert message["text"].startswith("ALARM VidxDev-JobsFailing: A fifth failed. docs/runbooks/alarms.md#jobsfailing")
    assert message["text"].endswith("region=us-east-1#alarmsV2:alarm/VidxDev-JobsFailing")


def test_slacks_token_is_in_no_template_and_lost_messages_are_kept() -> None:
    (connection,) = of_type("AWS::Events::Connection", *SLACK).values()
    (destination,) = of_type("AWS::Events::ApiDestination", *SLACK).values()
    (target,) = slack_rule()["Targets"]

    header = connection["AuthParameters"]["ApiKeyAuthParameters"]
    assert header == {
        "ApiKeyName": "Authorization",
        "ApiKeyValue": "{{resolve:secretsmanager:vidx/slack:SecretString:::}}",
    }
    assert destination["InvocationEndpoint"] == "https://slack.com/api/chat.postMessage"
    assert "DeadLetterConfig" in target


def test_descriptions_of_alarms_fit_into_slacks_message() -> None:
    """EventBridge puts the description between quotation marks."""
    texts = [each["AlarmDescription"] for each in named_alarms(*EVERY_ALARM)]

    assert [text for text in texts if '"' in text or "\\" in text or len(text) > 1024] == []
