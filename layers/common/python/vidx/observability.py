"""Structured logs and metrics of the process. `POWERTOOLS_SERVICE_NAME` is the service name."""

from collections.abc import Iterable, Sequence
from typing import Final

from aws_lambda_powertools import Logger, Metrics, single_metric
from aws_lambda_powertools.metrics import MetricUnit

from vidx.jobs.events import StageResult, dump
from vidx.jobs.model import Fallback, Stage, StageRecord
from vidx.models import ModelShutdown
from vidx.moderation import Finding

NAMESPACE: Final = "vidx"
DAYS_LEFT: Final = "ModelDaysLeft"
"""Metric of models that shut down soon; an alarm counts its data points (infra/observability.py)."""

REPORTS: Final = "ListingsReported"
REVIEWS: Final = "JobsInReview"
REVIEW_HOURS: Final = "OldestReviewHours"
REVIEWS_EXPIRED: Final = "ReviewsExpired"
INTERRUPTIONS: Final = "JobsInterrupted"
FALLBACKS: Final = "Fallbacks"
WEBHOOKS_FAILED: Final = "WebhooksFailed"
WEBHOOK_FAULTS: Final = "WebhookFaults"

LOGGED_ELSEWHERE: Final = frozenset({"started_at", "provider", "model", "notices", "fallbacks"})
"""Fields of a stage's record that the log line or the result already has."""

logger = Logger()
metrics = Metrics(namespace=NAMESPACE)


def is_cold_start() -> bool:
    """Return whether this is the first call of this instance of the function, as Powertools notes it for the log."""
    return bool(logger.get_current_keys().get("cold_start"))


def record_report(ad_id: str, reason: str) -> None:
    """Log and count a visitor's report. An alarm notifies the operator (infra/observability.py).

    The visitor's words are in the ad's row (`reports`), since logs hold no text of people.
    """
    logger.warning("a listing was reported", extra={"ad_id": ad_id, "reason": reason})
    with single_metric(REPORTS, MetricUnit.Count, 1, namespace=NAMESPACE, default_dimensions={"service": "api"}):
        pass  # it is written when the block ends


def record_findings(findings: Iterable[Finding]) -> None:
    """Log the findings of moderation, without the content."""
    lines = [finding.model_dump(mode="json", exclude={"digest"}) for finding in findings]
    logger.warning("content does not pass moderation", extra={"findings": lines})


def record_review() -> None:
    """Count a job that waits for an operator's decision. An alarm notifies the operator."""
    metrics.add_metric(REVIEWS, MetricUnit.Count, 1)


def record_oldest_review(hours: float) -> None:
    """Record how long the job in review that has waited longest waits. An alarm reminds the operator."""
    metrics.add_metric(REVIEW_HOURS, MetricUnit.NoUnit, round(hours, 2))


def record_expired_review(job_id: str, attempt: int) -> None:
    """Log and count a job in review that ended because no operator decided. An alarm notifies the operator."""
    logger.warning("a review has expired", extra={"job_id": job_id, "attempt": attempt})
    metrics.add_metric(REVIEWS_EXPIRED, MetricUnit.Count, 1)


def record_interruption(job_id: str, attempt: int, reason: str) -> None:
    """Log and count a job whose execution ended outside its graph. An alarm notifies the operator."""
    logger.warning("a job was interrupted", extra={"job_id": job_id, "attempt": attempt, "reason": reason})
    metrics.add_metric(INTERRUPTIONS, MetricUnit.Count, 1)


def record_webhook_attempt(webhook_id: str, message_id: str, status_code: int | None, *, successful: bool) -> None:
    """Log and count one request to a webhook."""
    logger.info(
        "a webhook was called",
        extra={"webhook_id": webhook_id, "message_id": message_id, "status_code": status_code},
    )
    metrics.add_metric("WebhooksDelivered" if successful else "WebhookAttemptsFailed", MetricUnit.Count, 1)


def record_webhook_failure(webhook_id: str, message_id: str) -> None:
    """Log and count a message whose attempts have all failed. An alarm notifies the operator of many."""
    logger.warning("all attempts of a message have failed", extra={"webhook_id": webhook_id, "message_id": message_id})
    metrics.add_metric(WEBHOOKS_FAILED, MetricUnit.Count, 1)


def record_webhook_fault(message_id: str) -> None:
    """Log and count the current exception: a message could not be processed, and its receiver is not the cause.

    Args:
        message_id: the id that SQS gave the message.
    """
    logger.exception("a message could not be processed", extra={"message_id": message_id})
    metrics.add_metric(WEBHOOK_FAULTS, MetricUnit.Count, 1)


def record_fees(usd: float) -> None:
    """Count the providers' fees of one run of a stage, whether it succeeded or not."""
    metrics.add_metric("ProviderUsd", MetricUnit.NoUnit, usd)


def record_stage(result: StageResult, record: StageRecord) -> None:
    """Log a finished stage; count its seconds, whether it reused earlier output, and the providers skipped."""
    metrics.add_metric("StageSeconds", MetricUnit.Seconds, record.seconds or 0.0)
    metrics.add_metric("Reused", MetricUnit.Count, float(result.reused))
    if result.fallbacks and not result.reused:
        metrics.add_metric(FALLBACKS, MetricUnit.Count, float(len(result.fallbacks)))
    logger.info(
        "stage finished", extra={"result": dump(result), "run": record.model_dump(exclude=set(LOGGED_ELSEWHERE))}
    )


def record_draft(fallbacks: Sequence[Fallback]) -> None:
    """Count the models that were skipped for a draft, as `record_stage` does for a job."""
    if fallbacks:
        with single_metric(
            FALLBACKS,
            MetricUnit.Count,
            len(fallbacks),
            namespace=NAMESPACE,
            default_dimensions={"service": Stage.SCRIPT.value},
        ):
            pass  # it is written when the block ends


def warn_about_shutdowns(stage: Stage, shutting_down: Iterable[ModelShutdown]) -> None:
    """Log each model that shuts down soon, and record its days left as a metric of the stage."""
    for model in shutting_down:
        shuts_down = {"model": model.model, "shuts_down": model.shuts_down.isoformat(), "days_left": model.days_left}
        logger.warning("a configured model shuts down soon: choose another", extra={"stage": stage.value, **shuts_down})
        with single_metric(
            DAYS_LEFT,
            MetricUnit.Count,
            model.days_left,
            namespace=NAMESPACE,
            default_dimensions={"service": stage.value},
        ):
            pass  # it is written when the block ends
