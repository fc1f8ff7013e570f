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


class Cast(NamedTuple):
    """Who speaks for one of our voices; `low` tells a low voice from a high one."""

    realtime: str
    polly: "VoiceIdType"
    low: bool


CASTS: Final[dict[Voice, Cast]] = {
    "alloy": Cast("alloy", "Joanna", low=False),
    "ash": Cast("ash", "Matthew", low=True),
    "ballad": Cast("ballad", "Brian", low=True),
    "cedar": Cast("cedar", "Matthew", low=True),
    "coral": Cast("coral", "Kimberly", low=False),
    "echo": Cast("echo", "Joey", low=True),
    "fable": Cast("ballad", "Brian", low=True),
    "marin": Cast("marin", "Joanna", low=False),
    "nova": Cast("coral", "Kendra", low=False),
    "onyx": Cast("cedar", "Matthew", low=True),
    "sage": Cast("sage", "Salli", low=False),
    "shimmer": Cast("shimmer", "Kimberly", low=False),
    "verse": Cast("verse", "Joey", low=True),
}


class Pair(NamedTuple):
    """Polly's voices of a language other than English: a high one, and a low one by engine."""

    high: "VoiceIdType"
    low_neural: "VoiceIdType"
    low_standard: "VoiceIdType"


ABROAD: Final[dict[str, Pair]] = {
    "es": Pair("Lucia", "Sergio", "Enrique"),
    "fr": Pair("Lea", "Remi", "Mathieu"),
    "de": Pair("Vicki", "Daniel", "Hans"),
    "pt": Pair("Camila", "Thiago", "Ricardo"),
    "it": Pair("Bianca", "Adriano", "Giorgio"),
}


def _cast(voice: str) -> Cast:
    held = {str(name): cast for name, cast in CASTS.items()}
    if voice not in held:
        raise ProviderRefused(f"There is no voice {voice}.")
    return held[voice]


def of_realtime(voice: str) -> str:
    """The Realtime API's voice for one of ours."""
    return _cast(voice).realtime


def of_polly(voice: str, language: str, engine: str) -> "VoiceIdType":
    """Polly's voice for one of ours.

    Raises:
        ProviderRefused: Polly has none for the language, or the voice is not one of ours.
    """
    cast = _cast(voice)
    if language == "en":
        return cast.polly
    if language not in ABROAD:
        raise ProviderRefused(f"Amazon Polly has no voice for the language {language}.")
    pair = ABROAD[language]
    if not cast.low:
        return pair.high
    return pair.low_neural if engine == "neural" else pair.low_standard
