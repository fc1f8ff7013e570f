"""The AI providers of this process, one factory each; what they return implements a port of `vidx.ai`.

Making one costs nothing and never fails: the key is read and the connection opened at the first call, so that a
missing key is an error like any other that the stage can answer by its next provider.
"""

from functools import cache, partial
from typing import Final

from vidx.adapters.openai_audio import OpenAiSpeech, OpenAiTranscriber
from vidx.adapters.openai_client import client
from vidx.adapters.openai_writer import OpenAiWriter
from vidx.ai import Speech, Transcriber, Writer
from vidx.settings import settings

WRITER_TIMEOUT_S: Final = 20.0
SPEECH_TIMEOUT_S: Final = 45.0
TRANSCRIBER_TIMEOUT_S: Final = 30.0


@cache
def writer(timeout_s: float = WRITER_TIMEOUT_S) -> Writer:
    """The language model of the script stage; one call may take `timeout_s`."""
    return OpenAiWriter(partial(client, timeout_s), settings().script_model)


@cache
def speech() -> Speech:
    """The text-to-speech model of the voice stage."""
    return OpenAiSpeech(partial(client, SPEECH_TIMEOUT_S), settings().speech_model)


@cache
def transcriber() -> Transcriber:
    """The recogniser of the captions stage."""
    return OpenAiTranscriber(partial(client, TRANSCRIBER_TIMEOUT_S), settings().transcription_model)
