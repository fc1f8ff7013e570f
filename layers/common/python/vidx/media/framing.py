"""Which photos fill a frame: render lays photos out by it, the photos stage keeps no more pixels than are seen."""

from typing import Final

MAX_CROP: Final = 0.31
"""Largest share of a photo that may be cropped away; 3:4 fills 9:16 with a quarter lost, 4:5 with 0.30."""
PANORAMA: Final = 1.95
"""A photo so many times longer than wide is travelled, when filling the frame would lose much along that side."""


def lost_share(photo: tuple[int, int], frame: tuple[int, int]) -> float:
    """Share (0…1) of a photo of (width, height) that filling the frame would crop away."""
    photo_aspect, frame_aspect = photo[0] / photo[1], frame[0] / frame[1]
    return 1 - min(photo_aspect, frame_aspect) / max(photo_aspect, frame_aspect)


def is_panorama(photo: tuple[int, int], frame: tuple[int, int]) -> bool:
    """Whether a photo of (width, height) is long enough for the camera to travel over it."""
    return max(photo) / min(photo) >= PANORAMA and lost_share(photo, frame) > MAX_CROP
