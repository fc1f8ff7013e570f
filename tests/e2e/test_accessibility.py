"""axe-core finds nothing on any page in either theme; the whole flow works by keyboard alone."""

from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Locator, Page, expect

from local.paths import ROOT
from testing.seller import Provider
from tests.e2e.conftest import NewContext
from tests.e2e.seller import LAMP, Seller, answer
from tests.e2e.viewports import THEMES, expect_no_sideways_scrolling, holds_soon

AXE: Final = ROOT / "node_modules/axe-core/axe.min.js"
COLOURS: Final = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""The rules whose result depends on the theme, which changes nothing but colours."""
MOVING: Final = "() => document.getAnimations().some(animation => animation.playState === 'running')"
MOST_TABS: Final = 60


def faults(page: Page, rules: dict[str, Any] | None = None) -> list[str]:
    """The violations that axe reports: rule, help and elements.

    Args:
        rules: axe's `runOnly`; all rules by default.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    options = {"resultTypes": ["violations"], **({"runOnly": rules} if rules else {})}
    report: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{rule['id']}: {rule['help']}: {[node['html'][:120] for node in rule['nodes']]}"
        for rule in report["violations"]
    ]


def settle(page: Page) -> None:
    """Wait for animations to end."""
    assert holds_soon(page, lambda: not page.evaluate(MOVING)), "the page does not keep still"


def expect_no_violation(page: Page) -> None:
    for theme in THEMES:
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        settle(page)
        assert faults(page, None if theme == THEMES[0] else COLOURS) == [], theme


@pytest.mark.parametrize("path", ["/", "/sign-in", "/sign-in?new", "/my-ads", "/upload/photos", "/no/such/page"])
def test_public_pages_have_no_axe_violation(guest: Seller, path: str) -> None:
    guest.open(path)

    expect_no_violation(guest.page)


def test_the_three_steps_have_no_axe_violation_even_with_errors(seller: Seller, photo: Path) -> None:
    seller.page.route("**/uploads/**", answer(400, times=1))
    seller.open("/upload/photos")
    seller.add(photo)
    seller.sees_alert("The upload was refused.")
    expect_no_violation(seller.page)
    seller.page.get_by_role("button", name="Try again to upload lamp.jpg").click()
    seller.sees_uploaded(1)
    expect_no_violation(seller.page)

    seller.continue_to_next_step()
    expect(seller.page).to_have_url("/upload/details")
    seller.continue_to_next_step()
    expect_no_violation(seller.page)

    seller.fill_in()
    seller.continue_to_next_step()
    seller.sees_script()
    expect_no_violation(seller.page)


def test_progress_dialog_and_canceled_video_have_no_axe_violation(
    seller: Seller, photo: Path, provider: Provider
) -> None:
    provider.hold("speech")
    seller.start_video(photo)
    expect(seller.page.get_by_role("progressbar")).to_be_visible()
    expect_no_violation(seller.page)
    seller.page.get_by_role("button", name="Cancel").click()
    expect_no_violation(seller.page)
    seller.page.get_by_role("button", name="Stop it").click()
    expect(seller.page.locator(".notice")).to_contain_text("You stopped this video.")
    expect_no_violation(seller.page)


@pytest.mark.parametrize("width", [360, 2560])
def test_no_page_is_wider_than_the_screen(new_context: NewContext, width: int) -> None:
    page = new_context(viewport={"width": width, "height": 800}).new_page()

    for path in ("/", "/upload/photos", "/sign-in", "/my-ads"):
        page.goto(path)
        expect(page.locator("h1")).to_be_attached()
        expect_no_sideways_scrolling(page)


def reach(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus."""
    for _ in range(MOST_TABS):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"not reached by {MOST_TABS} tabs: {target}")


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    reach(page, target)
    page.keyboard.press(key)


def test_a_video_is_submitted_by_keyboard_alone(seller: Seller, photo: Path) -> None:
    page = seller.page
    seller.open("/")
    press(page, page.get_by_role("link", name="Make a video").first)
    expect(page).to_have_url("/upload/photos")
    with page.expect_file_chooser() as choosing:
        press(page, page.get_by_label("Choose photos"))
    choosing.value.set_files(photo)
    seller.sees_uploaded(1)
    press(page, page.locator(".sound summary"))
    reach(page, page.get_by_role("group", name="Music").get_by_role("radio").first)
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("radio", name="No music")).to_be_checked()
    press(page, page.get_by_role("button", name="Continue"))

    for label, text in LAMP.items():
        reach(page, page.get_by_label(label, exact=True))
        page.keyboard.type(text)
    press(page, page.get_by_role("button", name="Continue"))

    seller.sees_script()
    press(page, seller.generate_button)
    seller.sees_job()
    expect(page.get_by_role("heading", name=LAMP["Title"])).to_be_visible()


def test_finished_video_card_editor_and_listing_have_no_axe_violation(seller: Seller, photo: Path) -> None:
    page = seller.page
    seller.start_video(photo, publish=True)
    seller.sees_finished()
    expect_no_violation(page)

    page.goto("/my-ads")
    card = page.locator(".ad-card[data-status=active]").first
    expect(card).to_be_visible()
    expect_no_violation(page)
    card.get_by_role("button", name="Edit").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    expect_no_violation(page)
    page.keyboard.press("Escape")

    for path in (card.get_by_role("link").first.get_attribute("href") or "", "/ads", "/ads/none"):
        page.goto(path)
        expect(page.locator("h1")).to_be_visible()
        expect_no_violation(page)
