"""A script before anyone has checked it, and its final form."""

import re
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, model_validator

from functions.script import pace
from vidx.errors import InvalidScript
from vidx.jobs.request import Listing
from vidx.options import Language, Voice
from vidx.script import Script
from vidx.speech.sentences import split_sentences

_MARKUP: Final = re.compile(r"^\s*[>#]+|[<>~](?!\s?\d)|#(?!\d)|(?<!\d)\*|\*(?!\d)|[{}\[\]|\\^`_]+")
"""Signs of markup; before figures some are words (`<20 %`, `~400 km`, `#3`)."""
_PARTS_WITH_CALL: Final = 3


class Line(BaseModel):
    """A sentence, or a few that belong together, in both forms."""

    model_config = ConfigDict(frozen=True)

    text: str = Field(
        description="As captions show it: figures, prices, units and short forms as the listing has them."
    )
    spoken: str = Field(
        description="The same line as it is read aloud, without digits or signs; empty where it has plain words only."
    )

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: object) -> object:
        """Bare text is a line that the rules read: a template's, or that of a model which does not keep to the form."""
        return {"text": value, "spoken": ""} if isinstance(value, str) else value

    @property
    def aloud(self) -> str:
        """The spoken form, or the text where the rules read it."""
        return self.spoken or self.text


class Drafted(BaseModel):
    """The form in which a language model answers."""

    hook: Line = Field(description="One short opening line that makes a viewer stop scrolling.")
    sentences: list[Line] = Field(description="The body: two to six short sentences that are easy to say.")
    call_to_action: Line = Field(description="One short closing line that says what to do next.")

    @property
    def lines(self) -> list[Line]:
        """The lines that are not empty, in speaking order."""
        return [line for line in (self.hook, *self.sentences, self.call_to_action) if line.text]

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def aloud(self) -> str:
        """What the voice says, as far as a spoken form is known; the rules read the rest."""
        return " ".join(line.aloud for line in self.lines)


def plain(draft: Drafted) -> Drafted:
    """The draft without markup and needless white space."""

    def clean(line: Line) -> Line:
        return Line(text=_clean(line.text), spoken=_clean(line.spoken))

    return Drafted(
        hook=clean(draft.hook),
        sentences=[cleaned for line in draft.sentences if (cleaned := clean(line)).text],
        call_to_action=clean(draft.call_to_action),
    )


def _clean(text: str) -> str:
    return " ".join(_MARKUP.sub(" ", text).split())


def from_seller(text: str, language: Language) -> Drafted:
    """The seller's own script as it stands: the first sentence is the hook, the last of several the call to action."""
    first, *rest = split_sentences(text, language)
    last = rest.pop() if len(rest) + 1 >= _PARTS_WITH_CALL else ""
    return Drafted(hook=first, sentences=rest, call_to_action=last)


def finished(draft: Drafted, listing: Listing, voice: Voice, provider: str, model: str) -> Script:
    """The draft as the stages after this one read it.

    Raises:
        InvalidScript: nothing in it can be spoken.
    """
    if not pace.spoken_words(draft.text, listing.language, listing.context):
        raise InvalidScript("The script holds no word that can be spoken.", field="script")
    spoken = tuple(line.spoken for line in draft.lines)
    return Script(
        hook=draft.hook.text,
        sentences=tuple(line.text for line in draft.sentences),
        call_to_action=draft.call_to_action.text,
        spoken=spoken if any(spoken) else (),
        word_count=len(draft.text.split()),
        estimated_s=round(pace.estimated_s(draft.aloud, listing.language, voice, listing.context), 2),
        provider=provider,
        model=model,
    )
