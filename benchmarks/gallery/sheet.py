"""A contact sheet: labelled pictures in rows, as a small JPEG."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont, ImageOps

OUTPUT: Final = Path("docs/gallery")
MAX_BYTES: Final = 150_000
_FONT: Final = Path("layers/ffmpeg/fonts/montserrat-extrabold.ttf")
_GAP_PX, _LABEL_PX, _MARGIN_PX = 16, 34, 20
_PAPER, _TEXT = (250, 250, 248), (40, 40, 46)
_QUALITIES: Final = range(86, 40, -4)
_SCALES: Final = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
"""A sheet with many pictures is drawn smaller when it is too large at every quality."""

Cell = tuple[str, Image.Image]


def save_sheet(name: str, rows: Sequence[Sequence[Cell]]) -> Path:
    """Write the sheet as `docs/gallery/<name>.jpg`, at the best scale and quality that stay within `MAX_BYTES`.

    Raises:
        ValueError: it is larger at every scale and quality. The file of before stays.
    """
    path = OUTPUT / f"{name}.jpg"
    picture = encode(_draw(rows))
    if picture is None:
        raise ValueError(f"{path} is larger than {MAX_BYTES} bytes at half its size; give it fewer pictures")
    OUTPUT.mkdir(parents=True, exist_ok=True)
    path.write_bytes(picture)
    return path


def encode(sheet: Image.Image, max_bytes: int = MAX_BYTES) -> bytes | None:
    """Return the sheet as a JPEG of at most `max_bytes`, or None if it is larger at every scale and quality."""
    for scale in _SCALES:
        scaled = ImageOps.scale(sheet, scale)
        for quality in _QUALITIES:
            file = BytesIO()
            scaled.save(file, "JPEG", quality=quality, optimize=True, progressive=True)
            if file.tell() <= max_bytes:
                return file.getvalue()
    return None


def _draw(rows: Sequence[Sequence[Cell]]) -> Image.Image:
    widths = [sum(picture.width + _GAP_PX for _, picture in row) - _GAP_PX for row in rows]
    heights = [max(picture.height for _, picture in row) + _LABEL_PX + _GAP_PX for row in rows]
    sheet = Image.new("RGB", (max(widths) + 2 * _MARGIN_PX, sum(heights) + 2 * _MARGIN_PX - _GAP_PX), _PAPER)
    pen, font = ImageDraw.Draw(sheet), ImageFont.truetype(_FONT, 17)
    y_px = _MARGIN_PX
    for row, height_px in zip(rows, heights, strict=True):
        x_px = _MARGIN_PX
        for label, picture in row:
            sheet.paste(picture, (x_px, y_px))
            pen.text((x_px, y_px + picture.height + 8), label, _TEXT, font)
            x_px += picture.width + _GAP_PX
        y_px += height_px
    return sheet
