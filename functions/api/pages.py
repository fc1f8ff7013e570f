"""The public pages as HTML. They are complete without scripts, because link previews and crawlers run none."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from vidx.ads import Ad, make_ad_url
from vidx.contact import contact_text
from vidx.jobs.model import Video
from vidx.options import FRAME_SIZES
from vidx.ports.ads import AdPage

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
    url = make_ad_url(ad.ad_id, links)
    media = _origins([video.video_url, video.thumbnail_url, video.captions_url])
    contact_url = ad.contact or contact
    summary = summarize(ad.description)
    html = _render(
        "listing.html",
        title=ad.title,
        summary=summary,
        language=ad.language,
        url=url,
        ad=ad,
        video=video,
        price=format_price(ad.price, ad.currency),
        frame=FRAME_SIZES[ad.format],
        contact=contact_url,
        contact_label=CONTACT_LABELS[urlsplit(contact_url).scheme],
        contact_text=contact_text(contact_url),
        listed=f"{ad.created_at.day} {ad.created_at:%B %Y}",
        foreign=media - _origins([links]),
        facts=structured_data(ad, video, url, summary),
    )
    return Page(html, media)


def feed_page(page: AdPage, links: str) -> Page:
    """A page of active ads, with the way to the next one."""
    ads = [(ad, ad.video) for ad in page.ads if ad.video]
    cards = [
        {
            "ad_id": ad.ad_id,
            "title": ad.title,
            "price": format_price(ad.price, ad.currency),
            "thumbnail_url": video.thumbnail_url,
            "length": minutes_and_seconds(video.duration_s),
        }
        for ad, video in ads
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
    return Page(html, _origins(video.thumbnail_url for _, video in ads))


def missing_page() -> Page:
    return Page(_render("missing.html", title="Listing not found", summary=GONE, language="en"))


def summarize(text: str) -> str:
    """The text on one line, cut between words with an ellipsis when it is long."""
    line = " ".join(text.split())
    if len(line) <= SUMMARY_CHARS:
        return line
    return f"{line[:SUMMARY_CHARS].rsplit(' ', 1)[0].rstrip(' ,;:.')}…"


def minutes_and_seconds(seconds: float) -> str:
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

    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    environment.globals["here"] = ""
    return environment


SYMBOLS: Final = {
    "USD": "$", "EUR": "€", "GBP": "£", "CAD": "CA$", "AUD": "A$", "NZD": "NZ$",
    "JPY": "¥", "INR": "₹", "BRL": "R$", "MXN": "MX$",
}  # fmt: skip
"""As Unicode's CLDR has them for en-US, which the browsers' Intl shows too; other currencies go by their code."""


def format_price(amount: Decimal, currency: str) -> str:
    """`$1,234.50`; whole amounts without decimals; a currency without symbol as `CHF 20` (with a hard space)."""
    digits = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    return f"{SYMBOLS.get(currency, currency + chr(0xA0))}{digits}"


def structured_data(ad: Ad, video: Video, url: str, summary: str) -> dict[str, Any]:
    video_object = {
        "@type": "VideoObject",
        "name": ad.title,
        "description": summary,
        "thumbnailUrl": video.thumbnail_url,
        "contentUrl": video.video_url,
        "uploadDate": ad.created_at.isoformat(),
        "duration": f"PT{round(video.duration_s)}S",
        "inLanguage": ad.language,
    }
    offer = {
        "@type": "Offer",
        "price": f"{ad.price:.2f}",
        "priceCurrency": ad.currency,
        "availability": "https://schema.org/InStock",
        "url": url,
    }
    return {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": ad.title,
        "description": ad.description,
        "image": [video.thumbnail_url, *video.photo_urls],
        "category": ad.category,
        "url": url,
        "offers": offer,
        "subjectOf": video_object,
    }
