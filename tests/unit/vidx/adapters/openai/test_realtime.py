"""The Realtime API with its real client, against the stand-in, over a WebSocket."""

import openai
import pytest

from local.openai_standin import realtime as standins_realtime
from testing.fees import Fees
from testing.standin import Standin
from tests.unit.vidx.adapters.conftest import ERRORS, ClientFactory, timeout_for
from vidx import costs, wav
from vidx.adapters.openai.audio import OpenAiTranscriber
from vidx.adapters.openai.realtime import RealtimeSpeech
from vidx.errors import ProviderRefused, ProviderRetired, ProviderUnauthorized, ProviderUnavailable, VidxError

TEXT = "One small blue lamp for twenty dollars."
MODEL = "gpt-realtime-2.1-mini"


@pytest.fixture
def realtime(connect: ClientFactory) -> RealtimeSpeech:
    return RealtimeSpeech(connect, MODEL, timeout_s=60.0)


def test_realtime_speech_has_a_transcript_and_its_tokens_are_charged(realtime: RealtimeSpeech) -> None:
    fees = Fees()

    spoken = realtime.speak(TEXT, "fable", "en")

    sound = wav.read(spoken.wav)
    assert (spoken.provider, spoken.model, spoken.transcript) == ("realtime", MODEL, TEXT)
    assert sound.rate_hz == 24_000
    assert 1.5 < sound.seconds < 5
    least = costs.VoiceTokens(text_in=len(TEXT) // 4, text_out=0, audio_out=int(sound.seconds * 20))
    assert 1 < fees.usd / costs.voice_tokens_usd(MODEL, least) < 1.2


def test_the_realtime_transcript_is_what_the_transcriber_hears(
    realtime: RealtimeSpeech, connect: ClientFactory
) -> None:
    transcript = OpenAiTranscriber(connect, "whisper-1").transcribe(realtime.speak(TEXT, "nova", "en").wav, "en")

    assert [word.text for word in transcript.words] == TEXT.removesuffix(".").split()


@pytest.mark.parametrize(("kind", "added"), standins_realtime.ADDED_WORDS.items())
def test_the_transcript_of_a_reworded_recording_has_the_other_words(
    standin: Standin, realtime: RealtimeSpeech, kind: str, added: str
) -> None:
    standin.fail("realtime", kind)

    assert realtime.speak(TEXT, "alloy", "en").transcript == f"{TEXT}{added}"


@pytest.mark.parametrize(("kind", "error"), ERRORS.items(), ids=ERRORS.keys())
def test_failures_of_realtime_become_our_errors(
    standin: Standin, connect: ClientFactory, kind: str, error: type[VidxError]
) -> None:
    standin.fail("realtime", kind)

    with pytest.raises(error):
        RealtimeSpeech(connect, MODEL, timeout_s=timeout_for(kind)).speak(TEXT, "alloy", "en")
    assert standin.calls("realtime") == {"called": 1, "answered": 0}


def test_realtime_speech_before_a_failure_is_charged(standin: Standin, realtime: RealtimeSpeech) -> None:
    standin.fail("realtime", "refusal")
    fees = Fees()

    with pytest.raises(ProviderRefused):
        realtime.speak(TEXT, "alloy", "en")
    assert fees.usd >= costs.voice_tokens_usd(MODEL, costs.VoiceTokens(len(TEXT) // 4, 0, 0))


def test_a_missing_realtime_model_is_retired(connect: ClientFactory) -> None:
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
