"""`vidx publish`: create a listing from a finished video."""

from typing import Annotated
from urllib.parse import quote

import typer

from cli.details import CONTACT, CONTACT_KINDS, resolve_contact, warn_if_no_contact
from cli.flags import JobId, Target, flags
from cli.session import session

ContactFlag = Annotated[
    str | None,
    typer.Option("--contact", help=f"How buyers reach you: {CONTACT_KINDS} [VIDX_CONTACT].", metavar="CONTACT"),
]


@flags
def publish(job: JobId, target: Target, contact: ContactFlag = None) -> None:
    """Publish a video as a listing, with its title, text and price.

    If the video already has a listing, it then shows this version. --contact also changes the contact of an existing
    listing.
    """
    with session(target) as current:
        contact_or_setting = resolve_contact(current, contact)
        fields = {CONTACT: contact_or_setting} if contact_or_setting else {}
        listing = current.api.post("/ads/create", {"jobId": job} | fields)
        if contact:  # if the listing shows this version already, the POST changes nothing
            response = current.api.patch(f"/ads/{quote(listing['adId'], safe='')}", {CONTACT: contact})
            listing[CONTACT] = response[CONTACT]
        address = current.service.absolute(listing["url"])
        current.screen.show({**listing, "url": address}, f"Published: {address} (listing {listing['adId']}).")
        warn_if_no_contact(current, listing.get(CONTACT), f"vidx publish {job} --contact CONTACT")
