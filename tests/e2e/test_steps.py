"""The three steps react to every tap at once, wait for the connection, and fit the smallest phones."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page, Route, expect

from local.cloud import Cloud
from local.paths import ROOT
from tests.e2e.account import Account
from tests.e2e.conftest import NewContext
from tests.e2e.seller import Seller
from tests.e2e.viewports import DESKTOP, NARROW, THEMES, WIDTHS, expect_no_sideways_scrolling

SLOW: Final = 6
"""Factor by which a cheap phone is slower than this machine."""
SAMPLES: Final = (ROOT / "samples/01-front.jpg", ROOT / "samples/02-above.jpg", ROOT / "samples/03-square.jpg")
DEVICES: Final = {"phone": sorted({*NARROW, *WIDTHS} - {DESKTOP}), "desktop": [DESKTOP]}
"""Widths of each kind of device."""


@dataclass(frozen=True)
class Device:
    """A signed-in seller at a device, whose screen takes each of some widths."""

    seller: Seller
    widths: Sequence[int]

    def at_each_width(self) -> Iterator[int]:
        for width in self.widths:
            self.seller.page.set_viewport_size({"width": width, "height": 844})
            yield width

    def expect_fits(self) -> None:
        """Expect the page to be no wider than the screen at any width."""
        for width in self.at_each_width():
            expect_no_sideways_scrolling(self.seller.page, width)


@pytest.fixture(params=DEVICES)
def device(request: pytest.FixtureRequest, new_context: NewContext, account: Account, cloud: Cloud) -> Device:
    widths = DEVICES[request.param]
    kind = {"has_touch": True, "is_mobile": True} if request.param == "phone" else {}
    context = new_context(
        storage_state=account.profile(cloud.description.api_url), viewport={"width": widths[0], "height": 844}, **kind
    )
    return Device(Seller(context.new_page()), widths)


@contextmanager
def slow(page: Page) -> Iterator[None]:
    """Slow the page down as on a cheap phone."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
    yield
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})


@pytest.mark.parametrize("device", ["phone"], indirect=True)
def test_continue_waits_for_photos_that_are_still_prepared(device: Device) -> None:
    seller, page = device.seller, device.seller.page
    seller.open("/upload/photos")
    with slow(page):
        seller.add(SAMPLES)
        expect(page.locator(".tile")).to_have_count(3)
        expect(page.locator(".tile[data-state=preparing]").first).to_be_visible()
        page.evaluate(
            """() => {
                window.alerts = [];
                const main = document.querySelector("main");
                new MutationObserver(() => {
                    const texts = [...main.querySelectorAll("[role=alert]")].map(alert => alert.textContent);
                    alerts.push(...texts.filter(text => text));
                }).observe(main, { childList: true, subtree: true });
            }"""
        )

        seller.continue_to_next_step()

        expect(page.get_by_text("Getting your photos ready. The next step opens by itself.")).to_be_visible()
    expect(page).to_have_url("/upload/details", timeout=60_000)
    assert page.evaluate("alerts") == []
    page.get_by_role("link", name="Photos").first.click()
    expect(page.locator(".tile[data-photo]")).to_have_count(3)


def test_every_step_fits_the_screen(device: Device, photo: Path) -> None:
    seller, page = device.seller, device.seller.page
    seller.open("/upload/photos")
    device.expect_fits()
    seller.add(photo)
    seller.sees_uploaded(1)
    seller.open_sound()
    device.expect_fits()
    seller.continue_to_next_step()
    seller.continue_to_next_step()  # empty, so that every error is shown
    expect(page.locator(".field-error").first).to_be_visible()
    device.expect_fits()
    seller.fill_in(Title="W" * 60)
    seller.continue_to_next_step()
    seller.sees_script()
    device.expect_fits()
    seller.open("/")
    expect(page.get_by_role("link", name="Continue your draft")).to_be_visible()
    device.expect_fits()


def test_photos_come_first_once_they_are_chosen(device: Device, photo: Path) -> None:
    seller, page = device.seller, device.seller.page
    seller.open("/upload/photos")
    seller.add(photo)
    seller.sees_uploaded(1)

    for _ in device.at_each_width():
        expect(page.get_by_label("Add more (9 left)")).to_be_attached()
        tile, zone, sound = (page.locator(name).bounding_box() for name in (".tile", ".drop-zone", ".sound"))
        assert tile
        assert zone
        assert sound
        assert tile["y"] < zone["y"] < sound["y"]
        assert zone["height"] < tile["height"]
        expect(page.get_by_role("radio", name="Coral")).to_be_hidden()


