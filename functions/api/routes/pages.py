"""The public pages, rendered here because crawlers and messengers run no scripts."""

from collections.abc import Set as AbstractSet
from typing import Annotated, Any, Final

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware
from aws_lambda_powertools.event_handler.openapi.params import Path

from functions.api import listings
from functions.api.dependencies import PortsDependency
from functions.api.pages import Page, feed_page, listing_page, missing_page
from functions.api.routes.common import Cursor, Headers, new_router
from vidx.errors import InvalidInput, NotFound
from vidx.settings import settings

PER_PAGE: Final = 24
READ: Final = ["GET", "HEAD"]
HTML: Final = "text/html; charset=utf-8"

AdId = Annotated[str, Path(alias="adId")]

router = new_router()


def policy(media: AbstractSet[str]) -> str:
    """The page's Content-Security-Policy: the site's own files, and pictures and videos from where its own lie."""
    others = " ".join(["'self'", *sorted(media)])
    frames = settings().frame_ancestors or "'none'"
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "font-src 'self'",
            "manifest-src 'self'",
            f"img-src {others}",
            f"media-src {others}",
            f"connect-src {others}",
            "base-uri 'none'",
            "form-action 'none'",
            f"frame-ancestors {frames}",
        ]
    )


def answer(page: Page, status: int, cache: str) -> Response[str]:
    headers: Headers = {
        "Content-Security-Policy": policy(page.media),
        "Cache-Control": cache,
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(status, HTML, page.html, headers)


def as_page(app: APIGatewayHttpResolver, next_middleware: NextMiddleware) -> Response[Any]:
    """People get the site's own page where a client gets a problem; HEAD gets no body."""
    try:
        response = next_middleware(app)
    except (NotFound, InvalidInput):
        response = answer(missing_page(), 404, "no-store")
    if app.current_event.http_method == "HEAD":
        response.body = ""
    return response


@router.route("/ads/?", READ, include_in_schema=False, compress=True, middlewares=[as_page])
def all_listings(ports: PortsDependency, cursor: Cursor = None) -> Response[str]:
    return answer(feed_page(ports.ads.list_active(PER_PAGE, cursor), ports.links), 200, "no-cache")


@router.route("/ads/<adId>", READ, include_in_schema=False, compress=True, middlewares=[as_page])
def one_listing(ad_id: AdId, ports: PortsDependency) -> Response[str]:
    ad = listings.active_ad(ad_id, ports.ads)
    if ad.video is None:
        raise NotFound("the listing has no video")
    return answer(listing_page(ad, ad.video, ports.links, settings().listing_contact), 200, "no-cache")


@router.route("/ads/<adId>/.*", READ, include_in_schema=False, middlewares=[as_page])
def nothing_below(ad_id: AdId) -> Response[str]:
    raise NotFound(f"there is no page below {ad_id}")
