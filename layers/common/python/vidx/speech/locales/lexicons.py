"""Lexicons of the languages other than English, each loaded when its language is first needed."""

from dataclasses import replace
from functools import cache
from importlib import import_module

from vidx.options import Language
from vidx.speech.locales.currencies import more
from vidx.speech.locales.lexicon import Lexicon


@cache
def lexicon_of(language: Language) -> Lexicon:
    """The `LEXICON` of the module that is named after the language's code."""
    lexicon: Lexicon = import_module(f"vidx.speech.locales.{language}").LEXICON
    return replace(lexicon, sums={**more(language), **lexicon.sums})
