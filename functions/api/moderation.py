"""Operators' decisions about content, and the moderation of texts that become public without a job."""

from contextlib import suppress
from datetime import timedelta
from typing import Literal

from functions.api.dependencies import Ports
from functions.api.job_photos import URL_VALID_S, photo_links
from functions.api.jobs import admit_next_attempt, find_any, queue_job
from functions.api.schemas.moderation import Decided, FindingView, ReviewContent, ReviewList, ReviewView
from vidx import keys
from vidx.errors import ArtifactMissing, ContentRefused, JobClosed, NotFound
from vidx.jobs.artifacts import read_request
from vidx.jobs.events import TextModerationInput
from vidx.jobs.interruption import fail_ad
from vidx.jobs.model import Failure, Job, Stage, Status
from vidx.jobs.request import Listing
from vidx.moderation import Decision, Verdict, harm, rejection
from vidx.script import Script
from vidx.settings import settings
from vidx.stored import parse_object


def list_reviews(limit: int, cursor: str | None, ports: Ports) -> ReviewList:
    """Return the jobs in review, oldest first."""
    page = ports.jobs.list_reviews(limit, cursor)
    return ReviewList(jobs=[_view(job, ports) for job in page.jobs], cursor=page.cursor)


def content(job_id: str, ports: Ports) -> ReviewContent:
    """Return the content of a job in review.

    Raises:
        NotFound: there is no such job.
        JobClosed: the job is not in review.
        FilesExpired: its request is gone.
    """
    job = _job_in_review(job_id, ports)
    request = read_request(ports.store, job_id)
    logo = ports.store.presign_get(keys.logo(job_id), URL_VALID_S) if job.has_logo else None
    return ReviewContent(
        **_view(job, ports).model_dump(),
        details=request.listing,
        script=request.script or _written_script(job, ports),
        link=request.choices.link,
        photos=photo_links(job, ports.store),
        logo_url=logo,
        expires_in=URL_VALID_S,
    )


def approve(job_id: str, operator: str, ports: Ports) -> Decided:
    """Approve the content and queue the job's next attempt. Repeating the request changes nothing.

    Raises:
        NotFound: there is no such job.
        JobClosed: the job is not in review.
        LimitReached: the seller has too many unfinished jobs, or the budget of the day is used up. The job stays in
            review.
    """
    job = _job(job_id, ports)
    if _is_decided(job, Verdict.PASS):
        return _decided(job)
    _check_in_review(job)
    admit_next_attempt(job, ports)
    approved = ports.jobs.approve(job, _decision(Verdict.PASS, operator, "", ports))
    queue_job(approved, ports)
    return _decided(approved)


def reject(job_id: str, operator: str, reason: str, ports: Ports) -> Decided:
    """End the job; its seller reads the reason. Repeating the request changes nothing.

    Raises:
        NotFound: there is no such job.
        JobClosed: the job is not in review.
    """
    job = _job(job_id, ports)
    if _is_decided(job, Verdict.REFUSE):
        return _decided(job)
    failure = Failure(code=ContentRefused.code(), stage=Stage.SCRIPT.value, message=str(rejection(reason)))
    rejected = ports.jobs.reject(job, _decision(Verdict.REFUSE, operator, reason, ports), failure)
    if rejected.ad_id:
        fail_ad(rejected.ad_id, job_id, ports.jobs, ports.ads)
    return _decided(rejected)


def check_listing(listing: Listing, earlier: Listing | None, ports: Ports) -> None:
    """Moderate title and description of a listing, unless they equal those of `earlier`, which passed.

    Raises:
        ContentRefused: they do not pass. There is no review: the seller can change a text at once.
        Transient, ProviderFailed: moderation is not available; the text must not become public.
    """
    is_same = earlier is not None and (listing.title, listing.description) == (earlier.title, earlier.description)
    if is_same or not settings().moderation:
        return
    result = ports.text_moderations.check(TextModerationInput(text=f"{listing.title}\n\n{listing.description}"))
    if result.findings:
        raise ContentRefused(
            f"the text seems to contain {harm(result.findings[0])}, which is not allowed in listings; "
            "nothing was changed, so edit the text and try again",
            field="description",
        )


def _job(job_id: str, ports: Ports) -> Job:
    job = find_any(job_id, ports.jobs)
    if job is None:
        raise NotFound("there is no job with this id; see the list of jobs in review", field="jobId")
    return job


def _job_in_review(job_id: str, ports: Ports) -> Job:
    job = _job(job_id, ports)
    _check_in_review(job)
    return job


def _check_in_review(job: Job) -> None:
    if job.status is not Status.REVIEW:
        raise JobClosed("this job is not in review; see the list of jobs in review", field="jobId")


def _is_decided(job: Job, verdict: Verdict) -> bool:
    """Return whether the latest decision about the job is this one, and no new review has begun since."""
    decision = job.review.decision if job.review else None
    return job.status is not Status.REVIEW and decision is not None and decision.verdict is verdict


def _decision(verdict: Literal[Verdict.PASS, Verdict.REFUSE], operator: str, reason: str, ports: Ports) -> Decision:
    return Decision(verdict=verdict, operator=operator, decided_at=ports.clock.now(), reason=reason)


def _decided(job: Job) -> Decided:
    return Decided(job_id=job.job_id, status=job.status)


def _written_script(job: Job, ports: Ports) -> str | None:
    """Return the script that a model has written, if the review is about it."""
    if not job.review or all(finding.part != "script" for finding in job.review.findings):
        return None
    with suppress(ArtifactMissing):
        return parse_object(Script, ports.store.get(keys.script(job.job_id))).text
    return None


def _view(job: Job, ports: Ports) -> ReviewView:
    review = job.review
    since = review.started_at if review else job.updated_at
    return ReviewView(
        job_id=job.job_id,
        owner=job.owner,
        title=job.title,
        since=since,
        age_hours=round((ports.clock.now() - since) / timedelta(hours=1), 1),
        expires_at=since + timedelta(days=settings().review_expiry_days),
        findings=[
            FindingView(
                part=finding.part, photo=finding.photo, categories=list(finding.categories), score=finding.score
            )
            for finding in (review.findings if review else ())
        ],
    )
