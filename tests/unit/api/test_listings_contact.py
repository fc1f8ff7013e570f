"""How buyers reach the seller of a listing."""

import pytest

from tests.unit.api.conftest import Api
from tests.unit.api.listing_helpers import active, create, finished
from vidx.contact import contact_text

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


@pytest.mark.parametrize(("link", "text"), GOOD.items())
def test_a_contact_is_shown_on_the_listing(api: Api, link: str, text: str) -> None:
    ad = active(api, contact=link)

    assert contact_text(ad.contact or "") == text
    assert api.call("GET", f"/api/ads/{ad.ad_id}", user=None).json["contact"] == ad.contact
    page = api.call("GET", f"/ads/{ad.ad_id}", user=None).text
    assert f'href="{ad.contact}"' in page
    assert 'rel="nofollow noopener ugc"' in page


@pytest.mark.parametrize("link", BAD)
def test_any_other_link_is_refused(api: Api, link: str) -> None:
    finished(api)

    message = create(api, contact=link).field_messages["contact"]
    assert "such as 0171 1234567, anna@example.com or https://example.com/bike" in message or link.startswith("https:")


def test_a_contact_can_be_changed_and_removed(api: Api) -> None:
    ad = active(api, contact="mailto:a@example.com")
    path = f"/api/ads/{ad.ad_id}"

    assert api.call("PATCH", path, {"title": "Chair"}).json["contact"] == "mailto:a@example.com"
    assert api.call("PATCH", path, {"contact": "tel:+4930123456"}).json["contact"] == "tel:+4930123456"
    assert api.call("PATCH", path, {"contact": ""}).json["contact"] is None


def test_a_request_that_publishes_at_once_can_have_a_contact(api: Api) -> None:
    accepted = api.generate(publish=True, contact="mailto:a@example.com").json

    assert api.ads.rows[accepted["adId"]].contact == "mailto:a@example.com"
    assert accepted["adUrl"] == f"https://api.test/ads/{accepted['adId']}"


def test_publishing_another_version_returns_the_contact_of_the_listing(api: Api) -> None:
    ad = active(api)
    api.call("PATCH", f"/api/ads/{ad.ad_id}", {"contact": "mailto:a@example.com"})

    assert create(api).json["contact"] == "mailto:a@example.com"
