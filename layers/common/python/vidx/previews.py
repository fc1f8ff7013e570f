"""Samples of the voices: what is said, and where the sound is kept.

A sample is what a video's voice would be today: its key tells of the voice, the sentence and the deployment's
providers, so that each is made and paid for once, and again when a deployment changes its voices.
"""

from typing import Final

from vidx import keys
from vidx.jobs.artifacts import fingerprint
from vidx.options import Language, Voice
from vidx.settings import Settings

EDITION: Final = "preview/1"
SENTENCES: Final[dict[Language, str]] = {
    "en": "Hello! This is how I sound when I tell people about the things you sell.",
    "es": "¡Hola! Así sueno cuando hablo de las cosas que vendes.",
    "fr": "Bonjour ! Voilà comment je parle de ce que vous vendez.",
    "de": "Hallo! So klinge ich, wenn ich von deinen Sachen erzähle.",
    "pt": "Olá! É assim que eu falo das coisas que você vende.",
    "it": "Ciao! Ecco come parlo delle cose che vendi.",
}


def key_of(voice: Voice, language: Language, here: Settings) -> str:
    """Key of the sample in the work bucket, whether or not it is there."""
    providers = (here.voice_order, here.speech_model, here.realtime_model, here.polly_engine)
    made = fingerprint(EDITION, SENTENCES[language], voice, language, *providers)
    return keys.voice_preview(language, voice, made)
