"""A job as its owner sees it."""

import hashlib
import re
from typing import Final

from functions.api.bill import bill
from functions.api.explain import explain
from functions.api.ports import Ports
from functions.api.wire import JobList, JobNotice, JobStatus, JobSummary, StageLine, Version, Versions
from vidx import keys
from vidx.ads import Ad, ad_id_of
from vidx.errors import ArtifactMissing, JobClosed, JobUnfinished, NotFound
from vidx.jobs.model import Job, Stage, Status
from vidx.jobs.request import VideoRequest
from vidx.ports import Ads, Jobs, Store
from vidx.script import Script

UNINVENTED: Final = frozenset({"template", "seller"})
"""Providers of a script that no model wrote."""
_JOB_ID: Final = re.compile(r"[0-9A-Za-z_-]{1,64}")


def my_job(job_id: str, owner: str, jobs: Jobs) -> Job:
    """The owner's job.

    Raises:
        NotFound: there is none of this id, or it is somebody else's: the two are not told apart.
    """
    job = jobs.get(job_id) if _JOB_ID.fullmatch(job_id) else None
    if job is None or job.owner != owner:
        raise NotFound("you have no job with this id; see the list of yours", field="jobId")
    return job


def finished_job(job_id: str, owner: str, jobs: Jobs) -> Job:
    """The owner's job, whose video is ready.

    Raises:
        NotFound: as `my_job`.
        JobUnfinished, JobClosed: it has no video yet; it ended without one.
    """
    job = my_job(job_id, owner, jobs)
    if job.status is Status.COMPLETE:
        return job
    if job.status.final:
        raise JobClosed(f"the job ended without a video ({job.status}); retry it, or start a new one", field="jobId")
    raise JobUnfinished("the video is still being made; ask for another version once it is ready", field="jobId")


def listing_of(job: Job, ads: Ads) -> Ad | None:
    """The ad of the job's video: the job's own, or that of another version."""
    for ad_id in dict.fromkeys((job.ad_id, ad_id_of(job.family))):
        ad = ads.get(ad_id) if ad_id else None
        if ad and ad.owner == job.owner:
            return ad
    return None


def expired() -> JobClosed:
    """What a finished video was made of is kept for a time only."""
    return JobClosed("the files of this video have expired; start a new one", field="jobId")


def summary(job: Job) -> JobSummary:
    video = job.video
    return JobSummary(
        job_id=job.job_id,
        title=job.title,
        status=job.status,
        progress=job.progress,
        message=explain(job, job.error).message if job.error else job.message,
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


def status(job: Job, store: Store) -> JobStatus:
    """Everything about a job: how far it is, what its stages took and cost, what came out or went wrong."""
    asked = _asked(job, store)
    return JobStatus(
        **summary(job).model_dump(),
        captions_url=job.video.captions_url if job.video else None,
        ai_parts=ai_parts(job),
        size=job.video.size_bytes if job.video else None,
        stages=stage_lines(job),
        script=_script(job, store),
        language=asked.listing.language if asked else None,
        choices=asked.choices if asked else None,
        details=asked.listing if asked else None,
        logo=asked.logo_key is not None if asked else None,
        cost=bill(job.stages.values(), job.attempt),
        notices=notices(job),
        error=explain(job, job.error) if job.error else None,
    )


def page(owner: str, wanted: Status | None, limit: int, cursor: str | None, jobs: Jobs) -> JobList:
    """The owner's jobs, newest first."""
    found = jobs.of_owner(owner, wanted, limit, cursor)
    return JobList(jobs=[summary(job) for job in found.jobs], cursor=found.cursor)


def versions(job_id: str, owner: str, ports: Ports) -> Versions:
    """All versions of the job's video. Raises `NotFound`: see `my_job`."""
    job = my_job(job_id, owner, ports.jobs)
    listed = listing_of(job, ports.ads)
    family = [job] if job.family == job_id else []
    known = {each.job_id: each for each in [*ports.jobs.versions(owner, job.family), *family]}
    return Versions(
        versions=[
            _version(each, ports.store)
            for each in sorted(known.values(), key=lambda each: each.created_at, reverse=True)
        ],
        ad_id=listed.ad_id if listed else None,
        listed=listed.job_id if listed and listed.video else None,
    )


def _version(job: Job, store: Store) -> Version:
    request = _asked(job, store)
    return Version(
        **summary(job).model_dump(),
        language=request.listing.language if request else None,
        choices=request.choices if request else None,
    )


def ai_parts(job: Job) -> list[str]:
    """What of the finished video a model made: always the voice, the script unless somebody or a template wrote it."""
    if job.video is None:
        return []
    run = job.stages.get(Stage.SCRIPT)
    by_hand = job.has_script or run is None or run.provider in UNINVENTED
    return ["voice"] if by_hand else ["script", "voice"]


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
            provider=run.provider,
            model=run.model,
        )
        for stage, run in runs
    ]


def notices(job: Job) -> list[JobNotice]:
    """What the stages have to say to the seller, in the order of the pipeline."""
    told = [notice for stage in Stage if stage in job.stages for notice in job.stages[stage].notices]
    return [JobNotice(code=notice.code, message=notice.message) for notice in told]


def etag(shown: JobStatus) -> str:
    """A strong validator: it changes whenever the answer does."""
    return f'"{hashlib.sha256(shown.model_dump_json().encode()).hexdigest()[:32]}"'


def unchanged(if_none_match: str | None, tag: str) -> bool:
    """Whether the caller already holds the answer with this tag (RFC 9110 §13.1.2)."""
    held = {item.strip().removeprefix("W/") for item in (if_none_match or "").split(",")}
    return bool(tag) and tag in held


def _script(job: Job, store: Store) -> str | None:
    """The script once it is written; storage is not asked before."""
    run = job.stages.get(Stage.SCRIPT)
    if not job.has_script and (run is None or run.seconds is None):
        return None
    try:
        return Script.model_validate_json(store.get(keys.script(job.job_id))).text
    except ArtifactMissing:
        return None


def _asked(job: Job, store: Store) -> VideoRequest | None:
    """What a finished video was made of, while its files are kept; of others storage is not asked."""
    if job.status is not Status.COMPLETE:
        return None
    try:
        return VideoRequest.model_validate_json(store.get(keys.job_request(job.job_id)))
    except ArtifactMissing:
        return None
