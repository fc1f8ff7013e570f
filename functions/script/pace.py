"""How long a text takes to say, and how many words fill a given time."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from vidx import options, spoken

NOMINAL_WORDS_PER_MINUTE: Final = 160.0
WORDS_PER_MINUTE: Final[dict[options.Voice, float]] = dict.fromkeys(options.VOICES, NOMINAL_WORDS_PER_MINUTE)
"""Spoken words a minute, pauses included, by voice; no provider publishes them, so all are nominal until measured."""
LETTER_S: Final = 0.065
PAUSE_S: Final = 0.48
"""Time of a letter and of a punctuation mark at the nominal rate. Fitted to 84 recordings (7 listings, 15 and 30 s,
3 voices of espeak-ng): off by 4 % (standard deviation), at most 11 %; counting words alone is off by up to 17 %."""
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
def estimated_s(text: str, language: options.Language, voice: options.Voice) -> float:
    """Seconds that the voice takes to say `text`."""
    said = spoken.say(text, language)
    letters = sum(map(str.isalpha, said))
    nominal_s = letters * LETTER_S + len(_PAUSE.findall(said)) * PAUSE_S
    return nominal_s * NOMINAL_WORDS_PER_MINUTE / WORDS_PER_MINUTE[voice]


def spoken_words(text: str, language: options.Language) -> int:
    """Words as they are said: `$1,250` counts as six."""
    return sum(len(token.words) for token in spoken.tokens(text, language))


@dataclass(frozen=True)
class Budget:
    """The time that a script is to fill."""

    target_s: float
    voice: options.Voice
    language: options.Language

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
        return estimated_s(text, self.language, self.voice)

    def holds(self, text: str) -> bool:
        return self.fewest_s <= self.seconds(text) <= self.most_s

    def holds_safely(self, text: str) -> bool:
        return abs(self.seconds(text) / self.target_s - 1) <= SAFE_TOLERANCE

    def words(self) -> WordRange:
        """What to ask of a writer."""
        return _around(self.target_s * WORDS_PER_MINUTE[self.voice] / 60)

    def words_after(self, text: str) -> WordRange:
        """What to ask of a writer whose `text` was too short or too long: the same words, in proportion."""
        return _around(spoken_words(text, self.language) * self.target_s / self.seconds(text))


def _around(words: float) -> WordRange:
    return WordRange(round(words * (1 - ASKED_TOLERANCE)), round(words), round(words * (1 + ASKED_TOLERANCE)))
