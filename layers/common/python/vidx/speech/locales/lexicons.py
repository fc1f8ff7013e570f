"""The lexicons by language, each loaded when its language is first needed."""

from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Final

from vidx.options import Language
from vidx.speech.locales.currencies import more
from vidx.speech.locales.lexicon import Lexicon

_NAMES: Final[dict[Language, str]] = {
    "es": "spanish",
    "fr": "french",
    "de": "german",
    "pt": "portuguese",
    "it": "italian",
}


@cache
def lexicon_of(language: Language) -> Lexicon:
    """The lexicon of a language other than English."""
    name = _NAMES[language]
    lexicon: Lexicon = getattr(import_module(f"vidx.speech.locales.{name}"), name.upper())
    return replace(lexicon, sums={**more(language), **lexicon.sums})
