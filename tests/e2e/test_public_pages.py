"""Public pages: the listing on a phone, its account menu, unknown addresses."""

from typing import Final

import httpx
import pytest
from playwright.sync_api import expect

from local.cloud import Cloud
from testing import seller as integration
from testing.pictures import picture
from tests.e2e.account import Account
from tests.e2e.conftest import NewContext
from tests.e2e.seller import Seller

LONG_TITLE: Final = "A rangefinder camera of 1962 with its 45 mm lens, leather case, light meter and two rolls of film"
LOW: Final = """() => [...document.querySelectorAll("a[href], button, summary")]
    .filter(target => target.checkVisibility({ visibilityProperty: true }))
    .filter(target => target.getBoundingClientRect().width > 1 && target.getBoundingClientRect().height < 43.5)
    .map(target => target.outerHTML.slice(0, 120))"""
PHONES: Final = ((360, 640), (360, 760), (390, 664))


@pytest.fixture(scope="module")
def listing(cloud: Cloud, account: Account) -> str:
    """Path of a listing's page."""
    owner = integration.Seller(cloud, account.access_token)
    keys = owner.upload([picture(width_px=900, height_px=1200)])
    job = owner.generate(keys, publish=True, title=LONG_TITLE).raise_for_status().json()
    assert owner.wait(job["jobId"])["status"] == "complete"
    owner.http.close()
    return f"/ads/{job['adId']}"


@pytest.mark.parametrize(("width", "height"), PHONES)
def test_title_and_price_are_on_a_phones_first_screen(
    new_context: NewContext, listing: str, width: int, height: int
) -> None:
    page = new_context(viewport={"width": width, "height": height}).new_page()
    page.goto(listing)

    price = page.locator(".listing-price").bounding_box()

    assert price is not None
    assert price["y"] + price["height"] <= height
    player = page.locator(".screen").bounding_box()
    assert player is not None
    assert player["height"] > height / 3


def test_a_listings_photos_load_when_the_reader_comes_to_them(new_context: NewContext, listing: str) -> None:
    page = new_context(viewport={"width": 320, "height": 240}).new_page()
    page.goto(listing)
    photo = page.locator(".listing-photos a")
    expect(page.get_by_role("button", name="Report")).to_be_attached()  # the scripts have run
    expect(photo.locator("img")).to_have_count(0)
    before = photo.bounding_box()

    photo.scroll_into_view_if_needed()

    photo.locator("img").evaluate("image => image.decode()")
    after = photo.bounding_box()
    assert before is not None
    assert after is not None
    assert (before["width"], before["height"]) == (after["width"], after["height"])


@pytest.mark.parametrize("path", ["/", "/ads", "/webhooks", None])
def test_links_and_buttons_are_as_high_as_a_finger_needs(seller: Seller, listing: str, path: str | None) -> None:
    """WCAG 2.2, 2.5.5: 44 pixels."""
    seller.page.goto(path or listing)
    expect(seller.page.locator("#account button, #account summary").first).to_be_visible()

    low = seller.page.evaluate(LOW)

    assert low == []


def test_a_listing_knows_who_is_signed_in_and_signs_out(seller: Seller, listing: str) -> None:
    seller.page.goto(listing)
    seller.page.get_by_label("Account").click()
    expect(seller.page.get_by_text("Signed in as")).to_be_visible()

    seller.page.get_by_role("button", name="Sign out").click()

    expect(seller.page).to_have_url("/")
    expect(seller.page.get_by_role("link", name="Sign in")).to_be_visible()


def test_a_listing_offers_a_guest_to_sign_in(guest: Seller, listing: str) -> None:
    guest.page.goto(listing)

    guest.page.get_by_role("link", name="Sign in").click()

    expect(guest.page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_an_unknown_address_shows_a_page_with_a_link(guest: Seller, cloud: Cloud) -> None:
    answer = guest.page.goto("/no/such/page")

    assert answer is not None
    assert answer.status == 404
    expect(guest.page.get_by_role("heading", name="There is no such page")).to_be_visible()
    guest.page.get_by_role("link", name="Go to the start").click()
    expect(guest.page).to_have_url("/")
    assert httpx.get(f"{cloud.description.api_url}/js/gone.js").status_code == 404
