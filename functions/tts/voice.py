"""From the takes of a speech model to one voice: trimmed, joined, and checked to be plausible speech."""

from array import array
from collections.abc import Sequence
from sys import byteorder
from typing import Final

from vidx.errors import ProviderMalformed
from vidx.wav import Pcm

LEAD_S: Final = 0.10
TAIL_S: Final = 0.20
PAUSE_S: Final = 0.35
"""Silence before the first word, after the last, and between two takes."""
_WINDOW_S: Final = 0.01
SILENCE_PEAK: Final = 200
"""About −44 dBFS: below it nothing is a word; breaths and a provider's noise floor stay under it."""
MARGIN_S: Final = 0.04
"""Kept on both sides of what is loud: consonants begin and end below `SILENCE_PEAK`."""
_FASTEST_WORDS_PER_S: Final = 8.0
_SLOWEST_WORDS_PER_S: Final = 0.5
_SLOWEST_LETTERS_PER_S: Final = 2.5
"""Counts where a word is very long: a German number, or whatever a seller leans on the keyboard for."""
_SLACK_S: Final = 3.0
_RATES_HZ: Final = frozenset({16_000, 22_050, 24_000, 44_100, 48_000})


def assemble(takes: Sequence[Pcm], said: str) -> Pcm:
    """One voice of the takes in order, with `LEAD_S` and `TAIL_S` of silence around it.

    Raises:
        ProviderMalformed: a take is silent, the takes differ in sample rate, or the length cannot be that of
            what was to be `said`.
    """
    rate_hz = takes[0].rate_hz
    if rate_hz not in _RATES_HZ or any(take.rate_hz != rate_hz for take in takes):
        raise ProviderMalformed(f"The speech came at unusable sample rates: {[take.rate_hz for take in takes]} Hz.")
    pause = _silence(PAUSE_S, rate_hz)
    spoken = pause.join(_trimmed(take) for take in takes)
    voice = Pcm(_silence(LEAD_S, rate_hz) + spoken + _silence(TAIL_S, rate_hz), rate_hz)
    words, letters = len(said.split()), sum(map(str.isalpha, said))
    longest_s = max(words / _SLOWEST_WORDS_PER_S, letters / _SLOWEST_LETTERS_PER_S) + _SLACK_S
    if not words / _FASTEST_WORDS_PER_S <= voice.seconds <= longest_s:
        raise ProviderMalformed(f"The speech lasts {voice.seconds:.1f} s, which cannot be {words} words.")
    return voice


def _trimmed(take: Pcm) -> bytes:
    """The take from its first to its last loud window, with a small margin."""
    samples = array("h", take.samples)
    if byteorder == "big":
        samples.byteswap()
    window = max(1, round(take.rate_hz * _WINDOW_S))
    starts = range(0, len(samples), window)
    first = next((at for at in starts if _loud(samples[at : at + window])), None)
    if first is None:
        raise ProviderMalformed("The speech is silent.")
    last = next(at for at in reversed(starts) if _loud(samples[at : at + window]))
    margin = round(MARGIN_S * take.rate_hz)
    return take.samples[2 * max(0, first - margin) : 2 * (last + window + margin)]


def _loud(window: "array[int]") -> bool:
    return max(window) > SILENCE_PEAK or min(window) < -SILENCE_PEAK


def _silence(seconds: float, rate_hz: int) -> bytes:
    return bytes(2 * round(seconds * rate_hz))
