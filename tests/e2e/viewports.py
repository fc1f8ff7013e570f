"""Widths at which pages are tested: the narrowest phone, a usual phone, a desktop."""

from typing import Final

from playwright.sync_api import Page

WIDTHS: Final = (320, 390, 1280)
NARROW: Final = (320, 360)
LOOKS: Final = 60


def expect_no_sideways_scrolling(page: Page, width: int | None = None) -> None:
    """Wait for the layout of the new width: after resizing, media queries of the old width may still apply.

    Args:
        width: of a phone's screen, which shows a page that is too wide smaller instead; by default the window's.
    """
    for _ in range(LOOKS):
        if page.evaluate("width => document.documentElement.scrollWidth <= (width ?? innerWidth)", width):
            return
        page.wait_for_timeout(50)
    widest = page.evaluate(
        """width => [...document.querySelectorAll("body *")]
            .filter(element => element.checkVisibility())
            .filter(element => element.getBoundingClientRect().right > (width ?? innerWidth) + 0.5)
            .map(element => element.outerHTML.slice(0, 120))""",
        width,
    )
    raise AssertionError(f"wider than the screen: {widest}")
