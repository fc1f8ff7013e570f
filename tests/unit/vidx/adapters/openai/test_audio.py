"""Speech and transcription with the real OpenAI client, against the stand-in, over HTTP."""

from collections.abc import Callable

import pytest

from testing.fees import Fees
from testing.standin import Standin
from tests.unit.vidx.adapters.conftest import ERRORS, ClientFactory
from vidx import costs, wav
from vidx.adapters.openai.audio import OpenAiSpeech, OpenAiTranscriber
from vidx.errors import (
    ProviderMalformed,
    ProviderUnavailable,
    VidxError,
)


def test_speech_is_a_valid_wav_file(connect: ClientFactory) -> None:
    fees = Fees()

    spoken = OpenAiSpeech(connect, "gpt-4o-mini-tts").speak("One small blue lamp for twenty dollars.", "nova", "en")

    sound = wav.read(spoken.wav)
    assert sound.rate_hz == 24_000
    assert 1.5 < sound.seconds < 5
    assert int.from_bytes(spoken.wav[40:44], "little") == len(sound.samples)
    assert fees.usd == pytest.approx(costs.speech_usd("gpt-4o-mini-tts", 39))


def test_a_transcript_has_words_with_times(connect: ClientFactory) -> None:
    spoken = OpenAiSpeech(connect, "tts-1").speak("One small blue lamp.", "onyx", "en")
    fees = Fees()

    transcript = OpenAiTranscriber(connect, "whisper-1").transcribe(spoken.wav, "en")

    assert [word.text for word in transcript.words] == ["One", "small", "blue", "lamp"]
    spoken_s = wav.read(spoken.wav).seconds
    assert transcript.words[-1].end_s <= round(spoken_s, 3), "times come in milliseconds"
    assert fees.usd == pytest.approx(costs.transcription_usd("whisper-1", spoken_s))


@pytest.mark.parametrize(("kind", "error"), ERRORS.items(), ids=ERRORS.keys())
def test_failures_of_speech_become_our_errors(
    standin: Standin, connect_for: Callable[[str], ClientFactory], kind: str, error: type[VidxError]
) -> None:
    standin.fail("speech", kind)

    with pytest.raises(error):
        OpenAiSpeech(connect_for(kind), "gpt-4o-mini-tts").speak("A lamp.", "alloy", "en")
    assert standin.calls("speech")["called"] == 1


@pytest.mark.parametrize(("kind", "error"), ERRORS.items(), ids=ERRORS.keys())
def test_failures_of_the_transcriber_become_our_errors(
    standin: Standin,
    connect: ClientFactory,
    connect_for: Callable[[str], ClientFactory],
    kind: str,
    error: type[VidxError],
) -> None:
    spoken = OpenAiSpeech(connect, "tts-1").speak("A lamp, small and blue.", "alloy", "en")
    standin.fail("transcriptions", kind)

    with pytest.raises(error):
        OpenAiTranscriber(connect_for(kind), "whisper-1").transcribe(spoken.wav, "en")
    assert standin.calls("transcriptions")["called"] == 1


def test_unreadable_sound_is_charged(standin: Standin, connect: ClientFactory) -> None:
    standin.fail("speech", "malformed")
    fees = Fees()

    with pytest.raises(ProviderMalformed):
        OpenAiSpeech(connect, "tts-1").speak("A lamp.", "alloy", "en")
    assert fees.usd == pytest.approx(costs.speech_usd("tts-1", 7))


def test_a_transcript_without_times_is_charged(standin: Standin, connect: ClientFactory) -> None:
    spoken = OpenAiSpeech(connect, "tts-1").speak("A lamp, small and blue.", "alloy", "en")
    standin.fail("transcriptions", "malformed")
    fees = Fees()

    with pytest.raises(ProviderMalformed):
        OpenAiTranscriber(connect, "whisper-1").transcribe(spoken.wav, "en")
    assert fees.usd == pytest.approx(costs.transcription_usd("whisper-1", wav.read(spoken.wav).seconds))


def test_an_unanswered_call_is_not_charged(standin: Standin, connect: ClientFactory) -> None:
    standin.fail("speech", "500")
    fees = Fees()

    with pytest.raises(ProviderUnavailable):
        OpenAiSpeech(connect, "tts-1").speak("A lamp.", "alloy", "en")
    assert fees.usd == 0
