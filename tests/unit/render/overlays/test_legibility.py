"""Overlays as libass and the encoder really draw them: readable on any photo, in the safe area, scannable."""

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
    request,
    unlike,
)
from vidx import options
from vidx.jobs.request import VideoChoices, web_address
from vidx.options import FRAMES
from vidx.typography.safe_area import above_captions, safe_box

LEAST_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3 (AA)."""
ACCENT = VideoChoices().brand_colour.removeprefix("#")
HALO_PX = 2
"""How far colour bleeds when it is sampled at half the size."""
MOMENTS = {"title": TITLE_S, "price": PRICE_S, "end": END_S}


@pytest.mark.parametrize("kind", ["white", "black", "busy"])
@pytest.mark.parametrize(
    ("piece", "ink", "least_px"),
    [
        ("title", theme.WHITE, 9000),
        ("title", ACCENT, 1000),
        ("price", theme.INK, 3000),
        ("end", theme.WHITE, 9000),
        ("end", ACCENT, 9000),
    ],
)
def test_letters_stand_out_from_any_photo(piece: str, ink: str, least_px: int, kind: str, tmp_path: Path) -> None:
    """Each inked pixel against every pixel of what lies behind its text, label included."""
    job = request()
    drawn = draw(job, background(kind, full_size(job)), MOMENTS[piece], tmp_path)
    colour = np.frombuffer(bytes.fromhex(ink), np.uint8)[::-1]
    inked = unlike(drawn.whole, np.broadcast_to(colour, drawn.whole.shape)) < (12 if piece == "price" else 24)
    inked &= unlike(drawn.whole, drawn.bare) > 12
    assert inked.sum() > least_px

    behind = luminance(drawn.bare[inked]) if piece != "price" else _beside(inked, luminance(drawn.whole))
    ratio = contrast(behind, np.full_like(behind, luminance(colour)))
    assert ratio.min() >= LEAST_CONTRAST


def _beside(inked: NDArray[np.bool_], of_pixels: NDArray[np.float64]) -> NDArray[np.float64]:
    """The pixels between a label's letters, the letters' soft edges left out."""
    rows, columns = np.nonzero(inked)
    part = (slice(rows.min(), rows.max()), slice(columns.min(), columns.max()))
    swollen = cv2.dilate(inked.astype(np.uint8), np.ones((7, 7), np.uint8))
    return np.asarray(of_pixels[part][swollen[part] == 0])


@dataclass(frozen=True)
class Extreme:
    """Details that take as much room as they can."""

    title: str
    price: str = "1249.99"
    currency: str = "USD"
    language: str = "en"
    ad_url: str | None = LINK


LONGEST_PRICE = {"price": "99999999999.99", "currency": "CHF", "language": "pt"}
"""The widest that any currency and language write: `99 999 999 999,99 CHF`."""
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


@pytest.mark.parametrize("frame_format", list(FRAMES))
@pytest.mark.parametrize("extreme", EXTREMES.values(), ids=EXTREMES)
def test_everything_stays_in_the_safe_area_above_the_captions(
    extreme: Extreme, frame_format: str, tmp_path: Path
) -> None:
    job = request(frame_format=frame_format, **asdict(extreme))
    box, lowest_px = safe_box(FRAMES[frame_format]), above_captions(FRAMES[frame_format]).bottom_px
    size = full_size(job)
    texts = overlays(job, FrameFormat(*size)).texts

    for at_s in MOMENTS.values():
        drawn = draw(job, np.full((size[1], size[0], 3), 128, np.uint8), at_s, tmp_path)
        inked = unlike(drawn.whole, drawn.bare) > 24
        rows, columns = np.nonzero(inked)

        lines = [text for text in texts if text.span.opacity(at_s) == 1]
        assert lines
        for line in lines:
            half_px = line.em_px / 2
            assert inked[round(line.y_px - half_px) : round(line.y_px + half_px)].sum() > line.em_px, line.text
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
@pytest.mark.parametrize("frame_format", list(FRAMES))
def test_the_code_is_read_from_an_encoded_frame(frame_format: str, link: str, tmp_path: Path) -> None:
    job = request(frame_format=frame_format, ad_url=link, price="99999999999.99", currency="CHF")
    width, height = full_size(job)
    drawn = draw(job, background("busy", (width, height)), END_S, tmp_path)
    (tmp_path / "raw").write_bytes(drawn.whole.tobytes())
    raw = ["-f", "rawvideo", "-pix_fmt", "bgr24", "-s", f"{width}x{height}", "-i", "raw"]
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *raw, *x264_output(1), "video.mp4"]
    subprocess.run(command, cwd=tmp_path, check=True)

    frame = cv2.VideoCapture(str(tmp_path / "video.mp4")).read()[1]

    assert cv2.QRCodeDetectorAruco().detectAndDecode(frame)[0] == link


def test_the_longest_links_are_as_long_as_a_link_may_be() -> None:
    assert {len(link) for link in LONGEST_LINKS.values()} == {options.MAX_LINK_CHARS}
    assert all(web_address(link) == link for link in LONGEST_LINKS.values())


def test_a_long_address_still_has_a_code_of_whole_pixels() -> None:
    job = request(ad_url=f"https://shop.example.com/{'a' * 174}")

    (code,) = overlays(job, FrameFormat(1080, 1920)).stickers

    runs = np.diff(np.flatnonzero(np.diff(code.sticker.planes[0][code.sticker.planes[0].shape[0] // 2])))
    assert set(runs % runs.min()) == {0}
    assert runs.min() >= 3


def test_a_videos_letters_do_not_depend_on_its_scale(tmp_path: Path) -> None:
    """A quarter of the size shows the same card."""
    job = request()
    large = draw(job, background("black", (1080, 1920)), TITLE_S, tmp_path).whole
    small = draw(job, background("black", (270, 480)), TITLE_S, tmp_path).whole

    downscale = cv2.resize(large, (270, 480), interpolation=cv2.INTER_AREA)

    assert float(np.abs(downscale.astype(int) - small).mean()) < 1
