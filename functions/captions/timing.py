"""Times of the script's words, whichever method found them."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from vidx.errors import InvalidScript
from vidx.jobs.model import Fallback
from vidx.options import Language
from vidx.speech import NO_CONTEXT, Context, Token, normalize
from vidx.words import TimedWord, WordTimings

Method = Literal["alignment", "transcription", "proportional"]

MIN_WORD_S: Final = 0.04
"""Nobody says a word in less time: a shorter span is an error of the method and is lengthened."""


class Span(NamedTuple):
    """A stretch of the voice, in seconds."""

    start_s: float
    end_s: float

    @property
    def seconds(self) -> float:
        return self.end_s - self.start_s


@dataclass(frozen=True)
class Timing:
    """One span per token, in order, with the method and the provider that found them.

    Attributes:
        confidence: 0…1. Below `method_chain.MIN_CONFIDENCE` the next method is tried.
        is_complete: False when the voice breaks off before the script's end (`completeness`).
        fallbacks: the methods that failed, if the times are proportional for that reason.
    """

    spans: tuple[Span, ...]
    method: Method
    confidence: float
    provider: str
    model: str
    is_complete: bool = True
    fallbacks: tuple[Fallback, ...] = ()


def plain_words(token: Token) -> tuple[str, ...]:
    """Return the token's spoken words in lower case without diacritics (`Café` → `cafe`), as dictionaries list them."""
    return tuple(filter(None, (_plain(word) for word in token.words)))


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.replace("’", "'").lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def spoken_letters(token: Token) -> int:
    """Return the length of the token's spoken form in letters, one more per word for the space."""
    return sum(len(word) + 1 for word in plain_words(token))


def speakable_tokens(text: str, language: Language, context: Context = NO_CONTEXT) -> tuple[Token, ...]:
    """Return the speakable tokens of the text.

    Raises:
        InvalidScript: the text has no word that can be spoken.
    """
    return speakable(normalize(text, language, context).tokens)


def speakable(script: Sequence[Token]) -> tuple[Token, ...]:
    """Return the tokens that have a spoken form, and thus a time.

    Raises:
        InvalidScript: there is none.
    """
    with_words = tuple(token for token in script if plain_words(token))
    if not with_words:
        raise InvalidScript("the script has no word that can be spoken", field="script")
    return with_words


def remove_overlaps(spans: Sequence[Span], voice_s: float) -> tuple[Span, ...]:
    """Return the spans in order, inside the voice and without overlaps.

    None is shorter than `MIN_WORD_S`, unless the voice is too short for that.
    """
    min_word_s = min(MIN_WORD_S, voice_s / max(len(spans), 1))
    starts: list[float] = []
    for index, span in enumerate(spans):
        earliest = starts[-1] + min_word_s if starts else 0.0
        latest = voice_s - min_word_s * (len(spans) - index)
        starts.append(min(max(span.start_s, earliest), max(latest, earliest)))
    limits = [*starts[1:], voice_s]
    return tuple(
        Span(start, min(max(span.end_s, start + min_word_s), limit))
        for start, limit, span in zip(starts, limits, spans, strict=True)
    )


def to_words(script: Sequence[Token], timing: Timing, voice_s: float) -> WordTimings:
    """Return the content of words.json: every token as it is written, with its time to the millisecond."""
    spans = remove_overlaps(timing.spans, voice_s)
    words = tuple(
        TimedWord(text=token.written_form, start_s=round(span.start_s, 3), end_s=round(span.end_s, 3))
        for token, span in zip(script, spans, strict=True)
    )
    return WordTimings(
        words=words,
        voice_s=round(voice_s, 3),
        method=timing.method,
        confidence=round(timing.confidence, 3),
        model=timing.model,
    )
