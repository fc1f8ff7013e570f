"""`vidx cancel`: stop a job."""

from urllib.parse import quote

from cli.flags import JobId, Target, flags
from cli.session import session


@flags
def cancel(job: JobId, target: Target) -> None:
    """Stop a job. Stages that have not begun cost nothing."""
    with session(target) as current:
        response = current.api.post(f"/video/jobs/{quote(job, safe='')}/cancel")
        current.screen.show(response, f"Job {job} is canceled. Start it again with `vidx retry {job}`.")
