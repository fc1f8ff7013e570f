"""Speech whose word times are known, by the stand-in's own engine."""

from dataclasses import dataclass

from local.openai_standin.espeak import Voice, synthesize
from vidx.wav import Pcm

PITCH = 50
"""espeak-ng's own default."""


@dataclass(frozen=True)
class Spoken:
    """The voice, and for the character offset of each word in the text the time at which it starts."""

    voice: Pcm
    starts_s: dict[int, float]


def speak(text: str, voice: str = "en-us", words_per_minute: int = 165) -> Spoken:
    """Synthesise plain words; `voice` is one of espeak's, with an optional variant (`en-us+f3`)."""
    spoken = synthesize(text, Voice(voice, PITCH, words_per_minute))
    starts_s = {word.offset: word.sample / spoken.rate_hz for word in spoken.words}
    return Spoken(Pcm(spoken.samples, spoken.rate_hz), starts_s)
