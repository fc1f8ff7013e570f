"""How long a text takes to say, and how many words fill a given time."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from vidx import options, speech
from vidx.speech import NO_CONTEXT, Context


class Pace(NamedTuple):
    """How a language is read in an advert: spoken words a minute, pauses included, and the seconds of a letter and of
    a punctuation mark."""

    words_per_minute: float
    letter_s: float
    pause_s: float


PACES: Final[dict[options.Language, Pace]] = {
    "en": Pace(160, 0.065, 0.48),
    "es": Pace(149, 0.0708, 0.324),
    "fr": Pace(163, 0.0575, 0.260),
    "de": Pace(124, 0.0695, 0.251),
    "pt": Pace(149, 0.0802, 0.237),
    "it": Pace(131, 0.0639, 0.440),
}
"""Fitted to recordings of espeak-ng (English 84, the others 24 each: 4 listings, 15 and 30 s, 3 voices); they are off
by 2 to 5 % (standard deviation), at most 8 %, English 11 %; counting words alone is off by up to 17 %. No provider
publishes its paces. `python -m benchmarks.pace` measures scripts against their targets."""
TEMPO: Final[dict[options.Voice, float]] = dict.fromkeys(options.VOICES, 1.0)
"""How fast each voice is against the language's pace; all are nominal until measured."""
TOLERANCE: Final = 0.15
"""How far from the target a script's estimated duration may lie, as a share of the target."""
SAFE_TOLERANCE: Final = 0.10
"""Within it the recording, too, keeps the promise of `TOLERANCE` in spite of the estimate's error."""
ASKED_TOLERANCE: Final = 0.08
"""The narrower range of words that a writer is asked for, since words differ in length."""
_PAUSE: Final = re.compile(r"[.,;:!?…—–](?=\s|$)")


class WordRange(NamedTuple):
    """How many spoken words to write."""

    fewest: int
    aim: int
    most: int

    def __str__(self) -> str:
        return f"{self.fewest} to {self.most} spoken words, best {self.aim}"


@lru_cache(maxsize=512)
def estimated_s(text: str, language: options.Language, voice: options.Voice, context: Context = NO_CONTEXT) -> float:
    """Seconds that the voice takes to say `text`."""
    said, pace = speech.in_words(text, language, context), PACES[language]
    letters = sum(map(str.isalpha, said))
    return (letters * pace.letter_s + len(_PAUSE.findall(said)) * pace.pause_s) / TEMPO[voice]


def spoken_words(text: str, language: options.Language, context: Context = NO_CONTEXT) -> int:
    """Words as they are said: `$1,250` counts as six."""
    return sum(len(token.words) for token in speech.tokens(text, language, context))


@dataclass(frozen=True)
class Budget:
    """The time that a script is to fill."""

    target_s: float
    voice: options.Voice
    language: options.Language
    context: Context = NO_CONTEXT

    @cached_property
    def fewest_s(self) -> float:
        return self.target_s * (1 - TOLERANCE)

    @cached_property
    def safely_fewest_s(self) -> float:
        return self.target_s * (1 - SAFE_TOLERANCE)

    @cached_property
    def most_s(self) -> float:
        return self.target_s * (1 + TOLERANCE)

    def seconds(self, text: str) -> float:
        """Estimated duration; of several texts together it is the sum of theirs."""
        return estimated_s(text, self.language, self.voice, self.context)

    def holds(self, text: str) -> bool:
        return self.fewest_s <= self.seconds(text) <= self.most_s

    def holds_safely(self, text: str) -> bool:
        return abs(self.seconds(text) / self.target_s - 1) <= SAFE_TOLERANCE

    def words(self) -> WordRange:
        """What to ask of a writer."""
        return _around(self.target_s * PACES[self.language].words_per_minute * TEMPO[self.voice] / 60)

    def words_after(self, text: str) -> WordRange:
        """What to ask of a writer whose `text` was too short or too long: the same words, in proportion."""
        return _around(spoken_words(text, self.language, self.context) * self.target_s / self.seconds(text))


def _around(words: float) -> WordRange:
    return WordRange(round(words * (1 - ASKED_TOLERANCE)), round(words), round(words * (1 + ASKED_TOLERANCE)))
