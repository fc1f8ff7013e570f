"""How fragments of adverts are read: one table a language in `tests/data/readings`.

The columns: kind, context (`-`, or `category=…;currency=…`), fragment, spoken, and certainty (`sure`, or `native` where
only a native speaker can confirm the reading). A fragment with several readings is spoken as it is written.
"""

import csv
from collections import Counter
from pathlib import Path
from typing import Final, NamedTuple, cast, get_args

import pytest

from vidx import speech
from vidx.categories import Category
from vidx.options import CATEGORIES, LANGUAGES, Language

TABLES: Final = Path(__file__).parents[3] / "data" / "readings"
HEADER: Final = ["kind", "context", "fragment", "spoken", "certainty"]
FEWEST_ROWS: Final = 100


class Row(NamedTuple):
    """One line of a table."""

    kind: str
    context: str
    fragment: str
    spoken: str
    certainty: str


def rows(language: Language) -> list[Row]:
    table = TABLES / f"{language}.tsv"
    header, *lines = csv.reader(table.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    assert header == HEADER, table
    assert all(len(line) == len(HEADER) for line in lines), [line for line in lines if len(line) != len(HEADER)]
    return [Row(*line) for line in lines]


def context(column: str) -> speech.Context:
    if column == "-":
        return speech.NO_CONTEXT
    pairs = dict(pair.split("=") for pair in column.split(";"))
    assert pairs.keys() <= {"category", "currency"}, column
    category = pairs.get("category")
    assert category is None or category in CATEGORIES, column
    return speech.Context(cast("Category | None", category), pairs.get("currency"))


WRITTEN: Final = [language for language in LANGUAGES if (TABLES / f"{language}.tsv").exists()]
CASES: Final = [(language, row) for language in WRITTEN for row in rows(language)]


@pytest.mark.parametrize(("language", "row"), CASES, ids=[f"{language} {row.fragment}" for language, row in CASES])
def test_a_fragment_is_read_as_its_seller_means_it(language: Language, row: Row) -> None:
    assert speech.to_voice_text(row.fragment, language, context(row.context)) == row.spoken


@pytest.mark.parametrize("language", WRITTEN)
def test_every_language_has_a_hundred_different_rows(language: Language) -> None:
    table = rows(language)

    assert len(table) >= FEWEST_ROWS
    assert not [key for key, times in Counter((row.context, row.fragment) for row in table).items() if times > 1]
    assert {row.certainty for row in table} <= {"sure", "native"}
    assert all(row.kind and row.fragment and row.spoken for row in table)


def test_every_table_is_of_a_language() -> None:
    assert {table.stem for table in TABLES.glob("*.tsv")} <= set(get_args(Language))
