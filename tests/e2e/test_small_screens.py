"""On the smallest phone everything is visible, and no bar covers the focused element."""

from functools import partial
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from local.cloud import Cloud
from tests.e2e.account import CODE, PASSWORD, Account
from tests.e2e.conftest import NewContext
from tests.e2e.remake import FINISHED, JOB
from tests.e2e.seller import Seller
from tests.e2e.test_sign_in import start_signing_up
from tests.e2e.test_taps import RUNNING, UNLISTED, serve, serve_lists
from tests.e2e.viewports import expect_no_sideways_scrolling, holds_soon

SCREENS: Final = {"phone": (320, 568), "desktop": (1280, 800)}
"""Width and height: of the smallest phone, where a bar covers most, and of a desktop."""
PHONES: Final = ((390, 844), (320, 568))
LINES: Final = """element => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size;
}"""
COVERED: Final = """element => {
    const box = element.getBoundingClientRect();
    const points = [[box.left + 5, box.top + 5], [box.right - 5, box.bottom - 5]];
    return points.some(([x, y]) => !element.contains(document.elementFromPoint(x, y)));
}"""


@pytest.fixture(params=SCREENS)
def sized(request: pytest.FixtureRequest, new_context: NewContext, account: Account, cloud: Cloud) -> Seller:
    width, height = SCREENS[request.param]
    size = {"width": width, "height": height}
    return Seller(new_context(storage_state=account.profile(cloud.description.api_url), viewport=size).new_page())


def open_edit(seller: Seller) -> Locator:
    serve_lists(seller, [])
    serve(seller, FINISHED)
    seller.open("/my-ads")
    seller.page.get_by_role("button", name="Edit Lamp").click()
    return seller.page.get_by_role("dialog", name="Edit the listing")


def expect_one_line(text: Locator) -> None:
    assert holds_soon(text.page, lambda: text.evaluate(LINES) == 1)


def expect_focus_in_sight(page: Page) -> None:
    """The browser scrolls to a focused field a little later."""
    assert holds_soon(page, lambda: page.locator(":focus").evaluate(COVERED) is False)


def test_the_offer_to_update_the_video_is_visible(sized: Seller) -> None:
    dialog = open_edit(sized)

    dialog.get_by_label("Price", exact=True).press_sequentially("7")

    expect(dialog.get_by_label("Update the video too")).to_be_in_viewport(ratio=1)
    expect(dialog.get_by_text("The video keeps the old price.")).to_be_in_viewport(ratio=1)
    expect_focus_in_sight(sized.page)


def test_the_buttons_cover_no_focused_field(sized: Seller) -> None:
    dialog = open_edit(sized)
    dialog.get_by_label("Price", exact=True).press_sequentially("7")
    dialog.get_by_label("Update the video too").check()
    dialog.get_by_label("Title", exact=True).focus()

    for _ in range(6):
        expect_focus_in_sight(sized.page)
        sized.page.keyboard.press("Tab")


def test_the_new_scripts_field_is_not_scrolled_to_when_another_field_has_the_focus(sized: Seller) -> None:
    dialog = open_edit(sized)
    dialog.get_by_label("Price", exact=True).press_sequentially("7")

    dialog.get_by_label("Update the video too").evaluate("box => { box.click(); box.form.elements.title.focus(); }")

    sized.page.evaluate("() => new Promise(resolve => setTimeout(resolve))")
    expect_focus_in_sight(sized.page)


def test_the_link_to_the_versions_is_one_line(sized: Seller) -> None:
    serve_lists(sized, [])
    sized.open("/my-ads")

    expect_one_line(sized.page.get_by_role("link", name="Video and versions"))


def test_a_busy_button_does_not_break_words(sized: Seller, photo: Path) -> None:
    sized.open("/upload/photos")
    sized.add(photo)
    sized.sees_uploaded(1)
    onward = sized.page.get_by_role("button", name="Continue")

    onward.evaluate("button => button.setAttribute('aria-busy', 'true')")

    expect_one_line(onward)


def test_the_publish_message_is_visible(sized: Seller) -> None:
    serve(sized, UNLISTED)
    sized.page.route("**/api/ads/create", lambda route: route.fulfill(json={"adId": "a1"}))
    sized.open(f"/jobs/{JOB}")
    publish = sized.page.get_by_role("button", name="Publish")
    expect(publish).to_be_visible()
    sized.page.unroute("**/versions")
    sized.page.unroute(f"**/api/video/status/{JOB}")
    serve(sized, FINISHED, adId="a1", listed=JOB)

    publish.click()

    ready = sized.page.get_by_text("Your video is ready and the listing is live")
    expect(ready).to_be_focused()
    expect(ready).to_be_in_viewport(ratio=1)


