"""Which seconds of a clip to show: sharp, well exposed, steady, and with something going on."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p
from statistics import fmean, pstdev
from typing import Final

from PIL import Image, ImageChops, ImageFilter, ImageStat

SAMPLES_PER_S: Final = 5
WIDTH_PX: Final = 180
SHOWN_S: Final = 3.0
"""About as long as a shot lasts: the stretch that is looked for."""
WORKING_S: Final = 12.0
"""Longest working clip; two shots of the longest kind."""
MID_GREY: Final = 118.0
BLOWN_OUT: Final = 250
STILL: Final = 0.7
"""What a clip without any movement is worth, against one with a calm movement."""
CALM: Final = (1.0, 12.0)
"""Mean change of a grey level between samples: below is standstill, above is a swing of the camera."""
SHAKE: Final = 8.0
LAPLACIAN: Final = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)


@dataclass(frozen=True)
class Sample:
    """One small frame's look (0 up) and how much it differs from the one before (mean of 0…255)."""

    look: float
    change: float


@dataclass(frozen=True)
class Moment:
    """The stretch to keep: its start and length in the clip, and where in it the best seconds start. In seconds."""

    start_s: float
    length_s: float
    best_s: float


class Watcher:
    """Looks at small grey frames, one after the other, and keeps a few numbers of each."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._size = size
        self._before: Image.Image | None = None
        self.samples: list[Sample] = []

    def see(self, frame: bytes) -> None:
        picture = Image.frombytes("L", self._size, frame)
        before, self._before = self._before, picture
        change = ImageStat.Stat(ImageChops.difference(before, picture)).mean[0] if before else 0.0
        self.samples.append(Sample(_look(picture), change))


def _look(picture: Image.Image) -> float:
    sharp = log1p(ImageStat.Stat(picture.filter(LAPLACIAN)).var[0])
    lit = max(1 - abs(ImageStat.Stat(picture).mean[0] - MID_GREY) / MID_GREY, 0.05)
    blown = sum(picture.histogram()[BLOWN_OUT:]) / (picture.width * picture.height)
    return sharp * lit * (1 - 0.5 * blown)


def worth(samples: Sequence[Sample]) -> float:
    """How good a stretch is to look at; only comparable within one clip."""
    changes = [sample.change for sample in samples]
    mean = fmean(changes)
    still, swing = CALM
    life = STILL + (1 - STILL) * min(mean / still, 1.0)
    return fmean(sample.look for sample in samples) * life * min(1.0, swing / max(mean, swing)) / (
        1 + pstdev(changes) / SHAKE
    )  # fmt: skip


def best_moment(samples: Sequence[Sample], duration_s: float) -> Moment:
    """The best `SHOWN_S` of a clip (the earliest of equals), with what lies around them up to `WORKING_S` in all."""
    span = min(round(SHOWN_S * SAMPLES_PER_S), len(samples))
    starts = range(max(len(samples) - span, 0) + 1)
    best = max(starts, key=lambda start: (worth(samples[start : start + span]), -start)) if span else 0
    best_s = best / SAMPLES_PER_S
    length_s = min(WORKING_S, duration_s)
    start_s = min(max(best_s - (length_s - SHOWN_S) / 2, 0.0), duration_s - length_s)
    return Moment(start_s, length_s, best_s - start_s)
