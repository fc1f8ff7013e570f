"""The AI providers of this process, one factory each; what they return implements a port of `vidx.ports`.

Making one costs nothing and never fails: the key is read and the connection opened at the first call, so that a
missing key is an error like any other that the stage can answer by its next provider.
"""

from functools import cache, partial
from typing import Final

from vidx.adapters.openai.audio import OpenAiSpeech, OpenAiTranscriber
from vidx.adapters.openai.chat import OpenAiLanguageModel
from vidx.adapters.openai.client import client, host
from vidx.ports import LanguageModel, TextToSpeech, Transcriber
from vidx.settings import settings

WRITER_TIMEOUT_S: Final = 20.0
SPEECH_TIMEOUT_S: Final = 45.0
REALTIME_TIMEOUT_S: Final = 40.0
TRANSCRIBER_TIMEOUT_S: Final = 30.0


@cache
def language_models(timeout_s: float = WRITER_TIMEOUT_S) -> tuple[LanguageModel, ...]:
    """The language models of the script stage in their order; one call may take `timeout_s`."""
    connect = partial(client, timeout_s, host())
    return tuple(OpenAiLanguageModel(connect, model) for model in settings().script_models)


@cache
def speech() -> TextToSpeech:
    """The text-to-speech model of the voice stage."""
    at = host(settings().speech_base_url, "SPEECH_API_KEY")
    return OpenAiSpeech(partial(client, SPEECH_TIMEOUT_S, at), settings().speech_model)


@cache
def realtime() -> TextToSpeech:
    """The Realtime model of the voice stage, which OpenAI alone has."""
    from vidx.adapters.openai.realtime import RealtimeSpeech  # its many event types take 0.2 s

    return RealtimeSpeech(partial(client, REALTIME_TIMEOUT_S, host()), settings().realtime_model, REALTIME_TIMEOUT_S)


@cache
def transcriber() -> Transcriber:
    """The recogniser of the captions stage."""
    at = host(settings().transcription_base_url, "TRANSCRIPTION_API_KEY")
    return OpenAiTranscriber(partial(client, TRANSCRIBER_TIMEOUT_S, at), settings().transcription_model)
