"""A script before anyone has checked it, and its final form."""

import re
from typing import Final

from pydantic import BaseModel, Field

from functions.script import pace
from vidx.errors import InvalidScript
from vidx.listing import Listing
from vidx.options import Voice
from vidx.script import Script

_MARKUP: Final = re.compile(r"[<>{}\[\]|\\^`~*_#]+")
_SENTENCE: Final = re.compile(r"(?<=[.!?…])\s+")
_PARTS_WITH_CALL: Final = 3


class Drafted(BaseModel):
    """The form in which a language model answers."""

    hook: str = Field(description="One short opening line that makes a viewer stop scrolling.")
    sentences: list[str] = Field(description="The body: two to six short sentences that are easy to say.")
    call_to_action: str = Field(description="One short closing line that says what to do next.")

    @property
    def text(self) -> str:
        return " ".join(part for part in (self.hook, *self.sentences, self.call_to_action) if part)


def plain(draft: Drafted) -> Drafted:
    """The draft without markup and needless white space."""

    def clean(text: str) -> str:
        return " ".join(_MARKUP.sub(" ", text).split())

    return Drafted(
        hook=clean(draft.hook),
        sentences=[cleaned for sentence in draft.sentences if (cleaned := clean(sentence))],
        call_to_action=clean(draft.call_to_action),
    )


def sentences_of(text: str) -> list[str]:
    """The text's sentences; joined by blanks they give it back (white space normalised)."""
    return _SENTENCE.split(" ".join(text.split()))


def from_seller(text: str) -> Drafted:
    """The seller's own script as it stands: the first sentence is the hook, the last of several the call to action."""
    first, *rest = sentences_of(text)
    last = rest.pop() if len(rest) + 1 >= _PARTS_WITH_CALL else ""
    return Drafted(hook=first, sentences=rest, call_to_action=last)


def finished(draft: Drafted, listing: Listing, voice: Voice, provider: str, model: str) -> Script:
    """The draft as the stages after this one read it.

    Raises:
        InvalidScript: nothing in it can be spoken.
    """
    if not pace.spoken_words(draft.text, listing.language, listing.context):
        raise InvalidScript("The script holds no word that can be spoken.", field="script")
    return Script(
        hook=draft.hook,
        sentences=tuple(draft.sentences),
        call_to_action=draft.call_to_action,
        word_count=len(draft.text.split()),
        estimated_s=round(pace.estimated_s(draft.text, listing.language, voice, listing.context), 2),
        provider=provider,
        model=model,
    )
