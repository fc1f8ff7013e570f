"""The chain's readers, made of the providers that the settings name."""

from collections.abc import Sequence
from typing import Final

from functions.tts.chain import Reader
from vidx.ports import Speech


def _speech() -> Speech:
    from vidx.adapters.openai.providers import speech

    return speech()


def _realtime() -> Speech:
    from vidx.adapters.openai.providers import realtime

    return realtime()


def _polly() -> Speech:
    from vidx.adapters.polly import polly

    return polly()


READERS: Final = {
    # Limits: developers.openai.com/api/docs/api-reference/audio/createSpeech ; about a minute of speech, beyond which
    # a model strays from its text ; docs.aws.amazon.com/polly/latest/dg/limits.html
    "speech": Reader("speech", _speech, max_chars=4_096),
    "realtime": Reader("realtime", _realtime, max_chars=1_000),
    "polly": Reader("polly", _polly, max_chars=3_000),
}


def readers(order: str) -> Sequence[Reader]:
    """The readers of `voice_order`, whose form the settings have checked."""
    return [READERS[name] for name in order.split(",")]
