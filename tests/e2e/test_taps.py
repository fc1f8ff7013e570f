"""Every tap is answered at once, and what needs the network waits for it: seen while the service does not answer."""

from typing import Any, Final

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.e2e.seller import Seller
from tests.e2e.test_many_ads import ad
from tests.e2e.versions import FINISHED, JOB
from tests.e2e.widths import NARROW, expect_no_sideways_scrolling

RUNNING: Final = {**FINISHED, "status": "render", "progress": 40, "message": "Rendering the video", "videoUrl": None}
UNLISTED: Final = {**FINISHED, "adId": None}


def silent(_: Route) -> None:
    """The request is on its way for as long as the test takes."""


def serve(seller: Seller, job: dict[str, Any], **family: Any) -> None:
    page = seller.page
    versions = {"versions": [job], "adId": None, "listed": None, **family}
    page.route("**/versions", lambda route: route.fulfill(json=versions))
    page.route(f"**/api/video/status/{JOB}", lambda route: route.fulfill(json=job, headers={"Retry-After": "30"}))


def serve_lists(seller: Seller, jobs: list[dict[str, Any]]) -> None:
    seller.page.route("**/api/video/jobs?*", lambda route: route.fulfill(json={"jobs": jobs, "cursor": None}))
    ads = [{**ad(1), "title": "Lamp", "jobId": JOB, "contact": None, "previewUrl": None}]
    seller.page.route("**/api/ads/mine*", lambda route: route.fulfill(json={"ads": ads}))
    seller.page.route("**/media/thumbnails/*", lambda route: route.fulfill(status=404))


def expect_busy(target: Locator) -> None:
    expect(target).to_have_attribute("aria-busy", "true")


def test_publishing_a_finished_video(seller: Seller) -> None:
    serve(seller, UNLISTED)
    seller.page.route("**/api/ads/create", silent)
    seller.open(f"/jobs/{JOB}")
    publish = seller.page.get_by_role("button", name="Publish")

    publish.click()

    expect_busy(publish)


def test_using_another_version(seller: Seller) -> None:
    other = {**FINISHED, "jobId": "e" * 32}
    serve(seller, FINISHED, versions=[other, FINISHED], adId="a1", listed=JOB)
    seller.page.route("**/api/ads/create", silent)
    seller.open(f"/jobs/{JOB}")
    use = seller.page.get_by_role("button", name="Use this one: version 2")

    use.click()

    expect_busy(use)
    expect(seller.page.locator(".versions li").nth(1)).to_contain_text("In the listing")


def test_stopping_a_video(seller: Seller) -> None:
    serve(seller, RUNNING)
    seller.page.route("**/cancel", silent)
    seller.open(f"/jobs/{JOB}")
    cancel = seller.page.get_by_role("button", name="Cancel")
    cancel.click()
    dialog = seller.page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Keep going")).to_be_focused()

    dialog.get_by_role("button", name="Stop it").click()

    expect_busy(cancel)


def test_deleting_and_publishing_in_my_ads(seller: Seller) -> None:
    page = seller.page
    serve_lists(seller, [{**UNLISTED, "title": "Chair"}])
    for pattern in ("**/api/ads/create", "**/api/ads/a1", f"**/api/video/jobs/{JOB}"):
        page.route(pattern, silent)
    seller.open("/my-ads")
    publish = page.get_by_role("button", name="Publish")
    publish.click()
    expect_busy(publish)

    for title in ("Lamp", "Chair"):
        page.get_by_role("button", name=f"Delete {title}").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
        dialog.get_by_role("button", name="Delete").click()
        expect_busy(page.locator(".ad-card").filter(has_text=title))


def test_opening_the_editor_of_a_listing(seller: Seller) -> None:
    serve_lists(seller, [])
    seller.page.route(f"**/api/video/status/{JOB}", silent)
    seller.open("/my-ads")
    edit = seller.page.get_by_role("button", name="Edit Lamp")

    edit.click()

    expect_busy(edit)


def test_publishing_waits_for_the_connection_and_goes_on_by_itself(seller: Seller) -> None:
    serve(seller, UNLISTED)
    seller.page.route("**/api/ads/create", lambda route: route.fulfill(status=201, json={"adId": "a1"}))
    seller.open(f"/jobs/{JOB}")
    publish = seller.page.get_by_role("button", name="Publish")
    expect(publish).to_be_visible()  # offline, the page's modules would not load any more
    seller.page.context.set_offline(True)
    seller.page.unroute("**/api/ads/create")
    publish.click()
    expect_busy(publish)
    expect(seller.page.get_by_role("alert")).to_have_count(0)

    seller.page.route("**/api/ads/create", lambda route: route.fulfill(status=201, json={"adId": "a1"}))
    seller.page.context.set_offline(False)

    expect(seller.page.get_by_text("Published", exact=True)).to_be_visible()


@pytest.mark.parametrize("width", NARROW)
def test_no_page_of_a_signed_in_seller_scrolls_sideways(seller: Seller, width: int) -> None:
    page = seller.page
    page.set_viewport_size({"width": width, "height": 740})
    long_title = "Rangefinder-Messsucherkamera-Sammlerstück mit vielen Objektiven, Tasche und Filmrollen, Baujahr 1962"
    serve_lists(
        seller,
        [
            {**job, "title": long_title}
            for job in (UNLISTED, {**RUNNING, "adId": None, "jobId": "b", "firstVersion": "b"})
        ],
    )
    for path, job in (("/my-ads", None), ("/", None), (f"/jobs/{JOB}", UNLISTED), (f"/jobs/{JOB}", RUNNING)):
        if job:
            serve(seller, {**job, "title": long_title}, versions=[job, FINISHED])
        seller.open(path)
        expect(page.get_by_text(long_title).first).to_be_visible()
        expect_no_sideways_scrolling(page)
    page.get_by_label("Account").click()
    expect_no_sideways_scrolling(page)
