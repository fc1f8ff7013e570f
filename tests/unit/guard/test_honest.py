"""Honest rewordings pass: the guard refuses what is wrong, not what is said in other words."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from vidx.guard import check_own_script, contradictions, guarded
from vidx.listing import Listing
from vidx.options import LANGUAGES

TABLE = Path(__file__).parents[2] / "data" / "honest.tsv"


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def listing_of(row: dict[str, str]) -> Listing:
    fields = {name: row[name] for name in ("language", "title", "currency", "description")}
    return Listing.model_validate({**fields, "price": Decimal(row["price"])})


def test_every_language_is_covered() -> None:
    assert {row["language"] for row in rows()} == set(LANGUAGES)


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['language']}-{row['script'][:40]}")
def test_an_honest_script_is_not_refused(row: dict[str, str]) -> None:
    listing = listing_of(row)

    assert contradictions(row["script"], listing) == []
    check_own_script(row["script"], listing)


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['language']}-{row['title']}-{row['description'][:40]}")
def test_an_ordinary_listing_is_left_as_it_is(row: dict[str, str]) -> None:
    assert guarded(listing_of(row)) == listing_of(row)
