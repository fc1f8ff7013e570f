"""HTML in titles, descriptions and scripts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidx.jobs.request import JobRequest, Listing
from vidx.markup import plain_text

DETAILS = {"title": "Oak chair", "description": "Solid oak, hardly used.", "price": "189.00"}


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Washer &amp; dryer", "Washer & dryer"),
        ("1990&ndash;1995", "1990–1995"),
        ("12&#8211;14 &#x20AC;", "12–14 €"),
        ("5 &lt; 6", "5 < 6"),
        ("<b>New</b> <i>oak</i> chair", "New oak chair"),
        ("<p>One.</p><p>Two.</p>", "\nOne.\n\nTwo.\n"),
        ("One.<br>Two.<br/>Three.<BR />Four.", "One.\nTwo.\nThree.\nFour."),
        ("<ul><li>Oak</li><li>1962</li></ul>", "\n\nOak\n\n1962\n\n"),
        ('<a href="https://x.test/?a=1&amp;b=2" target=_blank>here</a>', "here"),
        ("<span style='color:red'>Red</span>", "Red"),
        ("<td>Size</td><td>9.5</td>", " Size  9.5 "),
        ("A<!-- hidden --> chair<script>alert('x')</script>", "A  chair "),
        ("&lt;b&gt;Bold&lt;/b&gt;", "Bold"),
        ("&amp;amp; &amp;nbsp;x", "& \u00a0x"),
        ("<<b>b>x", "x"),
    ],
)
def test_entities_and_tags_are_dropped(text: str, plain: str) -> None:
    assert plain_text(text) == plain


@pytest.mark.parametrize(
    "text",
    [
        "5 < 6",
        "a<b",
        "a<b and c>d",
        "x<y>z",
        "I <3 it, really >_>",
        "R&D, AT&T, H&M; Fish&chips",
        "?a=1&copy=2&reg=3",
        "&nosuchname;",
        "<Brand new>",
        "<mailto:me>",
        "width <= 30 && height >= 20",
        "20 % <b",
    ],
)
def test_ordinary_text_stays(text: str) -> None:
    assert plain_text(text) == text


def test_every_text_of_a_seller_is_plain() -> None:
    listing = Listing.model_validate(
        {
            **DETAILS,
            "title": "Oak<br>chair &amp; table",
            "description": "<p>Solid&nbsp;oak.</p>\n<p>Zero&#8203;width.</p>",
        }
    )
    request = JobRequest.model_validate(
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


def test_the_length_counts_without_markup() -> None:
    bold = "<b>chair</b> " * 20

    assert Listing.model_validate({**DETAILS, "title": bold[:130]}).title.startswith("chair chair")


def test_a_text_of_nothing_but_markup_is_refused() -> None:
    with pytest.raises(ValueError, match="title"):
        Listing.model_validate({**DETAILS, "title": "<b>&nbsp;</b>"})


@given(st.text(alphabet="<>&;#abp/=\"' x0\n-!", max_size=40))
def test_plain_text_stays_as_it_is_when_it_is_read_again(text: str) -> None:
    plain = plain_text(text)

    assert plain_text(plain) == plain


def test_a_very_long_text_is_left_to_be_refused_by_its_length() -> None:
    assert plain_text("<b>" * 100_000) == "<b>" * 100_000
