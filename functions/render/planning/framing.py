"""Framing: how a photo of any shape lies in the frame.

A photo fills the frame when that cuts off little of it and nothing of its subject. The camera travels over a panorama
along its long side. Any other photo is shown whole over a blurred copy of itself, as large as its subject allows.

Areas are given in shares of a photo's sides or of a canvas' sides. The camera moves over the canvas, which is as large
as the frame, or several frames long for a panorama.
"""

import math
from dataclasses import dataclass
from typing import Final

from vidx.media.cropping import MAX_CROP, is_panorama, lost_share

MAX_UPSCALE: Final = 2.25
"""Largest number of frame pixels for one photo pixel, on each side; a photo with fewer pixels is shown smaller."""
MAX_FILL_UPSCALE: Final = 1.5
"""The same for a photo that fills the frame, where the camera zooms in further."""
SAFE_ZOOM: Final = 1.14
"""A photo that is shown whole stays whole up to this zoom; `motion.REACH` is derived from it."""
INSET_MIDDLE: Final = 0.42
"""Height of a whole photo's middle in a tall frame, as a share from the top: captions stand below the middle."""
MIN_TRAVEL: Final = 0.15
"""Shortest travel, in frame sides; a photo that allows less is shown whole."""
MAX_STRIP_RATIO: Final = 8.0
"""Longest ratio of sides; a longer strip is broken into rows, since it would be too thin or pass too fast."""
ROW_SHAPE: Final = 3.0
"""Approximate ratio of length to total width after a strip is broken into rows."""


@dataclass(frozen=True)
class Area:
    """A rectangle in shares (0…1) of something's width and height."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def centre(self) -> tuple[float, float]:
        return self.left + self.width / 2, self.top + self.height / 2

    def within(self, other: "Area") -> "Area":
        """Return this area in shares of `other`, clipped to it."""
        left, right = (min(max((x - other.left) / other.width, 0.0), 1.0) for x in (self.left, self.right))
        top, bottom = (min(max((y - other.top) / other.height, 0.0), 1.0) for y in (self.top, self.bottom))
        return Area(left, top, right - left, bottom - top)

    def scaled_to(self, other: "Area") -> "Area":
        """Convert this area from shares of `other` to shares of what `other` is an area of."""
        return Area(
            other.left + self.left * other.width,
            other.top + self.top * other.height,
            self.width * other.width,
            self.height * other.height,
        )


WHOLE: Final = Area(0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True)
class Layout:
    """How a photo lies on its canvas.

    Attributes:
        crop: visible area of the photo.
        place: where the crop lies on the canvas; a blur of the photo fills the rest.
        extent: the canvas' size in frames across and down, each at least 1; at most one of them is larger.
        subject: area of the canvas that the camera keeps in view, or None for a scene.
        upscale: frame pixels for one photo pixel on each side, at zoom 1.
    """

    crop: Area
    place: Area
    extent: tuple[float, float] = (1.0, 1.0)
    subject: Area | None = None
    upscale: float = 1.0

    @property
    def has_background(self) -> bool:
        """Whether a blurred background shows around the photo."""
        return self.place != WHOLE

    @property
    def travels(self) -> bool:
        return max(self.extent) > 1


def strip_rows(photo: tuple[int, int]) -> int:
    """Return the number of rows into which a long strip is broken; 1 for any other photo."""
    length = max(photo) / min(photo)
    return max(2, round(math.sqrt(length / ROW_SHAPE))) if length > MAX_STRIP_RATIO else 1


def _offset(length: float, subject: tuple[float, float] | None) -> float:
    """Return where a window of `length` starts on a side of 1: centred, moved only as far as the subject needs."""
    middle = (1 - length) / 2
    if subject is None:
        return middle
    first, last = subject
    if last - first >= length:
        return min(max((first + last - length) / 2, 0.0), 1 - length)
    margin = (length - (last - first)) * 0.25
    return min(max(min(max(middle, last - length + margin), first - margin), 0.0), 1 - length)


def crop_to(photo: tuple[int, int], aspect: float, subject: Area | None) -> Area:
    """Return the largest part of the photo with the aspect ratio `aspect` (width / height) that shows the subject."""
    ratio = aspect * photo[1] / photo[0]
    across = None if subject is None else (subject.left, subject.right)
    down = None if subject is None else (subject.top, subject.bottom)
    if ratio < 1:
        return Area(_offset(ratio, across), 0.0, ratio, 1.0)
    return Area(0.0, _offset(1 / ratio, down), 1.0, 1 / ratio)


def _contains(crop: Area, subject: Area | None) -> bool:
    slack = 1e-6
    return subject is None or (
        crop.left <= subject.left + slack
        and crop.top <= subject.top + slack
        and crop.right >= subject.right - slack
        and crop.bottom >= subject.bottom - slack
    )


def _upscale(photo: tuple[int, int], crop: Area, frame: tuple[int, int]) -> float:
    """Return the frame pixels for one photo pixel when `crop` fills the frame."""
    return max(frame[0] / (crop.width * photo[0]), frame[1] / (crop.height * photo[1]))


def _closest_crop(photo: tuple[int, int], aspect: float, subject: Area | None) -> Area:
    """Return the crop of a photo over its blur: as close to the frame's shape as subject and `MAX_CROP` allow."""
    if subject is None:
        return WHOLE
    photo_aspect = photo[0] / photo[1]
    closest_aspect = min(max(aspect, photo_aspect * (1 - MAX_CROP)), photo_aspect / (1 - MAX_CROP))
    for step in range(9):
        crop = crop_to(photo, closest_aspect + (photo_aspect - closest_aspect) * step / 8, subject)
        if _contains(crop, subject):
            return crop
    return WHOLE


