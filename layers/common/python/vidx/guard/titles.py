"""The title as it may be spoken."""

import re
from typing import Final

from vidx.guard.facts import contradictions
from vidx.guard.screening import NO_TITLE
from vidx.jobs.request import Listing

_DANGLING: Final = re.compile(
    r"[\s,;:–—-]*(?:\b(?:for|only|just|at|from|now|yours|costs?|priced?|deins|preis|kostet|prix|coûte|tuyo|precio|cuesta|seu|preço|custa|tuo|tua|prezzo|costa|für|nur|ab|um|pour|seulement|à|por|solo|sólo|a|desde|apenas|só|per|da)\b"
    r"[\s,;:–—-]*)+$",
    re.IGNORECASE,
)
"""Words that announced a sum which is gone."""


def spoken_title(listing: Listing) -> str:
    """The listing's title without sums that are not its price, and without other claims that nothing supports."""
    title = listing.title
    for wrong in contradictions(title, listing, contact_allowed=True):
        before, shown, after = title.partition(wrong.shown)
        if not shown:
            return NO_TITLE[listing.language]
        title = f"{_DANGLING.sub('', before)} {after}"
    title = " ".join(title.split())
    return title if any(map(str.isalpha, title)) else NO_TITLE[listing.language]
