"""Widths at which pages are tried: the narrowest phone, a usual phone, a desk."""

from typing import Final

from playwright.sync_api import Page

WIDTHS: Final = (320, 390, 1280)
NARROW: Final = (320, 360)
LOOKS: Final = 60


def expect_no_sideways_scrolling(page: Page) -> None:
    """A page that was resized just now may be laid out by the media queries of its old width: look again."""
    for _ in range(LOOKS):
        if page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"):
            return
        page.wait_for_timeout(50)
    widest = page.evaluate(
        """() => [...document.querySelectorAll("body *")]
            .filter(element => element.getBoundingClientRect().right > innerWidth + 0.5 && element.checkVisibility())
            .map(element => element.outerHTML.slice(0, 120))"""
    )
    raise AssertionError(f"wider than the screen: {widest}")
