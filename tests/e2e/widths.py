"""Widths at which pages are tried: the narrowest phone, a usual phone, a desk."""

from typing import Final

from playwright.sync_api import Page

WIDTHS: Final = (320, 390, 1280)
NARROW: Final = (320, 360)


def expect_no_sideways_scrolling(page: Page) -> None:
    widest = page.evaluate(
        """() => [...document.querySelectorAll("body *")]
            .filter(element => element.getBoundingClientRect().right > innerWidth + 0.5 && element.checkVisibility())
            .map(element => element.outerHTML.slice(0, 120))"""
    )
    scrolls = page.evaluate("() => document.documentElement.scrollWidth > innerWidth")
    assert not scrolls, widest
