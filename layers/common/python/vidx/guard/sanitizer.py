"""Remove contact details and injected instructions from a listing before a model or the template reads it."""

import re
from typing import Final

from vidx.guard.contact_details import find_contact_details
from vidx.guard.injected_instructions import has_instruction
from vidx.guard.obfuscation import normalize_characters
from vidx.guard.sentence_filter import remove_sentences
from vidx.jobs.request import Listing
from vidx.options import Language

PLACEHOLDER_TITLES: Final[dict[Language, str]] = {
    "en": "This offer", "de": "Dieses Angebot", "fr": "Cette offre", "es": "Esta oferta", "pt": "Esta oferta",
    "it": "Questa offerta",
}  # fmt: skip
"""Title of a listing whose own title has nothing but instructions or contact details."""
_EDGES: Final = " \t\n.,;:–—-|•"


def sanitize_listing(listing: Listing, *, contact_allowed: bool = False) -> Listing:
    """Return `listing` without contact details and injected instructions; unchanged if it has none.

    Args:
        contact_allowed: keep contact details, because scripts may give them.
    """
    title = _sanitized(listing.title, contact_allowed=contact_allowed)
    description = _sanitized(listing.description, contact_allowed=contact_allowed)
    if (title, description) == (listing.title, listing.description):
        return listing
    title = title.strip(_EDGES) if any(map(str.isalnum, title)) else PLACEHOLDER_TITLES[listing.language]
    description = description if any(map(str.isalnum, description)) else title
    return listing.model_copy(update={"title": title, "description": description})


def _sanitized(text: str, *, contact_allowed: bool) -> str:
    plain = normalize_characters(text)
    if not has_instruction(plain) and (contact_allowed or not find_contact_details(plain)):
        return text
    plain = remove_sentences(_without_markup(plain), has_instruction, by_clause=False)
    if not contact_allowed:
        plain = remove_sentences(plain, lambda part: bool(find_contact_details(part)), by_clause=True)
    return plain.strip()


def _without_markup(text: str) -> str:
    """Return `text` without fences and comments, so that an instruction inside them is a sentence of its own."""
    return re.sub(r"\*\*|__", " ", re.sub(r"```\w*|~~~|<!--|-->", "\n", text))
