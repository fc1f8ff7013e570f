"""The first method: forced alignment of the script with the voice, by pocketsphinx and its US English model.

Nothing is recognised: the words are known, and the Viterbi path through their phones gives their times in steps of
10 ms. It needs no network and costs no fee; 20 s of voice take about 0.4 s. pocketsphinx can align phones and states in
a second pass; that pass keeps the word boundaries of the first, so it would cost time and move no word.
"""

from collections.abc import Sequence
from functools import cache
from statistics import fmean, median
from typing import Final, NamedTuple

import numpy as np
import soxr
from pocketsphinx import Decoder, Segment

from functions.captions.completeness import LastHeard, breaks_off
from functions.captions.pronunciation import pronounce
from functions.captions.speech_detection import detect_speech, samples_of, snap_to_speech
from functions.captions.timing import Span, Timing, plain_words
from vidx.speech import Token
from vidx.wav import Pcm

PROVIDER: Final = "pocketsphinx"
MODEL: Final = "pocketsphinx-5-en-us"
_RATE_HZ: Final = 16_000
_FULL_SCALE: Final = 32_768
_NOISE_FLOOR_DBFS: Final = -70.0
_FRAME_S: Final = 0.01
_BEAMS: Final = {"beam": 1e-80, "wbeam": 1e-56, "pbeam": 1e-80}
"""Wider than the defaults (1e-48, 7e-29, 1e-48), with which the search loses the path of synthetic voices."""

_FIT_RANGE: Final = (-50.0, -35.0)
"""Mean log likelihoods of a frame that mean a confidence of 0 and of 1. Right texts measured −17…−35 over fifteen
voices (Scottish −38); texts partly or wholly of another advert −25…−57, if they had a path at all."""
_COVERAGE_RANGE: Final = (0.70, 0.93)
"""The same for the share of speech that lies inside words. Right texts measured 0.93…1, texts without five of 25 words
0.75…0.9, half texts 0.5."""
_WORD_S_RANGE: Final = (0.03, 1.6)
MIN_HEARD_WORDS: Final = 3
"""Fewest words with a path in a voice that breaks off. The length check rejects a voice with fewer words."""
MIN_VERDICT_CONFIDENCE: Final = 0.6
MAX_STRETCH: Final = 2.0
"""Longest plausible time of the last word, as a multiple of the usual time of its letters: a path through too few words
stretches the last one over the rest of the voice."""
_ONSET_S: Final = 0.002
"""Word starts are this much too early on average, part of a frame's 25 ms window (`benchmarks/alignment.py`)."""


class AlignedWord(NamedTuple):
    """One spoken word. `score` is the mean log likelihood (base 1.0001) of its frames, relative to the best sound for
    each frame; at most about 0."""

    word: str
    start_s: float
    end_s: float
    score: float


def align(script: Sequence[Token], voice: Pcm) -> Timing | None:
    """Return the times of the tokens with a confidence of 0…1; None if no path leads through all words.

    If the voice breaks off, so that a path leads through the first words only, the result has no times and
    `is_complete` is False.
    """
    words, audio = [word for token in script for word in plain_words(token)], prepare_audio(voice)
    aligned_words = _align_words(words, audio)
    if aligned_words is None:
        is_cut = _breaks_off(words, audio, detect_speech(voice))
        return Timing((), "alignment", 0.0, PROVIDER, MODEL, is_complete=False) if is_cut else None
    spans: list[Span] = []
    first = 0
    for token in script:
        end = first + len(plain_words(token))
        spans.append(Span(aligned_words[first].start_s + _ONSET_S, aligned_words[end - 1].end_s + _ONSET_S))
        first = end
    speech = detect_speech(voice)
    return Timing(snap_to_speech(spans, speech), "alignment", confidence(aligned_words, speech), PROVIDER, MODEL)


def prepare_audio(voice: Pcm) -> bytes:
    """Return the voice as 16-bit PCM at 16 kHz with a noise floor of −70 dBFS.

    Resampling adds no delay. pocketsphinx loses its path in digital silence.
    """
    samples = soxr.resample(samples_of(voice), voice.rate_hz, _RATE_HZ, "VHQ")
    sigma = _FULL_SCALE * 10 ** (_NOISE_FLOOR_DBFS / 20)
    noisy = samples + np.random.default_rng(0).normal(0.0, sigma, len(samples))
    return bytes(noisy.clip(-_FULL_SCALE, _FULL_SCALE - 1).round().astype("<i2").tobytes())


