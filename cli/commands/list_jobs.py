"""`vidx list`: your jobs."""

from typing import Annotated

import typer

from cli.flags import Target, flags
from cli.models import Job
from cli.output import jobs_view
from cli.session import session

StatusFilter = Annotated[str | None, typer.Option(help="Only jobs in this status.", metavar="NAME")]
Limit = Annotated[int, typer.Option(help="How many jobs at most.", metavar="NUMBER", min=1, max=1000)]


@flags
def list_jobs(target: Target, status: StatusFilter = None, limit: Limit = 20) -> None:
    """List your jobs, newest first."""
    with session(target) as current:
        jobs = current.api.get_pages("/video/jobs", "jobs", limit, {"status": status} if status else {})
        current.screen.show({"jobs": jobs}, jobs_view([Job.model_validate(job) for job in jobs]))
