"""How long a text takes to say, and how many words fill a given time."""

from typing import Final, NamedTuple

from vidx import options, spoken

WORDS_PER_MINUTE: Final[dict[options.Voice, float]] = dict.fromkeys(options.VOICES, 165.0)
"""Spoken words a minute by voice; nominal, since no provider publishes them. Measured voices go here."""
TOLERANCE: Final = 0.15
"""How far from the target a script's estimated duration may lie, as a share of the target."""


class Budget(NamedTuple):
    """How many spoken words fill a video: what to aim at, and what is tolerated."""

    aim: int
    fewest: int
    most: int

    def holds(self, words: int) -> bool:
        return self.fewest <= words <= self.most


def spoken_words(text: str, language: options.Language) -> int:
    """Words as they are said: `$1,250` counts as five."""
    return sum(len(token.words) for token in spoken.tokens(text, language))


def estimated_s(words: int, voice: options.Voice) -> float:
    """Seconds that `words` spoken words take."""
    return words * 60 / WORDS_PER_MINUTE[voice]


def budget(target_s: float, voice: options.Voice) -> Budget:
    """The word budget of a video of `target_s` seconds."""
    per_s = WORDS_PER_MINUTE[voice] / 60
    most, fewest = target_s * (1 + TOLERANCE) * per_s, target_s * (1 - TOLERANCE) * per_s
    return Budget(aim=round(target_s * per_s), fewest=int(-(-fewest // 1)), most=int(most))
