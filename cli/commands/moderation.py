"""`vidx moderation`: operators review the content of jobs."""

from typing import Annotated, Final
from urllib.parse import quote

import typer

from cli.flags import JobId, Target, flags
from cli.output import review_view, reviews_view
from cli.session import session

PATH: Final = "/moderation/jobs"

app = typer.Typer(
    help="For operators: decide about content in review. Your user must be in the group `operators`.",
    no_args_is_help=True,
)
Limit = Annotated[int, typer.Option(help="How many jobs at most.", metavar="NUMBER", min=1, max=1000)]
Reason = Annotated[
    str,
    typer.Option(
        help="What has to change. The seller reads it after the words `cannot make this video:`.", metavar="TEXT"
    ),
]


@app.command("list")
@flags
def list_reviews(target: Target, limit: Limit = 20) -> None:
    """List the jobs in review, the oldest first."""
    with session(target) as current:
        jobs = current.api.get_pages(PATH, "jobs", limit)
        current.screen.show({"jobs": jobs}, reviews_view(jobs))


@app.command()
@flags
def show(job: JobId, target: Target) -> None:
    """Show the content of a job in review, with links to its photos that work for 15 minutes."""
    with session(target) as current:
        content = current.api.get_json(_path(job))
        current.screen.show(content, review_view(content))


@app.command()
@flags
def approve(job: JobId, target: Target) -> None:
    """Approve a job: its video is made."""
    with session(target) as current:
        response = current.api.post(f"{_path(job)}/approve")
        current.screen.show(response, f"Job {job} is approved.")


@app.command()
@flags
def reject(job: JobId, reason: Reason, target: Target) -> None:
    """Reject a job: it ends, and its seller reads the reason."""
    with session(target) as current:
        response = current.api.post(f"{_path(job)}/reject", {"reason": reason})
        current.screen.show(response, f"Job {job} is rejected.")


def _path(job: str) -> str:
    return f"{PATH}/{quote(job, safe='')}"
