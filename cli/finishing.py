"""The end of every command that follows a job: wait, download, show; and how to come back after Ctrl-C."""

from pathlib import Path
from typing import Any

from cli.download import check_writable, download
from cli.errors import Interrupted, JobFailed
from cli.jobs import COMPLETE, Job
from cli.progress import job_progress
from cli.session import Session
from cli.views import job_view
from cli.waiting import follow


def output_path(current: Session, job_id: str, output: Path | None) -> Path:
    return output or Path(current.settings.get("output_dir") or "output") / f"{job_id}.mp4"


def finish(current: Session, job_id: str, output: Path | None) -> None:
    """Wait for the job, save its video and show what came of it.

    Raises:
        JobFailed: it ended without a video.
        Interrupted: Ctrl-C; the job goes on.
    """
    path = output_path(current, job_id, output)
    check_writable(path)
    try:
        with job_progress(current.screen) as progress:
            state = follow(current.api, job_id, progress.seen)
        job = Job.model_validate(state)
        if job.status != COMPLETE or not job.video_url:
            raise failure(job, state)
        download(current.http, job.video_url, path)
    except KeyboardInterrupt as interrupt:
        come_back = f"Come back to it with `vidx status {job_id} --wait`, or end it with `vidx cancel {job_id}`."
        raise Interrupted(f"Interrupted; job {job_id} goes on without you.", hint=come_back) from interrupt
    show(current, state, path)


def show(current: Session, state: dict[str, Any], saved: Path | None = None) -> None:
    """The job's state; with the path and size of the file when it has been saved."""
    data = {**state, "file": str(saved), "fileBytes": saved.stat().st_size} if saved else state
    current.screen.show(data, job_view(Job.model_validate(state), saved))


def failure(job: Job, state: dict[str, Any]) -> JobFailed:
    """Why the job has no video, and what to do."""
    if job.status == COMPLETE:
        hint = "Make a new one with `vidx create`."
        error = JobFailed(f"The video of job {job.job_id} was taken down with its listing.", code="Gone", hint=hint)
    elif job.error is None:
        hint = f"Start it again with `vidx retry {job.job_id}`."
        error = JobFailed(f"Job {job.job_id} was canceled.", code="Canceled", hint=hint)
    else:
        again = f"Try again from there with `vidx retry {job.job_id}`; what is done is not paid for twice."
        hint = again if job.error.retryable else "Make a new one with `vidx create` once that is mended."
        what = f"{job.error.message} (stage {job.error.stage}, job {job.job_id})"
        error = JobFailed(what, code=job.error.code, hint=hint)
    error.job = state
    return error
