"""Spoken forms of a script's lines: check those from the language model, and request them for the seller's lines."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from pydantic import BaseModel, Field

from functions.script import prompt
from functions.script.draft import Line, ScriptDraft
from vidx import speech
from vidx.errors import ProviderFailed, Transient
from vidx.jobs.request import Listing
from vidx.observability import logger
from vidx.ports.providers import LanguageModel
from vidx.speech.pairing import pair_tokens

_PLAIN_CHUNK: Final = re.compile(
    r"[(\"“”„«¿¡'’]*[^\W\d_]+(?:['’][^\W\d_]+|-[^\W\d_]{2,})*[.,!?…:;)\"“”»'’]*|[-–—…]|[?!:;]"
)
_INNER_CAPITAL: Final = re.compile(r"[^\W\d_](?<![a-z])[A-Z]")


class SpokenLines(BaseModel):
    """The form in which a language model returns the spoken forms of lines."""

    spoken: list[str] = Field(
        description="The spoken form of each line, in order; empty for one that has plain words only."
    )


def with_checked_spoken_forms(draft: ScriptDraft, listing: Listing) -> ScriptDraft:
    """Return the draft without the spoken forms that differ in meaning from their text.

    The text normalizer then makes the spoken forms of these lines.
    """
    return _with_lines(draft, [_checked(line, listing) for line in draft.lines])


def _checked(line: Line, listing: Listing) -> Line:
    if not line.spoken or pair_tokens(line.text, line.spoken, listing.language, listing.context):
        return line
    logger.warning("spoken form dropped", extra={"chars": len(line.text), "spoken_chars": len(line.spoken)})
    return Line(text=line.text, spoken="")


def add_spoken_forms(draft: ScriptDraft, listing: Listing, writer: LanguageModel) -> ScriptDraft:
    """Request spoken forms for the seller's own lines, in one call.

    Lines of plain words are not sent; if all lines are plain, there is no call. If the model fails or answers with
    another number of lines, return the draft unchanged.
    """
    lines = draft.lines
    indices = [index for index, line in enumerate(lines) if not line.spoken and needs_spoken_form(line.text, listing)]
    if not indices:
        return draft
    texts = [lines[index].text for index in indices]
    try:
        completion = writer.write(prompt.spoken_form_instructions(listing), prompt.fenced_lines(texts), SpokenLines)
    except (ProviderFailed, Transient) as error:
        logger.warning("no spoken forms", extra={"code": error.code(), "reason": str(error)})
        return draft
    spoken_forms = completion.answer.spoken
    if len(spoken_forms) != len(indices):
        reason = f"{len(spoken_forms)} lines instead of {len(indices)}"
        logger.warning("no spoken forms", extra={"reason": reason})
        return draft
    for index, spoken in zip(indices, spoken_forms, strict=True):
        lines[index] = Line(text=lines[index].text, spoken=" ".join(spoken.split()))
    return with_checked_spoken_forms(_with_lines(draft, lines), listing)


def needs_spoken_form(text: str, listing: Listing) -> bool:
    """Whether the text has anything but plain words: figures, signs, initialisms or abbreviations."""
    chunks = text.split()
    if not all(map(_PLAIN_CHUNK.fullmatch, chunks)) or any(map(_INNER_CAPITAL.search, chunks)):
        return True
    if any(chunk.endswith(".") and following[:1].islower() for chunk, following in pairwise(chunks)):
        return True
    return _letters(speech.verbalize(text, listing.language, listing.context)) != _letters(text)


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text))


def _with_lines(draft: ScriptDraft, lines: Sequence[Line]) -> ScriptDraft:
    """Return the draft with its lines that are not empty replaced by `lines`, in order."""
    remaining = iter(lines)

    def replacement(line: Line) -> Line:
        return next(remaining) if line.text else line

    return ScriptDraft(
        hook=replacement(draft.hook),
        sentences=[replacement(line) for line in draft.sentences],
        call_to_action=replacement(draft.call_to_action),
    )
