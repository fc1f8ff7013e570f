"""The lexicons by language."""

from dataclasses import replace
from typing import Final

from vidx.spoken.abroad.currencies import more
from vidx.spoken.abroad.french import FRENCH
from vidx.spoken.abroad.german import GERMAN
from vidx.spoken.abroad.italian import ITALIAN
from vidx.spoken.abroad.lexicon import Lexicon
from vidx.spoken.abroad.portuguese import PORTUGUESE
from vidx.spoken.abroad.spanish import SPANISH

_OWN: Final = {
    "es": SPANISH,
    "fr": FRENCH,
    "de": GERMAN,
    "pt": PORTUGUESE,
    "it": ITALIAN,
}
LEXICONS: Final[dict[str, Lexicon]] = {
    language: replace(lexicon, sums={**more(language), **lexicon.sums}) for language, lexicon in _OWN.items()
}
