"""The page reacts to every tap at once, and requests wait for the network."""

from typing import Any, Final

from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e.remake import FINISHED, JOB
from tests.e2e.seller import Seller
from tests.e2e.test_my_ads import ad
from tests.e2e.viewports import NARROW, expect_no_sideways_scrolling

RUNNING: Final = {**FINISHED, "status": "render", "progress": 40, "message": "Rendering the video", "videoUrl": None}
UNLISTED: Final = {**FINISHED, "adId": None}


def silent(_: Route) -> None:
    """The request is not answered during the test."""


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


def test_publishing_waits_for_the_connection(seller: Seller) -> None:
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


def test_no_page_of_a_signed_in_seller_scrolls_sideways(seller: Seller) -> None:
    page = seller.page
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
        expect_narrow_screens_fit(page)
    page.get_by_label("Account").click()
    expect_narrow_screens_fit(page)


def expect_narrow_screens_fit(page: Page) -> None:
    for width in NARROW:
        page.set_viewport_size({"width": width, "height": 740})
        expect_no_sideways_scrolling(page)


def test_a_second_click_does_not_go_through_a_dialog_that_closed(seller: Seller) -> None:
    page = seller.page
    serve_lists(seller, [])
    ads = [{**ad(number), "title": f"Lamp {number}", "contact": None, "previewUrl": None} for number in range(12)]
    page.route("**/api/ads/mine*", lambda route: route.fulfill(json={"ads": ads}))
    page.route("**/api/ads/a*", silent)
    seller.open("/my-ads")
    page.evaluate("addEventListener('click', event => { (window.reached ??= []).push(event.target.tagName); })")
    page.get_by_role("button", name="Delete Lamp 0").click()
    button = page.get_by_role("dialog").get_by_role("button", name="Delete").bounding_box()
    card = page.locator(".ad-frame").nth(3).bounding_box()
    assert button
    assert card
    x, y = button["x"] + 8, button["y"] + button["height"] / 2
    page.evaluate("by => scrollBy(0, by)", card["y"] + card["height"] / 2 - y)

    page.evaluate("performance.now = () => 1e6")  # both clicks at the same moment, however slow the machine is
    page.mouse.click(x, y)
    page.mouse.click(x, y)

    under = page.evaluate("([x, y]) => Boolean(document.elementFromPoint(x, y).closest('.ad-frame'))", [x, y])
    assert under, "there is no card under the button"
    assert page.evaluate("window.reached") == ["svg", "BUTTON"]
    page.mouse.move(0, 0)
    page.get_by_role("button", name="Delete Lamp 3").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_publishing_again_after_an_invalid_contact_moves_no_button(seller: Seller) -> None:
    page = seller.page
    page.set_viewport_size({"width": 390, "height": 844})
    serve(seller, UNLISTED)
    message = "Contact must be a web address, an e-mail address or a phone number, such as 0171 1234567."
    problem = {"code": "InvalidRequest", "errors": [{"field": "contact", "message": message}]}
    page.route(
        "**/api/ads/create",
        lambda route: route.fulfill(status=422, json=problem, content_type="application/problem+json"),
    )
    seller.open(f"/jobs/{JOB}")
    contact = page.get_by_label("Contact or shop link")
    contact.fill("call me")
    publish = page.get_by_role("button", name="Publish")
    publish.click()
    expect(contact).to_have_attribute("aria-invalid", "true")
    page.unroute("**/api/ads/create")
    page.route("**/api/ads/create", silent)
    contact.fill("0171 1234567")
    before = publish.bounding_box()

    publish.click()

    expect_busy(publish)
    after = publish.bounding_box()
    assert before
    assert after
    assert (after["x"], after["y"], after["height"]) == (before["x"], before["y"], before["height"])


def test_cards_show_pictures_of_every_format_whole(seller: Seller) -> None:
    page = seller.page
    sizes = ("480x480", "480x270", "270x480")
    serve_lists(
        seller,
        [{**UNLISTED, "jobId": size, "firstVersion": size, "thumbnailUrl": f"/media/own/{size}.svg"} for size in sizes],
    )

    def picture(route: Route) -> None:
        width, height = route.request.url.rpartition("/")[2].removesuffix(".svg").split("x")
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"/>'
        route.fulfill(body=svg, content_type="image/svg+xml")

    page.route("**/media/own/*", picture)
    seller.open("/my-ads")

    for size in sizes:
        expect(page.locator(f".ad-card[data-job='{size}'] .screen img")).to_have_css("object-fit", "contain")


def test_the_sentence_on_the_old_video_disappears_when_the_video_is_updated_too(seller: Seller) -> None:
    page = seller.page
    serve(seller, FINISHED)
    serve_lists(seller, [])
    seller.open("/my-ads")
    page.get_by_role("button", name="Edit Lamp").click()
    dialog = page.get_by_role("dialog", name="Edit the listing")
    dialog.get_by_label("Price", exact=True).fill("77")
    expect(dialog.get_by_text("The video keeps the old price.")).to_be_visible()

    dialog.get_by_label("Update the video too").check()

    expect(dialog.get_by_text("The video keeps")).to_have_count(0)
