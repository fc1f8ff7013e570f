"""A job as its owner sees it."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Final

from pydantic import ValidationError

from functions.api.costs import cost_lines, estimated_time_s
from functions.api.dependencies import Ports
from functions.api.errors import job_error
from functions.api.jobs import ad_of, own_job
from functions.api.schemas.jobs import (
    JobFallback,
    JobList,
    JobNotice,
    JobStatus,
    JobSummary,
    StageLine,
    Version,
    Versions,
)
from vidx import keys
from vidx.admission.queue import QueueState, position
from vidx.admission.waiting import estimated_start
from vidx.errors import ArtifactMissing, VidxError
from vidx.jobs.model import Fallback, Job, Stage, Status
from vidx.jobs.request import Listing
from vidx.observability import logger
from vidx.ports.admission import Queue
from vidx.ports.jobs import Jobs
from vidx.script import Script
from vidx.stored import parse_object

POLL_AFTER_S: Final = 2
"""`Retry-After` of a job that has just started. The CLI and the page fall back to it, too."""
POLL_SHARE: Final = 8
"""A client learns of the end of a job at most an eighth of its run later."""
POLL_AT_MOST_S: Final = 10
POLL_REVIEW_AFTER_S: Final = 30
SCRIPT_AUTHORS_WITHOUT_AI: Final = frozenset({"template", "seller"})
"""Providers of a script that no model wrote."""
FALLBACK_MESSAGES: Final = {
    Stage.SCRIPT: "The usual AI writer was not available, so a substitute wrote the script.",
    Stage.TTS: "The usual voice was not available, so a similar one reads the script.",
    Stage.CAPTIONS: "The captions follow the voice less exactly than usual.",
}
"""What sellers read about a fallback of a stage. Only these stages have more than one provider."""
PAUSED_MESSAGE: Final = "Making videos is paused; yours keeps its place and starts by itself"
TIME_STEP_S: Final = 10
"""Estimated times are full tens of seconds."""


def summary(job: Job) -> JobSummary:
    video = job.video
    return JobSummary(
        job_id=job.job_id,
        title=job.title,
        status=job.status,
        progress=job.progress,
        message=job_error(job, job.error).message if job.error else job.message,
        created_at=job.created_at,
        updated_at=job.updated_at,
        attempt=job.attempt,
        ad_id=job.ad_id,
        photo_count=job.photo_count,
        remake_of=job.remake_of,
        first_version=job.family,
        video_url=video.video_url if video else None,
        thumbnail_url=video.thumbnail_url if video else None,
        preview_url=video.preview_url if video else None,
        ai_generated=video is not None,
        duration=video.duration_s if video else None,
    )


def status(job: Job, ports: Ports) -> JobStatus:
    """Return the whole state of a job: progress, duration and cost of its stages, result or error.

    Only the script is in storage. While storage is down, it is missing and all the rest is told.
    """
    listing, queue, now = _shown_listing(job), _queue(job, ports.queue), ports.clock.now()
    start = estimated_start(queue, job.execution_name, ports.limits.max_executions, now) if queue else None
    try:
        script, script_unavailable = _script(job, ports), False
    except (VidxError, ValidationError):
        logger.warning("the script cannot be read", exc_info=True, extra={"job_id": job.job_id})
        script, script_unavailable = None, True
    paused = queue is not None and queue.pause is not None
    return JobStatus(
        **summary(job).model_dump() | ({"message": PAUSED_MESSAGE} if paused else {}),
        paused=paused,
        queue_position=position(queue, job.execution_name) if queue else None,
        estimated_start_at=_rounded_up(start),
        estimated_ready_at=_rounded_up(estimated_ready(job, start, now)),
        captions_url=job.video.captions_url if job.video else None,
        ai_parts=ai_parts(job),
        size=job.video.size_bytes if job.video else None,
        stages=stage_lines(job),
        script=script,
        script_unavailable=script_unavailable,
        language=listing.language if listing else None,
        choices=job.choices if listing else None,
        details=listing,
        logo=job.has_logo if listing else None,
        cost=cost_lines(job.stages.values(), job.attempt),
        notices=notices(job),
        fallbacks=fallbacks(job),
        error=job_error(job, job.error) if job.error else None,
    )


def job_list(owner: str, status: Status | None, limit: int, cursor: str | None, jobs: Jobs) -> JobList:
    """The owner's jobs, newest first."""
    page = jobs.list_by_owner(owner, status, limit, cursor)
    return JobList(jobs=[summary(job) for job in page.jobs], cursor=page.cursor)


def versions(job_id: str, owner: str, ports: Ports) -> Versions:
    """Return all versions of the job's video, newest first. Raise `NotFound` as `own_job` does."""
    job = own_job(job_id, owner, ports.jobs)
    ad = ad_of(job, ports.ads)
    family = [job] if job.family == job_id else []
    versions_by_id = {each.job_id: each for each in [*ports.jobs.list_versions(owner, job.family), *family]}
    return Versions(
        versions=[
            _version(each) for each in sorted(versions_by_id.values(), key=lambda each: each.created_at, reverse=True)
        ],
        ad_id=ad.ad_id if ad else None,
        listed=ad.job_id if ad and ad.video else None,
    )


