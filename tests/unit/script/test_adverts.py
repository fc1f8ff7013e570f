"""Real classified adverts of `tests/data/adverts`: from the seller's text to what the voice gets."""

import csv
from contextlib import suppress
from pathlib import Path
from typing import Final

import pytest

from functions.script import template_writer
from functions.script.draft import finished_script
from functions.script.pacing import Budget
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
def test_no_advert_is_detected_as_another_language(advert: Listing) -> None:
    with suppress(AmbiguousText):  # the seller is asked
        assert detect_language(f"{advert.title}\n{advert.description}") == advert.language


@pytest.mark.parametrize("advert", ADVERTS, ids=lambda advert: advert.title)
def test_the_guard_changes_no_honest_advert(advert: Listing) -> None:
    assert guarded(advert) == advert


@pytest.mark.parametrize("advert", ADVERTS, ids=lambda advert: advert.title)
def test_the_template_keeps_to_the_advert_and_ends_every_line(advert: Listing) -> None:
    budget = Budget(30, "alloy", advert.language, advert.context)
    draft = template_writer.write(advert, budget)
    script = finished_script(draft, advert, "alloy", template_writer.PROVIDER, template_writer.MODEL)

    assert contradictions(script.text, advert) == []
    parts = [
        script.model_copy(update={"hook": part, "sentences": (), "call_to_action": ""}).spoken_text(
            advert.language, advert.context
        )
        for part in script.parts
    ]
    assert [part.shown for part in parts if part.spoken[-1] not in ".!?"] == []
    assert script.spoken_text(advert.language, advert.context).spoken == " ".join(part.spoken for part in parts)
