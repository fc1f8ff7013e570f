"""The lexicons by language."""

from typing import Final

from vidx.spoken.abroad.french import FRENCH
from vidx.spoken.abroad.german import GERMAN
from vidx.spoken.abroad.italian import ITALIAN
from vidx.spoken.abroad.lexicon import Lexicon
from vidx.spoken.abroad.portuguese import PORTUGUESE
from vidx.spoken.abroad.spanish import SPANISH

LEXICONS: Final[dict[str, Lexicon]] = {
    "es": SPANISH,
    "fr": FRENCH,
    "de": GERMAN,
    "pt": PORTUGUESE,
    "it": ITALIAN,
}
