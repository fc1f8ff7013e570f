"""Videos at production size from files as sellers upload them, by the photos stage and the render stage.

The cases cover every pair of values: each shape in each size, each shape in each format, and so on.
"""

from dataclasses import dataclass
from functools import cache
from itertools import combinations, groupby, product
from pathlib import Path
from typing import Final, Literal, get_args

import av
import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from testing.clips import SLOW, SMALL, clip
from tests.integration.render.render_run import RenderRun, Upload, render_uploads
from vidx.jobs.request import VideoChoices
from vidx.options import FORMATS, FPS, FRAME_SIZES, TAIL_S, Format

Subject = Literal["middle", "rim", "none"]

MEGAPIXELS: Final = (12, 24, 48, 108)
SHAPES: Final[dict[str, float]] = {
    "4:3": 4 / 3, "3:4": 3 / 4, "16:9": 16 / 9, "9:16": 9 / 16, "1:1": 1.0, "2:1": 2.0, "1:2": 0.5,
    "panorama": 4.0, "tall": 0.25,
}  # fmt: skip
"""Width over height."""
SMALL_SHAPE: Final = "320x240"
ALL_SHAPES: Final = (*SHAPES, SMALL_SHAPE)
SUBJECTS: Final[tuple[Subject, ...]] = get_args(Subject)
COUNTS: Final = (1, 2, 10)
LEAST_SHOWN: Final = 30
"""Frames in which each photo is shown alone."""
SAMPLES: Final = sorted((Path(__file__).parents[3] / "samples").glob("*.jpg"))
CLIP_HEIGHTS: Final = {480: 854, 720: 1280, 1080: 1920, 2160: 3840}
"""Lengths of the short and the long side."""


@dataclass(frozen=True)
class Photo:
    shape: str
    megapixels: int
    subject: Subject

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in pixels."""
        if self.shape == SMALL_SHAPE:
            return 320, 240
        height = (self.megapixels * 1e6 / SHAPES[self.shape]) ** 0.5
        return round(height * SHAPES[self.shape]), round(height)


@dataclass(frozen=True)
class Case:
    video_format: Format
    photos: tuple[Photo, ...]

    def __str__(self) -> str:
        first = self.photos[0]
        names = (self.video_format, f"{len(self.photos)} photos", first.shape, f"{first.megapixels} MP", first.subject)
        return ", ".join(names)


def _photo(shape: int, megapixels: int, subject: int) -> Photo:
    return Photo(ALL_SHAPES[shape], MEGAPIXELS[megapixels % len(MEGAPIXELS)], SUBJECTS[subject % len(SUBJECTS)])


def photo_cases() -> list[Case]:
    """One video of ten photos in each format; every shape once in a video of two, and once in a video of one photo."""
    count = len(ALL_SHAPES)
    tens = [
        Case(form, tuple(_photo(shape, shape + turn, shape + turn) for shape in range(count)))
        for turn, form in enumerate(FORMATS)
    ]
    twos = [
        Case(FORMATS[shape // 2 % 3], (_photo(shape, shape, shape), _photo(shape + 1, shape + 1, shape + 1)))
        for shape in range(0, count, 2)
    ]
    ones = [Case(FORMATS[shape % 3], (_photo(shape, shape + 3, shape // 3),)) for shape in range(count)]
    return [*tens, *twos, *ones]


CASES: Final = photo_cases()


def cases(video_format: Format) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", [case for case in CASES if case.video_format == video_format], ids=str)


@cache
def jpeg(photo: Photo, number: int) -> bytes:
    """A photo of a hue of its own, by `number`, with a dark disc as its subject; drawn small, for speed."""
    width, height = photo.size
    scale = min(1.0, 800 / max(width, height))
    small = (max(8, round(width * scale)), max(8, round(height * scale)))
    shade = np.linspace(170, 230, small[0], dtype=np.uint8)[None, :].repeat(small[1], 0)
    picture = np.dstack([np.full_like(shade, number * 18), np.full_like(shade, 150), shade])
    radius = min(small) // 5
    place = {"middle": (small[0] // 2, small[1] // 2), "rim": (small[0] - radius - 4, radius + 4)}
    if photo.subject != "none":
        cv2.circle(picture, place[photo.subject], radius, (0, 0, 40), -1)
    grain = np.random.default_rng(number).integers(0, 24, small[::-1], np.uint8)[..., None]
    small_picture = cv2.cvtColor(picture, cv2.COLOR_HSV2BGR) - grain
    large = cv2.resize(small_picture, (width, height), interpolation=cv2.INTER_NEAREST)
    return cv2.imencode(".jpg", large, [cv2.IMWRITE_JPEG_QUALITY, 85])[1].tobytes()


def hue_vector(number: int) -> NDArray[np.float64]:
    """Direction of a photo's hue in the plane of U and V."""
    bgr = cv2.cvtColor(np.array([[[number * 18, 150, 200]]], np.uint8), cv2.COLOR_HSV2BGR)
    _, red, blue = cv2.cvtColor(bgr, cv2.COLOR_BGR2YCrCb)[0, 0].astype(float) - 128
    direction: NDArray[np.float64] = np.array([blue, red]) / np.hypot(blue, red)
    return direction


def photos_shown(run: RenderRun, count: int) -> list[int]:
    """Numbers of the photos in the order of showing, each seen for `LEAST_SHOWN` frames at least."""
    hues = np.array([hue_vector(number) for number in range(count)])
    nearest = []
    with av.open(run.path) as container:
        for frame in container.decode(video=0):
            chroma = frame.to_ndarray()[frame.height :].reshape(2, -1).mean(1) - 128
            nearest.append(int(np.argmax(hues @ chroma)))
    runs = [(number, len(list(frames))) for number, frames in groupby(nearest)]
    return [number for number, length in runs if length >= LEAST_SHOWN]


