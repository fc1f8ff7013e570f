"""For each metric, a call of the code that emits it: the use case on fakes, not the function that writes the line."""

import copy
import io
import json
from collections.abc import Callable
from contextlib import redirect_stdout, suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from unittest.mock import patch

from functions.api import handler as api_handler
from functions.notify.handler import handle as notify
from functions.script.moderation import moderate_job
from functions.script.service import draft_script
from functions.script.writer import ModelChain
from functions.watch.service import sweep
from infra.settings import ROOT
from testing.ai import ScriptedModel
from testing.clock import FixedClock
from testing.cloudwatch import Datum, embedded_metrics
from testing.jobs import MemoryJobs, job_row
from testing.listings import CAR
from testing.moderation import POLICY, REVIEWED_WORD, MemoryModerator
from testing.store import MemoryStore
from tests.unit.api.conftest import Api
from tests.unit.api.listing_helpers import active
from tests.unit.notify.conftest import World as NotifyWorld
from tests.unit.script.test_moderation import prepared, run_of
from tests.unit.watch.conftest import LATER_S
from tests.unit.watch.conftest import World as WatchWorld
from vidx.errors import ContentInReview, ProviderUnavailable, StageFailed, UnusablePhoto
from vidx.jobs.events import DraftInput, RenderResult, StageInput, StageResult
from vidx.jobs.model import Fallback, Stage
from vidx.jobs.request import VideoChoices
from vidx.jobs.stage_runner import run_stage
from vidx.metrics import (
    ADMISSION_REFUSALS,
    CERTIFICATE_DAYS_LEFT,
    FALLBACKS,
    JOBS_CANCELED,
    JOBS_FAILED,
    JOBS_FINISHED,
    JOBS_IN_REVIEW,
    JOBS_INTERRUPTED,
    JOBS_REFUSED,
    JOBS_STARTED,
    LISTINGS_REPORTED,
    MODEL_DAYS_LEFT,
    OLDEST_REVIEW_HOURS,
    PROVIDER_RUNS,
    PROVIDER_USD,
    QUEUE_AGE_SECONDS,
    QUEUE_LENGTH,
    REJECTED_UPLOADS,
    RENDER_REALTIME_FACTOR,
    REVIEWS_EXPIRED,
    RUNNING_EXECUTIONS,
    SPEND_TODAY_USD,
    STAGE_SECONDS,
    STAGES_FAILED,
    STAGES_REUSED,
    VIDEO_SECONDS,
    VIDEO_USD,
    WEBHOOK_ATTEMPTS_FAILED,
    WEBHOOK_FAULTS,
    WEBHOOKS_DELIVERED,
    WEBHOOKS_FAILED,
)
from vidx.settings import Settings

Emission = Callable[[], None]
REQUESTED_AT: Final = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
GONE: Final = 410


def emitted(emission: Emission, at_s: float | None = None) -> list[Datum]:
    """Return what CloudWatch gets from the log that `emission` writes."""
    log = io.StringIO()
    with redirect_stdout(log):
        emission()
    return embedded_metrics(log.getvalue().splitlines(), at_s)


def sample(name: str) -> dict[str, Any]:
    event: dict[str, Any] = json.loads((ROOT / "events" / f"{name}.json").read_text(encoding="utf-8"))
    return event


def job_end(status: str, *, error: tuple[str, str] | None = None, seconds: float = 30.0, attempt: int = 1) -> Emission:
    """Return the change of a job's row to a final status; `error` is stage and code."""

    def emission() -> None:
        (record,) = copy.deepcopy(sample("notify"))["Records"]
        image = record["dynamodb"]["NewImage"]
        image |= {
            "status": {"S": status},
            "attempt": {"N": str(attempt)},
            "created_at": {"S": REQUESTED_AT.isoformat()},
            "updated_at": {"S": (REQUESTED_AT + timedelta(seconds=seconds)).isoformat()},
        }
        if error:
            stage, code = error
            image["error"] = {"M": {"stage": {"S": stage}, "code": {"S": code}, "message": {"S": "It failed."}}}
        notify([record], NotifyWorld().ports)

    return emission


