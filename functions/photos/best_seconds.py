"""The choice of a clip's best seconds: sharp, well exposed, steady, and with some movement."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p
from statistics import fmean, pstdev
from typing import Final

from PIL import Image, ImageChops, ImageFilter, ImageStat

SAMPLES_PER_S: Final = 5
WIDTH_PX: Final = 180
BEST_LENGTH_S: Final = 3.0
"""Length of the stretch to find: about one shot."""
MAX_WORKING_CLIP_S: Final = 12.0
"""Longest working clip: two shots of the longest kind."""
MID_GREY: Final = 118.0
OVEREXPOSED: Final = 250
"""Grey level (0…255) from which on a pixel counts as overexposed."""
STANDSTILL_FACTOR: Final = 0.7
"""Score of a clip without any movement, relative to one with a calm movement."""
CALM_CHANGE: Final = (1.0, 12.0)
"""Mean change of a grey level between samples: below is standstill, above is a fast pan of the camera."""
SHAKE_CHANGE: Final = 8.0
"""Standard deviation of the changes that halves the score."""
LAPLACIAN: Final = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)


@dataclass(frozen=True)
class Sample:
    """Quality of one small frame (0 up), and its mean difference from the previous one (0…255)."""

    quality: float
    change: float


@dataclass(frozen=True)
class Excerpt:
    """The part of a clip to keep, in seconds: start and length in the clip, and where in the part the best seconds
    start.
    """

    start_s: float
    length_s: float
    best_s: float


class FrameSampler:
    """Turns small grey frames, in playing order, into samples."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._size = size
        self._previous: Image.Image | None = None
        self.samples: list[Sample] = []

    @property
    def frame_bytes(self) -> int:
        return self._size[0] * self._size[1]

    def add(self, frame: bytes) -> None:
        picture = Image.frombytes("L", self._size, frame)
        previous, self._previous = self._previous, picture
        change = ImageStat.Stat(ImageChops.difference(previous, picture)).mean[0] if previous else 0.0
        self.samples.append(Sample(_quality(picture), change))


def _quality(picture: Image.Image) -> float:
    sharpness = log1p(ImageStat.Stat(picture.filter(LAPLACIAN)).var[0])
    exposure = max(1 - abs(ImageStat.Stat(picture).mean[0] - MID_GREY) / MID_GREY, 0.05)
    overexposed = sum(picture.histogram()[OVEREXPOSED:]) / (picture.width * picture.height)
    return sharpness * exposure * (1 - 0.5 * overexposed)


def score(samples: Sequence[Sample]) -> float:
    """Return how good a stretch is to watch; only comparable within one clip."""
    changes = [sample.change for sample in samples]
    mean = fmean(changes)
    slowest, fastest = CALM_CHANGE
    movement = STANDSTILL_FACTOR + (1 - STANDSTILL_FACTOR) * min(mean / slowest, 1.0)
    calmness = min(1.0, fastest / max(mean, fastest))
    steadiness = 1 + pstdev(changes) / SHAKE_CHANGE
    return fmean(sample.quality for sample in samples) * movement * calmness / steadiness


def best_excerpt(samples: Sequence[Sample], duration_s: float) -> Excerpt:
    """Return the best `BEST_LENGTH_S` of a clip (the earliest of equals), and the seconds around them.

    Together they are at most `MAX_WORKING_CLIP_S` long.
    """
    span = min(round(BEST_LENGTH_S * SAMPLES_PER_S), len(samples))
    starts = range(max(len(samples) - span, 0) + 1)
    best = max(starts, key=lambda start: (score(samples[start : start + span]), -start)) if span else 0
    best_s = best / SAMPLES_PER_S
    length_s = min(MAX_WORKING_CLIP_S, duration_s)
    start_s = min(max(best_s - (length_s - BEST_LENGTH_S) / 2, 0.0), duration_s - length_s)
    return Excerpt(start_s, length_s, best_s - start_s)
