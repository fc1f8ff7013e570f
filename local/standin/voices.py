"""One espeak-ng voice for each of OpenAI's, all at about 165 words a minute, told apart by variant and pitch."""

from typing import Final

from local.standin.espeak import Voice
from vidx.options import Language

VOICES: Final[dict[str, Voice]] = {
    "alloy": Voice("en-us+f3", 45, 165),
    "ash": Voice("en-us+m1", 35, 165),
    "ballad": Voice("en-us+m2", 50, 165),
    "cedar": Voice("en-us+m7", 30, 165),
    "coral": Voice("en-us+f2", 60, 165),
    "echo": Voice("en-us+m3", 45, 165),
    "fable": Voice("en-gb-x-rp+m4", 55, 165),
    "marin": Voice("en-us+f4", 50, 165),
    "nova": Voice("en-us+f1", 65, 165),
    "onyx": Voice("en-us+m5", 20, 165),
    "sage": Voice("en-us+f5", 40, 165),
    "shimmer": Voice("en-us+f2", 75, 165),
    "verse": Voice("en-us+m6", 55, 165),
}

_ABROAD: Final[dict[Language, str]] = {"es": "es", "fr": "fr", "de": "de", "pt": "pt-br", "it": "it"}


def voice_in(name: str, language: Language) -> Voice:
    """The voice of that name in the language: the same variant and pitch."""
    voice = VOICES[name]
    if language == "en":
        return voice
    variant = voice.name.partition("+")[2]
    return Voice(f"{_ABROAD[language]}+{variant}", voice.pitch, voice.rate)
