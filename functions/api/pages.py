"""The public pages as HTML: complete without scripts, since what unfurls links runs none."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from functions.api.money import money
from functions.api.structured import structured
from vidx.ads import Ad, address_of
from vidx.contact import contact_text
from vidx.jobs.model import Video
from vidx.options import FRAMES
from vidx.ports import AdPage

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES: Final = Path(__file__).parent / "templates"
SUMMARY_CHARS: Final = 200
"""What messengers show of a description, at most."""
FEED_SUMMARY: Final = "Short narrated video ads of things for sale, newest first."
CONTACT_LABELS: Final = {"": "", "https": "Buy or ask at", "mailto": "Write to", "tel": "Call"}
GONE: Final = "It may have been sold and removed, or its address is mistyped."


@dataclass(frozen=True)
class Page:
    html: str
    media: frozenset[str] = frozenset()
    """Origins of the pictures and videos that the page shows."""


def listing_page(ad: Ad, video: Video, links: str, contact: str = "") -> Page:
    """The page of an active ad.

    Args:
        links: The site's own address, without a slash at the end.
        contact: Link of the operator's shop, shown when the seller gives none.
    """
    url = address_of(ad.ad_id, links)
    media = _origins([video.video_url, video.thumbnail_url, video.captions_url])
    reached_by = ad.contact or contact
    summary = shortened(ad.description)
    html = _render(
        "listing.html",
        title=ad.title,
        summary=summary,
        language=ad.language,
        url=url,
        ad=ad,
        video=video,
        price=money(ad.price, ad.currency),
        frame=FRAMES[ad.format],
        contact=reached_by,
        contact_label=CONTACT_LABELS[urlsplit(reached_by).scheme],
        contact_text=contact_text(reached_by),
        listed=f"{ad.created_at.day} {ad.created_at:%B %Y}",
        foreign=media - _origins([links]),
        facts=structured(ad, video, url, summary),
    )
    return Page(html, media)


def feed_page(page: AdPage, links: str) -> Page:
    """A page of active ads, with the way to the next one."""
    shown = [(ad, ad.video) for ad in page.ads if ad.video]
    cards = [
        {
            "ad_id": ad.ad_id,
            "title": ad.title,
            "price": money(ad.price, ad.currency),
            "thumbnail_url": video.thumbnail_url,
            "length": clock(video.duration_s),
        }
        for ad, video in shown
    ]
    html = _render(
        "feed.html",
        title="Listings",
        summary=FEED_SUMMARY,
        language="en",
        here="/ads",
        url=f"{links}/ads",
        cards=cards,
        cursor=page.cursor,
    )
    return Page(html, _origins(video.thumbnail_url for _, video in shown))


def missing_page() -> Page:
    return Page(_render("missing.html", title="Listing not found", summary=GONE, language="en"))


def shortened(text: str) -> str:
    """The text on one line, cut between words with an ellipsis when it is long."""
    line = " ".join(text.split())
    if len(line) <= SUMMARY_CHARS:
        return line
    return f"{line[:SUMMARY_CHARS].rsplit(' ', 1)[0].rstrip(' ,;:.')}…"


def clock(seconds: float) -> str:
    """Minutes and seconds: `0:16`."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"


def _origins(urls: Iterable[str]) -> frozenset[str]:
    parts = [urlsplit(url) for url in urls]
    return frozenset(f"{part.scheme}://{part.netloc}" for part in parts if part.netloc)


def _render(template: str, **values: Any) -> str:
    return _environment().get_template(template).render(values)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # 0.06 s that no route of JSON needs

    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    made.globals["here"] = ""
    return made
