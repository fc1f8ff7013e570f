"""Another version of a finished video, asked for on its page."""

import json
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.e2e.seller import Seller, answer
from tests.e2e.test_accessibility import expect_no_fault
from tests.e2e.test_logo import WriteFile
from tests.fakes.logos import LOGO

JOB: Final = "0123456789abcdef0123456789abcdef"
CHOICES: Final[dict[str, Any]] = {
    "voice": "alloy",
    "music": "calm",
    "format": "9:16",
    "duration": 15,
    "captionStyle": "pop",
    "brandColour": "#FFD60A",
    "overlays": ["title", "end"],
    "link": None,
}
FINISHED: Final[dict[str, Any]] = {
    "jobId": JOB,
    "title": "Brass desk lamp",
    "status": "complete",
    "progress": 100,
    "message": "Ready",
    "createdAt": "2026-11-22T12:00:00Z",
    "updatedAt": "2026-11-22T12:00:30Z",
    "attempt": 1,
    "adId": "a1",
    "remakeOf": None,
    "videoUrl": "/media/none.mp4",
    **dict.fromkeys(("thumbnailUrl", "captionsUrl", "error")),
    "duration": 15.0,
    "size": 1_000_000,
    "stages": [],
    "script": "A brass lamp. Light it.",
    "language": "en",
    "choices": CHOICES,
    "logo": False,
    "cost": {"totalUsd": 0.001},
}


class Maker:
    """The service's answers to requests for another version; keeps what was asked, and under which key."""

    def __init__(self, *answers: tuple[int, dict[str, Any]]) -> None:
        self.answers, self.asked, self.keys = list(answers), list[Any](), list[str]()

    def __call__(self, route: Route) -> None:
        self.asked.append(route.request.post_data_json)
        self.keys.append(route.request.headers["idempotency-key"])
        status, body = self.answers.pop(0)
        kind = "application/problem+json" if status >= 400 else "application/json"
        route.fulfill(status=status, body=json.dumps(body), content_type=kind)


def open_dialog(seller: Seller, maker: Maker | None = None, **changes: Any) -> Locator:
    """The dialog on the page of a finished video that is made up."""
    page = seller.page
    page.route(f"**/api/video/status/{JOB}", lambda route: route.fulfill(json={**FINISHED, **changes}))
    if maker:
        page.route("**/remake", maker)
    seller.open(f"/jobs/{JOB}")
    page.get_by_role("button", name="Make another version").click()
    return page.get_by_role("dialog", name="Make another version")


def button(dialog: Locator) -> Locator:
    return dialog.get_by_role("button", name="Make this version")


def test_other_music_makes_another_film_with_the_same_script_and_voice(seller: Seller, photo: Path) -> None:
    page = seller.page
    first = seller.start_video(photo)
    seller.sees_finished()
    page.get_by_role("button", name="Make another version").click()
    dialog = page.get_by_role("dialog")
    expect(button(dialog)).to_be_disabled()
    expect(dialog.get_by_label("Script", exact=True)).not_to_have_value("")
    expect_no_fault(page)

    dialog.get_by_label("Music", exact=True).select_option("calm")
    dialog.get_by_role("checkbox", name="Replace the video of my listing").check()
    button(dialog).click()

    page.wait_for_url(lambda url: "/jobs/" in url and first not in url)
    seller.sees_finished()
    expect(page.get_by_text("Kept from it:")).to_contain_text("script, photos, voice, captions")
    page.get_by_role("link", name="See the listing").click()
    expect(page.locator("video")).to_be_visible()
    page.goto("/my-ads")
    expect(page.locator(f".ad-card[data-status=processing] a[href='/jobs/{first}']")).to_have_count(0)


def test_stages_that_were_taken_over_are_told_of_while_the_rest_is_made(seller: Seller) -> None:
    stages = [
        {"name": name, "startedAt": "2026-11-22T12:00:00Z", "seconds": 0.2, "costUsd": 0, "reused": name != "captions"}
        for name in ("script", "photos", "tts", "captions")
    ]
    running = {**FINISHED, "status": "render", "progress": 40, "videoUrl": None, "stages": stages, "remakeOf": "j0"}
    seller.page.route("**/api/video/status/*", lambda route: route.fulfill(json=running))

    seller.open(f"/jobs/{JOB}")

    steps = seller.page.locator(".job-steps li")
    expect(steps.filter(has_text="Script")).to_contain_text("kept")
    expect(steps.filter(has_text="Voice")).to_contain_text("kept")
    expect(steps.filter(has_text="Captions")).to_contain_text("0.2 s")


