"""The fixed words of the template writer, by language."""

from typing import Final

from functions.script.phrases.book import Book, Phrases
from functions.script.phrases.english import ENGLISH
from functions.script.phrases.french import FRENCH
from functions.script.phrases.german import GERMAN
from functions.script.phrases.italian import ITALIAN
from functions.script.phrases.portuguese import PORTUGUESE
from functions.script.phrases.spanish import SPANISH
from vidx.options import Language

__all__ = ["BOOKS", "Book", "Phrases"]

BOOKS: Final[dict[Language, Book]] = {
    "en": ENGLISH,
    "es": SPANISH,
    "fr": FRENCH,
    "de": GERMAN,
    "pt": PORTUGUESE,
    "it": ITALIAN,
}
