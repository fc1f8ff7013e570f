"""Classified adverts as sellers write them, `tests/data/adverts`: from the text to what the voice gets."""

import csv
from contextlib import suppress
from pathlib import Path
from typing import Final

import pytest

from functions.script import template
from functions.script.drafted import finished
from functions.script.pace import Budget
from vidx.detection import AmbiguousText, detect_language
from vidx.guard import contradictions, guarded
from vidx.jobs.request import Listing
from vidx.options import LANGUAGES

TABLES: Final = Path(__file__).parents[2] / "data" / "adverts"
FEWEST_ADVERTS: Final = 15


def adverts(language: str) -> list[Listing]:
    table = (TABLES / f"{language}.tsv").read_text("utf-8").splitlines()
    rows = csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [Listing.model_validate({**row, "language": language}) for row in rows]


ADVERTS: Final = [advert for language in LANGUAGES for advert in adverts(language)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_adverts(language: str) -> None:
    assert len(adverts(language)) >= FEWEST_ADVERTS


@pytest.mark.parametrize("advert", ADVERTS, ids=lambda advert: advert.title)
def test_an_advert_is_never_taken_for_one_in_another_language(advert: Listing) -> None:
    with suppress(AmbiguousText):  # the seller is asked
        assert detect_language(f"{advert.title}\n{advert.description}") == advert.language


@pytest.mark.parametrize("advert", ADVERTS, ids=lambda advert: advert.title)
def test_nothing_of_an_honest_advert_is_screened(advert: Listing) -> None:
    assert guarded(advert) == advert


@pytest.mark.parametrize("advert", ADVERTS, ids=lambda advert: advert.title)
def test_the_template_keeps_to_the_advert_and_every_line_ends(advert: Listing) -> None:
    budget = Budget(30, "alloy", advert.language, advert.context)
    draft = template.write(advert, budget)
    script = finished(draft, advert, "alloy", template.PROVIDER, template.MODEL)

    assert contradictions(script.text, advert) == []
    for part in script.parts:
        alone = script.model_copy(update={"hook": part, "sentences": (), "call_to_action": ""})
        assert alone.aloud(advert.language, advert.context)[-1] in ".!?", part
    assert script.aloud(advert.language, advert.context) == " ".join(
        script.model_copy(update={"hook": part, "sentences": (), "call_to_action": ""}).aloud(
            advert.language, advert.context
        )
        for part in script.parts
    )
