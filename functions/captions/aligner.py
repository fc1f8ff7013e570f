"""Forced alignment: where in the voice each known word is said, by pocketsphinx and its US English model.

Nothing is recognised: the words are given, and the Viterbi path through their phones is the answer, in steps of
10 ms. It needs no network and no fee; 20 s of voice take about 0.4 s. pocketsphinx can align phones and states in a
second pass; that pass is bound to the first one's word boundaries, so it would cost more and move none of them.
"""

from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from pocketsphinx import Decoder, Segment

from functions.captions.pronounce import pronunciation
from functions.captions.sound import ALIGNER_RATE_HZ

MODEL: Final = "pocketsphinx-5-en-us"
_FRAME_S: Final = 0.01
_BEAMS: Final = {"beam": 1e-80, "wbeam": 1e-56, "pbeam": 1e-80}
"""Wider than the defaults (1e-48, 7e-29, 1e-48), with which synthetic voices fall out of the beam."""


class Aligned(NamedTuple):
    """One spoken word; `score` is the log likelihood (base 1.0001) of a frame against the best sound for it, at most
    about 0."""

    word: str
    start_s: float
    end_s: float
    score: float


@cache
def decoder() -> Decoder:
    """One decoder per process: 0.15 s to load, and the words added to it stay known."""
    return Decoder(samprate=ALIGNER_RATE_HZ, lm=None, loglevel="FATAL", bestpath=False, **_BEAMS)


def align(words: Sequence[str], sound_16k: bytes) -> tuple[Aligned, ...] | None:
    """Times of `words` in the sound; None when no path leads through all of them.

    Args:
        words: lower-case words as they are said, in order.
        sound_16k: 16-bit PCM at 16 kHz, without digital silence (`sound.for_aligner`).
    """
    engine = decoder()
    for word in dict.fromkeys(words):
        if engine.lookup_word(word) is None:
            engine.add_word(word, pronunciation(word, engine.lookup_word), True)
    found = _search(engine, " ".join(words), sound_16k) if sound_16k else None
    if found is None or len(found) != len(words):
        return None
    return tuple(_aligned(word, segment, engine) for word, segment in zip(words, found, strict=True))


def _aligned(word: str, segment: Segment, engine: Decoder) -> Aligned:
    start, end = segment.start_frame, segment.end_frame + 1
    score = engine.logmath.log(segment.ascore) / (end - start)
    return Aligned(word, start * _FRAME_S, end * _FRAME_S, score)


def _search(engine: Decoder, text: str, sound_16k: bytes) -> list[Segment] | None:
    """The words' segments, without silences; pocketsphinx raises RuntimeError for many a sound that it can make nothing
    of (too short, no path)."""
    try:
        engine.set_align_text(text)
        engine.start_utt()
        engine.process_raw(sound_16k, full_utt=True)
        engine.end_utt()
    except RuntimeError:
        decoder.cache_clear()
        return None
    if engine.hyp() is None:
        return None
    return [segment for segment in engine.seg() if segment.word[0] not in "<[("]
