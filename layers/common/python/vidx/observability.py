"""Structured logs and metrics of the process. `POWERTOOLS_SERVICE_NAME` is the service name.

A metric is a log line in CloudWatch's Embedded Metric Format, written at once, so that a killed worker loses none.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from aws_lambda_powertools import Logger
from aws_lambda_powertools.metrics.provider.cloudwatch_emf.cloudwatch import AmazonCloudWatchEMFProvider

from vidx import metrics
from vidx.errors import Conflict, FilesExpired, InvalidInput, StageFailed, errors_by_code
from vidx.jobs.events import RenderResult, StageResult, dump
from vidx.jobs.model import Failure, Fallback, Stage, StageRecord, Status
from vidx.metrics import ENVIRONMENT, NAMESPACE, Metric
from vidx.models import ModelShutdown
from vidx.moderation import Finding
from vidx.settings import settings

LOGGED_ELSEWHERE: Final = frozenset({"started_at", "provider", "model", "notices", "fallbacks"})
"""Fields of a stage's record that the log line or the result already has."""
_SELLER_HASH_CHARS: Final = 16
_USD_DIGITS: Final = 6

logger = Logger()


def seller_hash(owner: str) -> str:
    """Return what logs have in place of a seller's id, which is random, so that its hash leads back to nobody."""
    return hashlib.sha256(owner.encode()).hexdigest()[:_SELLER_HASH_CHARS]


def emit(values: Mapping[Metric, float], **dimensions: str) -> None:
    """Write metrics, each in those of its sets of dimensions for which `dimensions` has every value."""
    groups: dict[tuple[tuple[str, ...], ...], dict[Metric, float]] = {}
    for metric, value in values.items():
        sets = tuple(names for names in metric.dimension_sets if dimensions.keys() >= set(names))
        groups.setdefault(sets, {})[metric] = value
    for sets, group in groups.items():
        _write(group, [{name: dimensions[name] for name in names} for names in sets])


def _write(values: Mapping[Metric, float], dimension_sets: Sequence[Mapping[str, str]]) -> None:
    line = AmazonCloudWatchEMFProvider(namespace=NAMESPACE)
    line.service = ""  # otherwise each metric would have the function's name as a dimension
    first, *others = ({ENVIRONMENT: settings().environment, **dimensions} for dimensions in dimension_sets)
    for name, value in first.items():
        line.add_dimension(name, value)
    for dimensions in others:
        line.add_dimensions(**dimensions)
    for metric, number in values.items():
        line.add_metric(metric.name, metric.unit, number)
    line.flush_metrics()


def record_start(job_id: str, attempt: int) -> None:
    """Log and count the start of an execution."""
    logger.info("an execution was started", extra={"job_id": job_id, "attempt": attempt})
    emit({metrics.JOBS_STARTED: 1})


def record_job_end(status: Status, failure: Failure | None) -> None:
    """Count a job that has ended. A failure of the seller's photos, text or expired files counts as refused."""
    counts: dict[Metric, float] = {
        metrics.JOBS_FINISHED: status is Status.COMPLETE,
        metrics.JOBS_CANCELED: status is Status.CANCELED,
    }
    if status is not Status.ERROR or failure is None:
        emit({**counts, metrics.JOBS_FAILED: 0, metrics.JOBS_REFUSED: 0})
        return
    kind = errors_by_code().get(failure.code)
    is_refused = kind is not None and issubclass(kind, (InvalidInput, FilesExpired))
    metric, other = metrics.JOBS_FAILED, metrics.JOBS_REFUSED
    if is_refused:
        metric, other = other, metric
    emit({**counts, other: 0})
    emit({metric: 1}, stage=failure.stage, code=failure.code)


def record_video(usd: float, seconds: float | None) -> None:
    """Record what a finished job has cost and, if it needed one attempt, the seconds since its request."""
    emit({metrics.VIDEO_USD: usd})
    if seconds is not None:
        emit({metrics.VIDEO_SECONDS: seconds})


def record_queue(waiting: int, oldest_s: float, running: int, spent_usd: float) -> None:
    """Record the queue and the day's spend, once a minute.

    The zeros make every series have points while nothing happens, so that the alarms' expressions can be computed.
    """
    emit({
        metrics.QUEUE_LENGTH: waiting,
        metrics.QUEUE_AGE_SECONDS: oldest_s,
        metrics.RUNNING_EXECUTIONS: running,
        metrics.SPEND_TODAY_USD: spent_usd,
        metrics.JOBS_STARTED: 0,
        metrics.JOBS_FINISHED: 0,
        metrics.JOBS_FAILED: 0,
    })  # fmt: skip


def is_cold_start() -> bool:
    """Return whether this is the first call of this instance of the function, as Powertools notes it for the log."""
    return bool(logger.get_current_keys().get("cold_start"))


def record_report(ad_id: str, reason: str) -> None:
    """Log and count a visitor's report. An alarm notifies the operator (infra/alarms.py).

    The visitor's words are in the ad's row (`reports`), since logs hold no text of people.
    """
    logger.warning("a listing was reported", extra={"ad_id": ad_id, "reason": reason})
    emit({metrics.LISTINGS_REPORTED: 1})


def record_rejected_upload(reason: str) -> None:
    """Count a request that was refused because of a photo, clip or logo.

    Args:
        reason: code of the error.
    """
    emit({metrics.REJECTED_UPLOADS: 1}, reason=reason)


def record_refusal(limit: str, maximum: float) -> None:
    """Log and count a request that was refused because a limit is used up.

    Args:
        limit: name of its setting.
    """
    logger.warning("a limit was reached", extra={"limit": limit, "maximum": maximum})
    emit({metrics.ADMISSION_REFUSALS: 1}, limit=limit)


