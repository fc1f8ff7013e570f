"""Overlays as libass and the encoder draw them: legible on any photo, in the safe area, with a QR code that scans."""

import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote

import cv2
import imageio_ffmpeg
import numpy as np
import pytest
from numpy.typing import NDArray

from functions.render.compositing.frame import FrameFormat
from functions.render.output.encoder import x264_output
from functions.render.overlays import theme
from testing.overlays import (
    END_S,
    LINK,
    PRICE_S,
    TITLE_S,
    background,
    contrast,
    draw,
    full_size,
    luminance,
    overlays,
    pixel_difference,
    request,
)
from vidx import options
from vidx.jobs.request import VideoChoices, check_web_address
from vidx.options import FRAME_SIZES
from vidx.typography.safe_area import above_captions, safe_box

LEAST_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3 (AA)."""


ACCENT = VideoChoices().brand_colour.removeprefix("#")


HALO_PX = 2
"""How far colour bleeds at half chroma resolution."""


MOMENTS = {"title": TITLE_S, "price": PRICE_S, "end": END_S}


@pytest.mark.parametrize("kind", ["white", "black", "busy"])
@pytest.mark.parametrize(
    ("overlay", "ink", "least_px"),
    [
        ("title", theme.WHITE, 9000),
        ("title", ACCENT, 1000),
        ("price", theme.INK, 3000),
        ("end", theme.WHITE, 9000),
        ("end", ACCENT, 9000),
    ],
)
def test_text_has_contrast_on_any_photo(overlay: str, ink: str, least_px: int, kind: str, tmp_path: Path) -> None:
    """Compare each pixel of the text with every pixel behind it, the price badge included."""
    job = request()
    frame = draw(job, background(kind, full_size(job)), MOMENTS[overlay], tmp_path)
    colour = np.frombuffer(bytes.fromhex(ink), np.uint8)[::-1]
    difference = pixel_difference(frame.with_text, np.broadcast_to(colour, frame.with_text.shape))
    ink_mask = difference < (12 if overlay == "price" else 24)
    ink_mask &= pixel_difference(frame.with_text, frame.without_text) > 12
    assert ink_mask.sum() > least_px

    behind = luminance(frame.without_text[ink_mask])
    if overlay == "price":
        behind = _background_of(ink_mask, luminance(frame.with_text))
    ratio = contrast(behind, np.full_like(behind, luminance(colour)))
    assert ratio.min() >= LEAST_CONTRAST


def _background_of(ink_mask: NDArray[np.bool_], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the pixels between the letters of a badge, without the soft edges of the letters."""
    rows, columns = np.nonzero(ink_mask)
    part = (slice(rows.min(), rows.max()), slice(columns.min(), columns.max()))
    dilated = cv2.dilate(ink_mask.astype(np.uint8), np.ones((7, 7), np.uint8))
    return np.asarray(values[part][dilated[part] == 0])


@dataclass(frozen=True)
class Extreme:
    """Details that take as much space as possible."""

    title: str
    price: str = "1249.99"
    currency: str = "USD"
    language: str = "en"
    ad_url: str | None = LINK


LONGEST_PRICE = {"price": "99999999999.99", "currency": "CHF", "language": "pt"}
"""The widest price of any currency and language: `99 999 999 999,99 CHF`."""


EXTREMES = {
    "short": Extreme("Bike"),
    "sentence": Extreme("Vintage espresso machine with two groups, freshly serviced, and a grinder that purrs"),
    "wide letters": Extreme("W" * 100, **LONGEST_PRICE, ad_url=None),
    "longest link": Extreme("Wm " * 33, **LONGEST_PRICE, ad_url=f"https://shop.example.com/{'W' * 175}"),
    "emoji": Extreme("Bike " + "\U0001f6b2" * 95, "100000000000", "JPY"),
    "emoji without a link": Extreme("Mac" + "\U0001f469\u200d\U0001f4bb\U0001f1e9\U0001f1ea" * 19, ad_url=None),
    "Chinese": Extreme("\u5355\u53cd\u76f8\u673a" * 25, "99999999999.99", "JPY"),
    "Thai": Extreme(
        "\u0e01\u0e25\u0e49\u0e2d\u0e07\u0e1f\u0e34\u0e25\u0e4c\u0e21" * 10, "99999999999.99", "EUR", ad_url=None
    ),
    "Arabic": Extreme("\u0643\u0627\u0645\u064a\u0631\u0627 " * 14, "99999999999.99", "SEK"),
    "Arabic in one word": Extreme("\u0643\u0627\u0645" * 33, "99999999999.99", "SEK", ad_url=None),
    "stacked accents": Extreme("A\u030a\u0301\u0323" * 25, "99999999999.99", "INR"),
}


