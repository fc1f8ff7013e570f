"""HTML in titles, descriptions and scripts."""

import json
import subprocess
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra import NODE
from infra.settings import ROOT
from vidx.jobs.request import Listing, VideoRequest
from vidx.markup import plain_text

CASES: Final = json.loads((ROOT / "tests/data/markup.json").read_text("utf-8"))
PAGE: Final = """
import { readFileSync } from "node:fs";
const { plainText } = await import(process.argv[1]);
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf-8")).map(plainText)));
"""
DETAILS = {"title": "Oak chair", "description": "Solid oak, hardly used.", "price": "189.00"}


@pytest.mark.parametrize(("text", "plain"), CASES)
def test_entities_and_tags_are_removed_and_ordinary_text_stays(text: str, plain: str) -> None:
    assert plain_text(text) == plain


def test_the_page_removes_the_same_markup_as_the_api() -> None:
    module = (ROOT / "web/js/draft/markup.js").as_uri()
    texts = json.dumps([text for text, _ in CASES])

    process = subprocess.run(
        [str(NODE), "--input-type=module", "-e", PAGE, module], input=texts, capture_output=True, text=True, check=True
    )

    assert json.loads(process.stdout) == [plain for _, plain in CASES]


def test_every_text_of_a_seller_is_plain() -> None:
    listing = Listing.model_validate(
        {
            **DETAILS,
            "title": "Oak<br>chair &amp; table",
            "description": "<p>Solid&nbsp;oak.</p>\n<p>Zero&#8203;width.</p>",
        }
    )
    request = VideoRequest.model_validate(
        {
            "jobId": "j1",
            "owner": "mia",
            "listing": listing,
            "choices": {},
            "photoKeys": ["k"],
            "script": "<b>Only</b> today &ndash; call!",
        }
    )

    assert listing.title == "Oak chair & table"
    assert listing.description == "Solid oak.\n\nZerowidth."
    assert request.script == "Only today – call!"


def test_the_length_is_counted_without_markup() -> None:
    bold = "<b>chair</b> " * 20

    assert Listing.model_validate({**DETAILS, "title": bold[:130]}).title.startswith("chair chair")


def test_a_text_of_nothing_but_markup_is_refused() -> None:
    with pytest.raises(ValueError, match="title"):
        Listing.model_validate({**DETAILS, "title": "<b>&nbsp;</b>"})


@given(st.text(alphabet="<>&;#abp/=\"' x0\n-!", max_size=40))
def test_reading_plain_text_again_changes_nothing(text: str) -> None:
    plain = plain_text(text)

    assert plain_text(plain) == plain


def test_a_very_long_text_is_refused_by_its_length() -> None:
    assert plain_text("<b>" * 100_000) == "<b>" * 100_000
