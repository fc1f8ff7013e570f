"""A failed video: what the page says, and which remedies it offers."""

from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import expect

from tests.e2e.remake import FINISHED, JOB
from tests.e2e.seller import Seller
from tests.e2e.test_accessibility import expect_no_violation
from tests.e2e.viewports import expect_every_width_fits

MESSAGE: Final = "Photo 2 cannot be shown. Trying again won't help: change your photos."


def failed(code: str, *, retryable: bool = False, photo: int | None = None, **changes: Any) -> dict[str, Any]:
    error = {"code": code, "stage": "render", "message": MESSAGE, "retryable": retryable, "photo": photo}
    gone = dict.fromkeys(("adId", "videoUrl", "choices"))
    return {**FINISHED, **gone, "status": "error", "message": MESSAGE, "error": error, **changes}


def start_a_video_that_fails(seller: Seller, photos: list[Path], status: dict[str, Any]) -> None:
    page = seller.page
    page.route("**/api/video/generate", lambda route: route.fulfill(status=202, json={"jobId": JOB}))
    page.route(f"**/api/video/status/{JOB}", lambda route: route.fulfill(json=status))
    seller.reach_review(photos)
    seller.generate()
    expect(page.get_by_role("alert").filter(has_text=MESSAGE)).to_be_visible()


def test_the_photo_that_failed_is_marked_in_the_photos_step(seller: Seller, file: Any, photo: Path) -> None:
    page = seller.page
    second = file("second.jpg", photo.read_bytes())
    start_a_video_that_fails(seller, [photo, second], failed("PhotoNotRendered", photo=2))
    expect(page.get_by_role("button", name="Try again")).to_have_count(0)
    expect_every_width_fits(page)
    expect_no_violation(page)

    page.get_by_role("button", name="Change photos").click()

    expect(page).to_have_url("/upload/photos")
    expect(page.locator(".tile")).to_have_count(2)
    expect(page.locator(".tile").nth(1)).to_contain_text("The video failed because of this photo.")
    expect(page.locator(".tile").nth(0)).to_have_attribute("data-state", "done")


def test_the_photos_of_a_failed_video_do_not_replace_a_newer_draft(seller: Seller, photo: Path) -> None:
    page = seller.page
    start_a_video_that_fails(seller, [photo], failed("PhotoNotRendered", photo=1))
    seller.reach_details(photo)
    seller.fill_in(Title="Oak table")
    seller.open(f"/jobs/{JOB}")
    page.get_by_role("button", name="Change photos").click()
    expect(page.locator(".tile").first).to_contain_text("The video failed because of this photo.")

    page.get_by_role("button", name="Continue your other draft").click()

    expect(page).to_have_url("/upload/details")
    expect(page.get_by_label("Title", exact=True)).to_have_value("Oak table")


def test_a_retry_that_may_help_is_offered_beside_the_change_of_photos(seller: Seller, photo: Path) -> None:
    start_a_video_that_fails(seller, [photo], failed("RenderFailed", retryable=True))

    expect(seller.page.get_by_role("button", name="Try again")).to_be_visible()
    expect(seller.page.get_by_role("button", name="Change photos")).to_be_visible()


def test_a_refused_text_leads_to_the_text(seller: Seller, photo: Path) -> None:
    start_a_video_that_fails(seller, [photo], failed("ProviderRefused"))

    seller.page.get_by_role("button", name="Change the text").click()

    expect(seller.page).to_have_url("/upload/review")
    expect(seller.script).not_to_have_value("")


def test_a_version_that_failed_leads_to_the_dialog_that_replaces_photos(seller: Seller) -> None:
    page, new = seller.page, "f" * 32
    page.route("**/versions", lambda route: route.fulfill(status=404, json={}))
    page.route(
        f"**/api/video/status/{new}", lambda route: route.fulfill(json=failed("UnusablePhoto", photo=2, remakeOf=JOB))
    )
    page.route(f"**/api/video/status/{JOB}", lambda route: route.fulfill(json={**FINISHED, "photoCount": 2}))
    seller.open(f"/jobs/{new}")

    expect(page.get_by_role("link", name="Change photos")).to_be_visible()
    expect_no_violation(page)

    page.get_by_role("link", name="Change photos").click()

    dialog = page.get_by_role("dialog", name="Change something")
    expect(dialog.get_by_label("Replace photo 2")).to_be_attached()
    error = "The video failed because of this photo. Replace it."
    expect(dialog.locator(".swap").nth(1)).to_contain_text(error)
    expect(dialog.locator(".swap").nth(0)).not_to_contain_text(error)
    page.keyboard.press("Escape")
    page.reload()
    expect(page.get_by_text("Your video is ready")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_video_whose_files_have_expired_is_started_again(seller: Seller, photo: Path) -> None:
    page = seller.page
    start_a_video_that_fails(seller, [photo], failed("FilesExpired"))
    expect(page.get_by_role("button", name="Try again")).to_have_count(0)

    page.get_by_role("button", name="Start again with your photos").click()

    expect(page).to_have_url("/upload/photos")


def test_a_failed_video_of_another_device_offers_a_new_start(seller: Seller) -> None:
    seller.page.route(f"**/api/video/status/{JOB}", lambda route: route.fulfill(json=failed("UnusablePhoto")))
    seller.open(f"/jobs/{JOB}")

    seller.page.get_by_role("link", name="Start a new video").click()

    expect(seller.page).to_have_url("/upload/photos")


def test_a_finished_video_is_shown_while_its_script_cannot_be_read(seller: Seller) -> None:
    page = seller.page
    status = {**FINISHED, "script": None, "scriptUnavailable": True}
    page.route("**/versions", lambda route: route.fulfill(status=404, json={}))
    page.route(f"**/api/video/status/{JOB}", lambda route: route.fulfill(json=status))

    seller.open(f"/jobs/{JOB}")

    expect(page.locator("main")).to_contain_text("We can't show the script right now. Nothing is lost.")
    expect(page.get_by_role("button", name="Change something")).to_have_count(0)


def test_notices_are_on_the_page_of_a_finished_video(seller: Seller) -> None:
    notice = {"code": "VoiceTooLong", "message": "The voice takes 31 seconds instead of 15."}
    seller.page.route("**/versions", lambda route: route.fulfill(status=404, json={}))
    fallback = {"stage": "tts", "provider": "speech", "code": "ProviderRetired", "message": "A similar voice reads."}
    finished = {**FINISHED, "notices": [notice], "fallbacks": [fallback, fallback]}
    seller.page.route(f"**/api/video/status/{JOB}", lambda route: route.fulfill(json=finished))

    seller.open(f"/jobs/{JOB}")

    expect(seller.page.get_by_text(notice["message"])).to_be_visible()
    expect(seller.page.get_by_text(fallback["message"])).to_have_count(1)
    expect(seller.page.locator("video")).to_be_visible()


@pytest.mark.parametrize("shows_costs", [True, False])
def test_costs_are_shown_to_sellers_only_with_the_setting(seller: Seller, shows_costs: bool) -> None:
    page = seller.page

    def options(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json={**answer.json(), "showCosts": shows_costs})

    page.route("**/api/options", options)
    page.route("**/versions", lambda route: route.fulfill(status=404, json={}))
    page.route(f"**/api/video/status/{JOB}", lambda route: route.fulfill(json=FINISHED))
    seller.open(f"/jobs/{JOB}")
    expect(page.locator("video")).to_be_visible()

    expect(page.get_by_text("cost less than")).to_have_count(int(shows_costs))
