"""Times of the script's words, however they were found."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from vidx.errors import InvalidScript
from vidx.options import Language
from vidx.speech import NO_CONTEXT, Context, Token, tokens
from vidx.words import TimedWord, Words

Method = Literal["alignment", "transcription", "proportional"]

MIN_WORD_S: Final = 0.04
"""Shorter than this no word is said: a time this short is a slip of the method, and is stretched."""


class Span(NamedTuple):
    """A stretch of the voice, in seconds."""

    start_s: float
    end_s: float

    @property
    def seconds(self) -> float:
        return self.end_s - self.start_s


@dataclass(frozen=True)
class Timing:
    """One span per token in order, how it was found, and by whom.

    Attributes:
        confidence: 0…1; what is below `chain.ENOUGH` is not used when another method is left.
    """

    spans: tuple[Span, ...]
    method: Method
    confidence: float
    provider: str
    model: str


def words_of(token: Token) -> tuple[str, ...]:
    """The token's spoken words in plain lower-case letters (`Café` → `cafe`), as dictionaries have them."""
    return tuple(filter(None, (_plain(word) for word in token.words)))


def spoken_tokens(text: str, language: Language, context: Context = NO_CONTEXT) -> tuple[Token, ...]:
    """The text's tokens that have a time, as the rules read them.

    Raises:
        InvalidScript: nothing in the text can be spoken.
    """
    return timed_tokens(tokens(text, language, context))


def timed_tokens(script: Sequence[Token]) -> tuple[Token, ...]:
    """Those of the tokens that have a time.

    Raises:
        InvalidScript: nothing in the script can be spoken.
    """
    found = tuple(token for token in script if words_of(token))
    if not found:
        raise InvalidScript("the script has no word that can be spoken", field="script")
    return found


def spoken_letters(token: Token) -> int:
    """How long the token takes to say, in letters."""
    return sum(len(word) + 1 for word in words_of(token))


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.replace("’", "'").lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def tidy(spans: Sequence[Span], voice_s: float) -> tuple[Span, ...]:
    """The same spans in order, inside the voice, without overlaps, none shorter than `MIN_WORD_S` if there is room."""
    least_s = min(MIN_WORD_S, voice_s / max(len(spans), 1))
    starts: list[float] = []
    for index, span in enumerate(spans):
        earliest = starts[-1] + least_s if starts else 0.0
        latest = voice_s - least_s * (len(spans) - index)
        starts.append(min(max(span.start_s, earliest), max(latest, earliest)))
    limits = [*starts[1:], voice_s]
    return tuple(
        Span(start, min(max(span.end_s, start + least_s), limit))
        for start, limit, span in zip(starts, limits, spans, strict=True)
    )


def timed(script_tokens: Sequence[Token], timing: Timing, voice_s: float) -> Words:
    """The record that the stage writes: every token in its own spelling with its time, to the millisecond."""
    spans = tidy(timing.spans, voice_s)
    words = tuple(
        TimedWord(text=token.shown, start_s=round(span.start_s, 3), end_s=round(span.end_s, 3))
        for token, span in zip(script_tokens, spans, strict=True)
    )
    return Words(
        words=words,
        voice_s=round(voice_s, 3),
        method=timing.method,
        confidence=round(timing.confidence, 3),
        model=timing.model,
    )
