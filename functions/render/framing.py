"""How a photo of any shape fills the frame: cropped when little is lost, else whole over its own blur."""

from dataclasses import dataclass
from typing import Final

MAX_CROP: Final = 0.26
"""Largest share of a photo that may be cropped away; 3:4 fills 9:16 with a quarter lost."""
INSET_MIDDLE: Final = 0.42
"""Height of a whole photo's middle in the frame."""


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels."""

    left: int
    top: int
    width: int
    height: int


def lost_share(photo: tuple[int, int], frame: tuple[int, int]) -> float:
    """Share (0…1) of a photo of (width, height) that filling the frame would crop away."""
    photo_aspect, frame_aspect = photo[0] / photo[1], frame[0] / frame[1]
    return 1 - min(photo_aspect, frame_aspect) / max(photo_aspect, frame_aspect)


def shown_whole(photo: tuple[int, int], frame: tuple[int, int]) -> bool:
    """Whether filling the frame would lose too much of the photo."""
    return lost_share(photo, frame) > MAX_CROP


def filling_crop(photo: tuple[int, int], frame: tuple[int, int]) -> Box:
    """The largest middle part of the photo that has the frame's shape, to the pixel."""
    scale = min(photo[0] / frame[0], photo[1] / frame[1])
    width, height = (max(1, min(side, round(other * scale))) for side, other in zip(photo, frame, strict=True))
    return Box((photo[0] - width) // 2, (photo[1] - height) // 2, width, height)


def inset(photo: tuple[int, int], canvas: tuple[int, int], zoom: float) -> Box:
    """Where the whole photo lies on the canvas, so that a view of zoom `zoom` on the middle still shows all of it.

    A photo that leaves room lies higher than the middle, so that the captions meet its lower edge and not the product.
    """
    scale = min(canvas[0] / photo[0], canvas[1] / photo[1]) / zoom
    width, height = (max(2, round(side * scale / 2) * 2) for side in photo)
    unseen = (canvas[1] - canvas[1] / zoom) / 2
    top = min(max(canvas[1] * INSET_MIDDLE - height / 2, unseen), canvas[1] - unseen - height)
    return Box((canvas[0] - width) // 2, max(round(top), 0), width, height)
