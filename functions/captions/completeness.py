"""Whether a voice reads its script to the end.

A provider may break off without an error. A voice that is shorter than about half is refused by its length when it is
made (`functions/tts/length_check.py`); this finds shorter gaps in what a recogniser hears. If the last words are not
heard, either the recogniser missed them, and the voice has time for them after the last word that it heard, or the
voice breaks off there.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

MIN_MISSING_SHARE: Final = 0.1
"""Smallest share of the script's letters whose absence is noticed: a word or two may be read together with the next."""
MIN_MISSING_WORDS: Final = 2
MAX_TIME_SHARE: Final = 0.5
"""Time after the last word that was heard, as a share of what the missing words take. With less, they are not there."""


class LastHeard(NamedTuple):
    """The last word of the script that was heard: its index, and where it ends in the voice."""

    word: int
    end_s: float


def breaks_off(letters: Sequence[int], last: LastHeard | None, letter_s: float, voice_s: float) -> bool:
    """Return whether the voice ends before its script does.

    Args:
        letters: number of letters of each word of the script.
        last: None when no word was heard; then nothing can be said.
        letter_s: seconds that the voice takes for a letter.
    """
    if last is None:
        return False
    missing = letters[last.word + 1 :]
    if len(missing) < MIN_MISSING_WORDS or sum(missing) < MIN_MISSING_SHARE * sum(letters):
        return False
    return voice_s - last.end_s < MAX_TIME_SHARE * sum(missing) * letter_s
