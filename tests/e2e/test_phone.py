"""On a phone: the camera, progress of each file, lazy thumbnails."""

from pathlib import Path

from playwright.sync_api import expect

from local.cloud import Cloud
from tests.e2e.account import Account
from tests.e2e.conftest import NewContext
from tests.e2e.seller import Seller
from tests.e2e.test_bad_uploads import keep_waiting, storage


def phone(new_context: NewContext, account: Account, cloud: Cloud) -> Seller:
    profile = account.profile(cloud.description.api_url)
    size = {"width": 360, "height": 740}
    return Seller(new_context(storage_state=profile, viewport=size, has_touch=True, is_mobile=True).new_page())


def test_only_a_phone_offers_its_camera(
    new_context: NewContext, account: Account, cloud: Cloud, guest: Seller, photo: Path
) -> None:
    seller = phone(new_context, account, cloud)
    seller.open("/upload/photos")
    guest.open("/upload/photos")

    camera = seller.page.get_by_label("Take a photo")

    expect(camera).to_have_attribute("capture", "environment")
    expect(camera).to_have_attribute("accept", "image/*")
    expect(seller.page.get_by_text("Drop photos and clips here, or")).to_be_hidden()
    expect(guest.page.locator(".camera-only")).to_be_hidden()
    camera.set_input_files(photo)
    seller.sees_uploaded(1)


def test_each_photo_shows_its_upload_progress(
    new_context: NewContext, account: Account, cloud: Cloud, photo: Path
) -> None:
    seller = phone(new_context, account, cloud)
    seller.page.route(storage(cloud), keep_waiting)
    seller.open("/upload/photos")

    seller.add(photo)

    expect(seller.page.locator(".tile").get_by_role("progressbar")).to_be_visible()
    seller.page.unroute_all(behavior="ignoreErrors")
