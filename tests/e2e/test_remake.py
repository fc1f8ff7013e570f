"""Remaking a finished video on its page."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.remake import FINISHED, JOB, FakeApi, button, open_dialog
from tests.e2e.seller import Seller
from tests.e2e.test_accessibility import expect_no_violation


def test_other_music_reuses_script_and_voice(seller: Seller, photo: Path) -> None:
    page = seller.page
    first = seller.start_video(photo, publish=True)
    seller.sees_finished()
    page.get_by_role("button", name="Change something").click()
    dialog = page.get_by_role("dialog")
    expect(button(dialog)).to_be_disabled()
    expect(dialog.get_by_label("Script", exact=True)).not_to_have_value("")
    expect_no_violation(page)

    dialog.get_by_label("Music", exact=True).select_option("calm")
    dialog.get_by_role("checkbox", name="Replace the video of my listing").check()
    button(dialog).click()

    page.wait_for_url(lambda url: "/jobs/" in url and first not in url)
    seller.sees_finished()
    expect(page.get_by_text("Reused from it:")).to_contain_text("photos, script, voice, captions")
    page.get_by_role("link", name="See the listing").click()
    expect(page.locator("video")).to_be_visible()
    page.goto("/my-ads")
    expect(page.locator(f".ad-card[data-status=processing] a[href='/jobs/{first}']")).to_have_count(0)


def test_reused_stages_are_marked_during_a_remake(seller: Seller) -> None:
    stages = [
        {"name": name, "startedAt": "2026-11-22T12:00:00Z", "seconds": 0.2, "costUsd": 0, "reused": name != "captions"}
        for name in ("script", "photos", "tts", "captions")
    ]
    running = {**FINISHED, "status": "render", "progress": 40, "videoUrl": None, "stages": stages, "remakeOf": "j0"}
    seller.page.route("**/api/video/status/*", lambda route: route.fulfill(json=running))

    seller.open(f"/jobs/{JOB}")

    steps = seller.page.locator(".job-steps li")
    expect(steps.filter(has_text="Script")).to_contain_text("reused")
    expect(steps.filter(has_text="Voice")).to_contain_text("reused")
    expect(steps.filter(has_text="Captions")).to_contain_text("0.2 s")


def test_only_changes_are_sent_and_no_changes_cannot_be_sent(seller: Seller) -> None:
    fake_api = FakeApi((202, {"jobId": "j2"}))
    dialog = open_dialog(seller, fake_api)
    music = dialog.get_by_label("Music", exact=True)
    music.select_option("none")
    expect(button(dialog)).to_be_enabled()
    expect(dialog.get_by_role("button", name="Listen to Alloy")).to_be_visible()
    music.select_option("calm")
    expect(button(dialog)).to_be_disabled()

    dialog.get_by_label("Your colour").fill("#00aa88")
    dialog.get_by_role("group", name="Text on the video").get_by_role("checkbox", name="Price On").check()
    button(dialog).click()

    seller.page.wait_for_url("**/jobs/j2")
    assert fake_api.bodies == [{"brandColour": "#00aa88", "overlays": "title,price,end"}]


def test_the_error_of_a_script_is_beside_it(seller: Seller) -> None:
    error = {"field": "script", "message": "script has no words to speak"}
    fake_api = FakeApi((422, {"detail": "The script cannot be spoken.", "code": "InvalidScript", "errors": [error]}))
    dialog = open_dialog(seller, fake_api)
    script = dialog.get_by_label("Script", exact=True)

    script.fill("")
    button(dialog).click()
    expect(script).to_have_accessible_description("Add a script.")
    expect(script).to_be_focused()
    script.fill("Other words.")
    button(dialog).click()

    expect(script).to_have_accessible_description("Script has no words to speak.")
    assert fake_api.bodies == [{"script": "Other words."}]


@pytest.mark.parametrize(
    ("status", "detail"), [(409, "The files of this video have expired; start a new one."), (422, "Photo 2 expired.")]
)
def test_an_error_without_a_field_is_at_the_top_and_the_same_request_keeps_its_key(
    seller: Seller, status: int, detail: str
) -> None:
    fake_api = FakeApi((status, {"detail": detail, "code": "JobClosed"}), (202, {"jobId": "j2"}))
    dialog = open_dialog(seller, fake_api)
    dialog.get_by_label("Voice", exact=True).select_option("onyx")

    button(dialog).click()
    expect(dialog.get_by_role("alert")).to_contain_text(detail)
    expect(dialog.get_by_role("alert")).to_be_in_viewport()
    button(dialog).click()

    seller.page.wait_for_url("**/jobs/j2")
    assert len(set(fake_api.keys)) == 1


def test_a_video_with_expired_files_offers_no_remake(seller: Seller) -> None:
    seller.page.route("**/api/video/status/*", lambda route: route.fulfill(json={**FINISHED, "choices": None}))

    seller.open(f"/jobs/{JOB}")

    expect(seller.page.get_by_role("link", name="Make another video")).to_be_visible()
    expect(seller.page.get_by_role("button", name="Change something")).to_have_count(0)


def test_new_details_of_an_unlisted_video_rewrite_the_script(seller: Seller) -> None:
    details = {"title": "Brass desk lamp", "description": "A lamp.", "price": "89.50", "currency": "EUR"}
    fake_api = FakeApi((202, {"jobId": "j2"}), (202, {"jobId": "j3"}))
    dialog = open_dialog(seller, fake_api, adId=None, details=details)
    dialog.get_by_label("Title", exact=True).fill("")
    button(dialog).click()
    expect(dialog.get_by_label("Title", exact=True)).to_be_focused()
    dialog.get_by_label("Title", exact=True).fill("Brass desk lamp, reduced")
    dialog.get_by_label("Price (EUR)").fill("75,50")
    button(dialog).click()
    seller.page.wait_for_url("**/jobs/j2")
    dialog = open_dialog(seller, None, adId=None, details=details)
    dialog.get_by_label("Price (EUR)").fill("70")
    dialog.get_by_label("Script", exact=True).fill("Now 70 euros.")
    button(dialog).click()
    seller.page.wait_for_url("**/jobs/j3")

    assert fake_api.bodies == [
        {"title": "Brass desk lamp, reduced", "price": 75.5, "script": None},
        {"price": 70, "script": "Now 70 euros."},
    ]


def test_details_of_a_listed_video_are_changed_with_the_listing(seller: Seller) -> None:
    details = {"title": "Brass desk lamp", "description": "A lamp.", "price": "89.50", "currency": "EUR"}

    dialog = open_dialog(seller, details=details)

    expect(dialog.get_by_label("Script", exact=True)).to_be_visible()
    expect(dialog.get_by_label("Title", exact=True)).to_have_count(0)
