"""The preview has the renderer's framing, title, price, colours and captions."""

from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import expect

from functions.captions.theme import palette
from functions.render.overlays.layout import title_card
from functions.render.overlays.schedule import Span
from functions.render.planning.framing import WHOLE, Area, lay_out
from tests.e2e.seller import Seller
from tests.e2e.viewports import WIDTHS
from vidx.options import FRAME_SIZES
from vidx.price import format_price, in_smallest_units

MODULE: Final = "/js/components/preview-layout.js"
PHOTOS: Final = ((3024, 4032), (4032, 3024), (3000, 3000), (1080, 1920), (1920, 1080), (2000, 2500), (1500, 2000))
MOST: Final = Area(0.095, 0.095, 0.81, 0.81)
"""A subject that takes most of a photo. The preview does not know subjects, and crops none of this size."""
TITLES: Final = (
    "Lamp",
    "Brass desk lamp",
    "Brass desk lamp from 1962, rewired and polished",
    "Spiegelreflexkameraobjektivsammlung",
    "A very long title that goes on and on about a brass desk lamp with a green shade and a heavy foot",
)
BRANDS: Final = ("#FFD60A", "#101014", "#0B5D4E", "#FFFFFF", "#B3261E")
PRICES: Final = (
    ("1250", "USD", "en"),
    ("89.5", "EUR", "de"),
    ("45000", "MXN", "es"),
    ("12.5", "GBP", "en"),
    ("1250.5", "CLP", "es"),
)


@pytest.fixture
def run(guest: Seller) -> Any:
    """Evaluates an expression with the preview's module as `m` and the argument as `a`."""
    guest.open("/")
    guest.page.evaluate("() => document.fonts.load('800 20px \"Montserrat Video\"')")

    def evaluate(expression: str, argument: object, module: str = MODULE) -> Any:
        return guest.page.evaluate(f"([path, a]) => import(path).then(m => {expression})", [module, argument])

    return evaluate


def test_photos_are_framed_as_in_the_video(run: Any) -> None:
    for format, frame in FRAME_SIZES.items():
        for photo in PHOTOS:
            place = run("m.insetBox({width: a[0], height: a[1]}, m.frameOf(a[2]))", [*photo, format])
            layout = lay_out(photo, MOST, frame, 2.0)

            assert (place is None) == (layout.place == WHOLE), (photo, format)
            if place is not None:
                assert place["left"] / 100 + place["width"] / 200 == pytest.approx(layout.place.centre[0], abs=0.01)
                assert place["top"] / 100 + place["height"] / 200 == pytest.approx(layout.place.centre[1], abs=0.05)
                # The renderer zooms in steps of an eighth; the preview, without a subject, uses half of the range.
                assert place["width"] / 100 == pytest.approx(layout.place.width, abs=0.03)


def test_titles_have_the_size_of_the_video(run: Any) -> None:
    for format, frame in FRAME_SIZES.items():
        for title in TITLES:
            em_px = run("m.titleEm(a[0], m.frameOf(a[1]))", [title, format])
            card = title_card(title, "", "FFFFFF", frame, Span(0, 2), None)

            assert em_px == card.texts[0].em_px, (title, format)


def test_captions_have_the_colours_of_the_video(run: Any) -> None:
    for brand in BRANDS:
        colours = run("m.captionColours(a)", brand)
        expected = palette(brand)

        assert colours["active"] == f"rgb({' '.join(str(channel) for channel in bytes.fromhex(expected.active))})"
        assert colours["inactive"] == ("#fff" if expected.inactive == "FFFFFF" else f"#{expected.inactive.lower()}")


def test_prices_are_written_as_in_the_video(run: Any) -> None:
    for amount, currency, language in PRICES:
        price = run("m.price(a[0], a[1], a[2])", [float(amount), currency, language], "/js/components/formatting.js")

        assert price == format_price(in_smallest_units(Decimal(amount), currency), currency, language)


def test_step_3_shows_the_preview_at_every_width(seller: Seller, photo: Path) -> None:
    page = seller.page
    seller.reach_details(photo)
    page.get_by_role("radio", name="Square 1:1").check()
    page.mouse.move(0, 0)  # the page ignores an immediate second click in the same place, also on another control
    page.get_by_role("radio", name="Clean").check()
    page.mouse.move(0, 0)
    seller.fill_in()
    seller.continue_to_next_step()
    seller.sees_script()

    frame = page.locator(".preview .video-frame")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        expect(frame).to_be_visible()
    expect(frame).to_have_attribute("data-format", "1:1")
    expect(frame.locator(".preview-title")).to_contain_text("Brass desk lamp")
    expect(frame.locator(".preview-caption")).to_have_attribute("data-style", "clean")
    page.get_by_role("button", name="Next scene").click()
    expect(frame.locator(".preview-price")).to_have_text("$89.50")
    page.get_by_role("button", name="Next scene").click()
    expect(frame.locator(".end-card")).to_contain_text("$89.50")
