"""The dashboard, in one table, as plain data: four questions, each with its panels.

`infra/observability.py` creates it in CloudWatch, and `tools/dashboard.py` draws it from a recorded run.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from infra.alarms import API, FALLBACK_STAGES, MINUTES_5, Series, own
from vidx import metrics
from vidx.jobs.model import Stage

Lines = Mapping[str, Series]
"""Series by their labels."""


@dataclass(frozen=True)
class Panel:
    """A graph. `unit` is the label of its axis.

    Attributes:
        expressions: metric math by label, on the series of `hidden`, which are not drawn.
        period: seconds of one value.
    """

    title: str
    unit: str
    lines: Lines = field(default_factory=dict)
    expressions: Mapping[str, str] = field(default_factory=dict)
    hidden: Lines = field(default_factory=dict)
    period: int = MINUTES_5


@dataclass(frozen=True)
class Question:
    """What an operator wants to know, and the panels that answer it."""

    title: str
    panels: tuple[Panel, ...]


def _by_stage(metric: metrics.Metric, statistic: str) -> dict[str, Series]:
    return {stage.value: own(metric, statistic, stage=stage.value) for stage in Stage}


HEALTHY: Final = Question(
    "Is it healthy?",
    (
        Panel(
            "Jobs",
            "jobs",
            {
                "started": own(metrics.JOBS_STARTED),
                "finished": own(metrics.JOBS_FINISHED),
                "failed": own(metrics.JOBS_FAILED),
                "refused (photos, text)": own(metrics.JOBS_REFUSED),
                "canceled": own(metrics.JOBS_CANCELED),
                "interrupted": own(metrics.JOBS_INTERRUPTED),
            },
        ),
        Panel("Failed runs of stages", "runs", _by_stage(metrics.STAGES_FAILED, "Sum")),
        Panel(
            "Work done by substitutes",
            "%",
            expressions={stage: f"100 * {stage}_fallbacks / {stage}_runs" for stage in FALLBACK_STAGES},
            hidden={
                f"{stage}_{name}": own(metric, stage=stage)
                for stage in FALLBACK_STAGES
                for name, metric in (("fallbacks", metrics.FALLBACKS), ("runs", metrics.PROVIDER_RUNS))
            },
        ),
        Panel(
            "API",
            "requests",
            {
                "all": Series("Count", "Sum", "AWS/ApiGateway", resource=API),
                "4xx": Series("4xx", "Sum", "AWS/ApiGateway", resource=API),
                "5xx": Series("5xx", "Sum", "AWS/ApiGateway", resource=API),
            },
        ),
        Panel(
            "Refused requests",
            "requests",
            {
                "limit reached": own(metrics.ADMISSION_REFUSALS),
                "photo, clip or logo": own(metrics.REJECTED_UPLOADS),
            },
        ),
        Panel(
            "Webhooks",
            "messages",
            {
                "delivered": own(metrics.WEBHOOKS_DELIVERED),
                "attempts failed": own(metrics.WEBHOOK_ATTEMPTS_FAILED),
                "failed for good": own(metrics.WEBHOOKS_FAILED),
                "faults of ours": own(metrics.WEBHOOK_FAULTS),
            },
        ),
    ),
)
WAITING: Final = Question(
    "What waits?",
    (
        Panel(
            "Queue",
            "jobs",
            {
                "waiting": own(metrics.QUEUE_LENGTH, "Maximum"),
                "running": own(metrics.RUNNING_EXECUTIONS, "Maximum"),
            },
            period=60,
        ),
        Panel("Oldest waiting job", "seconds", {"age": own(metrics.QUEUE_AGE_SECONDS, "Maximum")}, period=60),
        Panel(
            "Waiting for people",
            "jobs, listings, hours",
            {
                "oldest review, hours": own(metrics.OLDEST_REVIEW_HOURS, "Maximum"),
                "jobs in review": own(metrics.JOBS_IN_REVIEW),
                "listings reported": own(metrics.LISTINGS_REPORTED),
            },
        ),
    ),
)
TIME: Final = Question(
    "Where is the time?",
    (
        Panel(
            "From request to video",
            "seconds",
            {"p50": own(metrics.VIDEO_SECONDS, "p50"), "p95": own(metrics.VIDEO_SECONDS, "p95")},
        ),
        Panel("Seconds of a stage, p50", "seconds", _by_stage(metrics.STAGE_SECONDS, "p50")),
        Panel("Seconds of a stage, p95", "seconds", _by_stage(metrics.STAGE_SECONDS, "p95")),
        Panel(
            "Render seconds per second of video",
            "factor",
            {
                "p50": own(metrics.RENDER_REALTIME_FACTOR, "p50"),
                "p95": own(metrics.RENDER_REALTIME_FACTOR, "p95"),
            },
        ),
        Panel(
            "Latency of the API",
            "milliseconds",
            {
                "p50": Series("Latency", "p50", "AWS/ApiGateway", resource=API),
                "p90": Series("Latency", "p90", "AWS/ApiGateway", resource=API),
            },
        ),
        Panel(
            "Lambda",
            "executions",
            {
                "concurrent": Series("ConcurrentExecutions", "Maximum", "AWS/Lambda"),
                "throttled": Series("Throttles", "Sum", "AWS/Lambda"),
            },
        ),
    ),
)
COST: Final = Question(
    "What does it cost?",
    (
        Panel("Spent today (UTC)", "US dollars", {"spent or reserved": own(metrics.SPEND_TODAY_USD, "Maximum")}),
        Panel(
            "Cost of a video",
            "US dollars",
            {"average": own(metrics.VIDEO_USD, "Average"), "p95": own(metrics.VIDEO_USD, "p95")},
        ),
        Panel("Providers' fees by stage", "US dollars", _by_stage(metrics.PROVIDER_USD, "Sum")),
    ),
)
QUESTIONS: Final = (HEALTHY, WAITING, TIME, COST)
"""In the order in which an operator asks them."""
