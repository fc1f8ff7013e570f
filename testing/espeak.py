"""Synthesized speech with known word times, by the engine of the OpenAI stand-in."""

from dataclasses import dataclass

from local.openai_standin.espeak import Voice, synthesize
from vidx.wav import Pcm

PITCH = 50
"""The default of espeak-ng."""


@dataclass(frozen=True)
class SynthesizedSpeech:
    """The voice, and the start of each word by its character offset in the text."""

    voice: Pcm
    starts_s: dict[int, float]


def speak(text: str, voice: str = "en-us", words_per_minute: int = 165) -> SynthesizedSpeech:
    """Synthesize plain words. `voice` is one of espeak-ng's, with an optional variant (`en-us+f3`)."""
    speech = synthesize(text, Voice(voice, PITCH, words_per_minute))
    starts_s = {word.offset: word.sample / speech.rate_hz for word in speech.words}
    return SynthesizedSpeech(Pcm(speech.samples, speech.rate_hz), starts_s)