def record_findings(findings: Iterable[Finding]) -> None:
    """Log the findings of moderation, without the content."""
    lines = [finding.model_dump(mode="json", exclude={"digest"}) for finding in findings]
    logger.warning("content does not pass moderation", extra={"findings": lines})


def record_review() -> None:
    """Count a job that waits for an operator's decision. An alarm notifies the operator."""
    emit({metrics.JOBS_IN_REVIEW: 1})


def record_oldest_review(hours: float) -> None:
    """Record how long the job in review that has waited longest waits. An alarm reminds the operator."""
    emit({metrics.OLDEST_REVIEW_HOURS: round(hours, 2)})


def record_expired_review(job_id: str, attempt: int) -> None:
    """Log and count a job in review that ended because no operator decided. An alarm notifies the operator."""
    logger.warning("a review has expired", extra={"job_id": job_id, "attempt": attempt})
    emit({metrics.REVIEWS_EXPIRED: 1})


def record_interruption(job_id: str, attempt: int, reason: str) -> None:
    """Log and count a job whose execution ended outside its graph. An alarm notifies the operator."""
    logger.warning("a job was interrupted", extra={"job_id": job_id, "attempt": attempt, "reason": reason})
    emit({metrics.JOBS_INTERRUPTED: 1})


def record_webhook_attempt(webhook_id: str, message_id: str, status_code: int | None, *, successful: bool) -> None:
    """Log and count one request to a webhook."""
    logger.info(
        "a webhook was called",
        extra={"webhook_id": webhook_id, "message_id": message_id, "status_code": status_code},
    )
    emit({metrics.WEBHOOKS_DELIVERED if successful else metrics.WEBHOOK_ATTEMPTS_FAILED: 1})


def record_webhook_failure(webhook_id: str, message_id: str) -> None:
    """Log and count a message whose attempts have all failed. An alarm notifies the operator of many."""
    logger.warning("all attempts of a message have failed", extra={"webhook_id": webhook_id, "message_id": message_id})
    emit({metrics.WEBHOOKS_FAILED: 1})


def record_webhook_fault(message_id: str) -> None:
    """Log and count the current exception: a message could not be processed, and its receiver is not the cause.

    Args:
        message_id: the id that SQS gave the message.
    """
    logger.exception("a message could not be processed", extra={"message_id": message_id})
    emit({metrics.WEBHOOK_FAULTS: 1})


def record_fees(stage: Stage, usd: float) -> None:
    """Count the providers' fees of one run of a stage, whether it succeeded or not."""
    emit({metrics.PROVIDER_USD: usd}, stage=stage.value)


def record_stage(stage: Stage, result: StageResult, record: StageRecord) -> None:
    """Log a finished stage; count its seconds, whether it reused earlier output, and the providers skipped."""
    seconds = record.seconds or 0.0
    emit({metrics.STAGE_SECONDS: seconds, metrics.STAGES_REUSED: result.reused}, stage=stage.value)
    if not result.reused:
        record_fallbacks(stage, result.fallbacks)
    if isinstance(result, RenderResult) and not result.reused:
        emit({metrics.RENDER_REALTIME_FACTOR: seconds / result.duration_s})
    logger.info(
        "stage finished",
        extra={
            "seconds": record.seconds,
            "cost_usd": _cost_usd(record),
            "provider": result.provider,
            "model": result.model,
            "fallbacks": [fallback.provider for fallback in result.fallbacks],
            "result": dump(result),
            "run": record.model_dump(exclude=set(LOGGED_ELSEWHERE)),
        },
    )


def record_failed_stage(stage: Stage, code: str, seconds: float, record: StageRecord) -> None:
    """Log and count a run of a stage that failed; the state machine may repeat it.

    Call it while the error is handled: an error that is not one of ours is logged with its traceback, which the
    runtime's own line of it omits.
    """
    error = errors_by_code().get(code)
    values = {"code": code, "seconds": round(seconds, 3), "cost_usd": _cost_usd(record)}
    if error is not None and issubclass(error, Conflict):
        logger.info("stage stopped", extra=values)  # canceled, or an operator decides first
        return
    logger.warning("stage failed", exc_info=error is None or issubclass(error, StageFailed), extra=values)
    emit({metrics.STAGES_FAILED: 1}, stage=stage.value, code=code)


def record_fallbacks(stage: Stage, fallbacks: Sequence[Fallback]) -> None:
    """Count a run that called a provider, and the providers that it skipped; a draft counts for the script stage."""
    if not fallbacks:
        emit({metrics.PROVIDER_RUNS: 1, metrics.FALLBACKS: 0}, stage=stage.value)
        return
    emit({metrics.PROVIDER_RUNS: 1}, stage=stage.value)
    for fallback in fallbacks:
        emit({metrics.FALLBACKS: 1}, stage=stage.value, provider=fallback.provider)


def warn_about_shutdowns(stage: Stage, shutting_down: Iterable[ModelShutdown]) -> None:
    """Log each model that shuts down soon, and record its days left as a metric of the stage."""
    for model in shutting_down:
        shuts_down = {"model": model.model, "shuts_down": model.shuts_down.isoformat(), "days_left": model.days_left}
        logger.warning("a configured model shuts down soon: choose another", extra={"stage": stage.value, **shuts_down})
        emit({metrics.MODEL_DAYS_LEFT: model.days_left}, stage=stage.value)


def record_certificate(expires_at: datetime, now: datetime) -> None:
    """Record the days until the certificate of the site's domain expires."""
    emit({metrics.CERTIFICATE_DAYS_LEFT: (expires_at - now).days})


def _cost_usd(record: StageRecord) -> float:
    """Cost of all runs of the stage, in US dollars."""
    return round(record.cost_usd, _USD_DIGITS)
