"""The adapters with the real OpenAI client, against the stand-in, over HTTP."""

from collections.abc import Iterator

import httpx2
import openai
import pytest
from pydantic import BaseModel

from testing.fees import Fees
from testing.standin import Standin
from tests.unit.vidx.adapters.openai.conftest import ERRORS, ClientFactory
from vidx import costs, wav
from vidx.adapters.openai.audio import OpenAiSpeech, OpenAiTranscriber
from vidx.adapters.openai.chat import OpenAiLanguageModel
from vidx.adapters.openai.providers import language_models as writers_of_this_process
from vidx.adapters.openai.providers import speech as speech_of_this_process
from vidx.adapters.openai.providers import transcriber as transcriber_of_this_process
from vidx.errors import (
    ProviderFailed,
    ProviderMalformed,
    ProviderRetired,
    ProviderUnauthorized,
    ProviderUnavailable,
    VidxError,
)

INSTRUCTIONS = "Write 30 to 40 spoken words, best 35."
FACTS = '<listing>{"title": "Blue lamp", "description": "Bright and small.", "price": "$20"}</listing>'


class Form(BaseModel):
    hook: str
    sentences: list[str]
    call_to_action: str


@pytest.fixture
def hurried(standin: Standin) -> Iterator[ClientFactory]:
    with openai.OpenAI(api_key="sk-test", base_url=standin.url, max_retries=0, timeout=1.5) as client:
        yield lambda: client


def test_a_script_comes_back_in_its_form_and_its_tokens_are_charged(connect: ClientFactory) -> None:
    fees = Fees()

    said = OpenAiLanguageModel(connect, "gpt-6-luna").write(INSTRUCTIONS, FACTS, Form)

    assert "Blue lamp" in said.answer.hook
    assert (said.provider, said.model) == ("openai", "gpt-6-luna")
    assert fees.usd > costs.chat_usd("gpt-6-luna", 10, 10)


def test_an_answer_without_a_count_of_its_tokens_is_an_answer() -> None:
    """Some hosts that speak OpenAI's language send nulls."""
    content = '{"hook": "Blue lamp.", "sentences": ["Bright."], "call_to_action": "Come by."}'
    said = {
        "id": "c1",
        "object": "chat.completion",
        "created": 1,
        "model": "own",
        "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}],
        "usage": {"prompt_tokens": None, "completion_tokens": None, "total_tokens": None},
    }
    fees, host = Fees(), httpx2.MockTransport(lambda _: httpx2.Response(200, json=said))

    with openai.OpenAI(api_key="sk-test", http_client=httpx2.Client(transport=host)) as client:
        script = OpenAiLanguageModel(lambda: client, "gpt-6-luna").write(INSTRUCTIONS, FACTS, Form)

    assert script.answer.hook == "Blue lamp."
    assert fees.usd == 0


def test_speech_comes_back_as_a_true_wav(connect: ClientFactory) -> None:
    fees = Fees()

    spoken = OpenAiSpeech(connect, "gpt-4o-mini-tts").speak("One small blue lamp for twenty dollars.", "nova", "en")

    sound = wav.read(spoken.wav)
    assert sound.rate_hz == 24_000
    assert 1.5 < sound.seconds < 5
    assert int.from_bytes(spoken.wav[40:44], "little") == len(sound.samples)
    assert fees.usd == pytest.approx(costs.speech_usd("gpt-4o-mini-tts", 39))


def test_words_come_back_with_their_times(connect: ClientFactory) -> None:
    spoken = OpenAiSpeech(connect, "tts-1").speak("One small blue lamp.", "onyx", "en")
    fees = Fees()

    heard = OpenAiTranscriber(connect, "whisper-1").transcribe(spoken.wav, "en")

    assert [word.text for word in heard.words] == ["One", "small", "blue", "lamp"]
    spoken_s = wav.read(spoken.wav).seconds
    assert heard.words[-1].end_s <= round(spoken_s, 3), "times come in milliseconds"
    assert fees.usd == pytest.approx(costs.transcription_usd("whisper-1", spoken_s))


@pytest.mark.parametrize(("kind", "error"), ERRORS.items(), ids=ERRORS.keys())
def test_the_writers_failures_have_our_names(
    standin: Standin, hurried: ClientFactory, kind: str, error: type[VidxError]
) -> None:
    standin.fail("chat", kind)

    with pytest.raises(error):
        OpenAiLanguageModel(hurried, "gpt-6-luna").write(INSTRUCTIONS, FACTS, Form)
    assert standin.calls("chat")["called"] == 1, "a failed call must not be repeated here"