@pytest.mark.parametrize("frame_format", list(FRAME_SIZES))
@pytest.mark.parametrize("extreme", EXTREMES.values(), ids=EXTREMES)
def test_overlays_stay_in_the_safe_area_above_the_captions(extreme: Extreme, frame_format: str, tmp_path: Path) -> None:
    job = request(frame_format=frame_format, **asdict(extreme))
    box, lowest_px = safe_box(FRAME_SIZES[frame_format]), above_captions(FRAME_SIZES[frame_format]).bottom_px
    size = full_size(job)
    texts = overlays(job, FrameFormat(*size)).texts

    for at_s in MOMENTS.values():
        frame = draw(job, np.full((size[1], size[0], 3), 128, np.uint8), at_s, tmp_path)
        ink_mask = pixel_difference(frame.with_text, frame.without_text) > 24
        rows, columns = np.nonzero(ink_mask)

        lines = [text for text in texts if text.span.opacity(at_s) == 1]
        assert lines
        for line in lines:
            half_px = line.em_px / 2
            assert ink_mask[round(line.y_px - half_px) : round(line.y_px + half_px)].sum() > line.em_px, line.text
        assert box.left_px - HALO_PX <= columns.min()
        assert columns.max() <= box.right_px + HALO_PX
        assert box.top_px - HALO_PX <= rows.min()
        assert rows.max() <= lowest_px


LONGEST_LINKS = {
    "letters": f"https://shop.example.com/{'a' * 175}",
    "multi-byte letters": f"https://shop.example.com/{quote('中国二手自行车出售🚲🚲🚲🚲🚲')}".ljust(200, "0"),
    "a query": f"https://shop.example.com/?{'q=1&' * 43}z#",
}


@pytest.mark.parametrize("link", [LINK, *LONGEST_LINKS.values()], ids=["short", *LONGEST_LINKS])
@pytest.mark.parametrize("frame_format", list(FRAME_SIZES))
def test_qr_code_scans_from_an_encoded_frame(frame_format: str, link: str, tmp_path: Path) -> None:
    job = request(frame_format=frame_format, ad_url=link, price="99999999999.99", currency="CHF")
    width, height = full_size(job)
    frame = draw(job, background("busy", (width, height)), END_S, tmp_path)
    (tmp_path / "raw").write_bytes(frame.with_text.tobytes())
    raw = ["-f", "rawvideo", "-pix_fmt", "bgr24", "-s", f"{width}x{height}", "-i", "raw"]
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *raw, *x264_output(1), "video.mp4"]
    subprocess.run(command, cwd=tmp_path, check=True)

    encoded = cv2.VideoCapture(str(tmp_path / "video.mp4")).read()[1]

    assert cv2.QRCodeDetectorAruco().detectAndDecode(encoded)[0] == link


def test_longest_links_have_the_maximum_length() -> None:
    assert {len(link) for link in LONGEST_LINKS.values()} == {options.MAX_LINK_CHARS}
    assert all(check_web_address(link) == link for link in LONGEST_LINKS.values())


def test_qr_code_of_a_long_address_has_modules_of_whole_pixels() -> None:
    job = request(ad_url=f"https://shop.example.com/{'a' * 174}")

    (code,) = overlays(job, FrameFormat(1080, 1920)).stickers

    runs = np.diff(np.flatnonzero(np.diff(code.sticker.planes[0][code.sticker.planes[0].shape[0] // 2])))
    assert set(runs % runs.min()) == {0}
    assert runs.min() >= 3


def test_text_does_not_depend_on_the_scale_of_the_frame(tmp_path: Path) -> None:
    """The frame is drawn again at a quarter of its size."""
    job = request()
    large = draw(job, background("black", (1080, 1920)), TITLE_S, tmp_path).with_text
    small = draw(job, background("black", (270, 480)), TITLE_S, tmp_path).with_text

    downscale = cv2.resize(large, (270, 480), interpolation=cv2.INTER_AREA)

    assert float(np.abs(downscale.astype(int) - small).mean()) < 1
