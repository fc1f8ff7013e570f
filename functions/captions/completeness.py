"""Find out whether a voice reads its script to the end.

A provider may end a recording early without an error. The voice stage rejects a recording that lacks more than about
half, by its length (`functions/tts/length_check.py`). This module finds smaller gaps, from the words that were heard.
If the last words were not heard, there are two cases. Either the recogniser missed them; then the voice has time for
them after the last word that was heard. Or the voice breaks off there.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

MIN_MISSING_SHARE: Final = 0.1
"""Smallest share of missing letters that counts: a word or two may be read together with the next one."""
MIN_MISSING_WORDS: Final = 2
MAX_TIME_SHARE: Final = 0.5
"""Shortest time after the last word that was heard, as a share of the missing words' time, in which they may be."""


class LastHeard(NamedTuple):
    """The last word of the script that was heard: its index, and where it ends in the voice."""

    word: int
    end_s: float


def breaks_off(letters: Sequence[int], last: LastHeard | None, letter_s: float, voice_s: float) -> bool:
    """Return whether the voice ends before its script does.

    Args:
        letters: number of letters of each word of the script.
        last: None if no word was heard; then the result is False.
        letter_s: seconds that the voice takes for a letter.
    """
    if last is None:
        return False
    missing = letters[last.word + 1 :]
    if len(missing) < MIN_MISSING_WORDS or sum(missing) < MIN_MISSING_SHARE * sum(letters):
        return False
    return voice_s - last.end_s < MAX_TIME_SHARE * sum(missing) * letter_s
