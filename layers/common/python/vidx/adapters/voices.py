"""One voice of every provider for each voice that a seller may choose.

We offer OpenAI's voices by OpenAI's names, so the speech endpoint needs no mapping. The Realtime API lacks three of
them (https://developers.openai.com/api/docs/guides/realtime-conversations), and Polly has voices of its own, each of
one language; those for English exist for both engines (https://docs.aws.amazon.com/polly/latest/dg/available-voices.html).
"""

from typing import TYPE_CHECKING, Final, NamedTuple

from vidx.errors import ProviderRefused
from vidx.options import Voice

if TYPE_CHECKING:
    from mypy_boto3_polly.literals import VoiceIdType


class ProviderVoices(NamedTuple):
    """Who speaks for one of our voices; `low` tells a low voice from a high one."""

    realtime: str
    polly: "VoiceIdType"
    low: bool


PROVIDER_VOICES: Final[dict[Voice, ProviderVoices]] = {
    "alloy": ProviderVoices("alloy", "Joanna", low=False),
    "ash": ProviderVoices("ash", "Matthew", low=True),
    "ballad": ProviderVoices("ballad", "Brian", low=True),
    "cedar": ProviderVoices("cedar", "Matthew", low=True),
    "coral": ProviderVoices("coral", "Kimberly", low=False),
    "echo": ProviderVoices("echo", "Joey", low=True),
    "fable": ProviderVoices("ballad", "Brian", low=True),
    "marin": ProviderVoices("marin", "Joanna", low=False),
    "nova": ProviderVoices("coral", "Kendra", low=False),
    "onyx": ProviderVoices("cedar", "Matthew", low=True),
    "sage": ProviderVoices("sage", "Salli", low=False),
    "shimmer": ProviderVoices("shimmer", "Kimberly", low=False),
    "verse": ProviderVoices("verse", "Joey", low=True),
}


class PollyVoices(NamedTuple):
    """Polly's voices of a language other than English: a high one, and a low one by engine."""

    high: "VoiceIdType"
    low_neural: "VoiceIdType"
    low_standard: "VoiceIdType"


POLLY_VOICES: Final[dict[str, PollyVoices]] = {
    "es": PollyVoices("Lucia", "Sergio", "Enrique"),
    "fr": PollyVoices("Lea", "Remi", "Mathieu"),
    "de": PollyVoices("Vicki", "Daniel", "Hans"),
    "pt": PollyVoices("Camila", "Thiago", "Ricardo"),
    "it": PollyVoices("Bianca", "Adriano", "Giorgio"),
}


def _provider_voices(voice: str) -> ProviderVoices:
    by_name = {str(name): voices for name, voices in PROVIDER_VOICES.items()}
    if voice not in by_name:
        raise ProviderRefused(f"There is no voice {voice}.")
    return by_name[voice]


def realtime_voice(voice: str) -> str:
    """The Realtime API's voice for one of ours."""
    return _provider_voices(voice).realtime


def polly_voice(voice: str, language: str, engine: str) -> "VoiceIdType":
    """Polly's voice for one of ours.

    Raises:
        ProviderRefused: Polly has none for the language, or the voice is not one of ours.
    """
    voices = _provider_voices(voice)
    if language == "en":
        return voices.polly
    if language not in POLLY_VOICES:
        raise ProviderRefused(f"Amazon Polly has no voice for the language {language}.")
    pair = POLLY_VOICES[language]
    if not voices.low:
        return pair.high
    return pair.low_neural if engine == "neural" else pair.low_standard
