"""Failed uploads: a message at the photo, and a repetition, automatically or by a button."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Request, Route, expect

from local.cloud import Cloud
from testing.pictures import picture
from tests.e2e.seller import Seller, answer

WriteFile = Callable[[str, bytes], Path]

TRY_AGAIN = "Try again to upload lamp.jpg"


def storage(cloud: Cloud) -> str:
    """Addresses to which photos are uploaded."""
    return f"{cloud.description.aws_endpoint}/**/uploads/**"


def keep_waiting(_: Route) -> None:
    """Storage that never answers."""


def test_an_expired_upload_url_is_replaced_without_a_message(seller: Seller, cloud: Cloud, photo: Path) -> None:
    requests: list[Request] = []
    seller.page.on(
        "request", lambda request: requests.append(request) if request.url.endswith("/api/uploads") else None
    )
    seller.page.route(storage(cloud), answer(403, times=1))
    seller.open("/upload/photos")

    seller.add(photo)

    seller.sees_uploaded(1)
    assert len(requests) == 2


def test_a_photo_that_storage_refuses_can_be_sent_again(seller: Seller, cloud: Cloud, photo: Path) -> None:
    seller.page.route(storage(cloud), answer(400))
    seller.open("/upload/photos")
    seller.add(photo)
    seller.sees_alert("The upload was refused.")
    seller.continue_to_next_step()
    seller.sees_alert("One photo was not uploaded. Try again or remove it.")

    seller.page.unroute(storage(cloud))
    seller.page.get_by_role("button", name=TRY_AGAIN).click()

    seller.sees_uploaded(1)


def test_photos_that_were_not_uploaded_are_counted_anew_when_one_is_removed(
    seller: Seller, cloud: Cloud, photo: Path, file: WriteFile
) -> None:
    seller.page.route(storage(cloud), answer(400))
    seller.open("/upload/photos")
    seller.add([photo, file("chair.jpg", picture(width_px=300, height_px=300))])
    expect(seller.page.get_by_text("The upload was refused.")).to_have_count(2)
    seller.continue_to_next_step()
    seller.sees_alert("2 photos were not uploaded. Try again or remove them.")

    seller.page.get_by_role("button", name="Remove chair.jpg").click()

    seller.sees_alert("One photo was not uploaded. Try again or remove it.")


def test_an_upload_is_repeated_after_the_connection_breaks(seller: Seller, cloud: Cloud, photo: Path) -> None:
    broken: list[Route] = []

    def break_once(route: Route) -> None:
        broken.append(route)
        route.abort("connectionreset") if len(broken) == 1 else route.fallback()

    seller.page.route(storage(cloud), break_once)
    seller.open("/upload/photos")

    seller.add(photo)

    seller.sees_uploaded(1)
    assert len(broken) == 2


def test_photos_added_without_a_network_are_uploaded_when_it_is_back(seller: Seller, photo: Path) -> None:
    seller.open("/upload/photos")
    seller.page.context.set_offline(True)
    seller.add(photo)
    expect(seller.page.locator("#connection")).to_contain_text("You are offline.")
    expect(seller.page.locator(".tile-status")).to_have_text("Waiting for a connection")

    seller.page.context.set_offline(False)

    seller.sees_uploaded(1)
    expect(seller.page.locator("#connection")).to_be_empty()


def test_a_canceled_upload_can_be_repeated(seller: Seller, cloud: Cloud, photo: Path) -> None:
    seller.page.route(storage(cloud), keep_waiting)
    seller.open("/upload/photos")
    seller.add(photo)
    seller.page.get_by_role("button", name="Cancel the upload of lamp.jpg").click()
    seller.sees_alert("Upload canceled.")

    seller.page.unroute_all(behavior="ignoreErrors")
    seller.page.get_by_role("button", name=TRY_AGAIN).click()

    seller.sees_uploaded(1)


def test_a_reload_in_the_middle_of_an_upload_loses_nothing(seller: Seller, cloud: Cloud, photo: Path) -> None:
    seller.page.route(storage(cloud), keep_waiting)
    seller.open("/upload/photos")
    seller.add(photo)
    expect(seller.page.locator(".tile[data-state=uploading]")).to_be_visible()

    seller.page.unroute_all(behavior="ignoreErrors")
    seller.page.reload()

    seller.sees_uploaded(1)
    expect(seller.page.get_by_role("img", name="lamp.jpg")).to_be_visible()


def test_local_storage_holds_keys_and_text_only(seller: Seller, photo: Path) -> None:
    seller.reach_details(photo)
    seller.fill_in()

    draft = seller.page.evaluate("JSON.parse(localStorage['vidx.draft:' + localStorage['vidx.draft-of']])")

    assert set(draft["photos"][0]) == {"id", "name", "type", "size", "key"}
    assert len(str(draft)) < 2_000


def test_a_photo_removed_during_its_upload_is_deleted(seller: Seller, cloud: Cloud, photo: Path) -> None:
    seller.page.route(storage(cloud), keep_waiting)
    seller.open("/upload/photos")
    seller.add(photo)

    seller.page.get_by_role("button", name="Remove lamp.jpg").click()

    expect(seller.page.locator(".tile")).to_have_count(0)
    seller.page.unroute_all(behavior="ignoreErrors")