def inset(photo: tuple[int, int], frame: tuple[int, int], crop: Area) -> Area:
    """Return where `crop` lies in the frame, so that a centred view of zoom `SAFE_ZOOM` still shows all of it.

    In a tall frame it lies above the middle, so that captions cover its lower edge and not the product.
    """
    width, height = crop.width * photo[0], crop.height * photo[1]
    scale = min(min(frame[0] / width, frame[1] / height) / SAFE_ZOOM, MAX_UPSCALE)
    across, down = width * scale / frame[0], height * scale / frame[1]
    margin = (1 - 1 / SAFE_ZOOM) / 2
    middle = INSET_MIDDLE if frame[1] > frame[0] else 0.5
    top = min(max(middle - down / 2, margin), 1 - margin - down)
    return Area((1 - across) / 2, top, across, down)


def _panorama_layout(photo: tuple[int, int], frame: tuple[int, int], max_frames: float) -> Layout | None:
    """Lay out a panorama as a band of at most `max_frames` frames; None when it is too short to travel over."""
    along = 0 if photo[0] * frame[1] > photo[1] * frame[0] else 1  # the axis of the camera's travel
    across = 1 - along
    scale = min(frame[across] / photo[across], max_frames * frame[along] / photo[along], MAX_UPSCALE)
    length, breadth = photo[along] * scale / frame[along], photo[across] * scale / frame[across]
    if length < 1 + MIN_TRAVEL:
        return None
    if breadth > 1 - 1e-9:
        place = WHOLE
    elif along == 0:
        middle = INSET_MIDDLE if frame[1] > frame[0] else 0.5
        place = Area(0.0, max(middle - breadth / 2, 0.0), 1.0, breadth)
    else:
        place = Area((1 - breadth) / 2, 0.0, breadth, 1.0)
    return Layout(WHOLE, place, (length, 1.0) if along == 0 else (1.0, length))


def lay_out(photo: tuple[int, int], subject: Area | None, frame: tuple[int, int], max_frames: float) -> Layout:
    """Lay out a photo of (width, height) pixels; `max_frames` is the longest canvas the shot has time to travel."""
    lost = lost_share(photo, frame)
    if is_panorama(photo, frame):
        panorama = _panorama_layout(photo, frame, max_frames)
        if panorama is not None:
            return panorama
    aspect = frame[0] / frame[1]
    crop = crop_to(photo, aspect, subject)
    if lost <= MAX_CROP and _contains(crop, subject) and _upscale(photo, crop, frame) <= MAX_FILL_UPSCALE:
        visible_subject = None if subject is None else subject.within(crop)
        return Layout(crop, WHOLE, subject=visible_subject, upscale=_upscale(photo, crop, frame))
    crop = _closest_crop(photo, aspect, subject)
    place = inset(photo, frame, crop)
    visible_subject = place if subject is None else subject.within(crop).scaled_to(place)
    return Layout(crop, place, subject=visible_subject, upscale=place.width * frame[0] / (crop.width * photo[0]))
