"""The seller's logo: chosen, shown, sent, and visible in the video."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from testing.logos import LOGO, logo_shares
from testing.pictures import picture, png_with_size
from tests.e2e.seller import Seller, answer
from tests.e2e.test_accessibility import expect_no_violation, press

WriteFile = Callable[[str, bytes], Path]
REMEDY = "Use a picture. A PNG with a transparent background looks best."
UNUSABLE = {
    "logo.svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", f"“logo.svg” is an SVG drawing. {REMEDY}"),
    "logo.mp4": (b"\0\0\0\x18ftypmp42" + bytes(40), f"“logo.mp4” is a video. {REMEDY}"),
    "empty.png": (b"", "“empty.png” is an empty file (0 bytes). Choose it again."),
    "half.jpg": (picture(width_px=300, height_px=300)[:300], "“half.jpg” is damaged or incomplete."),
    "dot.png": (
        picture("PNG", 20, 60),
        "“dot.png” is too small (20×60 pixels). Use a picture of at least 48×48 pixels.",
    ),
    "bomb.png": (
        png_with_size(9_000, 9_000),
        "“bomb.png” is too large (9,000×9,000 pixels). Use a picture of at most 25 megapixels.",
    ),
    "big.png": (
        picture("PNG", 300, 300) + bytes(6 * 1024 * 1024),
        "“big.png” is too large (6.0 MB). Use a file of at most 5 MB.",
    ),
}


@pytest.fixture
def logo(file: WriteFile) -> Path:
    return file("emblem.png", LOGO)


def field_of(page: Page) -> Locator:
    return page.get_by_role("group", name="Your logo")


def choose(page: Page, path: Path) -> None:
    field_of(page).locator("input[type=file]").set_input_files(path)


def test_a_logo_is_stored_shown_sent_and_visible_in_the_video(seller: Seller, photo: Path, logo: Path) -> None:
    page = seller.page
    seller.reach_details(photo)
    choose(page, logo)
    field = field_of(page)
    expect(field).to_contain_text("Uploaded")
    page.reload()
    expect(field.get_by_role("img", name="emblem.png")).to_be_visible()
    seller.fill_in()
    seller.continue_to_next_step()
    seller.sees_script()
    expect(page.locator(".summary").get_by_role("img", name="emblem.png")).to_be_visible()
    seller.generate()
    seller.sees_job()
    seller.sees_finished()

    video = httpx.get(page.locator("video source, video[src]").first.get_attribute("src") or "", timeout=20).content
    first, middle, last = logo_shares(video)
    assert min(first, last) > 0.002 > middle


def test_a_logo_is_replaced_and_removed_by_keyboard(seller: Seller, photo: Path, logo: Path, file: WriteFile) -> None:
    page = seller.page
    other = file("other.png", picture("PNG", 90, 90, "teal"))
    seller.reach_details(photo)

    for path, name in ((logo, "Choose a logo"), (other, "Choose another")):
        with page.expect_file_chooser() as choosing:
            press(page, page.get_by_label(name, exact=True))
        choosing.value.set_files(path)
        expect(page.get_by_role("img", name=path.name)).to_be_visible()
    press(page, page.get_by_role("button", name="Remove other.png"))

    expect(page.locator("#announcer")).to_have_text("Logo removed.")
    expect(page.get_by_label("Choose a logo", exact=True)).to_be_focused()
    expect(field_of(page).get_by_role("img")).to_have_count(0)


def test_an_unusable_logo_is_refused_by_name_and_the_earlier_one_stays(
    seller: Seller, photo: Path, logo: Path, file: WriteFile
) -> None:
    page = seller.page
    seller.reach_details(photo)
    choose(page, logo)
    expect(page.get_by_role("img", name="emblem.png")).to_be_visible()

    for name, (content, message) in UNUSABLE.items():
        choose(page, file(name, content))
        expect(field_of(page).get_by_role("alert")).to_contain_text(message)

    expect(page.get_by_role("img", name="emblem.png")).to_be_visible()
    expect_no_violation(page)


def test_a_logo_that_is_not_uploaded_blocks_the_video(seller: Seller, photo: Path, logo: Path) -> None:
    page = seller.page
    seller.reach_details(photo)
    page.route("**/uploads/**", answer(400, times=1))
    choose(page, logo)
    expect(field_of(page).get_by_role("alert")).to_contain_text("The upload was refused.")
    expect_no_violation(page)
    seller.fill_in()
    seller.continue_to_next_step()
    seller.sees_script()
    seller.generate()
    seller.sees_alert("Your logo was not uploaded.")

    page.get_by_role("button", name="Go to the details").click()
    page.get_by_role("button", name="Try again to upload emblem.png").click()

    expect(field_of(page)).to_contain_text("Uploaded")


def test_a_logo_that_the_service_refuses_is_marked_in_the_details(seller: Seller, photo: Path, logo: Path) -> None:
    page = seller.page
    error = {"field": "logoKey", "message": "the logo is not among your uploads"}
    problem = {"title": "Bad photos", "detail": error["message"], "code": "InvalidPhotos", "errors": [error]}
    page.route(
        "**/api/video/generate",
        lambda route: route.fulfill(status=422, json=problem, content_type="application/problem+json"),
    )
    seller.reach_details(photo)
    choose(page, logo)
    expect(field_of(page)).to_contain_text("Uploaded")
    seller.fill_in()
    seller.continue_to_next_step()
    seller.sees_script()
    seller.generate()
    page.get_by_role("button", name="Go to the details").click()

    expect(field_of(page).get_by_role("alert")).to_contain_text("The logo is not among your uploads.")
