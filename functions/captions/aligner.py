"""Forced alignment: where in the voice each known word is said, by pocketsphinx and its US English model.

Nothing is recognised: the words are given, and the Viterbi path through their phones is the answer, in steps of
10 ms. It needs no network and no fee; 20 s of voice take about 0.5 s.
"""

from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from pocketsphinx import Alignment, Decoder

from functions.captions.pronounce import pronunciation
from functions.captions.sound import ALIGNER_RATE_HZ

MODEL: Final = "pocketsphinx-5-en-us"
_FRAME_S: Final = 0.01
_BEAMS: Final = {"beam": 1e-80, "wbeam": 1e-56, "pbeam": 1e-80}
"""Wider than the defaults (1e-48, 7e-29, 1e-48), with which synthetic voices fall out of the beam."""


class Aligned(NamedTuple):
    """One spoken word; `score` is the log likelihood of a frame against the best sound for it, at most about 0."""

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
    if found is None:
        return None
    entries = [entry for entry in found.words() if entry.name[0] not in "<[("]
    if len(entries) != len(words):
        return None
    return tuple(
        Aligned(word, entry.start * _FRAME_S, (entry.start + entry.duration) * _FRAME_S, entry.score / entry.duration)
        for word, entry in zip(words, entries, strict=True)
    )


def _search(engine: Decoder, text: str, sound_16k: bytes) -> Alignment | None:
    """Two passes: the words' rough places, then their phones' exact ones; pocketsphinx raises RuntimeError for many
    a sound that it can make nothing of (too short, no path)."""
    try:
        engine.set_align_text(text)
        _pass(engine, sound_16k)
        if engine.hyp() is None:
            return None
        engine.set_alignment()
        _pass(engine, sound_16k)
        return engine.get_alignment()
    except RuntimeError:
        decoder.cache_clear()
        return None


def _pass(engine: Decoder, sound_16k: bytes) -> None:
    engine.start_utt()
    engine.process_raw(sound_16k, full_utt=True)
    engine.end_utt()