def _version(job: Job) -> Version:
    listing = _shown_listing(job)
    return Version(
        **summary(job).model_dump(),
        language=listing.language if listing else None,
        choices=job.choices if listing else None,
    )


def ai_parts(job: Job) -> list[str]:
    """Parts of the finished video that an AI model made: always the voice, and the script if a model wrote it."""
    if job.video is None:
        return []
    run = job.stages.get(Stage.SCRIPT)
    without_ai = job.has_script or run is None or run.provider in SCRIPT_AUTHORS_WITHOUT_AI
    return ["voice"] if without_ai else ["script", "voice"]


def stage_lines(job: Job) -> list[StageLine]:
    """The stages that have started, in the order of the pipeline."""
    runs = [(stage, job.stages[stage]) for stage in Stage if stage in job.stages]
    return [
        StageLine(
            name=stage.value,
            started_at=run.started_at,
            seconds=run.seconds,
            cost_usd=round(run.cost_usd, 6),
            reused=run.reused,
            cold_start=run.cold_start,
            provider=run.provider,
            model=run.model,
        )
        for stage, run in runs
    ]


def notices(job: Job) -> list[JobNotice]:
    """Notices of the stages for the seller, in the order of the pipeline."""
    notices = [notice for stage in Stage if stage in job.stages for notice in job.stages[stage].notices]
    return [JobNotice(code=notice.code, message=notice.message) for notice in notices]


def fallbacks(job: Job) -> list[JobFallback]:
    """Return what substitutes did, in the order of the pipeline."""
    stages = [stage for stage in FALLBACK_MESSAGES if stage in job.stages]
    return [fallback for stage in stages for fallback in stage_fallbacks(stage, job.stages[stage].fallbacks)]


def stage_fallbacks(stage: Stage, fallbacks: Sequence[Fallback]) -> list[JobFallback]:
    """Return what substitutes did in one stage, for the seller."""
    return [
        JobFallback(stage=stage.value, provider=fallback.provider, code=fallback.code, message=FALLBACK_MESSAGES[stage])
        for fallback in fallbacks
    ]


def etag(status: JobStatus) -> str:
    """A strong validator: it changes whenever the response does."""
    return f'"{hashlib.sha256(status.model_dump_json().encode()).hexdigest()[:32]}"'


def unchanged(if_none_match: str | None, tag: str) -> bool:
    """Whether the client already has the response with this tag (RFC 9110 §13.1.2)."""
    cached_tags = {item.strip().removeprefix("W/") for item in (if_none_match or "").split(",")}
    return bool(tag) and tag in cached_tags


def poll_after_s(job: Job, now: datetime) -> int:
    """Return the seconds until a client polls an unfinished job again.

    They grow with the time that the attempt has run, or waited in the queue, so that a long job costs few requests more
    than a short one (docs/scale.md). A person decides about a job in review.
    """
    if job.status is Status.REVIEW:
        return POLL_REVIEW_AFTER_S
    started = [record.started_at for record in job.stages.values() if record.attempt == job.attempt]
    elapsed_s = (now - min(started, default=job.updated_at)).total_seconds()
    return min(max(int(elapsed_s / POLL_SHARE), POLL_AFTER_S), POLL_AT_MOST_S)


def _queue(job: Job, queue: Queue) -> QueueState | None:
    return queue.read() if job.status is Status.QUEUED else None


def estimated_ready(job: Job, start: datetime | None, now: datetime) -> datetime | None:
    """When the video of an unfinished job is likely to be ready; None when nothing tells, or that time has passed.

    Args:
        start: when the job is likely to start, if it waits.
    """
    if not job.status.has_execution:
        return None
    begun = min((run.started_at for run in job.stages.values() if not run.reused), default=None)
    start = start or begun
    ready = start and start + timedelta(seconds=estimated_time_s(job.choices.duration, job.photo_count))
    return ready if ready and ready > now else None


def _rounded_up(time: datetime | None) -> datetime | None:
    """The next full `TIME_STEP_S`, so that the ETag of a waiting job does not change at every look."""
    if time is None:
        return None
    return datetime.fromtimestamp(ceil(time.timestamp() / TIME_STEP_S) * TIME_STEP_S, UTC)


def _script(job: Job, ports: Ports) -> str | None:
    """Return the script once it is written. Before that, storage is not read."""
    run = job.stages.get(Stage.SCRIPT)
    if not job.has_script and (run is None or run.seconds is None):
        return None
    try:
        return parse_object(Script, ports.store.get(keys.script(job.job_id))).text
    except ArtifactMissing:
        return None


def _shown_listing(job: Job) -> Listing | None:
    """The product as the finished video shows it; None for other jobs."""
    return job.listing if job.status is Status.COMPLETE else None
