"""`vidx listings`."""

from starlette.responses import JSONResponse

from tests.unit.cli.conftest import Vidx
from tests.unit.cli.service import FakeService, listing


def test_listings_shows_each_with_its_address(vidx: Vidx, service: FakeService) -> None:
    result = vidx("listings")

    assert result.code == 0
    for text in ("a1", "active", "Camera", "1,299 EUR", "89.50 EUR", f"{service.url}/ads/a1"):
        assert text in result.out


def test_listings_follows_the_pages_up_to_the_limit(vidx: Vidx, service: FakeService) -> None:
    pages = [{"ads": [listing()] * 2, "cursor": "next"}, {"ads": [listing()] * 2, "cursor": "more"}]
    service.answers["GET /api/ads/mine"].extend(JSONResponse(page) for page in pages)

    result = vidx("listings", "--limit", "3", "--json")

    assert [ad["url"] for ad in result.json["ads"]] == [f"{service.url}/ads/a1"] * 3
    assert [call.query for call in service.calls("GET /api/ads/mine")] == [
        {"limit": "3"},
        {"limit": "1", "cursor": "next"},
    ]


def test_an_empty_list_of_listings_says_how_to_begin(vidx: Vidx, service: FakeService) -> None:
    service.answers["GET /api/ads/mine"].append(JSONResponse({"ads": [], "cursor": None}))

    assert "vidx publish" in vidx("listings").out
