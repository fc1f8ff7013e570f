"""`vidx status`, `cancel`, `retry` and `list`: jobs that exist already."""

from typing import Annotated
from urllib.parse import quote

import typer

from cli.finishing import finish, show
from cli.flags import JobId, OutputFlag, Target, flags
from cli.jobs import Job
from cli.session import session
from cli.views import jobs_view

Wait = Annotated[
    bool, typer.Option("--wait", metavar="", help="Wait for the job to end and save its video, as `create` does.")
]
NoWait = Annotated[bool, typer.Option("--no-wait", metavar="", help="Start the job again and return at once.")]
StatusFilter = Annotated[str | None, typer.Option(help="Only jobs in this status.", metavar="NAME")]
Limit = Annotated[int, typer.Option(help="How many jobs at most.", metavar="NUMBER", min=1, max=1000)]
PAGE = 50


@flags
def status(job: JobId, save: OutputFlag, target: Target, wait: Wait = False) -> None:
    """Show where a job stands, or wait for its end with --wait."""
    with session(target) as current:
        if wait:
            finish(current, job, save.output)
        else:
            show(current, current.api.get_json(f"/video/status/{quote(job, safe='')}"))


@flags
def cancel(job: JobId, target: Target) -> None:
    """Stop a job. Stages that have not begun cost nothing."""
    with session(target) as current:
        answer = current.api.post(f"/video/jobs/{quote(job, safe='')}/cancel")
        current.screen.show(answer, f"Job {job} is canceled. Start it again with `vidx retry {job}`.")


@flags
def retry(job: JobId, save: OutputFlag, target: Target, no_wait: NoWait = False) -> None:
    """Start a failed or canceled job again at the stage where it stopped."""
    with session(target) as current:
        answer = current.api.post(f"/video/jobs/{quote(job, safe='')}/retry")
        if no_wait:
            current.screen.show(answer, f"Job {job} has started again. Follow it with `vidx status {job} --wait`.")
            return
        current.screen.note(f"[label]Job[/] {job} [label]has started again.[/]")
        finish(current, job, save.output)


@flags
def list_jobs(target: Target, status: StatusFilter = None, limit: Limit = 20) -> None:
    """List your jobs, newest first."""
    with session(target) as current:
        jobs: list[dict[str, object]] = []
        cursor: str | None = ""
        while cursor is not None and len(jobs) < limit:
            asked = {"status": status, "limit": str(min(PAGE, limit - len(jobs))), "cursor": cursor}
            page = current.api.get_json("/video/jobs", params={name: value for name, value in asked.items() if value})
            jobs += page["jobs"]
            cursor = page.get("cursor") or None
        jobs = jobs[:limit]
        current.screen.show({"jobs": jobs}, jobs_view([Job.model_validate(job) for job in jobs]))
