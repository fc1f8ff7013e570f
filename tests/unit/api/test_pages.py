"""The public pages: complete without scripts, safe with any text of a seller, in the site's design also for errors."""

import json
import re
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import pytest

from functions.api.pages import SUMMARY_CHARS, format_price, summarize
from tests.unit.api.conftest import Api, Reply
from tests.unit.api.listing_helpers import VIDEO, active
from vidx.ads import AdStatus

HOSTILE = '"><xss onload=alert(1)></title><svg/onload=alert(2)></xss><b & co'


class Document(HTMLParser):
    """Elements by name with their attributes, and the text of scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1][0] == "script":
            self.scripts[-1] += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def meta(self, name: str) -> str | None:
        return next((m.get("content") for m in self.all("meta") if name in (m.get("property"), m.get("name"))), None)

    @property
    def facts(self) -> Any:
        return json.loads(next(text for text in self.scripts if text.strip()))


def visit(api: Api, path: str, **request: Any) -> tuple[Reply, Document]:
    reply = api.call("GET", path, user=None, **request)
    assert reply.headers["Content-Type"] == "text/html; charset=utf-8"
    return reply, Document(reply.text)


def test_a_listing_has_link_preview_metadata(api: Api) -> None:
    ad = active(api)

    reply, page = visit(api, f"/ads/{ad.ad_id}")

    url = f"https://api.test/ads/{ad.ad_id}"
    assert reply.status == 200
    assert {name: page.meta(name) for name in (
        "og:type", "og:title", "og:description", "og:url", "og:site_name",
        "og:image", "og:image:width", "og:image:height",
        "og:video", "og:video:type", "og:video:width", "og:video:height",
        "twitter:card", "twitter:player", "twitter:player:width", "twitter:player:stream:content_type",
    )} == {
        "og:type": "video.other",
        "og:title": "Oak chair · €89.50",
        "og:description": "A solid oak chair, hardly used, 45 cm seat height.",
        "og:url": url,
        "og:site_name": "vidx",
        "og:image": VIDEO.thumbnail_url,
        "og:image:width": "1080",
        "og:image:height": "1920",
        "og:video": VIDEO.video_url,
        "og:video:type": "video/mp4",
        "og:video:width": "1080",
        "og:video:height": "1920",
        "twitter:card": "player",
        "twitter:player": VIDEO.video_url,
        "twitter:player:width": "1080",
        "twitter:player:stream:content_type": "video/mp4",
    }  # fmt: skip
    assert {"rel": "canonical", "href": url} in page.all("link")


def test_a_listing_plays_with_captions_without_any_script(api: Api) -> None:
    _, page = visit(api, f"/ads/{active(api).ad_id}")

    (video,), (track,) = page.all("video"), page.all("track")
    assert (video["src"], video["poster"]) == (VIDEO.video_url, VIDEO.thumbnail_url)
    assert "controls" in video
    assert (track["kind"], track["src"], track["srclang"]) == ("captions", VIDEO.captions_url, "en")
    assert video["crossorigin"] == "anonymous"


def test_a_listings_poster_is_loaded_before_its_scripts(api: Api) -> None:
    _, page = visit(api, f"/ads/{active(api).ad_id}")

    (poster,) = [link for link in page.all("link") if link.get("as") == "image"]
    assert (poster["rel"], poster["href"], poster["fetchpriority"]) == ("preload", VIDEO.thumbnail_url, "high")
    assert "crossorigin" in poster, "a browser loads the poster twice if it asks for CORS only once"
    assert [script["fetchpriority"] for script in page.all("script") if "src" in script] == ["low"]
    assert page.all("video")[0]["preload"] == "none"


def test_a_listings_photos_wait_for_the_reader_but_need_no_script(api: Api) -> None:
    ad = active(api)
    api.ads.rows[ad.ad_id] = ad.model_copy(update={"video": VIDEO.model_copy(update={"photo_count": 2})})

    reply, _ = visit(api, f"/ads/{ad.ad_id}")

    first, second = VIDEO.model_copy(update={"photo_count": 2}).photo_urls
    for number, url in ((1, first), (2, second)):
        link = f'<a href="{url}" aria-label="Photo {number} of Oak chair">'
        assert f'{link}<noscript><img src="{url}" alt="" loading="lazy" decoding="async"></noscript></a>' in reply.text


def test_a_feeds_first_picture_is_loaded_first_and_those_below_later(api: Api) -> None:
    for n in range(6):
        active(api, f"j{n}", title=f"Chair {n}")

    _, page = visit(api, "/ads")

    pictures = page.all("img")
    assert [picture.get("fetchpriority") for picture in pictures] == ["high", *[None] * 5]
    assert [picture.get("loading") for picture in pictures] == [*[None] * 4, "lazy", "lazy"]


def test_media_on_the_sites_own_origin_needs_no_cors(api: Api) -> None:
    api.links = "https://media.test"
    api.replace_ads(api.ads)

    _, page = visit(api, f"/ads/{active(api).ad_id}")

    assert "crossorigin" not in page.all("video")[0]
    assert [link for link in page.all("link") if link.get("as") == "image" and "crossorigin" in link] == []


def test_a_listing_has_structured_data_of_product_offer_and_video(api: Api) -> None:
    _, page = visit(api, f"/ads/{active(api).ad_id}")

    assert page.facts["@type"] == "Product"
    assert (page.facts["offers"]["price"], page.facts["offers"]["priceCurrency"]) == ("89.50", "EUR")
    assert (page.facts["subjectOf"]["@type"], page.facts["subjectOf"]["contentUrl"]) == ("VideoObject", VIDEO.video_url)
    assert page.facts["subjectOf"]["duration"] == "PT16S"


def test_a_sellers_text_is_always_escaped(api: Api) -> None:
    ad = active(api)
    api.ads.rows[ad.ad_id] = ad.model_copy(update={"title": HOSTILE, "description": HOSTILE})  # the API drops tags
    ours = active(api, "j2", "u2")

    _, hostile = visit(api, f"/ads/{ad.ad_id}")
    _, plain = visit(api, f"/ads/{ours.ad_id}")

    assert [tag for tag, _ in hostile.elements] == [tag for tag, _ in plain.elements]
    assert hostile.meta("og:title") == f"{HOSTILE} · €89.50"
    assert hostile.facts["name"] == HOSTILE
    assert not re.search(r"\son\w+=|style=", plain_tags(hostile))


def plain_tags(page: Document) -> str:
    return " ".join(f" {name}=" for _, attributes in page.elements for name in attributes)


def test_the_content_policy_allows_only_site_files_and_the_media_of_the_page(api: Api) -> None:
    reply, page = visit(api, f"/ads/{active(api).ad_id}")

    policy = dict(part.split(" ", 1) for part in reply.headers["Content-Security-Policy"].split("; "))
    assert (policy["default-src"], policy["script-src"], policy["style-src"]) == ("'none'", "'self'", "'self'")
    assert policy["media-src"] == policy["img-src"] == "'self' https://media.test"
    assert all(script.get("src") or script["type"] == "application/ld+json" for script in page.all("script"))


@pytest.mark.parametrize("path", ["/ads/nothing", "/ads/a/b", "/ads/NO%20SUCH", "/ads/a/"])
def test_an_unknown_listing_has_a_page_of_the_site_that_is_not_cached(api: Api, path: str) -> None:
    reply, page = visit(api, path)

    assert (reply.status, reply.headers["Cache-Control"]) == (404, "no-store")
    assert page.meta("robots") == "noindex"
    assert "/css/layout.css" in {link.get("href") for link in page.all("link")}
    assert "This listing is not here" in reply.text


@pytest.mark.parametrize("status", [AdStatus.PROCESSING, AdStatus.FAILED])
def test_a_listing_that_is_not_active_is_not_shown(api: Api, status: AdStatus) -> None:
    ad = active(api)
    api.ads.rows[ad.ad_id] = ad.model_copy(update={"status": status})

    reply, _ = visit(api, f"/ads/{ad.ad_id}")

    assert (reply.status, reply.headers["Cache-Control"]) == (404, "no-store")
    assert "Oak chair" not in reply.text


def test_the_feed_links_to_active_listings_and_to_older_ones(api: Api) -> None:
    for n in range(25):
        active(api, f"j{n}", title=f"Chair {n}", price=20 + n)
        api.clock.pass_by(1)

    reply, first = visit(api, "/ads")
    older = next(link["href"] for link in first.all("a") if link.get("rel") == "next")
    second, _ = visit(api, "/ads", query={"cursor": str(older).rpartition("=")[2]})

    assert reply.text.index("Chair 24") < reply.text.index("Chair 2<")
    assert len([link for link in first.all("a") if link.get("class") == "ad-link"]) == 24
    assert "€44" in reply.text
    assert "Chair 0" in second.text
    assert "Older listings" not in second.text


def test_an_empty_feed_says_so(api: Api) -> None:
    reply, _ = visit(api, "/ads")

    assert reply.status == 200
    assert "No listings yet" in reply.text


def test_a_forged_cursor_shows_the_not_found_page(api: Api) -> None:
    assert visit(api, "/ads", query={"cursor": "made-up"})[0].status == 404


def test_head_answers_like_get_without_a_body(api: Api) -> None:
    reply = api.call("HEAD", f"/ads/{active(api).ad_id}", user=None)

    assert (reply.status, reply.text, reply.headers["Content-Type"]) == (200, "", "text/html; charset=utf-8")


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        ("89.5", "USD", "$89.50"),
        ("1234567", "EUR", "€1,234,567"),
        ("0", "GBP", "£0"),
        ("20", "CHF", "CHF\u00a020"),
        ("0.05", "BRL", "R$0.05"),
    ],
)
def test_prices_are_written_as_the_browser_writes_them(amount: str, currency: str, text: str) -> None:
    assert format_price(Decimal(amount), currency) == text


def test_a_long_description_is_cut_between_words() -> None:
    cut = summarize("word, " * 100)

    assert len(cut) <= SUMMARY_CHARS
    assert cut.endswith("word…")
    assert summarize("a\n\n b") == "a b"
