"""Thumbnails far below the screen are loaded when they come near it."""

from typing import Any, Final

from playwright.sync_api import Route, expect

from local.paths import ROOT
from tests.e2e.seller import Seller

MANY: Final = 100
PICTURE: Final = (ROOT / "web/img/hero-1.webp").read_bytes()
WIDTH_PX: Final = 540


def ad(number: int) -> dict[str, Any]:
    return {
        "adId": f"a{number}",
        "jobId": f"j{number}",
        "title": f"Lamp {number}",
        "description": "A lamp.",
        "price": 10,
        "currency": "USD",
        "category": "home",
        "language": "en",
        "status": "active",
        "videoUrl": None,
        "thumbnailUrl": f"/media/thumbnails/{number}.webp",
        "captionsUrl": None,
        "createdAt": "2026-11-22T12:00:00Z",
        "duration": 15.0,
    }


def test_thumbnails_are_loaded_lazily(seller: Seller) -> None:
    page, loaded = seller.page, set[str]()

    def picture(route: Route) -> None:
        loaded.add(route.request.url)
        route.fulfill(body=PICTURE, content_type="image/webp")

    page.route("**/media/thumbnails/*", picture)
    page.route("**/api/ads/mine*", lambda route: route.fulfill(json={"ads": [ad(n) for n in range(MANY)]}))
    seller.open("/my-ads")
    expect(page.locator(".ad-card[data-ad]")).to_have_count(MANY)

    for card in (page.locator(".ad-card[data-ad]").first, page.locator(".ad-card[data-ad]").last):
        at_first = len(loaded)
        card.scroll_into_view_if_needed()
        expect(card.locator("img")).to_have_js_property("naturalWidth", WIDTH_PX)

    assert at_first <= MANY / 2, "a picture far below the screen was loaded too early"
