"""How large a working copy has to be."""

from typing import Final

from vidx.media.cropping import MAX_CROP, PANORAMA, lost_share
from vidx.options import Frame

HEADROOM: Final = 1.3
"""Source pixels per frame pixel along each side of a crop that covers the frame: room for the camera to move in."""
WHOLE_HEADROOM: Final = 1.25
"""The same for a photo that is shown whole, whose margins a close take has left behind."""
MAX_SIDE_PX: Final = 4096
"""Bounds panoramas, which are shown as a band that runs through the frame and need no more."""
STRIP_SIDE_PX: Final = 400
"""A strip far longer than wide is laid in rows, so its narrow side keeps so much in spite of `MAX_SIDE_PX`."""
JUST_SHORT: Final = 0.99
"""A photo so near to a panorama may be one once its sides are rounded to the copy's."""
SPARE: Final = 1.25
"""A photo up to so much larger each way than it has to be is left so: scaling it takes longer than decoding,
colours and encoding together, and softens what the film scales once more anyway."""


def working_size(width_px: int, height_px: int, frame: Frame) -> tuple[int, int]:
    """Size that shows the photo in `frame` with headroom, in its own proportions; never larger than the photo is.

    A photo that can fill the frame covers it. One that would lose too much is shown whole, or all but `MAX_CROP` of
    it: then that share of it covers the frame's narrower way.
    """
    photo, framed = (width_px, height_px), (frame.width_px, frame.height_px)
    sides = [shown / own for shown, own in zip(framed, photo, strict=True)]
    shown_whole = lost_share(photo, framed) > MAX_CROP and max(photo) / min(photo) < PANORAMA * JUST_SHORT
    needed = min(sides) / (1 - MAX_CROP) * WHOLE_HEADROOM if shown_whole else max(sides) * HEADROOM
    bound = max(MAX_SIDE_PX / max(photo), STRIP_SIDE_PX / min(photo))
    scale = min(1.0, needed, bound)
    return max(1, round(width_px * scale)), max(1, round(height_px * scale))


def near(size: tuple[int, int], wanted: tuple[int, int]) -> bool:
    """Whether a picture of `size` (width and height in pixels) will do where `wanted` is enough."""
    return all(side <= enough * SPARE for side, enough in zip(size, wanted, strict=True))
