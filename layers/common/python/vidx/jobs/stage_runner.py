"""Run a stage: validate the event, take the lease, log, measure and charge. A handler adds one call:

@stage_handler(Stage.TTS)
def lambda_handler(event: StageInput, run: StageRun) -> TtsResult:
    return synthesize_voiceover(event, store(), speech_providers(settings().voice_order), run.report_progress)
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from threading import Event, Thread
from typing import Any, Final

from aws_lambda_powertools.utilities.typing import LambdaContext

from vidx import costs
from vidx.adapters.clock import SystemClock
from vidx.adapters.dynamodb.jobs import stage_jobs
from vidx.errors import AccessRefused, RecordsUnavailable, VidxError
from vidx.jobs.events import StageInput, StageResult, dump, load
from vidx.jobs.model import JobSnapshot, Stage, StageRecord
from vidx.models import configured_models, shutting_down
from vidx.observability import (
    is_cold_start,
    logger,
    record_failed_stage,
    record_fees,
    record_stage,
    seller_hash,
    warn_about_shutdowns,
)
from vidx.ports.clock import Clock
from vidx.ports.jobs import StageJobs
from vidx.settings import settings
from vidx.usage import USAGE_COUNTER, Usage

REPORT_EVERY_S: Final = 1.0
FAILED_REPORT_PAUSE_S: Final = 10.0
"""Pause after a report that could not be written. While the tables hang, each report may take half a minute."""
LEASE_S: Final = 30.0
"""Length of a lease. A worker renews it while it lives, so that the stage of a killed worker is free again soon."""
RENEW_EVERY_S: Final = 7.0
_USD_DIGITS: Final = 12
"""Decimal places of a sum of fees, which has rounding errors otherwise: 0.0045999999999999."""


@dataclass
class StageRun:
    """One run of a stage."""

    event: StageInput
    stage: Stage
    job: JobSnapshot
    """The job at the start of the run."""
    jobs: StageJobs
    clock: Clock
    reported_at_s: float = float("-inf")

    def report_progress(self, share: float) -> None:
        """Report `share` (0…1) of the stage, at most once a second. A report that cannot be written is skipped.

        Raises:
            JobClosed: the job was canceled or has a later attempt. The stage must stop.
        """
        now = self.clock.monotonic_s()
        if now - self.reported_at_s >= REPORT_EVERY_S:
            self.reported_at_s = now
            try:
                self.jobs.report(self.event.job_id, self.event.attempt, self.stage, share)
            except (RecordsUnavailable, AccessRefused) as error:
                self.reported_at_s = self.clock.monotonic_s() + FAILED_REPORT_PAUSE_S - REPORT_EVERY_S
                logger.warning("progress not written", extra={"reason": str(error)})

    def ensure_open(self) -> None:
        """Report the end of the stage's work at once, to learn whether the job is still open.

        Raises:
            JobClosed: the job was canceled or has a later attempt.
            RecordsUnavailable: nobody knows. Unlike `report_progress`, this does not hide it from the caller.
        """
        self.jobs.report(self.event.job_id, self.event.attempt, self.stage, 1.0)


StageWork = Callable[[StageInput, StageRun], StageResult]
Handler = Callable[[dict[str, Any], LambdaContext], dict[str, Any]]


def run_stage(
    stage: Stage, work: StageWork, event: StageInput, token: str, lease_s: float, jobs: StageJobs, clock: Clock
) -> StageResult:
    """Lease the stage to `token`, do its work, and store its record.

    Raises:
        StageBusy: another run holds the stage's lease.
        JobClosed: the job has a final status or a later attempt.
        VidxError: any error of `work`. The lease is released, and the record has the costs.
    """
    started_at, start_s, usage_before = clock.now(), clock.monotonic_s(), USAGE_COUNTER.snapshot()
    job = jobs.begin(event.job_id, event.attempt, stage, token, lease_s)
    logger.append_keys(seller=seller_hash(job.owner), request_id=job.request_id)
    try:
        with _renewed_lease(jobs, event.job_id, stage, token, lease_s):
            result = work(event, StageRun(event, stage, job, jobs, clock))
        seconds = clock.monotonic_s() - start_s
        record = _with_costs(job.stages[stage], seconds, usage_before).model_copy(
            update={
                "started_at": started_at,
                "attempt": event.attempt,
                "seconds": round(seconds, 3),
                "reused": result.reused,
                "cold_start": is_cold_start(),
                "provider": result.provider,
                "model": result.model,
                "failed_photo": None,
                "notices": result.notices,
                "fallbacks": result.fallbacks,
            }
        )
        jobs.finish(event.job_id, event.attempt, stage, token, record)
    except BaseException as error:
        seconds = clock.monotonic_s() - start_s
        record = _with_costs(job.stages[stage], seconds, usage_before).model_copy(
            update={"failed_photo": error.photo if isinstance(error, VidxError) else None}
        )
        _release(jobs, event.job_id, stage, token, record)
        record_failed_stage(stage, type(error).__name__, seconds, record)
        raise
    finally:
        record_fees(stage, USAGE_COUNTER.snapshot().since(usage_before).fees_usd)
    record_stage(stage, result, record)
    return result


@contextmanager
def _renewed_lease(jobs: StageJobs, job_id: str, stage: Stage, token: str, lease_s: float) -> Iterator[None]:
    """Renew the lease from a thread of its own while the body of the `with` statement runs."""
    is_done = Event()

    def renew() -> None:
        while not is_done.wait(RENEW_EVERY_S):
            try:
                jobs.renew_lease(job_id, stage, token, lease_s)
            except VidxError as error:
                logger.warning("a lease cannot be renewed", extra={"reason": str(error)})

    thread = Thread(target=renew, daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_done.set()
        thread.join()


def _release(jobs: StageJobs, job_id: str, stage: Stage, token: str, record: StageRecord) -> None:
    """Release the lease after an error. If that fails, the lease expires by itself, and the first error counts."""
    try:
        jobs.release(job_id, stage, token, record)
    except VidxError as error:
        logger.warning("a lease cannot be released", extra={"reason": str(error)})


def _with_costs(record: StageRecord, seconds: float, usage_before: Usage) -> StageRecord:
    """Return the record with the added costs of providers, Lambda, requests and storage for a run of `seconds`."""
    usage = USAGE_COUNTER.snapshot().since(usage_before)
    return record.model_copy(
        update={
            "provider_usd": round(record.provider_usd + usage.fees_usd, _USD_DIGITS),
            "compute_usd": record.compute_usd + costs.lambda_usd(settings().memory_gib, seconds),
            "requests_usd": record.requests_usd + costs.requests_usd(usage),
            "storage_usd": record.storage_usd + costs.storage_usd(usage),
        }
    )


def stage_handler(stage: Stage) -> Callable[[StageWork], Handler]:
    """Decorate the stage's work as a Lambda handler."""

    def decorate(work: StageWork) -> Handler:
        @wraps(work)
        def handle(payload: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
            event = load(StageInput, payload)
            logger.append_keys(job_id=event.job_id, stage=stage.value, attempt=event.attempt)
            warn_about_shutdowns(
                stage, shutting_down(configured_models(settings()).get(stage, ()), SystemClock().now().date())
            )
            lease_s = min(LEASE_S, context.get_remaining_time_in_millis() / 1000)
            result = run_stage(stage, work, event, context.aws_request_id, lease_s, stage_jobs(), SystemClock())
            return dump(result)

        logged: Handler = logger.inject_lambda_context(handle, clear_state=True)
        return logged

    return decorate