def stage_run(
    stage: Stage = Stage.TTS,
    result: StageResult | Exception | None = None,
    *,
    fallbacks: tuple[str, ...] = (),
    seconds: float = 4.0,
) -> Emission:
    """Return a run of a stage by the stage runner."""

    def emission() -> None:
        jobs = MemoryJobs()
        jobs.create(job_row("j1", clock=jobs.clock))

        def work(*_: object) -> StageResult:
            jobs.clock.pass_by(seconds)
            if isinstance(result, Exception):
                raise result
            skipped = tuple(Fallback(provider=name, code="ProviderUnavailable") for name in fallbacks)
            return result or StageResult(provider="speech", fallbacks=skipped)

        with suppress(StageFailed, UnusablePhoto):
            run_stage(stage, work, StageInput(job_id="j1", attempt=1), "t1", 60, jobs, jobs.clock)

    return emission


def render_run(seconds: float = 30.0, video_s: float = 15.0) -> Emission:
    result = RenderResult(video_key="v", thumbnail_key="t", duration_s=video_s, size_bytes=1)
    return stage_run(Stage.RENDER, result, seconds=seconds)


def draft_with_fallback() -> None:
    """A draft whose model is down, so that the template writes it."""
    model = ModelChain({"gpt-6-luna": ScriptedModel([ProviderUnavailable("down")] * 4)})
    event = DraftInput(owner="u1", listing=CAR, choices=VideoChoices())
    draft_script(event, model, FixedClock(), MemoryStore, lambda _: True)


def execution_start() -> None:
    WatchWorld().start_from_queue("j2")


def swept(*, waits_s: float = 0.0, waiting: int = 0, spent_usd: float = 0.0) -> Emission:
    """Return a sweep that finds jobs waiting, and money spent."""

    def emission() -> None:
        world = WatchWorld()
        if waiting:
            world.start_from_queue("busy")
        for number in range(waiting):
            world.add_waiting(f"w{number}")
        world.clock.pass_by(waits_s)
        with patch.object(world.quotas, "used", return_value=round(spent_usd * 1_000_000)):
            sweep(world.ports)

    return emission


def interruption() -> None:
    """A sweep that finds a job whose execution has ended unseen."""
    world = WatchWorld()
    world.executions.ended.add("j1")
    world.clock.pass_by(LATER_S)
    sweep(world.ports)


def review() -> None:
    jobs = MemoryJobs()
    jobs.create(job_row("j1"))
    run = run_of(jobs)
    with suppress(ContentInReview):
        moderate_job(run.event, run, prepared(script=f"Best {REVIEWED_WORD}."), MemoryModerator(), POLICY)


def waiting_review(hours: float) -> Emission:
    """Return a sweep that finds a job in review for so many hours."""

    def emission() -> None:
        world = WatchWorld()
        world.request_review()
        world.clock.pass_by(hours * 3600)
        sweep(world.ports)

    return emission


def expired_review() -> None:
    waiting_review(24 * 365)()


def model_check(today: date = date(2026, 12, 20)) -> Emission:
    """Return a daily check while `tts-1`, which shuts down on 2027-01-06, is configured."""
    configured = Settings(speech_model="tts-1", transcription_model="other")
    return lambda: api_handler.warn_of_configured_models(configured, today)


def certificate_check(days_left: int = 20) -> Emission:
    def emission() -> None:
        now = REQUESTED_AT
        with patch.object(api_handler, "certificate_expiry", return_value=now + timedelta(days=days_left)):
            api_handler.measure_certificate("arn", now)

    return emission


def rejected_upload() -> None:
    Api().call("POST", "/api/uploads", [{"name": "a.gif", "contentType": "image/gif", "size": 100}])


