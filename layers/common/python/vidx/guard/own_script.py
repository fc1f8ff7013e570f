"""A script that a seller wrote or changed: kept to the letter, or refused with what would be right."""

from typing import Final

from vidx.detection import AmbiguousText, detect_language
from vidx.errors import ScriptContradictsDetails
from vidx.guard.facts import Contradiction, Kind, contradictions
from vidx.jobs.request import Listing
from vidx.options import LANGUAGE_NAMES, Language

_REFUSED: Final = frozenset({Kind.PRICE, Kind.CONTRARY, Kind.CONTACT})
"""What a seller adds (`UNSUPPORTED`) is the seller's own knowledge; whom a script addresses, the seller's choice."""
_MOST_NAMED: Final = 3
_FEWEST_WORDS: Final = 8
"""A shorter script may be a name or a slogan in any language."""


def check_own_script(script: str, listing: Listing, *, contact_allowed: bool = False) -> None:
    """Nothing, for a script that keeps to the price and the facts of its listing.

    Raises:
        ScriptContradictsDetails: the message names each wrong claim and what would be right.
    """
    wrong = [each for each in contradictions(script, listing, contact_allowed=contact_allowed) if each.kind in _REFUSED]
    if language := _other_language(script, listing):
        raise ScriptContradictsDetails(
            f"The script is in {LANGUAGE_NAMES[language]}, but the language of the video is "
            f"{LANGUAGE_NAMES[listing.language]}. Change one of them.",
            field="script",
        )
    if wrong:
        sentences = dict.fromkeys(_sentence(each) for each in wrong[:_MOST_NAMED])
        raise ScriptContradictsDetails(" ".join(sentences), field="script")


def _other_language(script: str, listing: Listing) -> Language | None:
    """The script's language, when it is plainly another one than the listing's."""
    try:
        language = detect_language(script)
    except AmbiguousText:
        return None
    return None if language == listing.language or len(script.split()) < _FEWEST_WORDS else language


def _sentence(wrong: Contradiction) -> str:
    if wrong.kind is Kind.CONTACT:
        return (
            f"The script gives a contact detail ({wrong.shown!r}), and videos here may not. Take it out; buyers reach "
            "you through the listing."
        )
    if wrong.kind is Kind.PRICE:
        return f"The script says {wrong.shown!r}, but the price is {wrong.right}. Change one of them."
    if wrong.right:
        return f"The script says {wrong.shown!r}, but the details say {wrong.right!r}. Change one of them."
    return f"The script says {wrong.shown!r}, but the details say something else. Change one of them."
