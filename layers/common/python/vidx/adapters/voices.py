"""The voice of each provider for each voice that sellers can choose.

Sellers choose among OpenAI's voices by OpenAI's names, so the speech endpoint needs no mapping. The Realtime API lacks
three of them (https://developers.openai.com/api/docs/guides/realtime-conversations). Polly has voices of its own, each
of one language; those for English exist for both engines
(https://docs.aws.amazon.com/polly/latest/dg/available-voices.html).
"""

from typing import TYPE_CHECKING, Final, NamedTuple

from vidx.errors import ProviderRefused
from vidx.options import Voice

if TYPE_CHECKING:
    from mypy_boto3_polly.literals import VoiceIdType


class ProviderVoices(NamedTuple):
    """Voices of the other providers for one of OpenAI's. `low` distinguishes low voices from high ones."""

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
    """Polly's voices of a language other than English: a high voice, and a low voice for each engine."""

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
    """Return the Realtime API's voice. Raises `ProviderRefused` for an unknown voice."""
    return _provider_voices(voice).realtime


def polly_voice(voice: str, language: str, engine: str) -> "VoiceIdType":
    """Return Polly's voice.

    Raises:
        ProviderRefused: the voice is unknown, or Polly has no voice in the language.
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
