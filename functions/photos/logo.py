"""Makes the logo's working copy: a small sRGB PNG that keeps its transparency, without any metadata."""

from io import BytesIO
from typing import Final

from PIL import Image

from functions.photos.photo import DECODING_ERRORS, apply_orientation, open_picture, read_orientation, to_8_bits
from functions.photos.photo_colours import ColourSpace, read_colour_space, to_srgb
from functions.photos.photo_damage import check_intact
from vidx.media.logo import unusable_logo

RECIPE: Final = "1"
"""Part of the working copy's fingerprint. A new value makes it again."""
MAX_SIZE_PX: Final = (640, 320)
"""Twice the size at which a video shows it."""
MAX_EMPTY_ALPHA: Final = 8
"""Alpha (0…255) up to which a pixel counts as empty."""


def make_logo(file: bytes) -> bytes:
    """Return the working copy: upright, cropped to its visible part, no larger than `MAX_SIZE_PX`.

    `file` has passed `vidx.media.logo.inspect_logo`: its pixel count is bounded.

    Raises:
        UnusablePhoto: the file cannot be decoded, or all of it is transparent.
    """
    try:
        intact = check_intact(file)
        with open_picture(intact) as image:
            upright = apply_orientation(image, read_orientation(image, intact))
            logo = _to_srgb_with_alpha(upright, image.info.get("icc_profile"), read_colour_space(image, intact))
    except DECODING_ERRORS as error:
        raise unusable_logo("is damaged and cannot be read; export or upload it again") from error
    visible = logo.getchannel("A").point(lambda value: 255 if value > MAX_EMPTY_ALPHA else 0).getbbox()
    if visible is None:
        raise unusable_logo("is transparent all over; export it with its colours")
    cropped = logo.crop(visible)
    cropped.thumbnail(MAX_SIZE_PX, Image.Resampling.LANCZOS)
    cropped.info = {}
    out = BytesIO()
    cropped.save(out, "PNG", optimize=True)
    return out.getvalue()


def _to_srgb_with_alpha(image: Image.Image, profile: bytes | None, space: ColourSpace | None) -> Image.Image:
    picture = to_8_bits(image)
    if not picture.has_transparency_data:
        return to_srgb(picture, profile, space).convert("RGBA")
    rgba = picture.convert("RGBA")
    converted = to_srgb(rgba.convert("RGB"), profile, space)
    converted.putalpha(rgba.getchannel("A"))
    return converted
