"""Spoken forms of fragments of adverts: one table a language in `tests/data/readings`.

The columns: kind, context (`-`, or `category=…;currency=…`), fragment, spoken form, and certainty (`sure`, or `native`
where only a native speaker can confirm it). An ambiguous fragment is spoken as it is written.
"""

import csv
from typing import Final, NamedTuple, cast

from local.paths import ROOT
from vidx import speech
from vidx.categories import Category
from vidx.options import CATEGORIES, LANGUAGES, Language

TABLES: Final = ROOT / "tests/data/readings"
HEADER: Final = ["kind", "context", "fragment", "spoken", "certainty"]


class Row(NamedTuple):
    """One line of a table."""

    kind: str
    context: str
    fragment: str
    spoken: str
    certainty: str


def rows(language: Language) -> list[Row]:
    """The rows of a language's table.

    Raises:
        ValueError: the header or the number of columns is wrong.
    """
    table = TABLES / f"{language}.tsv"
    header, *lines = csv.reader(table.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    wrong_lines = [line for line in [header, *lines] if len(line) != len(HEADER)]
    if header != HEADER or wrong_lines:
        raise ValueError(f"{table}: {wrong_lines or header}")
    return [Row(*line) for line in lines]


def context(column: str) -> speech.Context:
    """The context of a row.

    Raises:
        ValueError: an unknown key or category.
    """
    if column == "-":
        return speech.NO_CONTEXT
    pairs = dict(pair.split("=") for pair in column.split(";"))
    category = pairs.get("category")
    if not pairs.keys() <= {"category", "currency"} or (category is not None and category not in CATEGORIES):
        raise ValueError(column)
    return speech.Context(cast("Category | None", category), pairs.get("currency"))


LANGUAGES_WITH_TABLE: Final = [language for language in LANGUAGES if (TABLES / f"{language}.tsv").exists()]
