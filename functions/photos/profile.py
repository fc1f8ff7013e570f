"""Colours brought to sRGB by a picture's embedded ICC profile, unless they are sRGB already, as most photos' are."""

from functools import lru_cache
from io import BytesIO
from typing import Final

from PIL import Image, ImageChops, ImageCms

from functions.photos.colours import Colours, convert

STEPS: Final = 17
"""Values of each primary among the colours that a profile is tried on."""
UNSEEN: Final = 2
"""Codes (of 255) by which a colour may be off unseen: makers of sRGB profiles differ by up to as much."""
FAULTS: Final = (ImageCms.PyCMSError, OSError, ValueError)
KNOWN: Final = 8
"""Profiles of which it is remembered whether they say anything."""
LONGEST_BYTES: Final = 65_536
"""A longer profile is always applied: sRGB's are a few kilobytes, and none so long is to stay in memory."""


def srgb(image: Image.Image, profile: bytes | None, colours: Colours | None = None) -> Image.Image:
    """Colours brought to sRGB by the embedded profile, else by `colours`; a broken profile is taken for sRGB."""
    if colours and not profile:
        return convert(image.convert("RGB"), colours)
    if not profile or (image.mode == "RGB" and len(profile) <= LONGEST_BYTES and says_nothing(profile)):
        return image.convert("RGB")
    try:
        return _converted(image, profile)
    except FAULTS:
        return image.convert("RGB")


@lru_cache(KNOWN)
def says_nothing(profile: bytes) -> bool:
    """Whether an RGB picture looks the same with and without the profile.

    A picture of every shade is converted to find out: about 10 ms, where a phone's photo takes 250.
    """
    every = Image.new("RGB", (STEPS * STEPS, STEPS))
    shades = [round(step * 255 / (STEPS - 1)) for step in range(STEPS)]
    every.putdata([(red, green, blue) for red in shades for green in shades for blue in shades])
    try:
        off = ImageChops.difference(every, _converted(every, profile))
    except FAULTS:
        return False
    return all(sum(band.histogram()[UNSEEN + 1 :]) == 0 for band in off.split())


def _converted(image: Image.Image, profile: bytes) -> Image.Image:
    """Raises: one of `FAULTS`."""
    source = ImageCms.ImageCmsProfile(BytesIO(profile))
    converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    if converted is None:
        raise ValueError("nothing was converted")
    return converted
