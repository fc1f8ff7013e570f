"""`vidx publish`, `versions` and `delete`: what becomes of a finished video."""

from typing import Annotated
from urllib.parse import quote

import typer

from cli.flags import JobId, Target, flags
from cli.jobs import Job
from cli.session import session
from cli.views import jobs_view

Contact = Annotated[
    str | None,
    typer.Option(
        help="How buyers reach you: a web address (https), an e-mail address or a phone number.", metavar="LINK"
    ),
]


@flags
def publish(job: JobId, target: Target, contact: Contact = None) -> None:
    """Publish a video as a listing, or have its listing show this version. Title, text and price are the video's."""
    with session(target) as current:
        body = {"jobId": job} | ({} if contact is None else {"contact": contact})
        answer = current.api.post("/ads/create", body)
        current.screen.show(answer, f"Published as listing {answer['adId']}.")


@flags
def versions(job: JobId, target: Target) -> None:
    """List all versions of a video, newest first. `publish` has the listing show another one."""
    with session(target) as current:
        answer = current.api.get_json(f"/video/jobs/{quote(job, safe='')}/versions")
        current.screen.show(answer, jobs_view([Job.model_validate(version) for version in answer["versions"]]))
        if answer.get("listed"):
            current.screen.note(f"[label]The listing shows[/] {answer['listed']}[label].[/]")


@flags
def delete(job: JobId, target: Target) -> None:
    """Delete a video that is in no listing, for good; one that is being made is stopped first."""
    with session(target) as current:
        current.api.delete(f"/video/jobs/{quote(job, safe='')}")
        current.screen.show({"jobId": job, "deleted": True}, f"Job {job} and its video are deleted.")
