"""How long a text takes to speak, by language and voice."""

import re
from typing import Final, NamedTuple

from vidx.options import VOICES, Language, Voice


class Pace(NamedTuple):
    """How fast adverts are read in a language.

    Attributes:
        words_per_minute: spoken words, pauses included.
        letter_s: seconds of one letter.
        pause_s: seconds of one punctuation mark.
    """

    words_per_minute: float
    letter_s: float
    pause_s: float


PACES: Final[dict[Language, Pace]] = {
    "en": Pace(160, 0.065, 0.48),
    "es": Pace(149, 0.0708, 0.324),
    "fr": Pace(163, 0.0575, 0.260),
    "de": Pace(124, 0.0695, 0.251),
    "pt": Pace(149, 0.0802, 0.237),
    "it": Pace(131, 0.0639, 0.440),
}
"""Fitted to recordings of espeak-ng: 84 in English, 24 in each other language (4 listings, 15 and 30 s, 3 voices).
The estimates are off by 2 to 5 % (standard deviation), at most 8 %, in English 11 %. Counting words alone is off by up
to 17 %. No provider publishes its paces. `python -m benchmarks.pace` measures scripts against their targets."""
TEMPO: Final[dict[Voice, float]] = dict.fromkeys(VOICES, 1.0)
"""Speed of each voice as a factor of the language's pace; 1 until it is measured."""
_PAUSE: Final = re.compile(r"[.,;:!?…—–](?=\s|$)")


def reading_s(spoken_form: str, language: Language, voice: Voice) -> float:
    """Return the estimated seconds that the voice takes to read a text in its spoken form."""
    pace = PACES[language]
    letters = sum(map(str.isalpha, spoken_form))
    return (letters * pace.letter_s + len(_PAUSE.findall(spoken_form)) * pace.pause_s) / TEMPO[voice]