def test_only_what_was_changed_is_sent_and_nothing_unchanged_can_be(seller: Seller) -> None:
    maker = Maker((202, {"jobId": "j2"}))
    dialog = open_dialog(seller, maker)
    music = dialog.get_by_label("Music", exact=True)
    music.select_option("none")
    expect(button(dialog)).to_be_enabled()
    expect(dialog.get_by_role("button", name="Listen to Alloy")).to_be_visible()
    music.select_option("calm")
    expect(button(dialog)).to_be_disabled()

    dialog.get_by_label("Your colour").fill("#00aa88")
    dialog.get_by_role("group", name="Written over").get_by_role("checkbox", name="Price On").check()
    button(dialog).click()

    seller.page.wait_for_url("**/jobs/j2")
    assert maker.asked == [{"brandColour": "#00aa88", "overlays": "title,price,end"}]


def logo_field(dialog: Locator) -> Locator:
    return dialog.get_by_role("group", name="Your logo")


def test_a_logo_is_sent_with_the_version_that_is_to_show_it_and_only_once(seller: Seller, file: WriteFile) -> None:
    maker = Maker((409, {"detail": "Not now.", "code": "JobClosed"}), (202, {"jobId": "j2"}))
    dialog = open_dialog(seller, maker)
    sent: list[str] = []
    seller.page.on("request", lambda request: sent.append(request.method))

    dialog.get_by_label("Choose a logo", exact=True).set_input_files(file("emblem.png", LOGO))
    expect(logo_field(dialog).get_by_role("img", name="emblem.png")).to_be_visible()
    assert "PUT" not in sent
    expect_no_fault(seller.page)
    button(dialog).click()
    expect(dialog.get_by_role("alert")).to_contain_text("Not now.")
    button(dialog).click()

    seller.page.wait_for_url("**/jobs/j2")
    assert sent.count("PUT") == 1
    assert maker.asked[0].keys() == {"logoKey"}
    assert maker.asked[0]["logoKey"].startswith("uploads/")
    assert maker.asked[0] == maker.asked[1]


def test_the_earlier_logo_can_be_left_out_and_taken_back(seller: Seller) -> None:
    maker = Maker((202, {"jobId": "j2"}))
    dialog = open_dialog(seller, maker, logo=True)
    field = logo_field(dialog)
    expect(field).to_have_accessible_description("The logo of the earlier video stays.")

    field.get_by_role("button", name="Leave it out").press("Enter")
    expect(field).to_have_accessible_description("This version has no logo.")
    expect(field.get_by_label("Choose another", exact=True)).to_be_focused()
    field.get_by_role("button", name="Keep the earlier one").click()
    expect(button(dialog)).to_be_disabled()
    field.get_by_role("button", name="Leave it out").click()
    button(dialog).click()

    seller.page.wait_for_url("**/jobs/j2")
    assert maker.asked == [{"logoKey": None}]


def test_what_is_wrong_with_a_logo_stands_beside_it(seller: Seller, file: WriteFile) -> None:
    fault = {"field": "logoKey", "message": "the logo has only 20×20 pixels"}
    maker = Maker((422, {"detail": "The logo cannot be used.", "code": "UnusablePhoto", "errors": [fault]}))
    dialog = open_dialog(seller, maker)
    pick, alert = dialog.get_by_label("Choose a logo", exact=True), logo_field(dialog).get_by_role("alert")

    pick.set_input_files(file("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"))
    expect(alert).to_contain_text("“logo.svg” is an SVG drawing.")
    expect(button(dialog)).to_be_disabled()
    pick.set_input_files(file("emblem.png", LOGO))
    button(dialog).click()

    expect(alert).to_contain_text("The logo has only 20×20 pixels.")
    expect(dialog.get_by_label("Choose another", exact=True)).to_be_focused()


SHOWN: Final = [{"url": "/img/hero-1.webp", "clip": False}] * 2 + [{"url": "/media/gone.mp4", "clip": True}]


def open_with_photos(seller: Seller, maker: Maker) -> Locator:
    seller.page.route("**/photos", lambda route: route.fulfill(json={"photos": SHOWN, "expiresIn": 900}))
    return open_dialog(seller, maker, photoCount=len(SHOWN))


