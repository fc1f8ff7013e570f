"""The alarms, in one table, as plain data: `infra/observability.py` creates them, and docs/metrics.md lists them.

An alarm fires if `points` of the last `of` values reach the threshold. Values are of one period each. A value that
CloudWatch cannot compute counts as `missing` says. `tests/contract/test_alarms.py` has data for each alarm on which it
fires, and data on which it does not.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from infra.settings import Deployment
from vidx import metrics
from vidx.metrics import NAMESPACE, Metric
from vidx.models import configured_models
from vidx.settings import Settings

MINUTES_5: Final = 300
MINUTES_15: Final = 900
MINUTES_30: Final = 1_800
HOUR: Final = 3_600
DAY: Final = 86_400

AT_LEAST: Final = "GreaterThanOrEqualToThreshold"
AT_MOST: Final = "LessThanOrEqualToThreshold"
Comparison = Literal["GreaterThanOrEqualToThreshold", "LessThanOrEqualToThreshold"]
OK: Final = "notBreaching"
BAD: Final = "breaching"
Missing = Literal["notBreaching", "breaching"]

API: Final = "api"
DEAD_LETTERS: Final = "dead_letters"
DELIVERIES: Final = "deliveries"
NOTIFY: Final = "notify"
ACCOUNT_WIDE: Final = ""
FALLBACK_STAGES: Final = tuple(stage.value for stage in configured_models(Settings()))
"""Stages with more than one provider or method."""
SPEND_ALARM_SHARE: Final = 0.8
CONCURRENCY_ALARM_SHARE: Final = 0.8
SLOW_VIDEO_S: Final = 300
"""Ten times what a video of 15 s takes."""
SLOW_API_MS: Final = 3_000
"""Of nine requests in ten; a script draft, one request in twenty, may take 5 s."""
OLD_QUEUE_S: Final = 900
CHANGES_LATE_MS: Final = 600_000
WEBHOOKS_WAITING: Final = 500
MODEL_DAYS: Final = (60, 30, 7)
CERTIFICATE_DAYS: Final = 30
"""ACM renews a certificate 60 days before its end: at 30 days, the renewal has failed."""


@dataclass(frozen=True)
class Series:
    """A series of CloudWatch: a metric, its dimensions and a statistic.

    Attributes:
        resource: for a metric of AWS, what it belongs to; `Observability` knows its dimensions.
    """

    name: str
    statistic: str
    namespace: str = NAMESPACE
    dimensions: Mapping[str, str] = field(default_factory=dict)
    resource: str = ACCOUNT_WIDE


@dataclass(frozen=True)
class Alarm:
    """An alarm.

    Attributes:
        meaning: what has happened, in one sentence, for who is on call.
        series: by the name that `expression` has for it.
        expression: metric math; empty: the value of the one series.
        period: seconds of one value.
    """

    name: str
    meaning: str
    series: Mapping[str, Series]
    threshold: float
    period: int = MINUTES_5
    points: int = 1
    of: int = 1
    expression: str = ""
    comparison: Comparison = AT_LEAST
    missing: Missing = OK


def own(metric: Metric, statistic: str = "Sum", **dimensions: str) -> Series:
    """Return a series of a metric of ours. `dimensions` must be one of the metric's sets.

    Raises:
        ValueError: the metric has no series with these dimensions.
    """
    if set(dimensions) not in [set(names) for names in metric.dimension_sets]:
        raise ValueError(f"{metric.name} has no series by {sorted(dimensions)}")
    return Series(metric.name, statistic, dimensions=dimensions)


def one(series: Series) -> dict[str, Series]:
    return {"value": series}


def rate(part: str, whole: str, at_least: int) -> str:
    """Return the percentage of `part` in `whole`; 0 for fewer than `at_least`, since few events make no rate."""
    return f"IF({part} >= {at_least}, 100 * {part} / ({whole}), 0)"


def _review_alarms(deployment: Deployment) -> list[Alarm]:
    hours, days = deployment.review_reminder_hours, deployment.review_expiry_days
    return [
        Alarm(
            "JobsInReview",
            "Jobs wait for an operator's decision: `vidx moderation list` shows them.",
            one(own(metrics.JOBS_IN_REVIEW)),
            threshold=1,
        ),
        Alarm(
            "ReviewsWaiting",
            f"A job has waited for an operator's decision for {hours} hours; after {days} days it ends with no video.",
            one(own(metrics.OLDEST_REVIEW_HOURS, "Maximum")),
            threshold=hours,
            points=2,
            of=3,
        ),
        Alarm(
            "ReviewsExpired",
            "Jobs ended because no operator decided in time: the log of watch names them.",
            one(own(metrics.REVIEWS_EXPIRED)),
            threshold=1,
        ),
    ]


def _job_alarms() -> list[Alarm]:
    failed, finished = own(metrics.JOBS_FAILED), own(metrics.JOBS_FINISHED)
    return [
        Alarm(
            "JobsFailing",
            "A fifth of the jobs that ended within five minutes have failed, three at least.",
            {"failed": failed, "finished": finished},
            threshold=20,
            of=3,
            expression=rate("failed", "failed + finished", 3),
        ),
        Alarm(
            "NoVideos",
            "For an hour, jobs have started and none has finished.",
            {"started": own(metrics.JOBS_STARTED), "finished": finished},
            threshold=1,
            period=MINUTES_30,
            points=2,
            of=2,
            expression="IF(started >= 1 AND finished < 1, 1, 0)",
        ),
        # CloudWatch must not ignore percentiles of few values: a small deployment has 200 videos in no quarter.
        Alarm(
            "VideosSlow",
            "One video in twenty takes longer than five minutes from its request.",
            one(own(metrics.VIDEO_SECONDS, "p95")),
            threshold=SLOW_VIDEO_S,
            period=MINUTES_15,
            points=2,
            of=4,
        ),
        Alarm(
            "QueueOld",
            "A job has waited in the queue for fifteen minutes.",
            one(own(metrics.QUEUE_AGE_SECONDS, "Maximum")),
            threshold=OLD_QUEUE_S,
            points=2,
            of=3,
        ),
        Alarm(
            "JobsInterrupted",
            "Executions ended outside the state machine or never started, and the watch ended their jobs.",
            one(own(metrics.JOBS_INTERRUPTED)),
            threshold=1,
        ),
        Alarm(
            "SweepsMissing",
            "The watch has not run for ten minutes, so jobs wait in the queue without end.",
            one(own(metrics.QUEUE_LENGTH, "SampleCount")),
            threshold=0,
            points=2,
            of=2,
            comparison=AT_MOST,
            missing=BAD,
        ),
    ]


def _provider_alarms() -> list[Alarm]:
    fallbacks = [
        Alarm(
            f"{stage.capitalize()}Fallbacks",
            f"Substitutes did a fifth of the work of the {stage} stage within fifteen minutes, three times at least.",
            {
                "fallbacks": own(metrics.FALLBACKS, stage=stage),
                "runs": own(metrics.PROVIDER_RUNS, stage=stage),
            },
            threshold=20,
            period=MINUTES_15,
            of=4,
            expression=rate("fallbacks", "runs", 3),
        )
        for stage in FALLBACK_STAGES
    ]
    models = [
        Alarm(
            f"ModelEndsIn{days}Days",
            f"A configured model shuts down within {days} days; the API's log names it once a day.",
            one(own(metrics.MODEL_DAYS_LEFT, "Minimum")),
            threshold=days,
            period=DAY,
            comparison=AT_MOST,
        )
        for days in MODEL_DAYS
    ]
    return [*fallbacks, *models]


def _cost_alarms(deployment: Deployment) -> list[Alarm]:
    return [
        Alarm(
            "SpendHigh",
            "80 % of the day's budget (`spendUsdPerDay`) is spent; at 100 %, nobody can start a video.",
            one(own(metrics.SPEND_TODAY_USD, "Maximum")),
            threshold=SPEND_ALARM_SHARE * deployment.spend_usd_per_day,
            points=2,
            of=3,
        )
    ]


def _aws_alarms(deployment: Deployment) -> list[Alarm]:
    requests = Series("Count", "Sum", "AWS/ApiGateway", resource=API)
    faults = Series("5xx", "Sum", "AWS/ApiGateway", resource=API)
    visible = "ApproximateNumberOfMessagesVisible"
    return [
        Alarm(
            "ApiFaults",
            "One request in a hundred is answered with 5xx, three at least within five minutes.",
            {"faults": faults, "requests": requests},
            threshold=1,
            points=2,
            of=3,
            expression=rate("faults", "requests", 3),
        ),
        Alarm(
            "ApiSlow",
            "One request in ten takes longer than three seconds.",
            one(Series("Latency", "p90", "AWS/ApiGateway", resource=API)),
            threshold=SLOW_API_MS,
            points=3,
            of=5,
        ),
        Alarm(
            "LambdaThrottled",
            "Lambda refuses calls, because the account's limit of concurrent executions is reached.",
            one(Series("Throttles", "Sum", "AWS/Lambda")),
            threshold=20,
            points=2,
            of=3,
        ),
        Alarm(
            "ConcurrencyHigh",
            "80 % of the account's limit of concurrent executions (`lambdaConcurrency`) is in use.",
            one(Series("ConcurrentExecutions", "Maximum", "AWS/Lambda")),
            threshold=CONCURRENCY_ALARM_SHARE * deployment.lambda_concurrency,
            points=2,
            of=3,
        ),
        Alarm(
            "EventsUndelivered",
            "Events that no function could take lie in the dead-letter queue.",
            one(Series(visible, "Maximum", "AWS/SQS", resource=DEAD_LETTERS)),
            threshold=1,
        ),
        Alarm(
            "WebhooksWaiting",
            "Messages to webhooks are due and wait: receivers are slow, or there are more than notify can send.",
            one(Series(visible, "Minimum", "AWS/SQS", resource=DELIVERIES)),
            threshold=WEBHOOKS_WAITING,
            points=2,
            of=3,
        ),
        Alarm(
            "ChangesLate",
            "Changes of jobs or listings wait ten minutes for notify: its log has the errors.",
            one(Series("IteratorAge", "Maximum", "AWS/Lambda", resource=NOTIFY)),
            threshold=CHANGES_LATE_MS,
            points=2,
            of=3,
        ),
    ]


def _other_alarms() -> list[Alarm]:
    return [
        Alarm(
            "ListingsReported",
            "Visitors reported a listing: the API's log tells which and why.",
            one(own(metrics.LISTINGS_REPORTED)),
            threshold=1,
        ),
        Alarm(
            "WebhooksFailing",
            "Ten messages to webhooks failed for good within an hour.",
            one(own(metrics.WEBHOOKS_FAILED)),
            threshold=10,
            period=HOUR,
        ),
        Alarm(
            "WebhookFaults",
            "Messages to webhooks could not be processed: the log of notify has the errors.",
            one(own(metrics.WEBHOOK_FAULTS)),
            threshold=3,
        ),
    ]


def _certificate_alarms() -> list[Alarm]:
    return [
        Alarm(
            "CertificateEnds",
            "The certificate of the site's domain expires within 30 days, and ACM has not renewed it.",
            one(own(metrics.CERTIFICATE_DAYS_LEFT, "Minimum")),
            threshold=CERTIFICATE_DAYS,
            period=DAY,
            comparison=AT_MOST,
        )
    ]


def alarms(deployment: Deployment) -> list[Alarm]:
    """Return the alarms of a deployment."""
    return [
        *_job_alarms(),
        *_review_alarms(deployment),
        *_provider_alarms(),
        *_cost_alarms(deployment),
        *_aws_alarms(deployment),
        *_other_alarms(),
        *(_certificate_alarms() if deployment.certificate_arn else ()),
    ]
