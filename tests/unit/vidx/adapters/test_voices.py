"""The voices that each speech provider uses for a voice of ours, in every language."""

import pytest

from local.openai_standin import polly as standins_polly
from local.openai_standin import realtime as standins_realtime
from tests.unit.vidx.adapters.conftest import ClientFactory
from vidx import options, wav
from vidx.adapters import voices
from vidx.adapters.openai.audio import OpenAiSpeech, OpenAiTranscriber
from vidx.adapters.openai.realtime import RealtimeSpeech
from vidx.adapters.polly import PollySpeech

MODEL = "gpt-realtime-2.1-mini"


@pytest.fixture
def realtime(connect: ClientFactory) -> RealtimeSpeech:
    return RealtimeSpeech(connect, MODEL, timeout_s=60.0)


@pytest.mark.parametrize("voice", options.VOICES)
def test_every_provider_has_a_speaker_for_every_voice(voice: str) -> None:
    assert voices.realtime_voice(voice) in standins_realtime.VOICES
    assert voices.polly_voice(voice, "en", "neural") in standins_polly.VOICES


@pytest.mark.parametrize("language", voices.POLLY_VOICES)
def test_high_and_low_voices_keep_their_pitch_in_other_languages(language: str) -> None:
    pair = voices.POLLY_VOICES[language]

    assert (
        voices.polly_voice("nova", language, "neural") == voices.polly_voice("nova", language, "standard") == pair.high
    )
    assert voices.polly_voice("onyx", language, "neural") == pair.low_neural
    assert voices.polly_voice("onyx", language, "standard") == pair.low_standard


@pytest.mark.parametrize("language", options.LANGUAGES)
@pytest.mark.parametrize("engine", ["neural", "standard"])
@pytest.mark.parametrize("voice", options.VOICES)
def test_polly_has_every_voice_in_every_language_and_engine(voice: str, engine: str, language: str) -> None:
    speaker = voices.polly_voice(voice, language, engine)

    assert standins_polly.VOICES[speaker][1] == language
    assert speaker not in (standins_polly.NEURAL_ONLY if engine == "standard" else standins_polly.STANDARD_ONLY)


TEXTS = {
    "es": "Una lámpara azul por veinte euros.",
    "fr": "Une lampe bleue pour vingt euros.",
    "de": "Eine blaue Lampe für zwanzig Euro.",
    "pt": "Uma luminária azul por vinte reais.",
    "it": "Una lampada blu per venti euro.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_every_provider_speaks_every_language(
    connect: ClientFactory, realtime: RealtimeSpeech, polly: PollySpeech, language: str
) -> None:
    text = TEXTS[language]
    takes = [each.speak(text, "nova", language) for each in (OpenAiSpeech(connect, "tts-1"), realtime, polly)]

    for take in takes:
        transcript = OpenAiTranscriber(connect, "whisper-1").transcribe(take.wav, language)
        assert [word.text for word in transcript.words] == text.rstrip(".").split()
        assert transcript.words[-1].end_s <= wav.read(take.wav).seconds + 0.001
