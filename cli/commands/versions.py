"""`vidx versions`: all versions of a video."""

from urllib.parse import quote

from cli.flags import JobId, Target, flags
from cli.models import Version
from cli.output import versions_view
from cli.session import session


@flags
def versions(job: JobId, target: Target) -> None:
    """List all versions of a video, newest first, and how they differ.

    To show another version in the listing, use `publish`.
    """
    with session(target) as current:
        response = current.api.get_json(f"/video/jobs/{quote(job, safe='')}/versions")
        rows = [Version.model_validate(version) for version in response["versions"]]
        current.screen.show(response, versions_view(rows, response.get("listed")))
