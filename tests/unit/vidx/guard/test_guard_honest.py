"""The guard accepts honest rewordings and refuses only wrong facts."""

import csv
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from testing.adverts import ADVERTS
from vidx.errors import ScriptContradictsDetails
from vidx.guard import check_seller_script, find_violations, sanitize_listing
from vidx.jobs.request import Listing
from vidx.options import LANGUAGES

TABLE = Path(__file__).parents[3] / "data" / "honest.tsv"


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

    assert find_violations(row["script"], listing) == []
    check_seller_script(row["script"], listing)


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['language']}-{row['title']}-{row['description'][:40]}")
def test_an_ordinary_listing_stays_unchanged(row: dict[str, str]) -> None:
    assert sanitize_listing(listing_of(row)) == listing_of(row)


ORDINARY = (
    "Say goodbye to clutter.", "Write to me with questions.", "Tell me when you can collect.", "Don't miss it.",
    "Instructions and manual included.", "Follow the instructions and it is up in an hour.", "AI camera with 4K.",
    "Start your day with a smile.", "Talk to Alexa: it speaks to you.", "System: Canon EOS R.", "Tell your friends.",
    "User: only one careful owner.", "Forget the rules of the city and ride.", "Ignore the dust in the pictures.",
    "Includes video output HDMI.", "Call of Duty 4 and 5 for PS3.", "Mention this ad for a discount.",
    "Sag Ja zu mehr Ordnung.", "Schreib mir bei Fragen.", "Anleitung liegt bei.", "Dites oui au confort.",
    "N'hésitez pas à me contacter.", "Di adiós al desorden.", "No dudes en preguntar.", "Diga adeus à bagunça.",
    "Scrivi per informazioni.", "Bitte bei Interesse schreiben.",
)  # fmt: skip


@pytest.mark.parametrize("sentence", ORDINARY)
def test_a_sentence_that_speaks_to_buyers_stays(sentence: str) -> None:
    listing = Listing(title="Oak desk", description=sentence, price=Decimal(450))

    assert sanitize_listing(listing) == listing


def test_a_script_in_another_language_than_the_listing_is_refused() -> None:
    listing = Listing(title="Eichentisch", description="Massiv.", price=Decimal(450), currency="EUR", language="de")

    with pytest.raises(
        ScriptContradictsDetails, match="The script is in English, but the language of the video is German"
    ):
        check_seller_script("This is the oak desk that you have been looking for, all solid.", listing)


def test_the_guard_loads_the_locale_of_no_language_before_it_needs_one() -> None:
    loaded = "import sys, vidx.guard; print([name for name in sys.modules if name.startswith('vidx.speech.locales')])"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run([sys.executable, "-c", loaded], check=True, capture_output=True, text=True, env=environment)

    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize("advert", ADVERTS, ids=lambda advert: advert.title)
def test_the_guard_changes_no_honest_advert(advert: Listing) -> None:
    assert sanitize_listing(advert) == advert
