"""Preview first, then publish; versions share one listing."""

from pathlib import Path

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from local.cloud import Cloud
from tests.e2e.seller import JOB_WITHIN_MS, Seller
from tests.e2e.test_accessibility import expect_no_violation
from tests.e2e.viewports import expect_every_width_fits

TITLE = "Lamp to look at first"


def expect_all_widths_fit(page: Page) -> None:
    expect_every_width_fits(page)
    expect_no_violation(page)


def test_a_video_is_previewed_published_changed_and_restored(
    context: BrowserContext, seller: Seller, cloud: Cloud, photo: Path
) -> None:
    first = seller.start_video(photo, Title=TITLE)
    expect(seller.page.get_by_text("You'll find your video in My ads, ready to publish.")).to_be_visible()
    seller.page.close()

    page = find_unpublished_video(context, first)
    address = publish(page)
    published_photo = check_listing(context, address)
    second = update_the_video_too(page, first)
    restore_first_version(page, cloud, first, second, address)
    delete_the_listing(page, published_photo)


def find_unpublished_video(context: BrowserContext, job_id: str) -> Page:
    """After the tab was closed, the start page and My ads lead back to the video."""
    page = context.new_page()
    page.goto("/my-ads")
    card = page.locator(f".ad-card[data-job='{job_id}']")
    expect(card).to_be_visible()
    expect(card.get_by_role("button", name="Publish")).to_be_visible(timeout=JOB_WITHIN_MS)
    expect_all_widths_fit(page)
    page.goto("/")
    banner = page.locator(".ready-banner").filter(has_text=TITLE)
    expect(banner).to_contain_text("Your video is ready")
    expect_all_widths_fit(page)
    banner.get_by_role("link", name="Watch and publish it").click()
    expect(page).to_have_url(f"/jobs/{job_id}")
    return page


def publish(page: Page) -> str:
    """Watch the video, publish it, and return the path of the listing."""
    expect(page.get_by_text("It is not published yet.")).to_be_visible()
    expect(page.get_by_role("button", name="Change something")).to_be_visible()
    expect(page.get_by_text("cost", exact=False)).to_have_count(0)
    expect_all_widths_fit(page)
    contact = page.get_by_label("Contact or shop link")
    contact.fill("javascript:alert(1)")
    page.get_by_role("button", name="Publish").click()
    expect(contact).to_have_attribute("aria-invalid", "true")
    contact.fill("anna@example.com")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("the listing is live")).to_be_visible()
    address = page.get_by_role("link", name="See the listing").get_attribute("href") or ""
    assert address.startswith("/ads/")
    return address


def check_listing(context: BrowserContext, address: str) -> str:
    """Open the public listing, report it, and return the address of a photo."""
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_role("link", name="Write to anna@example.com")).to_have_attribute(
        "href", "mailto:anna@example.com"
    )
    link = page.get_by_role("link", name=f"Photo 1 of {TITLE}")
    link.scroll_into_view_if_needed()
    source: str = link.locator("img").evaluate("image => image.decode().then(() => image.currentSrc)")
    assert source == link.evaluate("link => link.href")
    expect(page.get_by_text("AI voice and script.")).to_be_visible()
    expect_all_widths_fit(page)
    page.get_by_role("button", name="Report").click()
    dialog = page.get_by_role("dialog", name="Report this listing")
    dialog.get_by_label("It is offensive").check()
    dialog.get_by_label("More about it").fill("Look at photo 1.")
    expect_all_widths_fit(page)
    dialog.get_by_role("button", name="Send report").click()
    expect(page.get_by_text("Thank you. We'll look at this listing.")).to_be_visible()
    page.close()
    assert httpx.get(source, timeout=20).headers["content-type"] == "image/jpeg"
    return source


