"""Widths and themes in which pages are tested, and waits for a layout."""

from collections.abc import Callable
from typing import Final, Literal

from playwright.sync_api import Page

DESKTOP: Final = 1280
WIDTHS: Final = (320, 390, DESKTOP)
"""The narrowest phone, a usual phone, a desktop."""
NARROW: Final = (320, 360)
THEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")
LOOKS: Final = 200


def holds_soon(page: Page, condition: Callable[[], bool]) -> bool:
    """Whether the condition holds within ten seconds: fonts, scrolling and resizing change a layout a little later.

    A page's Content-Security-Policy forbids the evaluation in Playwright's own `wait_for_function`.
    """
    for _ in range(LOOKS):
        if condition():
            return True
        page.wait_for_timeout(50)
    return False


def expect_every_width_fits(page: Page) -> None:
    """Expect no sideways scrolling at any width. The page ends with the last one."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        expect_no_sideways_scrolling(page)


def expect_no_sideways_scrolling(page: Page, width: int | None = None) -> None:
    """Expect the page to be no wider than the screen.

    Args:
        width: of a phone's screen, which shows a page that is too wide smaller instead; by default the window's.
    """
    fits = "width => document.documentElement.scrollWidth <= (width ?? innerWidth)"
    if holds_soon(page, lambda: bool(page.evaluate(fits, width))):
        return
    widest = page.evaluate(
        """width => [...document.querySelectorAll("body *")]
            .filter(element => element.checkVisibility())
            .filter(element => element.getBoundingClientRect().right > (width ?? innerWidth) + 0.5)
            .map(element => element.outerHTML.slice(0, 120))""",
        width,
    )
    raise AssertionError(f"wider than the screen: {widest}")