@cache
def _decoder() -> Decoder:
    """Return the process's decoder. It takes 0.15 s to load, and keeps the words that are added to it."""
    return Decoder(samprate=_RATE_HZ, lm=None, loglevel="FATAL", bestpath=False, **_BEAMS)


def _align_words(words: Sequence[str], audio: bytes) -> tuple[AlignedWord, ...] | None:
    """Return the times of lower-case words in audio of `prepare_audio`; None when no path leads through all of them."""
    decoder = _decoder()
    for word in dict.fromkeys(words):
        if decoder.lookup_word(word) is None:
            decoder.add_word(word, pronounce(word, decoder.lookup_word), True)
    segments = _search(decoder, " ".join(words), audio) if audio else None
    if segments is None or len(segments) != len(words):
        return None
    return tuple(_aligned_word(word, segment, decoder) for word, segment in zip(words, segments, strict=True))


def _breaks_off(words: Sequence[str], audio: bytes, speech: Sequence[Span]) -> bool:
    """Return whether the voice clearly says only the first of the words.

    Bisection finds the largest number of words that have a path: more words than the voice says have none.
    """
    aligned: tuple[AlignedWord, ...] = ()
    fewest, most = MIN_HEARD_WORDS, len(words) - 1
    while fewest <= most and speech:
        count = (fewest + most) // 2
        path = _align_words(words[:count], audio)
        if path is None:
            most = count - 1
        else:
            aligned, fewest = path, count + 1
    if not aligned or confidence(aligned, speech) < MIN_VERDICT_CONFIDENCE:
        return False
    letters = list(map(len, words))
    letter_s = median((word.end_s - word.start_s) / len(word.word) for word in aligned)
    last = aligned[-1]
    end_s = min(last.end_s, last.start_s + MAX_STRETCH * letter_s * len(last.word))
    return breaks_off(letters, LastHeard(len(aligned) - 1, end_s), letter_s, speech[-1].end_s)


def _aligned_word(word: str, segment: Segment, decoder: Decoder) -> AlignedWord:
    start, end = segment.start_frame, segment.end_frame + 1
    score = decoder.logmath.log(segment.ascore) / (end - start)
    return AlignedWord(word, start * _FRAME_S, end * _FRAME_S, score)


def _search(decoder: Decoder, text: str, audio: bytes) -> list[Segment] | None:
    """Return the segments of the words, without silences.

    pocketsphinx raises RuntimeError when the audio is too short or has no path; its decoder cannot be used afterwards.
    """
    try:
        decoder.set_align_text(text)
        decoder.start_utt()
        decoder.process_raw(audio, full_utt=True)
        decoder.end_utt()
    except RuntimeError:
        _decoder.cache_clear()
        return None
    if decoder.hyp() is None:
        return None
    return [segment for segment in decoder.seg() if segment.word[0] not in "<[("]


def confidence(words: Sequence[AlignedWord], speech: Sequence[Span]) -> float:
    """Return the lowest of three scores: how well the sounds fit, how plausible the word lengths are, and how much of
    the speech lies inside words.
    """
    return min(_acoustic_fit(words), _plausible_lengths(words), _speech_coverage(words, speech))


def _acoustic_fit(words: Sequence[AlignedWord]) -> float:
    total_s = sum(word.end_s - word.start_s for word in words)
    score = sum(word.score * (word.end_s - word.start_s) for word in words) / total_s
    return _rescale(score, *_FIT_RANGE)


def _plausible_lengths(words: Sequence[AlignedWord]) -> float:
    shortest_s, longest_s = _WORD_S_RANGE
    return fmean(shortest_s <= word.end_s - word.start_s <= longest_s for word in words)


def _speech_coverage(words: Sequence[AlignedWord], speech: Sequence[Span]) -> float:
    total_s = sum(span.seconds for span in speech)
    inside_s = sum(
        max(0.0, min(word.end_s, span.end_s) - max(word.start_s, span.start_s)) for word in words for span in speech
    )
    return _rescale(inside_s / total_s if total_s else 0.0, *_COVERAGE_RANGE)


def _rescale(value: float, low: float, high: float) -> float:
    """Map `low`…`high` to 0…1, clipped."""
    return min(max((value - low) / (high - low), 0.0), 1.0)
