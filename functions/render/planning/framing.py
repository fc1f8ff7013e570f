"""How a photo of any shape lies before the camera.

It fills the frame when that costs little and nothing of its subject; a panorama is travelled along its long side;
every other photo is shown whole over a blurred copy of itself, brought nearer as far as its subject allows.

Areas are shares: of a photo's sides, or of a canvas' sides. A canvas is what the camera moves over: the frame, or
several frames long for a panorama.
"""

import math
from dataclasses import dataclass
from typing import Final

from vidx.framing import MAX_CROP, is_panorama, lost_share

MAX_UPSCALE: Final = 2.25
"""Most frame pixels for one pixel of a photo, along each side; a smaller photo lies smaller before its blur."""
MAX_FILL_UPSCALE: Final = 1.5
"""The same of a photo that fills the frame, where the camera comes nearer yet and nothing else is to be seen."""
SAFE_ZOOM: Final = 1.14
"""A photo shown whole is whole up to this zoom: `motion.REACH` is its growth."""
INSET_MIDDLE: Final = 0.42
"""Height of a whole photo's middle in a tall frame, where captions stand below the middle."""
MIN_TRAVEL: Final = 0.15
"""Frames; a shorter way is no journey: the photo is shown whole instead."""
MAX_STRIP_RATIO: Final = 8.0
"""A photo longer than this is laid in rows, like a line of text; else it would be a thread, or fly past."""
ROW_SHAPE: Final = 3.0
"""Length over width that the rows of a folded strip come to."""


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
        """This area in shares of `other`, cut to it."""
        left, right = (min(max((x - other.left) / other.width, 0.0), 1.0) for x in (self.left, self.right))
        top, bottom = (min(max((y - other.top) / other.height, 0.0), 1.0) for y in (self.top, self.bottom))
        return Area(left, top, right - left, bottom - top)

    def placed(self, other: "Area") -> "Area":
        """This area, in shares of `other`, in the shares that `other` is given in."""
        return Area(
            other.left + self.left * other.width,
            other.top + self.top * other.height,
            self.width * other.width,
            self.height * other.height,
        )


WHOLE: Final = Area(0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True)
class Layout:
    """A photo on its canvas.

    `extent` is the canvas' size in frames across and down, each ≥ 1 and at most one of them more. `crop` (of the
    photo) is laid on `place` (of the canvas); where that does not cover the canvas, a blur of the photo does.
    `subject` (of the canvas) is what the camera keeps in view, or None for a scene. `upscale` is how many frame pixels
    show one pixel of the photo, along each side, at zoom 1.
    """

    crop: Area
    place: Area
    extent: tuple[float, float] = (1.0, 1.0)
    subject: Area | None = None
    upscale: float = 1.0

    @property
    def whole(self) -> bool:
        """Whether the photo lies before a blur, so that the camera must not leave it."""
        return self.place != WHOLE

    @property
    def travels(self) -> bool:
        return max(self.extent) > 1


def strip_rows(photo: tuple[int, int]) -> int:
    """In how many rows a strip is laid; 1 for every photo that is no strip."""
    length = max(photo) / min(photo)
    return max(2, round(math.sqrt(length / ROW_SHAPE))) if length > MAX_STRIP_RATIO else 1


def _offset(length: float, subject: tuple[float, float] | None) -> float:
    """Where a window of `length` begins on a side of 1: in the middle, moved no farther than the subject asks."""
    middle = (1 - length) / 2
    if subject is None:
        return middle
    first, last = subject
    if last - first >= length:
        return min(max((first + last - length) / 2, 0.0), 1 - length)
    room = (length - (last - first)) * 0.25
    return min(max(min(max(middle, last - length + room), first - room), 0.0), 1 - length)


def crop_to(photo: tuple[int, int], aspect: float, subject: Area | None) -> Area:
    """The largest part of the photo of the shape `aspect` (width over height), with the subject in it."""
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
    """Frame pixels for one photo pixel when `crop` fills the frame."""
    return max(frame[0] / (crop.width * photo[0]), frame[1] / (crop.height * photo[1]))


def _closest_crop(photo: tuple[int, int], aspect: float, subject: Area | None) -> Area:
    """What is shown of a photo over its blur: towards the frame's shape as far as subject and `MAX_CROP` allow."""
    if subject is None:
        return WHOLE
    own = photo[0] / photo[1]
    most = (1 - MAX_CROP) if aspect < own else 1 / (1 - MAX_CROP)
    shape = max(aspect, own * most) if aspect < own else min(aspect, own * most)
    for step in range(9):
        crop = crop_to(photo, shape + (own - shape) * step / 8, subject)
        if _contains(crop, subject):
            return crop
    return WHOLE


def inset(photo: tuple[int, int], frame: tuple[int, int], crop: Area) -> Area:
    """Where `crop` lies in the frame, so that a view of zoom `SAFE_ZOOM` on the middle still shows all of it.

    A photo that leaves room in a tall frame lies above the middle, so that the captions meet its lower edge and not
    the product.
    """
    width, height = crop.width * photo[0], crop.height * photo[1]
    scale = min(min(frame[0] / width, frame[1] / height) / SAFE_ZOOM, MAX_UPSCALE)
    across, down = width * scale / frame[0], height * scale / frame[1]
    unseen = (1 - 1 / SAFE_ZOOM) / 2
    middle = INSET_MIDDLE if frame[1] > frame[0] else 0.5
    top = min(max(middle - down / 2, unseen), 1 - unseen - down)
    return Area((1 - across) / 2, top, across, down)


def _panorama_layout(photo: tuple[int, int], frame: tuple[int, int], most_frames: float) -> Layout | None:
    """The photo as a band that runs through the frame, at most `most_frames` long; None when there is no way to go."""
    along = 0 if photo[0] * frame[1] > photo[1] * frame[0] else 1
    beside = 1 - along
    scale = min(frame[beside] / photo[beside], most_frames * frame[along] / photo[along], MAX_UPSCALE)
    length, breadth = photo[along] * scale / frame[along], photo[beside] * scale / frame[beside]
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


def lay_out(photo: tuple[int, int], subject: Area | None, frame: tuple[int, int], most_frames: float) -> Layout:
    """Lay out a photo of (width, height) pixels; `most_frames` is how long a canvas the shot has time to travel."""
    lost = lost_share(photo, frame)
    if is_panorama(photo, frame):
        journey = _panorama_layout(photo, frame, most_frames)
        if journey is not None:
            return journey
    aspect = frame[0] / frame[1]
    crop = crop_to(photo, aspect, subject)
    if lost <= MAX_CROP and _contains(crop, subject) and _upscale(photo, crop, frame) <= MAX_FILL_UPSCALE:
        seen = None if subject is None else subject.within(crop)
        return Layout(crop, WHOLE, subject=seen, upscale=_upscale(photo, crop, frame))
    crop = _closest_crop(photo, aspect, subject)
    place = inset(photo, frame, crop)
    seen = place if subject is None else subject.within(crop).placed(place)
    return Layout(crop, place, subject=seen, upscale=place.width * frame[0] / (crop.width * photo[0]))
