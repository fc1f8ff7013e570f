"""Phrases of the template writer for every category, by language. Those of single categories: `vidx.categories`."""

from typing import Final

from functions.script.phrases.de import GERMAN
from functions.script.phrases.en import ENGLISH
from functions.script.phrases.es import SPANISH
from functions.script.phrases.fr import FRENCH
from functions.script.phrases.it import ITALIAN
from functions.script.phrases.phrasebook import Phrasebook
from functions.script.phrases.pt import PORTUGUESE
from vidx.options import Language

__all__ = ["PHRASEBOOKS", "Phrasebook"]

PHRASEBOOKS: Final[dict[Language, Phrasebook]] = {
    "en": ENGLISH,
    "es": SPANISH,
    "fr": FRENCH,
    "de": GERMAN,
    "pt": PORTUGUESE,
    "it": ITALIAN,
}
