"""How a script's lines are spoken: the language model's forms, checked; requested for lines that a seller wrote."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from pydantic import BaseModel, Field

from functions.script import prompt
from functions.script.drafted import Drafted, Line
from vidx import speech
from vidx.errors import ProviderFailed, Transient
from vidx.jobs.request import Listing
from vidx.observability import logger
from vidx.ports import LanguageModel
from vidx.speech.forms import pair

_PLAIN_CHUNK: Final = re.compile(
    r"[(\"“”„«¿¡'’]*[^\W\d_]+(?:['’][^\W\d_]+|-[^\W\d_]{2,})*[.,!?…:;)\"“”»'’]*|[-–—…]|[?!:;]"
)
_CAPITALS: Final = re.compile(r"[^\W\d_](?<![a-z])[A-Z]")


class SpokenLines(BaseModel):
    """The form in which a language model answers that is asked for the spoken form of given lines."""

    spoken: list[str] = Field(
        description="The spoken form of each line, in order; empty for one that has plain words only."
    )


def checked(draft: Drafted, listing: Listing) -> Drafted:
    """The draft without those spoken forms that do not say the same as the text shown; the rules read these lines."""
    return _with_lines(draft, [_checked(line, listing) for line in draft.lines])


def _checked(line: Line, listing: Listing) -> Line:
    if not line.spoken or pair(line.text, line.spoken, listing.language, listing.context):
        return line
    logger.warning("spoken form dropped", extra={"shown": line.text, "spoken": line.spoken})
    return Line(text=line.text, spoken="")


def with_spoken_forms(draft: Drafted, listing: Listing, writer: LanguageModel) -> Drafted:
    """The seller's own lines with their spoken forms, in one small call; as they are when the model is of no help.

    Lines of plain words are not asked about, and a script of nothing else costs nothing.
    """
    lines = draft.lines
    asked = [at for at, line in enumerate(lines) if not line.spoken and needs_spoken_form(line.text, listing)]
    if not asked:
        return draft
    try:
        completion = writer.write(
            prompt.reading_instructions(listing), prompt.lines([lines[at].text for at in asked]), SpokenLines
        )
    except (ProviderFailed, Transient) as error:
        logger.warning("no spoken forms", extra={"code": error.code(), "reason": str(error)})
        return draft
    forms = completion.answer.spoken
    if len(forms) != len(asked):
        logger.warning("no spoken forms", extra={"reason": f"{len(forms)} lines instead of {len(asked)}"})
        return draft
    for at, form in zip(asked, forms, strict=True):
        lines[at] = Line(text=lines[at].text, spoken=" ".join(form.split()))
    return checked(_with_lines(draft, lines), listing)


def needs_spoken_form(text: str, listing: Listing) -> bool:
    """Whether the text has anything but plain words: figures, signs, initialisms, short forms."""
    chunks = text.split()
    if not all(map(_PLAIN_CHUNK.fullmatch, chunks)) or any(map(_CAPITALS.search, chunks)):
        return True
    if any(chunk.endswith(".") and after[:1].islower() for chunk, after in pairwise(chunks)):
        return True
    return _letters(speech.in_words(text, listing.language, listing.context)) != _letters(text)


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text))


def _with_lines(draft: Drafted, lines: Sequence[Line]) -> Drafted:
    """The draft with other lines in the places of those that are not empty."""
    rest = iter(lines)

    def next_for(line: Line) -> Line:
        return next(rest) if line.text else line

    return Drafted(
        hook=next_for(draft.hook),
        sentences=[next_for(line) for line in draft.sentences],
        call_to_action=next_for(draft.call_to_action),
    )
