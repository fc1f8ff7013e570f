"""Check by its length whether a voice-over can be the whole script.

The bounds depend on language and voice: a letter takes 0.058 s in French and 0.080 s in Portuguese. This check cannot
find a voice-over that lacks less than about half; the captions stage finds it by the words that are heard
(`functions/captions/completeness.py`). docs/retries.md has a table of what is found.
"""

from typing import Final

from vidx.errors import ProviderMalformed
from vidx.options import Language, Voice
from vidx.speech.pace import reading_s

MIN_SHARE: Final = 0.6
"""Shortest plausible length, as a share of the estimate. Whole recordings of espeak-ng measure 0.94 to 1.10 of it (156:
13 voices, 2 listings, 6 languages), halves at most 0.55. The rest is for faster voices: the fastest published ones
read about 200 words a minute, which is 0.8."""
MAX_SHARE: Final = 2.0
SLACK_S: Final = 3.0
"""Added to the longest length, for short texts."""
MIN_LETTERS_PER_S: Final = 2.5
"""Slowest pace of words that are spelled out, such as random letters that a seller typed."""
LONGEST_WORD: Final = 20
"""Largest number of a word's letters that counts for the shortest length: it is unknown how longer words are read."""
SPELLED_LETTERS: Final = 4
"""Smallest number of letters that a word counts in the longest length: single letters are read by their names."""


def check_length(voiceover_s: float, spoken_form: str, language: Language, voice: Voice) -> None:
    """Raise `ProviderMalformed` if a voice-over of `voiceover_s` seconds is too short or too long for the text.

    Args:
        spoken_form: the text in words, including numbers and units.
    """
    min_s, max_s = plausible_lengths(spoken_form, language, voice)
    if not min_s <= voiceover_s <= max_s:
        word_count = len(spoken_form.split())
        raise ProviderMalformed(
            f"The speech lasts {voiceover_s:.1f} s, which cannot be {word_count} words ({min_s:.1f} to {max_s:.1f} s)."
        )


def plausible_lengths(spoken_form: str, language: Language, voice: Voice) -> tuple[float, float]:
    """Return the shortest and the longest plausible length of a voice-over, in seconds."""
    words = spoken_form.split()
    shortest = " ".join(word if len(word) <= LONGEST_WORD else word[:LONGEST_WORD] for word in words)
    longest = " ".join(
        word if len(word) >= SPELLED_LETTERS else word + "x" * (SPELLED_LETTERS - len(word)) for word in words
    )
    min_s = reading_s(shortest, language, voice) * MIN_SHARE
    max_s = max(
        reading_s(longest, language, voice) * MAX_SHARE,
        sum(len(word) for word in words if len(word) > LONGEST_WORD) / MIN_LETTERS_PER_S,
    )
    return min_s, max_s + SLACK_S