def test_one_photo_is_replaced_and_the_others_stay(seller: Seller, photo: Path) -> None:
    maker = Maker((202, {"jobId": "j2"}))
    dialog = open_with_photos(seller, maker)
    places = dialog.get_by_role("group", name="Photos").get_by_role("listitem")
    expect(places.nth(2).get_by_text("Clip", exact=True)).to_be_visible()
    second = dialog.get_by_label("Replace photo 2", exact=True)

    second.set_input_files(photo)
    expect(second).to_have_accessible_description("Uploaded")
    expect(places.nth(1).get_by_role("img", name="lamp.jpg")).to_be_visible()
    expect(places.nth(0).get_by_role("img", name="Photo 1")).to_be_visible()
    expect_no_fault(seller.page)
    button(dialog).click()

    seller.page.wait_for_url("**/jobs/j2")
    ((first, key, third),) = [asked["photos"] for asked in maker.asked]
    assert (first, third) == (1, 3)
    assert key.startswith("uploads/")


def test_what_is_wrong_with_a_photo_stands_beside_it_and_the_earlier_can_be_kept(
    seller: Seller, photo: Path, file: WriteFile
) -> None:
    fault = {"field": "photos[1]", "message": "photo 2 is blank"}
    maker = Maker((422, {"detail": "A photo cannot be used.", "code": "UnusablePhoto", "errors": [fault]}))
    dialog = open_with_photos(seller, maker)
    place = dialog.get_by_role("group", name="Photos").get_by_role("listitem").nth(1)
    second, alert = place.get_by_label("Replace photo 2", exact=True), place.get_by_role("alert")

    second.set_input_files(file("notes.txt", b"no picture"))
    expect(alert).to_contain_text("“notes.txt” is")
    expect(button(dialog)).to_be_disabled()
    seller.page.route("**/uploads/**", answer(400, times=1))
    second.set_input_files(photo)
    expect(alert).to_contain_text("Storage did not accept the file.")
    expect_no_fault(seller.page)
    place.get_by_role("button", name="Try again to upload lamp.jpg").click()
    expect(second).to_have_accessible_description("Uploaded")
    button(dialog).click()
    expect(alert).to_contain_text("Photo 2 is blank.")
    expect(second).to_be_focused()

    place.get_by_role("button", name="Keep earlier photo 2").press("Enter")
    expect(second).to_be_focused()
    expect(place.get_by_role("img", name="Photo 2")).to_be_visible()
    expect(button(dialog)).to_be_disabled()


def test_what_is_wrong_with_the_script_stands_beside_it(seller: Seller) -> None:
    fault = {"field": "script", "message": "script has no words to speak"}
    maker = Maker((422, {"detail": "The script cannot be spoken.", "code": "InvalidScript", "errors": [fault]}))
    dialog = open_dialog(seller, maker)
    script = dialog.get_by_label("Script", exact=True)

    script.fill("")
    button(dialog).click()
    expect(script).to_have_accessible_description("Script is empty; fill it in.")
    expect(script).to_be_focused()
    script.fill("Other words.")
    button(dialog).click()

    expect(script).to_have_accessible_description("Script has no words to speak.")
    assert maker.asked == [{"script": "Other words."}]


@pytest.mark.parametrize(
    ("status", "detail"), [(409, "The files of this video have expired; start a new one."), (422, "Photo 2 expired.")]
)
def test_what_concerns_no_field_stands_at_the_top_and_the_same_wish_keeps_its_key(
    seller: Seller, status: int, detail: str
) -> None:
    maker = Maker((status, {"detail": detail, "code": "JobClosed"}), (202, {"jobId": "j2"}))
    dialog = open_dialog(seller, maker)
    dialog.get_by_label("Voice", exact=True).select_option("onyx")

    button(dialog).click()
    expect(dialog.get_by_role("alert")).to_contain_text(detail)
    expect(dialog.get_by_role("alert")).to_be_in_viewport()
    button(dialog).click()

    seller.page.wait_for_url("**/jobs/j2")
    assert len(set(maker.keys)) == 1


def test_a_video_whose_files_have_expired_offers_no_other_version(seller: Seller) -> None:
    seller.page.route("**/api/video/status/*", lambda route: route.fulfill(json={**FINISHED, "choices": None}))

    seller.open(f"/jobs/{JOB}")

    expect(seller.page.get_by_role("link", name="Make another video")).to_be_visible()
    expect(seller.page.get_by_role("button", name="Make another version")).to_have_count(0)
