"""`vidx unpublish`: delete a listing."""

from urllib.parse import quote

from cli.errors import Refused
from cli.flags import JobId, Target, Yes, flags
from cli.output import confirm_deletion
from cli.session import session


@flags
def unpublish(job: JobId, target: Target, yes: Yes = False) -> None:
    """Delete the listing of a video, together with its public files."""
    with session(target) as current:
        ad_id = current.api.get_json(f"/video/jobs/{quote(job, safe='')}/versions").get("adId")
        if not ad_id:
            raise Refused("this video is in no listing", code="NotListed", hint="`vidx listings` shows yours.")
        if not yes:
            confirm_deletion(
                f"Delete listing {ad_id}? Its video is taken down too; save it before with `vidx status {job} --wait`.",
                as_json=target.json,
            )
        current.api.delete(f"/ads/{quote(ad_id, safe='')}")
        result = {"jobId": job, "adId": ad_id, "deleted": True}
        current.screen.show(result, f"Listing {ad_id} and its public files are deleted.")
