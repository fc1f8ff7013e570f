"""Check a script that a seller wrote or edited. It is spoken unchanged, or refused with the correct values."""

from typing import Final

from vidx.detection import AmbiguousText, detect_language
from vidx.errors import ScriptContradictsDetails
from vidx.guard.claim_check import Violation, ViolationKind, find_violations
from vidx.jobs.request import Listing
from vidx.options import LANGUAGE_NAMES, Language

_REFUSED: Final = frozenset({ViolationKind.WRONG_PRICE, ViolationKind.CONTRADICTED, ViolationKind.CONTACT_DETAIL})
"""Other kinds are allowed: a seller knows more than the listing says, and may address anybody."""
_MAX_REPORTED: Final = 3
_MIN_WORDS: Final = 8
"""A shorter script may be a name or a slogan in any language."""


def check_seller_script(script: str, listing: Listing, *, contact_allowed: bool = False) -> None:
    """Check that a script has the price and the facts of its listing, in the listing's language.

    Args:
        contact_allowed: whether scripts may give contact details.

    Raises:
        ScriptContradictsDetails: the message names up to `_MAX_REPORTED` violations and the correct values.
    """
    violations = find_violations(script, listing, contact_allowed=contact_allowed)
    if language := _other_language(script, listing):
        raise ScriptContradictsDetails(
            f"The script is in {LANGUAGE_NAMES[language]}, but the language of the video is "
            f"{LANGUAGE_NAMES[listing.language]}. Change one of them.",
            field="script",
        )
    if refused := [violation for violation in violations if violation.kind in _REFUSED]:
        sentences = dict.fromkeys(map(_message, refused[:_MAX_REPORTED]))
        raise ScriptContradictsDetails(" ".join(sentences), field="script")


def _other_language(script: str, listing: Listing) -> Language | None:
    """Return the script's language if it is certain and not the listing's."""
    try:
        language = detect_language(script)
    except AmbiguousText:
        return None
    return None if language == listing.language or len(script.split()) < _MIN_WORDS else language


def _message(violation: Violation) -> str:
    if violation.kind is ViolationKind.CONTACT_DETAIL:
        return (
            f"The script gives a contact detail ({violation.written!r}), and videos here may not. Take it out; buyers "
            "reach you through the listing."
        )
    if violation.kind is ViolationKind.WRONG_PRICE:
        return f"The script says {violation.written!r}, but the price is {violation.evidence}. Change one of them."
    if violation.evidence:
        return f"The script says {violation.written!r}, but the details say {violation.evidence!r}. Change one of them."
    return f"The script says {violation.written!r}, but the details say something else. Change one of them."
