"""Start a job, follow it to its end and save its video."""

import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import httpx

from cli.client import ApiClient, in_flight_retries, retry_after_s
from cli.details import name_files, warn_if_no_contact
from cli.errors import CliError, InReview, Interrupted, JobFailed, Unavailable, Unreachable
from cli.models import COMPLETE, Job
from cli.output import job_progress, job_view, upload_progress
from cli.photos import Photo
from cli.session import Session
from cli.transfer import check_writable, download, upload_photos

MAX_SILENCE_S: Final = 120.0
"""Longest time without any response from the service."""
POLL_INTERVAL_S: Final = 2.0
"""Time between two polls if the service sends no `Retry-After`; after a failure, the shortest time."""
EXPIRED: Final = "FilesExpired"
"""Code of a job whose photos and texts the service has deleted."""


def send_photos(current: Session, photos: Sequence[Photo], what: str = "photo") -> list[str]:
    """Upload the photos and return their keys. Raises `Interrupted` on Ctrl-C."""
    try:
        with upload_progress(current.screen, photos) as on_sent:
            keys = upload_photos(current.api, photos, on_sent)
    except KeyboardInterrupt as interrupt:
        raise Interrupted("Interrupted before the job started; nothing was paid for.") from interrupt
    current.screen.note(f"[good]✓[/] {f'1 {what}' if len(photos) == 1 else f'{len(photos)} {what}s'} uploaded")
    return keys


def send_logo(current: Session, logo: Photo | None) -> dict[str, str]:
    """Upload the logo and return its part of the request body."""
    return {"logoKey": send_photos(current, [logo], "logo")[0]} if logo else {}


def start_job(
    current: Session, path: str, body: dict[str, Any], photos: Sequence[Path | None], script: Path | None
) -> dict[str, Any]:
    """Start a job and return the API's response. Retries start no second job: the request has an idempotency key.

    Args:
        photos: the files of the job's photos, named in error messages; None for a photo without a local file.
        script: the file that holds the script, named in error messages.
    """
    try:
        key = {"Idempotency-Key": str(uuid.uuid4())}
        response: dict[str, Any] = in_flight_retries()(current.api.post, path, body, headers=key)
    except KeyboardInterrupt as interrupt:
        raise Interrupted(
            "Interrupted while the job was being started.", hint="See `vidx list` for whether it was."
        ) from interrupt
    except CliError as error:
        raise name_files(error, photos, script) from error.__cause__
    return response


def show_detected(current: Session, body: Mapping[str, Any], response: Mapping[str, Any]) -> None:
    """Show the language and currency that the API detected from the text."""
    detected = detected_values(body, response)
    if detected:
        values = ", ".join(f"{name} {value}" for name, value in detected.items())
        flags = " or ".join(f"--{name}" for name in detected)
        current.screen.note(f"[label]Detected from your text:[/] {values} [label](another one: {flags})[/]")


def show_listing(current: Session, response: Mapping[str, Any], contact: str | None) -> None:
    """Show the address of the listing, and warn when it has no contact."""
    if not response.get("adId"):
        return
    if response.get("adUrl"):
        address = current.service.absolute(response["adUrl"])
        current.screen.note(f"[label]Listing, once the video is ready:[/] {address}")
    warn_if_no_contact(current, contact, f"vidx publish {response['jobId']} --contact CONTACT")


def detected_values(body: Mapping[str, Any], response: Mapping[str, Any]) -> dict[str, str]:
    """Return the language and currency of the response that the request does not set."""
    return {name: response[name] for name in ("language", "currency") if not body.get(name) and response.get(name)}


def finish_or_return(current: Session, response: dict[str, Any], output: Path | None, *, wait: bool) -> None:
    """Wait for a new job and save its video, or show how to follow the job."""
    job_id = str(response["jobId"])
    if not wait:
        current.screen.show(response, f"Job {job_id} has started. Follow it with `vidx status {job_id} --wait`.")
        return
    current.screen.note(f"[label]Job[/] {job_id} [label]has started.[/]")
    finish(current, job_id, output)


