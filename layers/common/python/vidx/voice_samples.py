"""Voice samples: the sentence that each language's sample says, and the key of each sample.

A sample sounds as a video's voice would today. Its key depends on the voice, the sentence and the configured
providers, so each sample is recorded and paid for once, and again after a deployment changes its providers.
"""

from typing import Final

from vidx import keys
from vidx.jobs.artifacts import fingerprint_of
from vidx.options import Language, Voice
from vidx.settings import Settings

RECIPE: Final = "preview/1"
SENTENCES: Final[dict[Language, str]] = {
    "en": "Hello! This is how I sound when I tell people about the things you sell.",
    "es": "¡Hola! Así sueno cuando hablo de las cosas que vendes.",
    "fr": "Bonjour ! Voilà comment je parle de ce que vous vendez.",
    "de": "Hallo! So klinge ich, wenn ich von deinen Sachen erzähle.",
    "pt": "Olá! É assim que eu falo das coisas que você vende.",
    "it": "Ciao! Ecco come parlo delle cose che vendi.",
}


def sample_key(voice: Voice, language: Language, settings: Settings) -> str:
    """Key of the sample in the work bucket, whether or not it exists."""
    providers = (settings.voice_order, settings.speech_model, settings.realtime_model, settings.polly_engine)
    return keys.voice_sample(language, voice, fingerprint_of(RECIPE, SENTENCES[language], voice, language, *providers))
