"""The choice of the thumbnail, and its file."""

import cv2
import numpy as np
import pytest

from functions.render.compositing.frame import FrameFormat, Image
from functions.render.compositing.frame_buffer import FrameBuffer
from functions.render.output.thumbnail import ThumbnailPicker, candidates, frame_score, jpeg
from functions.render.planning.timeline import TRANSITION_FRAMES, plan_shots, video_frames
from vidx.errors import RenderFailed

FORM = FrameFormat(108, 192)


def frame_of(luma: Image) -> Image:
    return np.concatenate([luma.ravel(), np.full(FORM.width * FORM.height // 2, 128, np.uint8)])


def textured(mean: int, spread: int, seed: int = 0) -> Image:
    noise = np.random.default_rng(seed).normal(mean, spread, (24, 14))
    return np.clip(cv2.resize(noise, FORM.size, interpolation=cv2.INTER_CUBIC), 16, 235).astype(np.uint8)


def test_candidates_are_outside_transitions_in_each_photos_first_shot() -> None:
    shots = plan_shots(3, video_frames(30))

    frames = candidates(shots)

    assert [shot.photo for shot in frames.values()] == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    assert all(shot.start + TRANSITION_FRAMES <= frame < shot.end - TRANSITION_FRAMES for frame, shot in frames.items())


def test_sharp_and_well_exposed_frames_score_higher() -> None:
    good = frame_score(textured(118, 40))

    assert good > frame_score(cv2.GaussianBlur(textured(118, 40), (0, 0), 9).astype(np.uint8))
    assert good > frame_score(textured(25, 40))


@pytest.mark.parametrize(("first", "winner"), [(textured(110, 35), 0), (np.full((192, 108), 17, np.uint8), 1)])
def test_the_first_photo_is_preferred_unless_it_is_poor(first: Image, winner: int) -> None:
    shots = plan_shots(2, video_frames(8))
    cover = ThumbnailPicker(FORM, shots)
    pictures = [first, textured(118, 40, seed=1)]

    for frame, shot in candidates(shots).items():
        cover.watch(frame, FrameBuffer(frame_of(pictures[shot.photo])))

    picture = cv2.imdecode(np.frombuffer(jpeg(FORM, cover.frame()), np.uint8), cv2.IMREAD_GRAYSCALE)
    expected = (pictures[winner].astype(np.float32) - 16) * 255 / 219
    assert picture is not None
    assert np.abs(picture - expected).mean() < 4


def test_without_a_candidate_there_is_no_thumbnail() -> None:
    with pytest.raises(RenderFailed, match="thumbnail"):
        ThumbnailPicker(FORM, plan_shots(1, video_frames(3))).frame()