def update_the_video_too(page: Page, first: str) -> str:
    """Change the price, update the video too, and return the job of the new version."""
    page.goto("/my-ads")
    page.get_by_role("button", name=f"Edit {TITLE}").click()
    dialog = page.get_by_role("dialog", name="Edit the listing")
    dialog.get_by_label("Category").select_option("other")
    update = dialog.get_by_label("Update the video too")
    expect(update).to_be_hidden()
    dialog.get_by_label("Price", exact=True).fill("77")
    expect(dialog.get_by_text("The video keeps the old price.")).to_be_visible()
    update.check()
    expect_all_widths_fit(page)
    dialog.get_by_role("button", name="Save and update the video").click()
    page.wait_for_url(lambda url: "/jobs/" in url and first not in url)
    second = page.url.rpartition("/")[2]
    expect(page.locator("video")).to_be_visible(timeout=JOB_WITHIN_MS)
    expect(page.get_by_text("the listing is live")).to_be_visible()
    page.get_by_text("Script", exact=True).click()
    expect(page.locator(".script-text")).to_contain_text("77")
    return second


def restore_first_version(page: Page, cloud: Cloud, first: str, second: str, address: str) -> None:
    versions = page.locator(".versions li")
    expect(versions).to_have_count(2)
    expect(versions.first).to_contain_text("In the listing")
    expect_all_widths_fit(page)
    page.get_by_role("button", name="Use this one: version 1").click()
    expect(page.locator(f".versions li[data-job='{first}']")).to_contain_text("In the listing")
    expect(page.get_by_role("button", name="Use this one: version 2")).to_be_visible()
    html = httpx.get(f"{cloud.description.api_url}{address}", timeout=20).text
    assert first in html
    assert second not in html
    assert "$77" in html


def delete_the_listing(page: Page, published_photo: str) -> None:
    """Deleting the listing deletes its photos."""
    page.goto("/my-ads")
    page.get_by_role("button", name=f"Delete {TITLE}").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.get_by_text("Listing deleted")).to_be_visible()
    assert httpx.get(published_photo, timeout=20).status_code in {403, 404}


@pytest.mark.parametrize("publish", [False, True])
def test_the_request_follows_the_choice_to_publish(seller: Seller, photo: Path, publish: bool) -> None:
    bodies: list[dict[str, object]] = []

    def keep(route: object) -> None:
        bodies.append(route.request.post_data_json)  # type: ignore[attr-defined]
        route.abort()  # type: ignore[attr-defined]

    seller.page.route("**/api/video/generate", keep)
    seller.reach_review(photo)
    choice = seller.page.get_by_label("Publish as soon as it is ready")
    contact = seller.page.get_by_label("Contact or shop link")
    expect(choice).not_to_be_checked()
    expect(contact).to_be_hidden()
    if publish:
        choice.check()
        expect(seller.page.get_by_text("Without it buyers can't reach you.")).to_be_visible()
        contact.fill("0171 1234567")
        seller.page.reload()
        expect(choice).to_be_checked()
        expect(contact).to_have_value("0171 1234567")
    with seller.page.expect_request("**/api/video/generate"):
        seller.generate()

    expect(seller.generate_button).to_be_visible()
    assert bodies[0].get("publish", False) is publish
    assert bodies[0].get("publishLater", False) is not publish
    assert bodies[0].get("contact") == ("0171 1234567" if publish else None)


def test_an_invalid_contact_is_reported_beside_its_field_on_review(seller: Seller, photo: Path) -> None:
    seller.reach_review(photo)
    seller.publish_at_once()
    contact = seller.page.get_by_label("Contact or shop link")
    contact.fill("call me")

    seller.generate()

    expect(seller.page.get_by_text("such as 0171 1234567, anna@example.com or https://")).to_be_visible()
    expect(contact).to_be_focused()
    expect(seller.generate_button).to_be_enabled()


def test_review_shows_texts_and_price_as_the_video_does(seller: Seller, photo: Path) -> None:
    seller.reach_review(photo, Title="<b>Camera</b> &amp; bag <script>", Price="0")

    expect(seller.page.locator(".summary")).to_contain_text("Camera & bag · Free")
    expect(seller.page.locator(".preview-title")).to_have_text("Camera & bag")
