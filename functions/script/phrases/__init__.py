"""The sentences of the template writer that suit any category, by language; `vidx.categories` has the others."""

from typing import Final

from functions.script.phrases.book import Book
from functions.script.phrases.english import ENGLISH
from functions.script.phrases.french import FRENCH
from functions.script.phrases.german import GERMAN
from functions.script.phrases.italian import ITALIAN
from functions.script.phrases.portuguese import PORTUGUESE
from functions.script.phrases.spanish import SPANISH
from vidx.options import Language

__all__ = ["BOOKS", "Book"]

BOOKS: Final[dict[Language, Book]] = {
    "en": ENGLISH,
    "es": SPANISH,
    "fr": FRENCH,
    "de": GERMAN,
    "pt": PORTUGUESE,
    "it": ITALIAN,
}
