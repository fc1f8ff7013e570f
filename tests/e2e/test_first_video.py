"""The whole path: an account, three real photos, three steps, a video that plays, a public listing."""

import re
from pathlib import Path
from typing import Final

import httpx
import pytest
from playwright.sync_api import Page, expect

from local.cloud import Cloud
from local.paths import ROOT
from testing.seller import Provider
from tests.e2e.account import CODE, PASSWORD, new_email
from tests.e2e.conftest import NewContext
from tests.e2e.seller import JOB_WITHIN_MS, LAMP, Seller

SAMPLES: Final = ROOT / "samples"
PHOTO_TYPES: Final = {".jpg", ".jpeg", ".png", ".webp", ".heic", ".avif"}
UNFURLED: Final = ("og:title", "og:image", "og:video", "og:url")


@pytest.fixture
def guest(new_context: NewContext) -> Seller:
    """A visitor without the setting for reduced motion."""
    return Seller(new_context(reduced_motion="no-preference").new_page())


@pytest.fixture(scope="module")
def sample_photos() -> list[Path]:
    photos = sorted(path for path in SAMPLES.iterdir() if path.suffix in PHOTO_TYPES)[:3]
    assert len(photos) == 3
    return photos


def sign_up(guest: Seller) -> None:
    page = guest.page
    guest.open("/sign-in?new&next=/upload/photos")
    page.get_by_label("E-mail address").fill(new_email())
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()
    page.get_by_label("Code").fill(CODE)
    page.get_by_role("button", name="Confirm").click()
    expect(page).to_have_url("/upload/photos")


def expect_it_plays(page: Page) -> None:
    video = page.locator("video")
    video.evaluate("video => { video.muted = true; return video.play(); }")
    video.evaluate(
        """video => new Promise(resolve => {
            const look = () => video.currentTime > 0.3 ? resolve() : setTimeout(look, 50);
            look();
        })"""
    )
    cues = video.evaluate(
        """video => new Promise(resolve => {
            const [track] = video.textTracks;
            track.mode = "showing";
            const look = () => track.cues?.length ? resolve([...track.cues].map(cue => cue.text)) : wait();
            const wait = () => setTimeout(look, 100);
            look();
        })"""
    )
    assert cues


def test_from_photos_to_a_published_listing(
    guest: Seller, cloud: Cloud, sample_photos: list[Path], provider: Provider
) -> None:
    page = guest.page
    provider.hold("speech")
    sign_up(guest)
    guest.reach_review(sample_photos)
    guest.publish_at_once()
    guest.generate()
    job_id = guest.sees_job()
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.locator(".job-steps li")).to_have_count(6)
    provider.heal()
    guest.sees_finished()
    expect(page.get_by_text("Your video is ready and the listing is live")).to_be_visible()
    expect_it_plays(page)

    page.get_by_role("link", name="My ads").first.click()
    card = page.locator(".ad-card[data-status=active]")
    expect(card).to_contain_text(LAMP["Title"])
    address = card.get_by_role("link", name=LAMP["Title"]).get_attribute("href") or ""

    listing = httpx.get(f"{cloud.description.api_url}{address}", timeout=20)
    assert listing.status_code == 200
    for name in UNFURLED:
        assert re.search(rf'<meta property="{name}" content="[^"]+"', listing.text), name
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text(LAMP["Title"])
    expect(page.locator("video")).to_be_visible()
    assert job_id


def test_a_listing_is_edited_and_deleted(seller: Seller, photo: Path, provider: Provider) -> None:
    page = seller.page
    provider.hold("speech")
    seller.reach_details(photo)
    seller.fill_in(Title="Lamp to be sold")
    seller.continue_to_next_step()
    seller.sees_script()
    seller.publish_at_once()
    seller.generate()
    seller.sees_job()
    seller.open("/my-ads")
    card = page.locator(".ad-card").filter(has=page.get_by_role("link", name="Lamp to be sold"))
    expect(card.get_by_role("progressbar")).to_be_visible()
    provider.heal()
    expect(card).to_have_attribute("data-status", "active", timeout=JOB_WITHIN_MS)

    page.get_by_role("button", name="Edit Lamp to be sold").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Price", exact=True).fill("-5")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_contain_text("Write the price as an amount")
    dialog.get_by_label("Price", exact=True).fill("70")
    expect(dialog).to_contain_text("The video keeps the old price.")
    dialog.get_by_role("button", name="Save").click()
    expect(card).to_contain_text("$70")

    page.get_by_role("button", name="Delete Lamp to be sold").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    dialog.get_by_role("button", name="Delete").click()
    expect(card).to_have_count(0)
    page.reload()
    expect(page.get_by_role("heading", name="My ads")).to_be_visible()
    expect(card).to_have_count(0)