def test_the_focus_moves_to_the_next_action_of_a_stopped_video(sized: Seller) -> None:
    job = dict(RUNNING)

    def stop(route: Route) -> None:
        job["status"] = "canceled"
        route.fulfill(json=job)

    serve(sized, job)
    sized.page.route("**/cancel", stop)
    sized.open(f"/jobs/{JOB}")
    sized.page.get_by_role("button", name="Cancel").click()
    sized.page.get_by_role("dialog").get_by_role("button", name="Stop it").click()

    onward = sized.page.get_by_role("button", name="Continue")
    expect(onward).to_be_focused()
    expect(onward).to_be_in_viewport(ratio=1)
    sized.page.wait_for_timeout(500)  # the status is requested again
    expect(onward).to_be_focused()


def test_signing_in_after_the_code_begins_with_the_password(guest: Seller) -> None:
    start_signing_up(guest)
    guest.page.reload()
    guest.page.get_by_label("Code").fill(CODE)
    guest.page.get_by_role("button", name="Confirm").click()

    password = guest.page.get_by_label("Password")
    expect(password).to_be_focused()
    password.fill(PASSWORD)
    password.press("Enter")
    expect(guest.page).to_have_url("/my-ads")


def test_a_long_word_is_whole_in_the_preview(seller: Seller, photo: Path) -> None:
    seller.reach_details(photo)
    seller.page.get_by_label("Title", exact=True).fill("Spiegelreflexkameraobjektivsammlung")

    for style in ("Pop", "Karaoke", "Clean"):
        seller.page.get_by_role("radio", name=style).check()
        word = seller.page.locator(".caption-words > span")
        expect(word).to_have_text("Spiegelreflexkameraobjektivsammlung")
        expect_one_line(word)
        assert holds_soon(seller.page, partial(is_inside_the_frame, word)), style


def is_inside_the_frame(word: Locator) -> bool:
    frame, box = word.page.locator(".preview .video-frame").bounding_box(), word.bounding_box()
    assert frame
    assert box
    return frame["x"] <= box["x"] and box["x"] + box["width"] <= frame["x"] + frame["width"]


def test_a_preview_without_motion_shows_the_average_zoom(seller: Seller, photo: Path) -> None:
    """`seller` asks for reduced motion; the zoom is that of half a move, about the middle of the frame."""
    seller.reach_details(photo)
    seller.page.get_by_role("radio", name="Wide 16:9").check()
    picture = seller.page.locator(".preview .pan-zoom")

    expect(picture).to_have_css("scale", "1.07")
    frame, box = seller.page.locator(".preview .video-frame").bounding_box(), picture.bounding_box()
    assert frame
    assert box
    assert box["y"] + box["height"] / 2 == pytest.approx(frame["y"] + frame["height"] / 2, abs=1)


def test_text_of_double_size_fits_a_phone(new_context: NewContext, account: Account, cloud: Cloud, photo: Path) -> None:
    context = new_context(storage_state=account.profile(cloud.description.api_url), is_mobile=True, has_touch=True)
    seller = Seller(context.new_page())
    sizes = {"fontSizes": {"standard": 32, "fixed": 26}}
    context.new_cdp_session(seller.page).send("Page.setFontSizes", sizes)

    for path in ("/", "/sign-in?new", "/my-ads"):
        seller.open(path)
        expect_phones_fit(seller.page)
    seller.reach_details(photo)
    expect_phones_fit(seller.page)
    seller.fill_in()
    seller.continue_to_next_step()
    seller.sees_script()
    expect_phones_fit(seller.page)
    seller.open("/upload/photos")
    seller.sees_uploaded(1)
    expect_phones_fit(seller.page)


def expect_phones_fit(page: Page) -> None:
    for width, height in PHONES:
        page.set_viewport_size({"width": width, "height": height})
        expect_no_sideways_scrolling(page, width)


def test_buttons_keep_their_icons_offline(seller: Seller, photo: Path) -> None:
    seller.open("/upload/photos")
    seller.add(photo)
    seller.sees_uploaded(1)
    seller.page.reload()
    seller.sees_uploaded(1)
    seller.page.context.set_offline(True)

    seller.add(photo)

    expect(seller.page.locator(".tile[data-photo]")).to_have_count(2)
    widths = "icons => icons.map(icon => icon.getBBox().width)"
    assert all(seller.page.locator(".tile-tools use").evaluate_all(widths))
