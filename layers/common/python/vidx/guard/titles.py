"""Titles without unsupported claims."""

import re
from typing import Final

from vidx.guard.claim_check import find_violations
from vidx.guard.sanitizer import PLACEHOLDER_TITLES
from vidx.jobs.request import Listing

_PRICE_WORDS_AT_END: Final = re.compile(
    r"[\s,;:–—-]*(?:\b(?:for|only|just|at|from|now|yours|costs?|priced?|deins|preis|kostet|prix|coûte|tuyo|precio|cuesta|seu|preço|custa|tuo|tua|prezzo|costa|für|nur|ab|um|pour|seulement|à|por|solo|sólo|a|desde|apenas|só|per|da)\b"
    r"[\s,;:–—-]*)+$",
    re.IGNORECASE,
)
"""Words before a sum that was removed."""


def supported_title(listing: Listing) -> str:
    """Return the listing's title without sums that are not its price and without other unsupported claims."""
    title = listing.title
    for violation in find_violations(title, listing, contact_allowed=True):
        before, written, after = title.partition(violation.written)
        if not written:
            return PLACEHOLDER_TITLES[listing.language]
        title = f"{_PRICE_WORDS_AT_END.sub('', before)} {after}"
    title = " ".join(title.split())
    return title if any(map(str.isalpha, title)) else PLACEHOLDER_TITLES[listing.language]
