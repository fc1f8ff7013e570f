"""`vidx retry`: start a failed or canceled job again."""

from typing import Annotated
from urllib.parse import quote

import typer

from cli.flags import JobId, OutputFlag, Target, flags
from cli.jobs import finish
from cli.session import session

NoWait = Annotated[bool, typer.Option("--no-wait", metavar="", help="Start the job again and return at once.")]


@flags
def retry(job: JobId, output_flag: OutputFlag, target: Target, no_wait: NoWait = False) -> None:
    """Start a failed or canceled job again at the stage where it stopped."""
    with session(target) as current:
        response = current.api.post(f"/video/jobs/{quote(job, safe='')}/retry")
        if no_wait:
            current.screen.show(response, f"Job {job} has started again. Follow it with `vidx status {job} --wait`.")
            return
        current.screen.note(f"[label]Job[/] {job} [label]has started again.[/]")
        finish(current, job, output_flag.output)
