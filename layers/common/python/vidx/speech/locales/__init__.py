"""Languages. Spanish, French, German, Portuguese and Italian share the rules here; each is one `Locale` of data.

- `locale.py`: the fields of a `Locale`, with an example of each; `de.py`, `es.py`, `fr.py`, `it.py`, `pt.py`: data.
- `grammar.py`: the order of the rules.
- one module for each semiotic class: `money.py`, `dates.py`, `ordinals.py`, `measures.py`, `carats.py` (`18 kt`),
  `count_nouns.py` (`3 pers.`), `contextual_abbreviations.py` (`incl.`, `usado 1x`), `number_rules.py` (fractions,
  ranges, dimensions and all other numbers); `numbers.py` puts numbers in words for them.
- tables for all five: `unit_symbols.py`, `currencies.py`.
- `en`: English, with rules of its own.
"""

from dataclasses import replace
from functools import cache
from importlib import import_module

from vidx.options import Language
from vidx.speech.locales.currencies import further_currencies
from vidx.speech.locales.locale import Locale


@cache
def locale_of(language: Language) -> Locale:
    """The `LOCALE` of the module that is named by the language's code; imported at its first use. English has none."""
    locale: Locale = import_module(f"vidx.speech.locales.{language}").LOCALE
    return replace(locale, currencies={**further_currencies(language), **locale.currencies})
