"""The logo from a file of any accepted kind to a small sRGB PNG that keeps its transparency, without any metadata."""

import struct
from io import BytesIO
from typing import Final

from PIL import Image

from functions.photos.colours import Colours, colours_of
from functions.photos.damage import Damaged, intact
from functions.photos.develop import TURNS, eight_bit
from functions.photos.orientation import orientation_of
from functions.photos.profile import srgb
from vidx.media.logo import unusable_logo

RECIPE: Final = "1"
"""Part of the working copy's fingerprint: another value has it made again."""
BOUNDS_PX: Final = (640, 320)
"""Twice what a film shows of it."""
FAINT: Final = 8
"""Alpha (0…255) up to which a pixel is taken for empty."""


def develop_logo(file: bytes) -> bytes:
    """The working copy: upright, cropped to what is seen of it, no larger than `BOUNDS_PX`.

    `file` has passed `vidx.media.logo.inspect_logo`: its pixel count is bounded.

    Raises:
        UnusablePhoto: the file cannot be decoded, or nothing of it is to be seen.
    """
    try:
        whole = intact(file)
        with Image.open(BytesIO(whole)) as image:
            orientation = orientation_of(image, whole)
            upright = image.transpose(TURNS[orientation]) if orientation in TURNS else image
            logo = _with_alpha(upright, image.info.get("icc_profile"), colours_of(image, whole))
    except (Damaged, OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error, MemoryError) as error:
        raise unusable_logo("is damaged and cannot be read; export or upload it again") from error
    seen = logo.getchannel("A").point(lambda value: 255 if value > FAINT else 0).getbbox()
    if seen is None:
        raise unusable_logo("is transparent all over; export it with its colours")
    small = logo.crop(seen)
    small.thumbnail(BOUNDS_PX, Image.Resampling.LANCZOS)
    small.info = {}
    out = BytesIO()
    small.save(out, "PNG", optimize=True)
    return out.getvalue()


def _with_alpha(image: Image.Image, profile: bytes | None, colours: Colours | None) -> Image.Image:
    opened = eight_bit(image)
    if not opened.has_transparency_data:
        return srgb(opened, profile, colours).convert("RGBA")
    whole = opened.convert("RGBA")
    coloured = srgb(whole.convert("RGB"), profile, colours)
    coloured.putalpha(whole.getchannel("A"))
    return coloured
