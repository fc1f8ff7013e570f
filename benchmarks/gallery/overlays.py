"""Title card, price label and end card, by format, title and photo."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from PIL import Image as Picture

from benchmarks.gallery.sheet import Cell, save_sheet
from functions.render.frame import Image
from tests.unit.render.overlays.stage import END_S, PRICE_S, TITLE_S, draw, full_size, ground, request

SAMPLES: Final = Path("samples")
HEIGHT_PX: Final = 420
LONG: Final = "Vintage rangefinder camera with three lenses, leather case and flash, freshly serviced"
ROWS: Final = (
    (("9:16", "Rangefinder camera", TITLE_S, "01-front"), ("9:16", LONG, TITLE_S, "white"),
     ("9:16", "Камера {\\an8}", TITLE_S, "busy"), ("9:16", "Camera", PRICE_S, "02-above"),
     ("9:16", "Camera", END_S, "01-front"), ("9:16", "Camera", END_S, "white")),
    (("1:1", LONG, TITLE_S, "03-square"), ("1:1", "Camera", END_S, "03-square"),
     ("16:9", "Rangefinder camera", TITLE_S, "04-dials")),
)  # fmt: skip


def photo(name: str, size: tuple[int, int]) -> Image:
    """The sample of that name filling the frame, or a ground of that kind."""
    path = SAMPLES / f"{name}.jpg"
    picture = cv2.imread(str(path)) if path.is_file() else None
    if picture is None:
        return ground(name, size)
    scale = max(size[0] / picture.shape[1], size[1] / picture.shape[0])
    large = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    top, left = (large.shape[0] - size[1]) // 2, (large.shape[1] - size[0]) // 2
    return np.ascontiguousarray(large[top : top + size[1], left : left + size[0]], np.uint8)


def main() -> Iterator[Path]:
    """Write the sheet."""
    with tempfile.TemporaryDirectory() as folder:
        yield save_sheet("overlays", [[_cell(*cell, Path(folder)) for cell in row] for row in ROWS])


def _cell(form: str, title: str, at_s: float, name: str, folder: Path) -> Cell:
    job = request(title, form)
    whole = draw(job, photo(name, full_size(job)), at_s, folder).whole
    scale = HEIGHT_PX / whole.shape[0]
    small = cv2.resize(whole, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return f"{form} {name}", Picture.fromarray(np.asarray(small[..., ::-1], np.uint8))
