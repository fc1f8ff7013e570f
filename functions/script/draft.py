"""The draft of a script, written by a language model, the template or the seller, and the final script from it."""

import re
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, model_validator

from functions.script import pacing
from vidx.errors import InvalidScript
from vidx.jobs.request import Listing
from vidx.options import Language, Voice
from vidx.script import Script
from vidx.speech.sentences import split_sentences

_MARKUP: Final = re.compile(r"^\s*[>#]+(?!\d)|[<>~](?!\s?\d)|#(?!\d)|(?<!\d)\*|\*(?!\d)|[{}\[\]|\\^`_]+")
"""Markup characters, except those that have a meaning before figures: `<20 %`, `~400 km`, `#3`."""
_MIN_PARTS_WITH_CALL: Final = 3


# The docstrings of `Line` and `ScriptDraft` are part of the JSON schema that the language model gets.


class Line(BaseModel):
    """A sentence, or a few that belong together, as it is shown and as it is spoken."""

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
        """Accept bare text as a line without a spoken form.

        The template writes such lines, and language models that ignore the requested form do so too.
        """
        return {"text": value, "spoken": ""} if isinstance(value, str) else value

    @property
    def spoken_or_text(self) -> str:
        """The spoken form, or the text if there is none; the text normalizer then reads it."""
        return self.spoken or self.text


class ScriptDraft(BaseModel):
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
    def spoken_or_text(self) -> str:
        """The spoken forms of all lines; the text of a line that has none."""
        return " ".join(line.spoken_or_text for line in self.lines)


def without_markup(draft: ScriptDraft) -> ScriptDraft:
    """Return the draft without markup and superfluous white space."""

    def clean(line: Line) -> Line:
        return Line(text=_clean(line.text), spoken=_clean(line.spoken))

    return ScriptDraft(
        hook=clean(draft.hook),
        sentences=[line for line in map(clean, draft.sentences) if line.text],
        call_to_action=clean(draft.call_to_action),
    )


def _clean(text: str) -> str:
    return " ".join(_MARKUP.sub(" ", text).split())


def draft_from_text(text: str, language: Language) -> ScriptDraft:
    """Split the seller's own script into the parts of a draft.

    The first sentence is the hook. With three or more sentences, the last one is the call to action.
    """
    first, *rest = split_sentences(text, language)
    last = rest.pop() if len(rest) + 1 >= _MIN_PARTS_WITH_CALL else ""
    return ScriptDraft(hook=first, sentences=rest, call_to_action=last)


def draft_from_script(script: Script) -> ScriptDraft:
    """Return the draft of a finished script."""
    spoken_forms = dict(zip(script.parts, script.spoken, strict=True)) if script.spoken else {}

    def line(text: str) -> Line:
        return Line(text=text, spoken=spoken_forms.get(text, ""))

    return ScriptDraft(
        hook=line(script.hook),
        sentences=[line(sentence) for sentence in script.sentences],
        call_to_action=line(script.call_to_action),
    )


def finished_script(draft: ScriptDraft, listing: Listing, voice: Voice, provider: str, model: str) -> Script:
    """Return the draft as the script that the later stages read.

    Raises:
        InvalidScript: the draft has no word that can be spoken.
    """
    if not pacing.spoken_word_count(draft.text, listing.language, listing.context):
        raise InvalidScript("The script holds no word that can be spoken.", field="script")
    spoken_forms = tuple(line.spoken for line in draft.lines)
    return Script(
        hook=draft.hook.text,
        sentences=tuple(line.text for line in draft.sentences),
        call_to_action=draft.call_to_action.text,
        spoken=spoken_forms if any(spoken_forms) else (),
        word_count=len(draft.text.split()),
        estimated_s=round(pacing.estimated_s(draft.spoken_or_text, listing.language, voice, listing.context), 2),
        provider=provider,
        model=model,
    )
