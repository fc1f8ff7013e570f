"""Forced alignment against the word events of the synthesiser that spoke; `benchmarks/alignment.py` has more of it."""

import statistics
from collections.abc import Sequence

import numpy as np
import pytest

from functions.captions.alignment import AlignedWord, align, confidence, prepare_audio
from functions.captions.method_chain import MIN_CONFIDENCE
from functions.captions.timing import Span, speakable_tokens
from testing.espeak import speak
from vidx.wav import Pcm

AD = (
    "Meet the AeroPress Go: it brews in 90 seconds and fits any airfryer shelf. Only $39.95, with 350 filters! "
    "Order yours from Sennheiser today."
)


def errors_ms(text: str, voice: str, words_per_minute: int) -> list[float]:
    """Absolute errors of the word starts."""
    tokens = speakable_tokens(text, "en")
    spoken = speak(" ".join(token.voice_text for token in tokens), voice, words_per_minute)
    timing = align(tokens, spoken.voice)
    assert timing is not None
    assert timing.confidence >= MIN_CONFIDENCE
    errors: list[float] = []
    at = 0
    for token, span in zip(tokens, timing.spans, strict=True):
        if at in spoken.starts_s:
            errors.append(abs(span.start_s - spoken.starts_s[at]) * 1000)
        at += len(token.voice_text) + 1
    assert len(errors) >= 0.8 * len(tokens)
    return errors


@pytest.mark.parametrize(("voice", "words_per_minute"), [("en-us", 165), ("en-us+f3", 185), ("en", 150)])
def test_numbers_prices_and_brands_are_timed_to_a_few_hundredths_of_a_second(voice: str, words_per_minute: int) -> None:
    errors = errors_ms(AD, voice, words_per_minute)

    assert statistics.fmean(errors) <= 25
    assert statistics.quantiles(errors, n=20)[-1] <= 100


def test_voice_that_stops_half_way_is_not_believed() -> None:
    tokens = speakable_tokens(AD, "en")
    half = speak(" ".join(token.voice_text for token in tokens[: len(tokens) // 2])).voice

    timing = align(tokens, half)

    assert timing is None or timing.confidence < MIN_CONFIDENCE


@pytest.mark.parametrize("share", [0.5, 0.7, 0.85])
def test_a_voice_that_breaks_off_is_noticed(share: float) -> None:
    tokens = speakable_tokens(AD, "en")
    whole = speak(" ".join(token.voice_text for token in tokens)).voice
    samples = whole.samples[: 2 * int(share * len(whole.samples) / 2)]

    timing = align(tokens, Pcm(samples + bytes(2 * whole.rate_hz // 5), whole.rate_hz))

    assert timing is not None
    assert not timing.is_complete


def test_a_voice_with_other_words_does_not_break_off() -> None:
    words = [token.voice_text for token in speakable_tokens(AD, "en")]
    words[8:12] = ["completely", "different", "things", "here"]

    timing = align(speakable_tokens(AD, "en"), speak(" ".join(words)).voice)

    assert timing is None or timing.is_complete


def test_voice_that_says_much_more_than_the_script_is_not_believed() -> None:
    tokens = speakable_tokens(AD, "en")
    voice = speak(" ".join(token.voice_text for token in tokens)).voice

    timing = align(tokens[: len(tokens) // 2], voice)

    assert timing is None or timing.confidence < MIN_CONFIDENCE


@pytest.mark.parametrize("samples", [0, 1, 200, 5_000])
def test_voice_too_short_for_its_script_has_no_alignment(samples: int) -> None:
    assert align(speakable_tokens(AD, "en"), Pcm(bytes(2 * samples), 24_000)) is None


def test_aligner_works_again_after_a_failure() -> None:
    tokens = speakable_tokens("Order the oak chair today!", "en")
    voice = speak(" ".join(token.voice_text for token in tokens)).voice
    assert align(tokens, Pcm(bytes(100), 24_000)) is None

    timing = align(tokens, voice)

    assert timing is not None
    assert timing.confidence >= MIN_CONFIDENCE


def aligned(scores: Sequence[float], word_s: float = 0.3) -> tuple[AlignedWord, ...]:
    return tuple(AlignedWord("word", at * word_s, (at + 1) * word_s, score) for at, score in enumerate(scores))


def test_confidence_is_full_for_words_that_fit_and_cover_the_speech() -> None:
    assert confidence(aligned([-30.0] * 4), [Span(0.0, 1.2)]) == 1.0


def test_confidence_falls_with_sounds_that_do_not_fit() -> None:
    assert confidence(aligned([-60.0] * 4), [Span(0.0, 1.2)]) == 0.0


def test_confidence_falls_with_speech_outside_the_words() -> None:
    assert confidence(aligned([-30.0] * 4), [Span(0.0, 2.4)]) == 0.0


def test_confidence_falls_with_words_of_impossible_length() -> None:
    assert confidence(aligned([-30.0] * 4, word_s=2.0), [Span(0.0, 8.0)]) == 0.0


AMPLITUDE = 10_000
NOISE_FLOOR = 32_768 * 10 ** (-70 / 20)


def tone(frequency_hz: float, rate_hz: int, seconds: float = 0.5) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return AMPLITUDE * np.sin(2 * np.pi * frequency_hz * np.arange(round(seconds * rate_hz)) / rate_hz)


def prepared(
    samples: np.ndarray[tuple[int], np.dtype[np.float64]], rate_hz: int
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.frombuffer(prepare_audio(Pcm(samples.astype("<i2").tobytes(), rate_hz)), "<i2").astype(np.float64)


@pytest.mark.parametrize("rate_hz", [8_000, 16_000, 22_050, 24_000, 44_100, 48_000])
def test_prepared_tone_keeps_its_phase_level_and_length(rate_hz: int) -> None:
    audio = prepared(tone(1_000, rate_hz), rate_hz)

    expected = tone(1_000, 16_000)
    assert len(audio) == len(expected)
    assert np.abs(audio - expected)[200:-200].max() < 0.01 * AMPLITUDE


@pytest.mark.parametrize("rate_hz", [24_000, 48_000])
def test_a_tone_above_the_aligners_band_leaves_no_alias(rate_hz: int) -> None:
    audio = prepared(tone(9_500, rate_hz), rate_hz)

    assert audio[200:-200].std() == pytest.approx(NOISE_FLOOR, rel=0.05)


def test_digital_silence_gets_a_noise_floor_of_minus_70_dbfs() -> None:
    assert prepared(np.zeros(24_000), 24_000).std() == pytest.approx(NOISE_FLOOR, rel=0.05)
