"""Which photos are cropped to fill the frame, and how much of them is lost.

The render stage lays photos out by these rules. The photos stage keeps no more pixels than a layout shows. The page's
preview (`web/js`) has the same numbers.
"""

from typing import Final

MAX_CROP: Final = 0.31
"""Largest share of a photo that may be cropped away. A 3:4 photo fills 9:16 with 0.25 lost, 4:5 with 0.30."""
PANORAMA: Final = 1.95
"""Ratio of the sides from which on the camera pans over a photo that would lose too much of its long side."""


def lost_share(photo: tuple[int, int], frame: tuple[int, int]) -> float:
    """Return the share (0…1) of a photo of (width, height) that is cropped away when it fills the frame."""
    photo_aspect, frame_aspect = photo[0] / photo[1], frame[0] / frame[1]
    return 1 - min(photo_aspect, frame_aspect) / max(photo_aspect, frame_aspect)


def is_panorama(photo: tuple[int, int], frame: tuple[int, int]) -> bool:
    """Return whether a photo of (width, height) is long enough for the camera to pan over it."""
    return max(photo) / min(photo) >= PANORAMA and lost_share(photo, frame) > MAX_CROP