def rejected_photo() -> None:
    """A photo that nobody has uploaded."""
    Api().generate(photoKeys=["uploads/u1/missing"])


def refused_request() -> None:
    api = Api()
    api.limit_to(seller_jobs_per_day=1)
    api.generate()
    api.generate()


def report() -> None:
    api = Api()
    api.call("POST", f"/api/ads/{active(api).ad_id}/report", {"reason": "scam"}, user=None)


def webhook_call(status_code: int, error: Exception | None = None) -> Emission:
    """Return an attempt to deliver a message, with the receiver's answer, or an error of ours."""

    def emission() -> None:
        world = NotifyWorld()
        world.add("wh_9", owner="seller")
        notify(sample("notify")["Records"], world.ports)
        (message,) = sample("notify-message")["Records"]
        message["body"] = world.queue.tasks[0].model_dump_json()
        world.answer(status_code)
        world.client.error = error
        notify([message], world.ports)

    return emission


finished: Final = job_end("complete")
failed: Final = job_end("error", error=("render", "RenderFailed"))
refused: Final = job_end("error", error=("photos", "UnusablePhoto"))
canceled: Final = job_end("canceled")
paid_run: Final = stage_run(Stage.TTS)
failed_run: Final = stage_run(Stage.RENDER, StageFailed("It failed."))
fallback_run: Final = stage_run(Stage.TTS, fallbacks=("speech",))
quiet_sweep: Final = swept()

EMISSIONS: Final[dict[str, tuple[Emission, ...]]] = {
    JOBS_STARTED.name: (execution_start, quiet_sweep),
    JOBS_FINISHED.name: (finished, failed, quiet_sweep),
    JOBS_FAILED.name: (failed, finished, quiet_sweep),
    JOBS_REFUSED.name: (refused, finished),
    JOBS_CANCELED.name: (canceled, finished),
    JOBS_INTERRUPTED.name: (interruption,),
    JOBS_IN_REVIEW.name: (review,),
    OLDEST_REVIEW_HOURS.name: (waiting_review(2),),
    REVIEWS_EXPIRED.name: (expired_review,),
    VIDEO_SECONDS.name: (finished,),
    VIDEO_USD.name: (finished, job_end("complete", attempt=2)),
    SPEND_TODAY_USD.name: (quiet_sweep,),
    QUEUE_LENGTH.name: (quiet_sweep, swept(waiting=2)),
    QUEUE_AGE_SECONDS.name: (quiet_sweep, swept(waiting=2, waits_s=90)),
    RUNNING_EXECUTIONS.name: (quiet_sweep,),
    STAGE_SECONDS.name: (paid_run, render_run()),
    STAGES_REUSED.name: (paid_run, stage_run(Stage.TTS, StageResult(reused=True))),
    STAGES_FAILED.name: (failed_run,),
    PROVIDER_RUNS.name: (paid_run, fallback_run, draft_with_fallback),
    FALLBACKS.name: (fallback_run, paid_run, draft_with_fallback),
    PROVIDER_USD.name: (paid_run, failed_run),
    RENDER_REALTIME_FACTOR.name: (render_run(),),
    MODEL_DAYS_LEFT.name: (model_check(),),
    CERTIFICATE_DAYS_LEFT.name: (certificate_check(),),
    REJECTED_UPLOADS.name: (rejected_upload, rejected_photo),
    ADMISSION_REFUSALS.name: (refused_request,),
    LISTINGS_REPORTED.name: (report,),
    WEBHOOKS_DELIVERED.name: (webhook_call(200),),
    WEBHOOK_ATTEMPTS_FAILED.name: (webhook_call(500),),
    WEBHOOKS_FAILED.name: (webhook_call(GONE),),
    WEBHOOK_FAULTS.name: (webhook_call(200, RuntimeError("a fault of ours")),),
}
"""By the metric's name: calls after each of which the metric has a new value."""
