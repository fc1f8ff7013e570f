"""How buyers reach the seller, and how visitors report a listing."""

import re

import pytest

from tests.unit.api.conftest import Api
from tests.unit.api.listing_helpers import active, create, finished
from vidx.ads import MAX_REPORTS
from vidx.contact import EXAMPLES, contact_link, contact_text

GOOD = {
    "https://shop.example.com/chair?id=1": "shop.example.com",
    "https://www.example.com": "example.com",
    "mailto:anna.b+ads@example.com": "anna.b+ads@example.com",
    "tel:+49 (30) 123-4567": "+49 (30) 123-4567",
    "0171 1234567": "0171 1234567",
    "tel:+49301234567": "+49301234567",
}
BAD = (
    "javascript:alert(1)", "http://example.com", "data:text/html,x", "https://localhost/x", "https://u:p@example.com",
    "mailto:a@b.com?bcc=c@d.com", "mailto:a@b.com\nbcc: c@d.com", "mailto:", "tel:", "tel:12", "tel:+1;ext=5",
    "call me", "ftp://example.com", "https://",
)  # fmt: skip


@pytest.mark.parametrize(("link", "shown"), GOOD.items())
def test_a_contact_is_shown_on_the_listing(api: Api, link: str, shown: str) -> None:
    ad = active(api, contact=link)

    assert contact_text(ad.contact or "") == shown
    assert api.call("GET", f"/api/ads/{ad.ad_id}", user=None).json["contact"] == ad.contact
    page = api.call("GET", f"/ads/{ad.ad_id}", user=None).text
    assert f'href="{ad.contact}"' in page
    assert 'rel="nofollow noopener ugc"' in page


@pytest.mark.parametrize("text", ["anna@example.com", "+49 30 1234567"])
def test_a_bare_address_or_number_gets_its_scheme(text: str) -> None:
    assert contact_link(text) in {"mailto:anna@example.com", "tel:+49.30.1234567"}


@pytest.mark.parametrize("link", BAD)
def test_any_other_link_is_refused(api: Api, link: str) -> None:
    finished(api)

    message = create(api, contact=link).field_messages["contact"]
    assert "such as 0171 1234567, anna@example.com or https://example.com/bike" in message or link.startswith("https:")


@pytest.mark.parametrize("text", re.split(", | or ", EXAMPLES))
def test_every_example_of_a_contact_is_accepted(text: str) -> None:
    assert contact_link(text)


def test_a_contact_can_be_changed_and_removed(api: Api) -> None:
    ad = active(api, contact="mailto:a@example.com")
    path = f"/api/ads/{ad.ad_id}"

    assert api.call("PATCH", path, {"title": "Chair"}).json["contact"] == "mailto:a@example.com"
    assert api.call("PATCH", path, {"contact": "tel:+4930123456"}).json["contact"] == "tel:+4930123456"
    assert api.call("PATCH", path, {"contact": ""}).json["contact"] is None


def test_a_contact_can_come_with_a_video_that_is_published_at_once(api: Api) -> None:
    accepted = api.generate(publish=True, contact="mailto:a@example.com").json

    assert api.ads.rows[accepted["adId"]].contact == "mailto:a@example.com"
    assert accepted["adUrl"] == f"https://api.test/ads/{accepted['adId']}"


def test_publishing_another_version_tells_the_contact_that_the_listing_has(api: Api) -> None:
    ad = active(api)
    api.call("PATCH", f"/api/ads/{ad.ad_id}", {"contact": "mailto:a@example.com"})

    assert create(api).json["contact"] == "mailto:a@example.com"


def test_a_report_is_kept_with_the_listing_and_the_operator_is_told(
    api: Api, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    ad = active(api)

    reply = api.call("POST", f"/api/ads/{ad.ad_id}/report", {"reason": "scam", "text": "Never sent."}, user=None)

    assert (reply.status, reply.json) == (202, {"success": True})
    (kept,) = api.ads.rows[ad.ad_id].reports
    assert (kept.reason, kept.text) == ("scam", "Never sent.")
    assert "a listing was reported" in caplog.text
    assert "ListingsReported" in capsys.readouterr().out
    assert "Never sent." not in api.call("GET", f"/api/ads/{ad.ad_id}", user=None).text


def test_reports_of_one_listing_are_bounded(api: Api) -> None:
    ad = active(api)
    for _ in range(MAX_REPORTS + 2):
        assert api.call("POST", f"/api/ads/{ad.ad_id}/report", {"reason": "other"}, user=None).status == 202

    assert len(api.ads.rows[ad.ad_id].reports) == MAX_REPORTS


@pytest.mark.parametrize(
    ("body", "status"), [({"reason": "boring"}, 422), ({}, 422), ({"reason": "scam", "text": "x" * 1001}, 422)]
)
def test_a_report_says_why(api: Api, body: dict[str, str], status: int) -> None:
    ad = active(api)

    assert api.call("POST", f"/api/ads/{ad.ad_id}/report", body, user=None).status == status


def test_a_listing_that_is_not_there_cannot_be_reported(api: Api) -> None:
    assert api.call("POST", "/api/ads/none/report", {"reason": "scam"}, user=None).status == 404
