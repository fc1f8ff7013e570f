"""`vidx delete`: delete a video for good."""

from urllib.parse import quote

from cli.errors import Refused
from cli.flags import JobId, Target, Yes, flags
from cli.output import confirm_deletion
from cli.session import session


@flags
def delete(job: JobId, target: Target, yes: Yes = False) -> None:
    """Delete a video that is in no listing, for good; one that is being made is stopped first."""
    with session(target) as current:
        path = quote(job, safe="")
        state = current.api.get_json(f"/video/status/{path}")  # DELETE also succeeds for an unknown job; this is a 404
        if not yes:
            confirm_deletion(f"Delete the video {state['title']!r} (job {job}) for good?", as_json=target.json)
        try:
            current.api.delete(f"/video/jobs/{path}")
        except Refused as error:
            if error.code == "JobClosed":
                error.hint = f"Delete the listing with `vidx unpublish {job}`."
            raise
        current.screen.show({"jobId": job, "deleted": True}, f"Job {job} and its video are deleted.")
