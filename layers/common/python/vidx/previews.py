"""Samples of the voices: what is said, and where the sound is kept.

A sample is what a video's voice would be today: its key tells of the voice, the sentence and the deployment's
providers, so that each is made and paid for once, and again when a deployment changes its voices.
"""

from typing import Final

from vidx import keys
from vidx.artifacts import fingerprint
from vidx.options import Language, Voice
from vidx.settings import Settings

EDITION: Final = "preview/1"
SENTENCES: Final[dict[Language, str]] = {
    "en": "Hello! This is how I sound when I tell people about the things you sell.",
}


def key_of(voice: Voice, language: Language, here: Settings) -> str:
    """Key of the sample in the work bucket, whether or not it is there."""
    providers = (here.voice_order, here.speech_model, here.realtime_model, here.polly_engine)
    made = fingerprint(EDITION, SENTENCES[language], voice, language, *providers)
    return keys.voice_preview(language, voice, made)
