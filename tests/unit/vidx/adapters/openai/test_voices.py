"""The Realtime API and Amazon Polly with their real clients, against the stand-in, over WebSocket and HTTP."""

from collections.abc import Iterator
from contextlib import closing

import boto3
import openai
import pytest
from botocore.config import Config
from mypy_boto3_polly import PollyClient

from local.openai_standin import polly as standins_polly
from local.openai_standin import realtime as standins_realtime
from testing.fees import Fees
from testing.standin import Standin
from tests.unit.vidx.adapters.openai.conftest import ERRORS, ClientFactory
from vidx import costs, options, wav
from vidx.adapters import voices
from vidx.adapters.openai.audio import OpenAiSpeech, OpenAiTranscriber
from vidx.adapters.openai.realtime import RealtimeSpeech
from vidx.adapters.polly import PollySpeech
from vidx.errors import ProviderRefused, ProviderRetired, ProviderUnauthorized, ProviderUnavailable, VidxError

TEXT = "One small blue lamp for twenty dollars."
MODEL = "gpt-realtime-2.1-mini"


@pytest.fixture
def realtime(connect: ClientFactory) -> RealtimeSpeech:
    return RealtimeSpeech(connect, MODEL, timeout_s=60.0)


def polly_at(root: str, read_timeout_s: float = 30.0) -> PollyClient:
    return boto3.client(
        "polly",
        endpoint_url=root,
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(read_timeout=read_timeout_s, retries={"total_max_attempts": 1}),
    )


@pytest.fixture
def polly(standin: Standin) -> Iterator[PollySpeech]:
    with closing(polly_at(standin.root)) as client:
        yield PollySpeech(lambda: client, "neural")


