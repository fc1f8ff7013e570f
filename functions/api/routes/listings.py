"""Routes of listings. Anybody can read and report active listings; all other routes are for their owners."""

from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path

from functions.api import listings
from functions.api.dependencies import Caller, PortsDependency
from functions.api.routes.common import DEFAULT_LIMIT, JSON, OPEN, Cursor, Limit, new_router, no_content
from functions.api.schemas.common import AD_ID
from functions.api.schemas.listings import (
    AdBody,
    AdChanges,
    AdCreated,
    AdList,
    AdView,
    MyAd,
    MyAds,
    ReportBody,
    Reported,
)

AdId = Annotated[str, Path(alias="adId", json_schema_extra={"pattern": AD_ID})]

router = new_router()


@router.post(
    "/api/ads/create",
    tags=["listings"],
    summary="Publish a job's video as a listing",
    status_code=201,
    description=(
        "The listing is `processing` until the video is ready and `active` from then on; a finished job's is active at "
        "once. Details that you leave out are taken from the video's request. All versions of a video share one "
        "listing: publishing another version makes the listing show that version. Repeating the request changes "
        "nothing."
    ),
)
def create_ad(body: AdBody, owner: Caller, ports: PortsDependency) -> Response[AdCreated]:
    listing = listings.create(body, owner, ports)
    return Response(201, JSON, listing, {"Location": listing.url})


@router.get(
    "/api/ads",
    tags=["listings"],
    summary="Everybody's active listings, newest first",
    security=OPEN,
    description="A page of listings; pass `cursor` to get the next page.",
)
def all_ads(ports: PortsDependency, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None) -> AdList:
    page = ports.ads.list_active(limit, cursor)
    return AdList(ads=[listings.view(ad) for ad in page.ads], cursor=page.cursor)


@router.get(
    "/api/ads/mine",
    tags=["listings"],
    summary="My listings, newest first",
    description="A page of listings in any status; pass `cursor` to get the next page.",
)
def my_ads(owner: Caller, ports: PortsDependency, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None) -> MyAds:
    page = ports.ads.list_by_owner(owner, limit, cursor)
    return MyAds(ads=[listings.my_view(ad, ports.links) for ad in page.ads], cursor=page.cursor)


@router.get(
    "/api/ads/<adId>",
    tags=["listings"],
    summary="One active listing",
    security=OPEN,
    description="404 while its video is being made; its owner sees it in `/api/ads/mine`.",
)
def one_ad(ad_id: AdId, ports: PortsDependency) -> AdView:
    return listings.view(listings.active_ad(ad_id, ports.ads))


@router.patch(
    "/api/ads/<adId>",
    tags=["listings"],
    summary="Change the details of a listing",
    description="Text, price, category and contact, in any status; the video stays as it is: `remake` updates it.",
)
def change_ad(ad_id: AdId, changes: AdChanges, owner: Caller, ports: PortsDependency) -> MyAd:
    return listings.my_view(listings.change(ad_id, changes, owner, ports), ports.links)


@router.post(
    "/api/ads/<adId>/report",
    tags=["listings"],
    summary="Report a listing",
    status_code=202,
    security=OPEN,
    description="For visitors who see something that should not be there. The service's operator reads the reports.",
)
def report_ad(ad_id: AdId, body: ReportBody, ports: PortsDependency) -> Response[Reported]:
    listings.report(ad_id, body, ports)
    return Response(202, JSON, Reported())


@router.delete(
    "/api/ads/<adId>",
    tags=["listings"],
    summary="Delete a listing",
    status_code=204,
    responses={204: {"description": "The listing is deleted"}},
    description=(
        "The public files of its video are deleted, too: download the video first if you want to keep it. "
        "Caches may show it for another day. "
        "A listing deleted before its video is ready never goes live; the job goes on and keeps its video. Other "
        "versions of the listing's video that are not ready yet are canceled. "
        "Repeating the request does no harm."
    ),
)
def delete_ad(ad_id: AdId, owner: Caller, ports: PortsDependency) -> Response[str]:
    listings.delete(ad_id, owner, ports)
    return no_content()