@pytest.mark.parametrize(("kind", "error"), ERRORS.items(), ids=ERRORS.keys())
def test_speechs_failures_have_our_names(
    standin: Standin, hurried: ClientFactory, kind: str, error: type[VidxError]
) -> None:
    standin.fail("speech", kind)

    with pytest.raises(error):
        OpenAiSpeech(hurried, "gpt-4o-mini-tts").speak("A lamp.", "alloy", "en")
    assert standin.calls("speech")["called"] == 1


@pytest.mark.parametrize(("kind", "error"), ERRORS.items(), ids=ERRORS.keys())
def test_the_transcribers_failures_have_our_names(
    standin: Standin, hurried: ClientFactory, kind: str, error: type[VidxError]
) -> None:
    spoken = OpenAiSpeech(hurried, "tts-1").speak("A lamp, small and blue.", "alloy", "en")
    standin.fail("transcriptions", kind)

    with pytest.raises(error):
        OpenAiTranscriber(hurried, "whisper-1").transcribe(spoken.wav, "en")
    assert standin.calls("transcriptions")["called"] == 1


@pytest.mark.parametrize("kind", ["malformed", "refusal"])
def test_a_script_that_is_of_no_use_is_charged_all_the_same(
    standin: Standin, connect: ClientFactory, kind: str
) -> None:
    standin.fail("chat", kind)
    fees = Fees()

    with pytest.raises(ProviderFailed):
        OpenAiLanguageModel(connect, "gpt-6-luna").write(INSTRUCTIONS, FACTS, Form)
    assert fees.usd > costs.chat_usd("gpt-6-luna", 10, 0)


def test_sound_that_is_none_is_charged_all_the_same(standin: Standin, connect: ClientFactory) -> None:
    standin.fail("speech", "malformed")
    fees = Fees()

    with pytest.raises(ProviderMalformed):
        OpenAiSpeech(connect, "tts-1").speak("A lamp.", "alloy", "en")
    assert fees.usd == pytest.approx(costs.speech_usd("tts-1", 7))


def test_a_transcript_without_times_is_charged_all_the_same(standin: Standin, connect: ClientFactory) -> None:
    spoken = OpenAiSpeech(connect, "tts-1").speak("A lamp, small and blue.", "alloy", "en")
    standin.fail("transcriptions", "malformed")
    fees = Fees()

    with pytest.raises(ProviderMalformed):
        OpenAiTranscriber(connect, "whisper-1").transcribe(spoken.wav, "en")
    assert fees.usd == pytest.approx(costs.transcription_usd("whisper-1", wav.read(spoken.wav).seconds))


def test_a_call_that_nobody_answered_is_not_charged(standin: Standin, connect: ClientFactory) -> None:
    standin.fail("speech", "500")
    fees = Fees()

    with pytest.raises(ProviderUnavailable):
        OpenAiSpeech(connect, "tts-1").speak("A lamp.", "alloy", "en")
    assert fees.usd == 0


def test_a_model_that_is_gone_is_retired(connect: ClientFactory) -> None:
    with pytest.raises(ProviderRetired):
        OpenAiLanguageModel(connect, "gpt-1").write(INSTRUCTIONS, FACTS, Form)


def test_a_host_that_is_not_there_is_unavailable() -> None:
    client = openai.OpenAI(api_key="sk-test", base_url="http://127.0.0.1:9/v1", max_retries=0, timeout=1.0)

    with pytest.raises(ProviderUnavailable):
        OpenAiLanguageModel(lambda: client, "gpt-6-luna").write(INSTRUCTIONS, FACTS, Form)


def test_a_missing_key_shows_at_the_first_call_not_before() -> None:
    (writer,) = writers_of_this_process()
    speech, transcriber = speech_of_this_process(), transcriber_of_this_process()

    with pytest.raises(ProviderUnauthorized):
        writer.write(INSTRUCTIONS, FACTS, Form)
    with pytest.raises(ProviderUnauthorized):
        speech.speak("A lamp.", "alloy", "en")
    with pytest.raises(ProviderUnauthorized):
        transcriber.transcribe(b"", "en")
