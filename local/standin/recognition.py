"""Free recognition of sound that was not spoken here: English, by pocketsphinx and its own language model."""

import re
from functools import cache
from threading import Lock
from typing import Any, Final

from pocketsphinx import Decoder

from local.standin.memory import Word
from local.standin.sound import Samples, resampled

RATE_HZ: Final = 16_000
_FRAMES_PER_S: Final = 100
_PRONUNCIATION: Final = re.compile(r"\(\d+\)$")
_lock = Lock()


def words_in(samples: Samples, rate_hz: int) -> tuple[Word, ...]:
    """The words heard, in order."""
    sound = resampled(samples, rate_hz, RATE_HZ).tobytes()
    with _lock:
        decoder = _decoder()
        decoder.start_utt()
        decoder.process_raw(sound, full_utt=True)
        decoder.end_utt()
        heard = [(segment.word, segment.start_frame, segment.end_frame + 1) for segment in decoder.seg() or ()]
    return tuple(
        Word(_PRONUNCIATION.sub("", word), start / _FRAMES_PER_S, end / _FRAMES_PER_S)
        for word, start, end in heard
        if word[0].isalpha()
    )


@cache
def _decoder() -> Any:
    return Decoder(samprate=RATE_HZ, loglevel="FATAL")