def seconds_for(count: int) -> float:
    """Length of a voice in which there is time for so many photos: 1.6 s and a little for each."""
    return max(1.6 * count + 0.2 - TAIL_S, 0.4)


def render(layer: Path, folder: Path, uploads: list[Upload], video_format: Format) -> RenderRun:
    choices = VideoChoices(format=video_format, music="none", overlays=())
    run = render_uploads(layer, uploads, seconds_for(len(uploads)), choices, folder)
    with av.open(run.path) as container:
        stream = container.streams.video[0]
        assert (stream.width, stream.height) == FRAME_SIZES[video_format]
        assert stream.frames == pytest.approx((seconds_for(len(uploads)) + TAIL_S) * FPS, abs=15)
    return run


def render_photos(layer: Path, folder: Path, case: Case) -> None:
    uploads = [Upload(jpeg(photo, number)) for number, photo in enumerate(case.photos)]

    run = render(layer, folder, uploads, case.video_format)

    assert photos_shown(run, len(uploads)) == list(range(len(uploads)))


class TestTallVideos:
    @cases("9:16")
    def test_photos_become_a_video(self, layer: Path, tmp_path: Path, case: Case) -> None:
        render_photos(layer, tmp_path, case)


class TestSquareVideos:
    @cases("1:1")
    def test_photos_become_a_video(self, layer: Path, tmp_path: Path, case: Case) -> None:
        render_photos(layer, tmp_path, case)


class TestWideVideos:
    @cases("16:9")
    def test_photos_become_a_video(self, layer: Path, tmp_path: Path, case: Case) -> None:
        render_photos(layer, tmp_path, case)


class TestClips:
    @pytest.mark.parametrize("short_side", CLIP_HEIGHTS)
    @pytest.mark.parametrize("video_format", FORMATS)
    def test_a_clip_becomes_a_video(self, layer: Path, tmp_path: Path, short_side: int, video_format: Format) -> None:
        """Landscape and portrait in turn."""
        wide = CLIP_HEIGHTS[short_side], short_side
        is_wide = (list(CLIP_HEIGHTS).index(short_side) + FORMATS.index(video_format)) % 2 == 0
        content = clip(2, wide if is_wide else wide[::-1], sound=None, codec=(*SMALL, *SLOW))

        run = render(layer, tmp_path, [Upload(content, "video/mp4")], video_format)

        early, late = (run.lumas[number].astype(int) for number in (5, 40))
        assert (np.abs(early - late) > 30).mean() > 0.001


class TestSamples:
    @pytest.mark.parametrize("number", range(len(SAMPLES)))
    def test_a_sample_photo_becomes_a_video(self, layer: Path, tmp_path: Path, number: int) -> None:
        """The formats in turn."""
        run = render(layer, tmp_path, [Upload(SAMPLES[number].read_bytes())], FORMATS[(number + 2) % 3])

        assert run.result.duration_s > 1


class TestPlainPictures:
    def test_a_plain_picture_has_the_bitrate_that_platforms_want(self, layer: Path, tmp_path: Path) -> None:
        disc = np.full((3000, 3000, 3), 255, np.uint8)
        cv2.circle(disc, (1500, 1500), 900, (40, 40, 40), -1)
        choices = VideoChoices(format="1:1", music="none", overlays=())

        run = render_uploads(layer, [Upload(cv2.imencode(".jpg", disc)[1].tobytes())], 5.2, choices, tmp_path)

        with av.open(run.path) as container:
            assert (container.streams.video[0].bit_rate or 0) >= 516_000
            assert sum(1 for _ in container.decode(video=0)) == 180
        assert run.reports == sorted(run.reports)


class TestExtremes:
    @pytest.mark.parametrize(
        ("size", "video_format"), [((65_500, 200), "16:9"), ((200, 65_500), "9:16"), ((200, 200), "1:1")]
    )
    def test_the_longest_and_the_smallest_photos_become_videos(
        self, layer: Path, tmp_path: Path, size: tuple[int, int], video_format: Format
    ) -> None:
        small = np.random.default_rng(1).integers(0, 256, (max(2, size[1] // 40), max(2, size[0] // 40), 3), np.uint8)
        picture = cv2.resize(small, size, interpolation=cv2.INTER_NEAREST)

        render(layer, tmp_path, [Upload(cv2.imencode(".jpg", picture)[1].tobytes())], video_format)

    @pytest.mark.parametrize("size", [(4096, 200), (200, 4096)])
    def test_the_longest_clips_become_videos(self, layer: Path, tmp_path: Path, size: tuple[int, int]) -> None:
        content = clip(2, size, sound=None, codec=(*SMALL, *SLOW))

        render(layer, tmp_path, [Upload(content, "video/mp4")], "9:16")


def test_every_pair_of_values_is_tried() -> None:
    tried = {
        pair
        for case in CASES
        for photo in case.photos
        for pair in combinations(
            (photo.shape, photo.megapixels, photo.subject, case.video_format, f"{len(case.photos)} photos"), 2
        )
    }
    values = (ALL_SHAPES, MEGAPIXELS, SUBJECTS, FORMATS, [f"{count} photos" for count in COUNTS])
    all_pairs = {pair for one, other in combinations(values, 2) for pair in product(one, other)}

    assert {pair for pair in all_pairs - tried if SMALL_SHAPE not in pair} == set()
