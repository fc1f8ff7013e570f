"""Factories of the AI providers of this process, each of which implements a port of `vidx.ports.providers`.

A factory never fails. The key is read and the connection opened at the first call, so that a missing key is an error
after which the stage uses its next provider.
"""

from collections.abc import Mapping
from functools import cache, partial
from typing import Final

from vidx.adapters.openai.audio import OpenAiSpeech, OpenAiTranscriber
from vidx.adapters.openai.chat import OpenAiLanguageModel
from vidx.adapters.openai.client import client, host
from vidx.adapters.openai.moderation import OpenAiModerator
from vidx.ports.providers import LanguageModel, Moderator, TextToSpeech, Transcriber
from vidx.settings import settings

WRITER_TIMEOUT_S: Final = 20.0
SPEECH_TIMEOUT_S: Final = 45.0
REALTIME_TIMEOUT_S: Final = 40.0
TRANSCRIBER_TIMEOUT_S: Final = 30.0
MODERATOR_TIMEOUT_S: Final = 10.0


@cache
def language_models(timeout_s: float = WRITER_TIMEOUT_S) -> Mapping[str, LanguageModel]:
    """Return the language models of the script stage by name, in their order, with `timeout_s` for each call."""
    connect = partial(client, timeout_s, host())
    return {model: OpenAiLanguageModel(connect, model) for model in settings().script_models}


@cache
def moderator(timeout_s: float = MODERATOR_TIMEOUT_S) -> Moderator:
    """Return the moderation model, with `timeout_s` for each call."""
    at = host(settings().moderation_base_url, "MODERATION_API_KEY")
    return OpenAiModerator(partial(client, timeout_s, at), settings().moderation_model)


@cache
def speech() -> TextToSpeech:
    """Return the text-to-speech model of the voice stage."""
    at = host(settings().speech_base_url, "SPEECH_API_KEY")
    return OpenAiSpeech(partial(client, SPEECH_TIMEOUT_S, at), settings().speech_model)


@cache
def realtime() -> TextToSpeech:
    """Return the Realtime model of the voice stage. Only OpenAI's own host has one."""
    from vidx.adapters.openai.realtime import RealtimeSpeech  # its event types take 0.2 s to import

    return RealtimeSpeech(partial(client, REALTIME_TIMEOUT_S, host()), settings().realtime_model, REALTIME_TIMEOUT_S)


@cache
def transcriber() -> Transcriber:
    """Return the recogniser of the captions stage."""
    at = host(settings().transcription_base_url, "TRANSCRIPTION_API_KEY")
    return OpenAiTranscriber(partial(client, TRANSCRIBER_TIMEOUT_S, at), settings().transcription_model)
