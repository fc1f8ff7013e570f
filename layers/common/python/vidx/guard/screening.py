"""The listing as writers may see it: without contact details, and without sentences that address the writer."""

import re
from typing import Final

from vidx.guard.contact_details import contact_details
from vidx.guard.fold import fold
from vidx.guard.orders import is_order
from vidx.guard.sentences import without
from vidx.jobs.request import Listing
from vidx.options import Language

NO_TITLE: Final[dict[Language, str]] = {
    "en": "This offer", "de": "Dieses Angebot", "fr": "Cette offre", "es": "Esta oferta", "pt": "Esta oferta",
    "it": "Questa offerta",
}  # fmt: skip
"""What stands for a title that holds nothing but orders or contact details."""
_EDGES: Final = " \t\n.,;:–—-|•"


def guarded(listing: Listing, *, contact_allowed: bool = False) -> Listing:
    """`listing` without what may not reach a writer. One that holds nothing of the kind comes back unchanged."""
    title = _screened(listing.title, contact_allowed=contact_allowed)
    description = _screened(listing.description, contact_allowed=contact_allowed)
    if (title, description) == (listing.title, listing.description):
        return listing
    title = title.strip(_EDGES) if any(map(str.isalnum, title)) else NO_TITLE[listing.language]
    description = description if any(map(str.isalnum, description)) else title
    return listing.model_copy(update={"title": title, "description": description})


def _screened(text: str, *, contact_allowed: bool) -> str:
    folded = fold(text)
    if not is_order(folded) and (contact_allowed or not contact_details(folded)):
        return text
    folded = without(_without_disguise(folded), is_order, clauses=False)
    if not contact_allowed:
        folded = without(folded, lambda part: bool(contact_details(part)), clauses=True)
    return folded.strip()


def _without_disguise(folded: str) -> str:
    """Fences and comments of markup go first: an order inside them is a sentence like any other."""
    return re.sub(r"\*\*|__", " ", re.sub(r"```\w*|~~~|<!--|-->", "\n", folded))
