"""`vidx status`: the state of a job."""

from typing import Annotated
from urllib.parse import quote

import typer

from cli.flags import JobId, OutputFlag, Target, flags
from cli.jobs import finish, show_job
from cli.session import session

Wait = Annotated[
    bool, typer.Option("--wait", metavar="", help="Wait for the job to end and save its video, as `create` does.")
]


@flags
def status(job: JobId, output_flag: OutputFlag, target: Target, wait: Wait = False) -> None:
    """Show where a job stands, or wait for its end with --wait."""
    with session(target) as current:
        if wait:
            finish(current, job, output_flag.output)
        else:
            show_job(current, current.api.get_json(f"/video/status/{quote(job, safe='')}"))
