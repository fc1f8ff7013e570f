"""The draft stays on the device until it is submitted or discarded."""

from pathlib import Path

from playwright.sync_api import expect

from local.cloud import Cloud
from tests.e2e.account import Account
from tests.e2e.conftest import NewContext
from tests.e2e.seller import Seller


def new_tab(seller: Seller) -> Seller:
    """Close the tab and open another one."""
    context = seller.page.context
    seller.page.close()
    return Seller(context.new_page())


def test_closing_the_tab_loses_nothing(seller: Seller, photo: Path) -> None:
    seller.reach_review(photo)
    seller.script.fill("A brass desk lamp from 1962, rewired and bright.")

    seller = new_tab(seller)
    seller.open("/")
    card = seller.page.get_by_role("region", name="Your draft")
    expect(card).to_contain_text("Brass desk lamp")
    expect(card.locator("img")).to_be_visible()
    card.get_by_role("link", name="Continue your draft").click()

    expect(seller.page).to_have_url("/upload/review")
    expect(seller.script).to_have_value("A brass desk lamp from 1962, rewired and bright.")
    expect(seller.page.locator(".summary")).to_contain_text("no music")
    expect(seller.page.locator(".photo-strip img")).to_have_count(1)


def test_a_tab_closed_before_the_upload_ends_uploads_it_the_next_time(
    seller: Seller, cloud: Cloud, photo: Path
) -> None:
    seller.page.route(f"{cloud.description.aws_endpoint}/**/uploads/**", lambda _: None)
    seller.open("/upload/photos")
    seller.add(photo)
    expect(seller.page.locator(".tile[data-state=uploading]")).to_be_visible()

    seller.page.unroute_all(behavior="ignoreErrors")
    seller = new_tab(seller)
    seller.open("/")
    seller.page.get_by_role("link", name="Continue your draft").click()

    expect(seller.page).to_have_url("/upload/photos")
    seller.sees_uploaded(1)


def test_a_discarded_draft_is_gone_with_its_photos(guest: Seller, photo: Path) -> None:
    page = guest.page
    guest.open("/upload/photos")
    guest.add(photo)
    expect(page.locator(".tile[data-photo]")).to_have_count(1)
    guest.open("/")
    page.get_by_role("button", name="Discard").click()
    page.get_by_role("dialog").get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("link", name="Continue your draft")).to_be_visible()

    page.get_by_role("button", name="Discard").click()
    page.get_by_role("dialog").get_by_role("button", name="Discard").click()

    expect(page.get_by_role("link", name="Continue your draft")).to_be_hidden()
    guest.open("/upload/photos")
    expect(page.locator(".tile")).to_have_count(0)
    left = page.evaluate(
        """() => new Promise(resolve => {
            const opening = indexedDB.open("vidx-files");
            opening.onsuccess = () => {
                const asking = opening.result.transaction("files").objectStore("files").count();
                asking.onsuccess = () => resolve(asking.result);
            };
        })"""
    )
    assert left == 0


def test_the_next_person_on_the_device_does_not_see_the_draft(
    new_context: NewContext, account: Account, cloud: Cloud, photo: Path
) -> None:
    context = new_context(storage_state=account.profile(cloud.description.api_url))
    seller = Seller(context.new_page())
    page = seller.page
    seller.open("/upload/photos")
    seller.add(photo)
    seller.sees_uploaded(1)
    stored = page.evaluate("localStorage['vidx.session']")

    page.route(f"{cloud.description.cognito_endpoint}/", lambda route: route.fulfill(json={}))  # keep the tokens good
    page.get_by_label("Account").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    expect(page.get_by_role("link", name="Continue your draft")).to_be_hidden()

    page.evaluate("session => { localStorage['vidx.session'] = session }", stored)
    seller.open("/")
    expect(page.get_by_role("link", name="Continue your draft")).to_be_visible()


def test_signing_in_to_an_account_with_a_draft_keeps_both_drafts(
    new_context: NewContext, account: Account, cloud: Cloud, photo: Path
) -> None:
    seller = Seller(new_context(storage_state=account.profile(cloud.description.api_url)).new_page())
    page = seller.page
    seller.reach_details(photo)
    seller.fill_in(Title="Oak table")
    stored = page.evaluate("localStorage['vidx.session']")
    page.route(f"{cloud.description.cognito_endpoint}/", lambda route: route.fulfill(json={}))  # keep the tokens good
    page.get_by_label("Account").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    seller.open("/upload/photos")
    seller.add(photo)
    expect(page.locator(".tile[data-photo]")).to_have_count(1)

    page.evaluate("session => { localStorage['vidx.session'] = session }", stored)
    seller.open("/upload/photos")

    seller.sees_uploaded(1)
    expect(page.get_by_text("Your other draft is saved on this device: Oak table")).to_be_visible()
    page.get_by_role("button", name="Continue your other draft").click()
    expect(page).to_have_url("/upload/details")
    expect(page.get_by_label("Title", exact=True)).to_have_value("Oak table")
    seller.open("/")
    other = page.get_by_role("region", name="Your other draft")
    expect(other).to_contain_text("Your video with 1 photo")
    expect(other.locator("img")).to_be_visible()
    other.get_by_role("button", name="Continue your other draft").click()
    expect(page).to_have_url("/upload/photos")
    seller.sees_uploaded(1)
    expect(page.get_by_text("Your other draft is saved on this device: Oak table")).to_be_visible()


def test_two_tabs_share_the_draft(seller: Seller, photo: Path) -> None:
    seller.reach_details(photo)
    other = Seller(seller.page.context.new_page())
    other.open("/upload/details")

    seller.fill_in(Title="Oak table")
    other.page.get_by_label("Price", exact=True).fill("120")

    seller.page.reload()
    expect(seller.page.get_by_label("Title", exact=True)).to_have_value("Oak table")
    expect(seller.page.get_by_label("Price", exact=True)).to_have_value("120")


def test_a_step_shows_what_another_tab_changed(seller: Seller, photo: Path) -> None:
    seller.reach_review(photo)
    other = Seller(seller.page.context.new_page())
    other.open("/upload/details")
    details = Seller(seller.page.context.new_page())
    details.open("/upload/details")

    other.page.get_by_label("Title", exact=True).fill("Copper desk lamp")
    other.page.get_by_label("Price", exact=True).fill("77")
    other.continue_to_next_step()
    other.sees_script()
    other.script.fill("A copper lamp for $77.")

    expect(details.page.get_by_label("Title", exact=True)).to_have_value("Copper desk lamp")
    expect(details.page.get_by_label("Price", exact=True)).to_have_value("77")
    expect(seller.page.locator(".summary")).to_contain_text("Copper desk lamp · $77")
    expect(seller.script).to_have_value("A copper lamp for $77.")