@pytest.mark.parametrize("device", ["phone"], indirect=True)
def test_a_tap_is_answered_before_its_work_begins(device: Device, photo: Path) -> None:
    seller, page = device.seller, device.seller.page
    routes: list[Route] = []

    def hold(route: Route) -> None:
        routes.append(route)

    page.route("**/js/pages/details.js", hold)
    seller.open("/upload/photos")
    seller.add(photo)
    seller.sees_uploaded(1)

    button = page.get_by_role("button", name="Continue")
    button.click()

    expect(button).to_have_attribute("aria-busy", "true")
    expect(page.locator("html")).to_have_attribute("data-loading", "")
    expect(page.get_by_role("heading", name="Start with your photos")).to_be_visible()
    for route in routes:
        route.continue_()
    expect(page.get_by_role("heading", name="Tell us about it")).to_be_visible()
    expect(page.locator("html[data-loading]")).to_have_count(0)


def test_the_next_step_is_preloaded(seller: Seller, photo: Path) -> None:
    page = seller.page
    with page.expect_response("**/js/pages/details.js"):
        seller.open("/upload/photos")
    with page.expect_response("**/js/pages/review.js"):
        seller.add(photo)
        seller.sees_uploaded(1)
        seller.continue_to_next_step()


def test_continue_waits_for_the_connection(seller: Seller, photo: Path) -> None:
    page = seller.page
    seller.reach_details(photo)
    page.evaluate("() => import('/js/pages/review.js')")  # the idle preload, finished
    page.context.set_offline(True)
    seller.fill_in()
    seller.continue_to_next_step()
    expect(page).to_have_url("/upload/review")
    expect(page.get_by_text("We write your script as soon as you are back online.")).to_be_visible()

    page.context.set_offline(False)

    seller.sees_script()
    expect(page.get_by_text("We write your script")).to_have_count(0)
    expect(page.locator(".cost-line")).to_contain_text("A video of about")


def test_a_video_submitted_offline_starts_once_when_online(seller: Seller, photo: Path) -> None:
    page = seller.page
    seller.reach_review(photo)
    page.context.set_offline(True)
    seller.generate()
    expect(page.get_by_text("Your video starts by itself when you are back online.")).to_be_visible()
    seller.script.fill("A brass desk lamp from 1962. Changed while offline. Yours for $89.50.")

    with page.expect_request("**/api/video/generate") as request_info:
        page.context.set_offline(False)

    seller.sees_job()
    assert "Changed while offline" in str(request_info.value.post_data)


def test_a_page_that_cannot_be_loaded_offline_opens_when_the_connection_is_back(seller: Seller) -> None:
    page = seller.page
    seller.open("/upload/photos")
    page.context.set_offline(True)
    page.get_by_role("link", name="My ads").first.click()
    expect(page.get_by_text("The page opens when you are back online.")).to_be_visible()

    page.context.set_offline(False)

    expect(page.get_by_role("heading", name="My ads")).to_be_visible()


def test_preparation_and_upload_are_announced(seller: Seller, photo: Path) -> None:
    page = seller.page
    seller.open("/upload/photos")
    page.evaluate(
        """() => {
            window.announced = [];
            const place = document.getElementById("announcer");
            new MutationObserver(() => announced.push(place.textContent)).observe(place, { childList: true });
        }"""
    )

    seller.add(photo)
    seller.sees_uploaded(1)

    expect(page.locator("#announcer")).to_have_text("Everything is uploaded.")
    assert page.evaluate("announced")[0] == "Getting 1 file ready."


def test_select_arrows_are_drawn(device: Device, photo: Path) -> None:
    seller, page = device.seller, device.seller.page
    seller.reach_details(photo)

    for scheme in THEMES:
        page.emulate_media(color_scheme=scheme)
        for width in device.at_each_width():
            image = page.get_by_label("Currency").evaluate("select => getComputedStyle(select).backgroundImage")
            assert "gradient" in image, (scheme, width)
