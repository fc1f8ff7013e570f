"""Replacing the logo and photos in a remake."""

from pathlib import Path
from typing import Final

from playwright.sync_api import Locator, expect

from testing.logos import LOGO
from tests.e2e.remake import FakeApi, button, open_dialog
from tests.e2e.seller import Seller, answer
from tests.e2e.test_accessibility import expect_no_violation
from tests.e2e.test_logo import WriteFile


def logo_field(dialog: Locator) -> Locator:
    return dialog.get_by_role("group", name="Your logo")


def test_a_logo_is_sent_once_with_its_version(seller: Seller, file: WriteFile) -> None:
    fake_api = FakeApi((409, {"detail": "Not now.", "code": "JobClosed"}), (202, {"jobId": "j2"}))
    dialog = open_dialog(seller, fake_api)
    methods: list[str] = []
    seller.page.on("request", lambda request: methods.append(request.method))

    dialog.get_by_label("Choose a logo", exact=True).set_input_files(file("emblem.png", LOGO))
    expect(logo_field(dialog).get_by_role("img", name="emblem.png")).to_be_visible()
    assert "PUT" not in methods
    expect_no_violation(seller.page)
    button(dialog).click()
    expect(dialog.get_by_role("alert")).to_contain_text("Not now.")
    button(dialog).click()

    seller.page.wait_for_url("**/jobs/j2")
    assert methods.count("PUT") == 1
    assert fake_api.bodies[0].keys() == {"logoKey"}
    assert fake_api.bodies[0]["logoKey"].startswith("uploads/")
    assert fake_api.bodies[0] == fake_api.bodies[1]


def test_the_earlier_logo_can_be_removed_and_restored(seller: Seller) -> None:
    fake_api = FakeApi((202, {"jobId": "j2"}))
    dialog = open_dialog(seller, fake_api, logo=True)
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
    assert fake_api.bodies == [{"logoKey": None}]


def test_the_error_of_a_logo_is_beside_it(seller: Seller, file: WriteFile) -> None:
    error = {"field": "logoKey", "message": "the logo has only 20×20 pixels"}
    fake_api = FakeApi((422, {"detail": "The logo cannot be used.", "code": "UnusablePhoto", "errors": [error]}))
    dialog = open_dialog(seller, fake_api)
    pick, alert = dialog.get_by_label("Choose a logo", exact=True), logo_field(dialog).get_by_role("alert")

    pick.set_input_files(file("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"))
    expect(alert).to_contain_text("“logo.svg” is an SVG drawing.")
    expect(button(dialog)).to_be_disabled()
    pick.set_input_files(file("emblem.png", LOGO))
    button(dialog).click()

    expect(alert).to_contain_text("The logo has only 20×20 pixels.")
    expect(dialog.get_by_label("Choose another", exact=True)).to_be_focused()


JOB_PHOTOS: Final = [{"url": "/img/hero-1.webp", "clip": False}] * 2 + [{"url": "/media/gone.mp4", "clip": True}]


def open_with_photos(seller: Seller, fake_api: FakeApi) -> Locator:
    seller.page.route("**/photos", lambda route: route.fulfill(json={"photos": JOB_PHOTOS, "expiresIn": 900}))
    return open_dialog(seller, fake_api, photoCount=len(JOB_PHOTOS))


def test_one_photo_is_replaced_and_the_others_stay(seller: Seller, photo: Path) -> None:
    fake_api = FakeApi((202, {"jobId": "j2"}))
    dialog = open_with_photos(seller, fake_api)
    places = dialog.get_by_role("group", name="Photos").get_by_role("listitem")
    expect(places.nth(2).get_by_text("Clip", exact=True)).to_be_visible()
    second = dialog.get_by_label("Replace photo 2", exact=True)

    second.set_input_files(photo)
    expect(second).to_have_accessible_description("Uploaded")
    expect(places.nth(1).get_by_role("img", name="lamp.jpg")).to_be_visible()
    expect(places.nth(0).get_by_role("img", name="Photo 1")).to_be_visible()
    expect_no_violation(seller.page)
    button(dialog).click()

    seller.page.wait_for_url("**/jobs/j2")
    ((first, key, third),) = [body["photos"] for body in fake_api.bodies]
    assert (first, third) == (1, 3)
    assert key.startswith("uploads/")


def test_the_error_of_a_photo_is_beside_it_and_the_earlier_photo_can_stay(
    seller: Seller, photo: Path, file: WriteFile
) -> None:
    error = {"field": "photos[1]", "message": "photo 2 is blank"}
    fake_api = FakeApi((422, {"detail": "A photo cannot be used.", "code": "UnusablePhoto", "errors": [error]}))
    dialog = open_with_photos(seller, fake_api)
    place = dialog.get_by_role("group", name="Photos").get_by_role("listitem").nth(1)
    second, alert = place.get_by_label("Replace photo 2", exact=True), place.get_by_role("alert")

    second.set_input_files(file("notes.txt", b"no picture"))
    expect(alert).to_contain_text("“notes.txt” is")
    expect(button(dialog)).to_be_disabled()
    seller.page.route("**/uploads/**", answer(400, times=1))
    second.set_input_files(photo)
    expect(alert).to_contain_text("The upload was refused.")
    expect_no_violation(seller.page)
    place.get_by_role("button", name="Try again to upload lamp.jpg").click()
    expect(second).to_have_accessible_description("Uploaded")
    button(dialog).click()
    expect(alert).to_contain_text("Photo 2 is blank.")
    expect(second).to_be_focused()

    place.get_by_role("button", name="Keep earlier photo 2").press("Enter")
    expect(second).to_be_focused()
    expect(place.get_by_role("img", name="Photo 2")).to_be_visible()
    expect(button(dialog)).to_be_disabled()
