"""Listing, choices and the request for a video."""

import json
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from vidx import options
from vidx.jobs.request import Listing, VideoChoices, VideoRequest

GOOD = {"title": "Oak chair", "description": "Solid oak, hardly used.", "price": "189.00"}
ABSENT: Final = object()


@pytest.mark.parametrize("field", ["title", "description", "price"])
def test_title_description_and_price_are_needed(field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Listing.model_validate({name: value for name, value in GOOD.items() if name != field})
    assert refused.value.errors()[0]["loc"] == (field,)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("price", "-1"),
        ("price", str(options.MAX_PRICE + 1)),
        ("price", 1.001),
        ("price", "1.0010"),
        ("price", "NaN"),
        ("price", "Infinity"),
        ("title", "   "),
        ("title", "x" * (options.MAX_TITLE_CHARS + 1)),
        ("description", "🔥🔥🔥"),
        ("description", "x" * 20_000),
        ("currency", "XYZ"),
        ("category", "spaceships"),
        ("language", "tlh"),
        ("videoUrl", "https://elsewhere.test/video.mp4"),
    ],
)
def test_a_bad_field_is_refused_by_its_name(field: str, value: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Listing.model_validate({**GOOD, field: value})
    assert refused.value.errors()[0]["loc"] == (field,)


@pytest.mark.parametrize("field", ["voice", "music", "format", "duration", "caption_style", "brand_colour", "link"])
def test_an_unknown_choice_is_refused_by_its_name(field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        VideoChoices.model_validate({field: "no such thing"})
    assert refused.value.errors()[0]["loc"] == (field,)


@pytest.mark.parametrize("none", ["none", []])
def test_each_overlay_and_all_overlays_can_be_left_out(none: object) -> None:
    assert VideoChoices.model_validate({"overlays": none}).overlays == ()
    assert VideoChoices.model_validate({"overlays": "end, title"}).overlays == ("title", "end")
    assert VideoChoices.model_validate({}).overlays == ("title", "price", "end")
    with pytest.raises(ValidationError, match="'title', 'price' or 'end'"):
        VideoChoices.model_validate({"overlays": ["logo"]})


@pytest.mark.parametrize("link", ["https://example.com/a?b=1#c", "https://shop.example.co.uk"])
def test_a_web_address_is_accepted(link: str) -> None:
    assert VideoChoices(link=link).link == link


@pytest.mark.parametrize(
    "link",
    [
        "http://example.com/",
        "javascript:alert(1)",
        "https://localhost/",
        "https://10.0.0.1/",
        "https://user@example.com/",
        "https://example.com/a b",
        "https://example.com/\u202ecod",
        f"https://example.com/{'a' * 200}",
    ],
)
def test_an_address_that_is_not_public_is_refused(link: str) -> None:
    with pytest.raises(ValidationError, match=r"https://|at most 200"):
        VideoChoices(link=link)


def test_a_bad_colour_is_refused_with_an_example() -> None:
    assert VideoChoices(brand_colour="#00a3ff").brand_colour == "#00A3FF"
    with pytest.raises(ValidationError, match="# and six hexadecimal digits"):
        VideoChoices(brand_colour="#fff")


def test_every_line_break_separates_words() -> None:
    listing = Listing.model_validate({**GOOD, "description": "Oak\u2028no scratches\vsolid\r\nold\u0085brown\rheavy"})

    assert listing.description.split("\n") == ["Oak", "no scratches", "solid", "old", "brown", "heavy"]


def test_control_characters_are_dropped_and_blanks_collapsed() -> None:
    listing = Listing.model_validate({**GOOD, "title": " Oak\u0007  chair\u2028\ufeff "})
    assert listing.title == "Oak chair"


def test_a_lower_case_currency_is_accepted() -> None:
    assert Listing.model_validate({**GOOD, "currency": "eur"}).currency == "EUR"


@pytest.mark.parametrize("count", [0, options.MAX_PHOTOS + 1])
def test_the_number_of_photos_has_limits(count: int) -> None:
    with pytest.raises(ValidationError, match="photos"):
        VideoRequest(
            job_id="j1",
            owner="u1",
            listing=Listing.model_validate(GOOD),
            choices=VideoChoices(),
            photo_keys=tuple(f"uploads/u1/{n}" for n in range(count)),
        )


@given(st.text(max_size=200))
def test_any_text_is_accepted_or_refused_without_a_crash(text: str) -> None:
    try:
        title = Listing.model_validate({**GOOD, "title": text}).title
    except ValidationError:
        return
    assert title == title.strip()
    assert any(ch.isalnum() for ch in title)
    assert not any(ord(ch) < 32 and ch != "\n" for ch in title)


def test_a_request_is_equal_after_json() -> None:
    request = VideoRequest(
        job_id="j1",
        owner="u1",
        listing=Listing.model_validate(GOOD),
        choices=VideoChoices(voice="nova", duration=30),
        photo_keys=("uploads/u1/a",),
        script="Say this.",
    )
    assert VideoRequest.model_validate_json(request.model_dump_json(by_alias=True)) == request


@pytest.mark.parametrize(
    ("currency", "price"), [("CLP", "1251"), ("clp", "1251"), ("JPY", "1251"), ("COP", "1250.50"), ("EUR", "1250.50")]
)
def test_a_price_has_the_decimals_of_its_currency(currency: str, price: str) -> None:
    listing = Listing.model_validate({**GOOD, "price": "1250.50", "currency": currency})

    assert str(listing.price) == price


def stored(**changes: object) -> str:
    """A stored request with these fields changed; `ABSENT` leaves one out."""
    request = VideoRequest(
        job_id="j2",
        owner="u1",
        listing=Listing.model_validate(GOOD),
        choices=VideoChoices(format="1:1"),
        photo_keys=("uploads/u1/a", "uploads/u1/b"),
        logo_key="uploads/u1/logo",
        ad_url="https://ads.test/1",
        earlier=("j1",),
    )
    document = json.loads(request.model_dump_json(by_alias=True)) | changes
    return json.dumps({name: value for name, value in document.items() if value is not ABSENT})


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"photoKeys": []}, "photos"),
        ({"photoKeys": ["k"] * (options.MAX_PHOTOS + 1)}, "photos"),
        ({"photoKeys": ABSENT}, "photoKeys"),
        ({"photoKeys": [1]}, "photoKeys.0"),
        ({"choices": {"format": "4:3"}}, "choices.format"),
        ({"jobId": None}, "jobId"),
    ],
)
def test_a_stored_request_with_a_bad_field_is_refused_by_its_name(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(ValidationError, match=named):
        VideoRequest.model_validate_json(stored(**changes))


def test_a_request_stored_before_logos_versions_and_links_is_read() -> None:
    request = VideoRequest.model_validate_json(stored(logoKey=ABSENT, adUrl=ABSENT, earlier=ABSENT))

    assert (request.logo_key, request.link, request.seed) == (None, None, request.job_id)


def test_the_sellers_own_link_replaces_that_of_the_listing() -> None:
    request = VideoRequest.model_validate_json(stored())
    own = request.choices.model_copy(update={"link": "https://shop.example.com/7"})

    assert request.link == "https://ads.test/1"
    assert request.model_copy(update={"choices": own}).link == "https://shop.example.com/7"
