"""Estimate how long a text takes to speak, and how many words fill a given time."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from vidx import options
from vidx.speech import NO_CONTEXT, Context, SpokenText, normalize
from vidx.speech.pace import PACES, TEMPO, reading_s

TOLERANCE: Final = 0.15
"""Largest deviation of a script's estimated duration, as a share of the target."""
SAFE_TOLERANCE: Final = 0.10
"""Up to this deviation of the estimate, the recording stays within `TOLERANCE` despite the estimate's error."""
REQUESTED_TOLERANCE: Final = 0.08
"""Narrower range of words that the prompt requests, since words differ in length."""


class WordRange(NamedTuple):
    """Number of spoken words to write."""

    minimum: int
    target: int
    maximum: int

    def __str__(self) -> str:
        return f"{self.minimum} to {self.maximum} spoken words, best {self.target}"


@lru_cache(maxsize=512)
def _normalized(text: str, language: options.Language, context: Context) -> SpokenText:
    """Normalize a text, with a cache because the template writer estimates the same sentences many times."""
    return normalize(text, language, context)


def estimated_s(text: str, language: options.Language, voice: options.Voice, context: Context = NO_CONTEXT) -> float:
    """Estimated seconds that the voice takes to speak `text`."""
    return reading_s(_normalized(text, language, context).spoken_form, language, voice)


def spoken_word_count(text: str, language: options.Language, context: Context = NO_CONTEXT) -> int:
    """Count the spoken words: `$1,250` has six."""
    return sum(len(token.words) for token in _normalized(text, language, context).tokens)


@dataclass(frozen=True)
class Budget:
    """The time that a script should fill."""

    target_s: float
    voice: options.Voice
    language: options.Language
    context: Context = NO_CONTEXT

    @cached_property
    def min_s(self) -> float:
        return self.target_s * (1 - TOLERANCE)

    @cached_property
    def safe_min_s(self) -> float:
        return self.target_s * (1 - SAFE_TOLERANCE)

    @cached_property
    def max_s(self) -> float:
        return self.target_s * (1 + TOLERANCE)

    def seconds(self, text: str) -> float:
        """Estimated duration of `text`. The durations of several texts add up."""
        return estimated_s(text, self.language, self.voice, self.context)

    def fits(self, text: str) -> bool:
        return self.min_s <= self.seconds(text) <= self.max_s

    def fits_safely(self, text: str) -> bool:
        return abs(self.seconds(text) / self.target_s - 1) <= SAFE_TOLERANCE

    def words(self) -> WordRange:
        """Return the number of words to request."""
        return _word_range(self.target_s * PACES[self.language].words_per_minute * TEMPO[self.voice] / 60)

    def words_to_correct(self, text: str) -> WordRange:
        """Return the number of words to request after `text`, which is too short or long: its own, in proportion."""
        return _word_range(spoken_word_count(text, self.language, self.context) * self.target_s / self.seconds(text))


def _word_range(words: float) -> WordRange:
    return WordRange(round(words * (1 - REQUESTED_TOLERANCE)), round(words), round(words * (1 + REQUESTED_TOLERANCE)))