def test_realtime_speech_comes_with_its_words_and_its_tokens_are_charged(realtime: RealtimeSpeech) -> None:
    fees = Fees()

    spoken = realtime.speak(TEXT, "fable", "en")

    sound = wav.read(spoken.wav)
    assert (spoken.provider, spoken.model, spoken.transcript) == ("realtime", MODEL, TEXT)
    assert sound.rate_hz == 24_000
    assert 1.5 < sound.seconds < 5
    least = costs.VoiceTokens(text_in=len(TEXT) // 4, text_out=0, audio_out=int(sound.seconds * 20))
    assert 1 < fees.usd / costs.voice_tokens_usd(MODEL, least) < 1.2


def test_what_realtime_says_is_what_is_heard(realtime: RealtimeSpeech, connect: ClientFactory) -> None:
    heard = OpenAiTranscriber(connect, "whisper-1").transcribe(realtime.speak(TEXT, "nova", "en").wav, "en")

    assert [word.text for word in heard.words] == TEXT.removesuffix(".").split()


@pytest.mark.parametrize(("kind", "added"), standins_realtime.ADDED_WORDS.items())
def test_a_reading_in_other_words_tells_on_itself(
    standin: Standin, realtime: RealtimeSpeech, kind: str, added: str
) -> None:
    standin.fail("realtime", kind)

    assert realtime.speak(TEXT, "alloy", "en").transcript == f"{TEXT}{added}"


@pytest.mark.parametrize(("kind", "error"), ERRORS.items(), ids=ERRORS.keys())
def test_realtimes_failures_have_our_names(
    standin: Standin, connect: ClientFactory, kind: str, error: type[VidxError]
) -> None:
    standin.fail("realtime", kind)

    with pytest.raises(error):
        RealtimeSpeech(connect, MODEL, timeout_s=1.5).speak(TEXT, "alloy", "en")
    assert standin.calls("realtime") == {"called": 1, "answered": 0}


def test_what_realtime_said_before_it_went_wrong_is_charged(standin: Standin, realtime: RealtimeSpeech) -> None:
    standin.fail("realtime", "refusal")
    fees = Fees()

    with pytest.raises(ProviderRefused):
        realtime.speak(TEXT, "alloy", "en")
    assert fees.usd >= costs.voice_tokens_usd(MODEL, costs.VoiceTokens(len(TEXT) // 4, 0, 0))


def test_a_realtime_model_that_is_gone_is_retired(connect: ClientFactory) -> None:
    with pytest.raises(ProviderRetired):
        RealtimeSpeech(connect, "gpt-4o-realtime-preview", timeout_s=5.0).speak(TEXT, "alloy", "en")


def test_a_key_that_realtime_refuses_is_unauthorized(standin: Standin) -> None:
    client = openai.OpenAI(api_key="no key", base_url=standin.url, max_retries=0)

    with pytest.raises(ProviderUnauthorized):
        RealtimeSpeech(lambda: client, MODEL, timeout_s=5.0).speak(TEXT, "alloy", "en")


def test_a_host_without_realtime_is_unavailable() -> None:
    client = openai.OpenAI(api_key="sk-test", base_url="http://127.0.0.1:9/v1", max_retries=0)

    with pytest.raises(ProviderUnavailable):
        RealtimeSpeech(lambda: client, MODEL, timeout_s=5.0).speak(TEXT, "alloy", "en")


def test_pollys_speech_comes_at_its_own_rate(polly: PollySpeech) -> None:
    fees = Fees()

    spoken = polly.speak(TEXT, "onyx", "en")

    sound = wav.read(spoken.wav)
    assert (spoken.provider, spoken.model, spoken.transcript) == ("polly", "polly-neural", None)
    assert sound.rate_hz == 16_000
    assert 1.5 < sound.seconds < 5
    assert fees.usd == pytest.approx(costs.speech_usd("polly-neural", len(TEXT)))


@pytest.mark.parametrize(("kind", "error"), ERRORS.items(), ids=ERRORS.keys())
def test_pollys_failures_have_our_names(
    standin: Standin, polly: PollySpeech, kind: str, error: type[VidxError]
) -> None:
    standin.fail("polly", kind)

    with pytest.raises(error):
        polly.speak(TEXT, "alloy", "en")
    assert standin.calls("polly")["called"] == 1


def test_a_polly_that_is_not_there_is_unavailable() -> None:
    with pytest.raises(ProviderUnavailable):
        PollySpeech(lambda: polly_at("http://127.0.0.1:9"), "standard").speak(TEXT, "alloy", "en")


def test_a_language_that_polly_lacks_is_refused_before_anything_is_asked(polly: PollySpeech, standin: Standin) -> None:
    with pytest.raises(ProviderRefused, match="language xx"):
        polly.speak(TEXT, "alloy", "xx")
    assert standin.calls("polly")["called"] == 0


@pytest.mark.parametrize("voice", options.VOICES)
def test_every_voice_is_cast_by_every_provider(voice: str) -> None:
    assert voices.realtime_voice(voice) in standins_realtime.VOICES
    assert voices.polly_voice(voice, "en", "neural") in standins_polly.VOICES


@pytest.mark.parametrize("language", voices.POLLY_VOICES)
def test_high_voices_stay_high_and_low_ones_low_abroad(language: str) -> None:
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


POLLY_VOICES = {
    "es": "Una lámpara azul por veinte euros.",
    "fr": "Une lampe bleue pour vingt euros.",
    "de": "Eine blaue Lampe für zwanzig Euro.",
    "pt": "Uma luminária azul por vinte reais.",
    "it": "Una lampada blu per venti euro.",
}


@pytest.mark.parametrize("language", POLLY_VOICES)
def test_every_provider_speaks_every_language(
    connect: ClientFactory, realtime: RealtimeSpeech, polly: PollySpeech, language: str
) -> None:
    text = POLLY_VOICES[language]
    takes = [each.speak(text, "nova", language) for each in (OpenAiSpeech(connect, "tts-1"), realtime, polly)]

    for take in takes:
        heard = OpenAiTranscriber(connect, "whisper-1").transcribe(take.wav, language)
        assert [word.text for word in heard.words] == text.rstrip(".").split()
        assert heard.words[-1].end_s <= wav.read(take.wav).seconds + 0.001
