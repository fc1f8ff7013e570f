"""Real classified adverts in every language, from `tests/data/adverts`."""

import csv
from typing import Final

from local.paths import ROOT
from vidx.jobs.request import Listing
from vidx.options import LANGUAGES

TABLES: Final = ROOT / "tests/data/adverts"


def adverts(language: str) -> list[Listing]:
    """Return the adverts of a language as listings, in the table's order."""
    table = (TABLES / f"{language}.tsv").read_text("utf-8").splitlines()
    rows = csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [Listing.model_validate({**row, "language": language}) for row in rows]


ADVERTS: Final = [advert for language in LANGUAGES for advert in adverts(language)]
