"""Answers of a language model about the car."""

from typing import Final

from functions.script.draft import ScriptDraft

GOOD: Final = ScriptDraft(
    hook="Top down, wind in your hair: meet the 2019 Mazda MX-5!",
    sentences=["One owner, 45,000 km, heated seats and new tires.", "All yours for $15,499."],
    call_to_action="Message now and take it for a drive!",
)


def changed(**fields: object) -> ScriptDraft:
    """The good draft with other lines."""
    return ScriptDraft.model_validate({**GOOD.model_dump(), **fields})


UNTRUE: Final = changed(sentences=["Was $20,000, one owner, heated seats, now all yours for $15,499."])
TERSE: Final = changed(hook="Top down: a 2019 Mazda MX-5!", call_to_action="Drive it!")
"""Within the tolerance, but only just."""
SHORT: Final = ScriptDraft(hook="A Mazda!", sentences=[], call_to_action="Buy it!")
LONG: Final = changed(
    sentences=[*GOOD.sentences, "It was always garaged and never raced, and that is easy to see and feel."]
)
