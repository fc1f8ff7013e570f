"""`vidx publish`, `unpublish`, `listings`, `versions` and `delete`: what becomes of a finished video."""

import sys
from typing import Annotated, Any
from urllib.parse import quote

import typer

from cli.contact import CONTACT, KINDS, chosen_contact, hint_at_contact
from cli.errors import InvalidRequest, Refused
from cli.flags import JobId, Target, flags
from cli.jobs import Listing, Version
from cli.session import Session, session
from cli.views import listings_view, versions_view

ContactFlag = Annotated[
    str | None, typer.Option("--contact", help=f"How buyers reach you: {KINDS} [VIDX_CONTACT].", metavar="LINK")
]
Yes = Annotated[bool, typer.Option("--yes", "-y", metavar="", help="Do not ask for confirmation.")]
Limit = Annotated[int, typer.Option(help="How many listings at most.", metavar="NUMBER", min=1, max=1000)]
PAGE = 50


@flags
def publish(job: JobId, target: Target, contact: ContactFlag = None) -> None:
    """Publish a video as a listing, or have its listing show this version. Title, text and price are the video's.

    With --contact, a listing that is there already shows the new contact.
    """
    with session(target) as current:
        link = chosen_contact(current, contact)
        created = current.api.post("/ads/create", {"jobId": job} | ({CONTACT: link} if link else {}))
        if contact:  # the service leaves a listing that shows this version as it is
            changed = current.api.patch(f"/ads/{quote(created['adId'], safe='')}", {CONTACT: contact})
            created[CONTACT] = changed[CONTACT]
        address = current.service.absolute(created["url"])
        current.screen.show({**created, "url": address}, f"Published: {address} (listing {created['adId']}).")
        hint_at_contact(current, created.get(CONTACT), f"vidx publish {job} --contact LINK")


@flags
def unpublish(job: JobId, target: Target, yes: Yes = False) -> None:
    """Delete the listing of a video, together with its public files."""
    with session(target) as current:
        ad_id = _versions(current, job).get("adId")
        if not ad_id:
            raise Refused("this video is in no listing", code="NotListed", hint="`vidx listings` shows yours.")
        _confirm(
            f"Delete listing {ad_id}? Its video is taken down too; save it before with `vidx status {job} --wait`.",
            target,
            yes=yes,
        )
        current.api.delete(f"/ads/{quote(ad_id, safe='')}")
        answer = {"jobId": job, "adId": ad_id, "deleted": True}
        current.screen.show(answer, f"Listing {ad_id} and its public files are deleted.")


@flags
def listings(target: Target, limit: Limit = 20) -> None:
    """List your listings, newest first: id, status, title, price and address."""
    with session(target) as current:
        ads: list[dict[str, Any]] = []
        cursor: str | None = ""
        while cursor is not None and len(ads) < limit:
            query = {"limit": str(min(PAGE, limit - len(ads))), **({"cursor": cursor} if cursor else {})}
            page = current.api.get_json("/ads/mine", params=query)
            ads += [{**ad, "url": current.service.absolute(ad["url"])} for ad in page["ads"]]
            cursor = page.get("cursor") or None
        ads = ads[:limit]
        current.screen.show({"ads": ads}, listings_view([Listing.model_validate(ad) for ad in ads]))


@flags
def versions(job: JobId, target: Target) -> None:
    """List all versions of a video, newest first, and what differs. `publish` has the listing show another one."""
    with session(target) as current:
        answer = _versions(current, job)
        known = [Version.model_validate(version) for version in answer["versions"]]
        current.screen.show(answer, versions_view(known, answer.get("listed")))


@flags
def delete(job: JobId, target: Target, yes: Yes = False) -> None:
    """Delete a video that is in no listing, for good; one that is being made is stopped first."""
    with session(target) as current:
        path = quote(job, safe="")
        state = current.api.get_json(f"/video/status/{path}")  # the service deletes what it never had without a word
        _confirm(f"Delete the video {state['title']!r} (job {job}) for good?", target, yes=yes)
        try:
            current.api.delete(f"/video/jobs/{path}")
        except Refused as error:
            if error.code == "JobClosed":
                error.hint = f"Delete the listing with `vidx unpublish {job}`."
            raise
        current.screen.show({"jobId": job, "deleted": True}, f"Job {job} and its video are deleted.")


def _versions(current: Session, job: str) -> dict[str, Any]:
    answer: dict[str, Any] = current.api.get_json(f"/video/jobs/{quote(job, safe='')}/versions")
    return answer


def _confirm(question: str, target: Target, *, yes: bool) -> None:
    """Ask at a terminal.

    Raises:
        InvalidRequest: nobody can be asked, and there is no --yes.
    """
    if yes:
        return
    if target.json or not sys.stdin.isatty():
        raise InvalidRequest("Nothing was deleted: without a terminal, confirm with --yes.", code="NotConfirmed")
    typer.confirm(question, abort=True, err=True)
