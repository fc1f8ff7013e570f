"""Contact sheets of title card, price badge and end card, by format, title and photo, and of their fallbacks."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from PIL import Image as Picture

from benchmarks.gallery.sheet import Cell, save_sheet
from functions.render.compositing.frame import Image
from testing.overlays import END_S, PRICE_S, TITLE_S, background, draw, full_size, request, ring
from vidx.jobs.request import VideoRequest

SAMPLES: Final = Path("samples")
HEIGHT_PX: Final = 420
LONG_TITLE: Final = "Vintage rangefinder camera with three lenses, leather case and flash, freshly serviced"
ROWS: Final = (
    (("9:16", "Rangefinder camera", TITLE_S, "01-front"), ("9:16", LONG_TITLE, TITLE_S, "white"),
     ("9:16", "Камера {\\an8}", TITLE_S, "busy"), ("9:16", "Camera", PRICE_S, "02-above"),
     ("9:16", "Camera", END_S, "01-front"), ("9:16", "Camera", END_S, "white")),
    (("1:1", LONG_TITLE, TITLE_S, "03-square"), ("1:1", "Camera", END_S, "03-square"),
     ("16:9", "Rangefinder camera", TITLE_S, "04-dials")),
)  # fmt: skip
Fallback = tuple[str, float, int | None, str, dict[str, object]]
"""Label, time in seconds, grey (0…255) of the logo or None, title, and further fields of the request."""
FALLBACKS: Final[tuple[Fallback, ...]] = (
    ("light logo", TITLE_S, 255, "Camera", {}), ("dark logo: a plate", TITLE_S, 0, "Camera", {}),
    ("right to left", TITLE_S, 255, "מצלמה ישנה Leica M3", {}), ("for free", PRICE_S, None, "Camera", {"price": 0}),
    ("no address", END_S, None, "Camera", {"ad_url": None}),
    ("in French", END_S, None, "Camera", {"language": "fr", "ad_url": None}),
)  # fmt: skip


def photo(name: str, size: tuple[int, int]) -> Image:
    """Return the sample photo `name` filling the frame, or a background of that kind (`testing.overlays`)."""
    path = SAMPLES / f"{name}.jpg"
    picture = cv2.imread(str(path)) if path.is_file() else None
    if picture is None:
        return background(name, size)
    scale = max(size[0] / picture.shape[1], size[1] / picture.shape[0])
    large = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    top, left = (large.shape[0] - size[1]) // 2, (large.shape[1] - size[0]) // 2
    return np.ascontiguousarray(large[top : top + size[1], left : left + size[0]], np.uint8)


def main() -> Iterator[Path]:
    """Write both sheets."""
    with tempfile.TemporaryDirectory() as folder:
        yield save_sheet("overlays", [[_cell(*cell, Path(folder)) for cell in row] for row in ROWS])
        yield save_sheet("fallbacks", [[_fallback(fallback, Path(folder)) for fallback in FALLBACKS]])


def _cell(frame_format: str, title: str, at_s: float, name: str, folder: Path) -> Cell:
    return f"{frame_format} {name}", _picture(request(title, frame_format), at_s, name, folder)


def _fallback(fallback: Fallback, folder: Path) -> Cell:
    """Return a card over the first sample photo."""
    label, at_s, shade, title, details = fallback
    logo = None if shade is None else ring((shade, shade, shade))
    return label, _picture(request(title, "9:16", **details), at_s, "01-front", folder, logo)


def _picture(job: VideoRequest, at_s: float, name: str, folder: Path, logo: bytes | None = None) -> Picture.Image:
    frame = draw(job, photo(name, full_size(job)), at_s, folder, logo).with_text
    scale = HEIGHT_PX / frame.shape[0]
    small = cv2.resize(frame, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return Picture.fromarray(np.asarray(small[..., ::-1], np.uint8))
