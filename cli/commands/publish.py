"""`vidx publish`: create a listing from a finished video."""

from typing import Annotated
from urllib.parse import quote

import typer

from cli.details import CONTACT, CONTACT_KINDS, resolve_contact, warn_if_no_contact
from cli.flags import JobId, Target, flags
from cli.session import session

ContactFlag = Annotated[
    str | None, typer.Option("--contact", help=f"How buyers reach you: {CONTACT_KINDS} [VIDX_CONTACT].", metavar="LINK")
]


@flags
def publish(job: JobId, target: Target, contact: ContactFlag = None) -> None:
    """Publish a video as a listing, or have its listing show this version. Title, text and price are the video's.

    With --contact, a listing that is there already shows the new contact.
    """
    with session(target) as current:
        link = resolve_contact(current, contact)
        listing = current.api.post("/ads/create", {"jobId": job} | ({CONTACT: link} if link else {}))
        if contact:  # the POST leaves a listing that shows this version already unchanged
            changed = current.api.patch(f"/ads/{quote(listing['adId'], safe='')}", {CONTACT: contact})
            listing[CONTACT] = changed[CONTACT]
        address = current.service.absolute(listing["url"])
        current.screen.show({**listing, "url": address}, f"Published: {address} (listing {listing['adId']}).")
        warn_if_no_contact(current, listing.get(CONTACT), f"vidx publish {job} --contact LINK")