def wait_for_job(
    api: ApiClient, job_id: str, on_update: Callable[[Job], None], sleep: Callable[[float], None] = time.sleep
) -> dict[str, Any]:
    """Poll until the job has ended or is in review, and return its last state.

    `on_update` is called with every new state.

    Raises:
        NotFound: no such job.
        SignedOut: the sign-in has ended and cannot be renewed.
        Unreachable, Unavailable: no response for `MAX_SILENCE_S`.
    """
    etag, silent_since = "", 0.0
    while True:
        try:
            response = api.get(f"/video/status/{job_id}", headers={"If-None-Match": etag} if etag else None)
        except (Unreachable, Unavailable) as error:
            silent_since = silent_since or time.monotonic()
            if time.monotonic() - silent_since > MAX_SILENCE_S:
                raise
            sleep(_pause_after(error))
            continue
        silent_since = 0.0
        if response.status_code != httpx.codes.NOT_MODIFIED:
            etag = response.headers.get("ETag", "")
            state: dict[str, Any] = response.json()
            job = Job.model_validate(state)
            on_update(job)
            if job.is_final or job.in_review:
                return state
        wait_s = retry_after_s(response)
        sleep(POLL_INTERVAL_S if wait_s is None else wait_s)


def _pause_after(error: CliError) -> float:
    wait_s = error.retry_after_s if isinstance(error, Unavailable) else None
    return max(wait_s or 0.0, POLL_INTERVAL_S)


def finish(current: Session, job_id: str, output: Path | None) -> None:
    """Wait for the job, save its video and show the result.

    Raises:
        JobFailed: the job ended without a video.
        InReview: an operator decides about the job first.
        Interrupted: Ctrl-C; the job continues.
    """
    path = output or Path(current.settings.get("output_dir") or "output") / f"{job_id}.mp4"
    check_writable(path)
    try:
        with job_progress(current.screen) as progress:
            state = wait_for_job(current.api, job_id, progress.update)
        job = Job.model_validate(state)
        if job.in_review:
            raise _in_review(job, state)
        if job.status != COMPLETE or not job.video_url:
            raise _failure(job, state)
        download(current.http, job.video_url, path)
    except KeyboardInterrupt as interrupt:
        hint = f"Come back to it with `vidx status {job_id} --wait`, or end it with `vidx cancel {job_id}`."
        raise Interrupted(f"Interrupted; job {job_id} continues without you.", hint=hint) from interrupt
    show_job(current, state, path)


def show_job(current: Session, state: dict[str, Any], video_file: Path | None = None) -> None:
    """Show the job's state, with path and size of the video file if there is one."""
    data = {**state, "file": str(video_file), "fileBytes": video_file.stat().st_size} if video_file else state
    current.screen.show(data, job_view(Job.model_validate(state), video_file))


def _in_review(job: Job, state: dict[str, Any]) -> InReview:
    hint = f"Come back later with `vidx status {job.job_id} --wait`, or end it with `vidx cancel {job.job_id}`."
    error = InReview(f"{job.message} (job {job.job_id})", hint=hint)
    error.job = state
    return error


def _failure(job: Job, state: dict[str, Any]) -> JobFailed:
    """Return the error that explains why the job has no video, and what to do."""
    if job.status == COMPLETE:
        hint = "Make a new one with `vidx create`."
        error = JobFailed(f"The video of job {job.job_id} was taken down with its listing.", code="Gone", hint=hint)
    elif job.error is None:
        hint = f"Start it again with `vidx retry {job.job_id}`."
        error = JobFailed(f"Job {job.job_id} was canceled.", code="Canceled", hint=hint)
    else:
        retry = (
            f"Try again with `vidx retry {job.job_id}`: it continues where it stopped, and nothing is paid for twice."
        )
        start_again = "Make a new one from your photos with `vidx create`."
        fix = start_again if job.error.code == EXPIRED else "Make a new one with `vidx create` once that is fixed."
        hint = retry if job.error.retryable else fix
        message = f"{job.error.message} (stage {job.error.stage}, job {job.job_id})"
        error = JobFailed(message, code=job.error.code, hint=hint)
    error.job = state
    return error
