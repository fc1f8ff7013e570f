"""The account menu: download everything, and delete the account."""

import json
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Locator, Page, expect

from local.cloud import Cloud
from testing.pictures import picture
from testing.seller import BRIEF
from testing.seller import Seller as Maker
from tests.e2e.account import PASSWORD, Account, sign_up
from tests.e2e.conftest import NewContext
from tests.e2e.seller import Seller
from tests.e2e.test_small_screens import SCREENS
from tests.e2e.viewports import expect_no_sideways_scrolling, holds_soon

WORD: Final = "DELETE"


@pytest.fixture
def own(cloud: Cloud) -> Account:
    """An account of the test's own, which it may delete."""
    return sign_up(cloud)


def open_menu(page: Page, entry: str) -> None:
    page.get_by_label("Account", exact=True).click()
    page.get_by_role("button", name=entry).click()


def open_deletion(page: Page) -> Locator:
    open_menu(page, "Delete account")
    return page.get_by_role("dialog", name="Delete your account?")


def sign_ins_deleted(page: Page, receipt_id: str) -> int:
    receipt = page.request.get(f"/api/account/receipts/{receipt_id}").json()
    return int(receipt["deleted"]["signIns"])


def test_the_deletion_needs_the_word_and_cancel_has_the_focus(seller: Seller) -> None:
    page = seller.page
    seller.open("/my-ads")
    dialog = open_deletion(page)

    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    submit = dialog.get_by_role("button", name="Delete account")
    expect(submit).to_be_disabled()
    dialog.get_by_label("To confirm, type DELETE").fill("delete")
    expect(submit).to_be_disabled()
    dialog.get_by_label("To confirm, type DELETE").fill(WORD)
    expect(submit).to_be_enabled()
    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_label("Account", exact=True)).to_be_focused()


def test_a_deleted_account_is_signed_out_and_can_never_sign_in_again(
    own: Account, new_context: NewContext, cloud: Cloud
) -> None:
    origin = cloud.description.api_url
    seller = Seller(new_context(storage_state=own.profile(origin)).new_page())
    page = seller.page
    seller.open("/my-ads")
    dialog = open_deletion(page)
    dialog.get_by_label("To confirm, type DELETE").fill(WORD)
    dialog.get_by_role("button", name="Delete account").click()

    closed = page.get_by_role("dialog", name="Your account is closed")
    expect(closed.locator(".receipt")).to_contain_text("rc_")
    receipt_id = closed.locator(".receipt").inner_text()
    closed.get_by_role("button", name="Done").click()

    expect(page.get_by_role("link", name="Sign in", exact=True)).to_be_visible()
    assert not page.evaluate("Object.keys(localStorage).filter(key => /session|email|contact/.test(key))")
    assert holds_soon(page, lambda: sign_ins_deleted(page, receipt_id) == 1)
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(own.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("wrong")


def test_the_download_holds_the_sellers_videos_with_links(
    own: Account, new_context: NewContext, cloud: Cloud, tmp_path: Path
) -> None:
    maker = Maker(cloud, own.access_token)
    job = maker.start(maker.upload([picture()]), script=BRIEF)
    maker.stop_all()
    page = new_context(storage_state=own.profile(cloud.description.api_url), accept_downloads=True).new_page()
    page.goto("/my-ads")
    open_menu(page, "Download my data")

    with page.expect_download() as download:
        page.get_by_role("dialog").get_by_role("button", name="Download my data").click()

    download.value.save_as(tmp_path / "export.json")
    exported = json.loads((tmp_path / "export.json").read_text("utf-8"))
    assert exported["email"] == own.email
    assert [each["record"]["job_id"] for each in exported["jobs"]] == [job]
    links = [file["url"] for each in exported["files"] for file in each["files"]]
    assert page.request.get(links[0]).ok
    expect(page.get_by_role("status").get_by_text("in your downloads")).to_be_visible()
    maker.http.close()


def test_a_deletion_that_fails_says_so_and_keeps_the_account(seller: Seller) -> None:
    page = seller.page
    page.route("**/api/account", lambda route: route.fulfill(status=500, json={}))
    seller.open("/my-ads")
    dialog = open_deletion(page)
    dialog.get_by_label("To confirm, type DELETE").fill(WORD)
    dialog.get_by_role("button", name="Delete account").click()

    expect(dialog.get_by_role("alert")).to_be_visible()
    dialog.get_by_role("button", name="Cancel").click()
    expect(page.get_by_label("Account", exact=True)).to_be_visible()


@pytest.mark.parametrize("screen", SCREENS)
def test_menu_and_dialogs_fit_every_screen(
    screen: str, new_context: NewContext, account: Account, cloud: Cloud
) -> None:
    width, height = SCREENS[screen]
    size = {"width": width, "height": height}
    page = new_context(storage_state=account.profile(cloud.description.api_url), viewport=size).new_page()
    page.goto("/my-ads")
    dialog = open_deletion(page)

    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    expect(dialog.get_by_role("button", name="Cancel")).to_be_in_viewport(ratio=1)
    expect_no_sideways_scrolling(page)
    for name in ("Delete account", "Cancel"):
        button = dialog.get_by_role("button", name=name)
        button.scroll_into_view_if_needed()
        expect(button).to_be_in_viewport(ratio=1)
    dialog.get_by_role("button", name="Cancel").click()
    open_menu(page, "Download my data")
    expect(page.get_by_role("dialog", name="Your data").get_by_role("button", name="Close")).to_be_focused()
    expect_no_sideways_scrolling(page)
