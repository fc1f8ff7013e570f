"""The frames of the preview, and its file."""

from pathlib import Path

import cv2
import imageio_ffmpeg
import numpy as np
import pytest

from functions.render.compositing.frame import FrameFormat
from functions.render.compositing.frame_buffer import FrameBuffer
from functions.render.output.preview import FRAME_STEP, PreviewRecorder, preview_frames
from functions.render.planning.timeline import TRANSITION_FRAMES, plan_shots, video_frames
from vidx.ffmpeg import FFmpeg


@pytest.mark.parametrize(
    ("photos", "voice_s", "count"),
    [(1, 15, 1), (2, 15, 2), (3, 15, 3), (8, 15, 3), (8, 8, 5), (10, 12, 5), (10, 20, 3)],
)
def test_three_seconds_of_whole_shots_before_the_end_card(photos: int, voice_s: int, count: int) -> None:
    shots, last = plan_shots(photos, video_frames(voice_s)), voice_s * 30

    numbers = preview_frames(shots, last)

    assert len(numbers) == 30
    inside = [
        s for s in shots if any(s.start + TRANSITION_FRAMES <= frame < s.end - TRANSITION_FRAMES for frame in numbers)
    ]
    assert len(inside) == count
    assert all(
        any(s.start + TRANSITION_FRAMES <= frame < s.end - TRANSITION_FRAMES for s in inside) for frame in numbers
    )
    assert max(numbers) < last


def test_a_video_of_one_short_shot_has_a_preview_too() -> None:
    assert preview_frames(plan_shots(1, 48), 20)


def test_the_preview_is_small_and_animated(tmp_path: Path) -> None:
    frame_format = FrameFormat(540, 960)
    ffmpeg = FFmpeg(Path(imageio_ffmpeg.get_ffmpeg_exe()), tmp_path)
    preview = PreviewRecorder(frame_format, frozenset(range(0, 90, FRAME_STEP)))
    coarse = np.random.default_rng(0).integers(60, 200, (24, 14), np.uint8)
    picture = cv2.resize(coarse, frame_format.size, interpolation=cv2.INTER_CUBIC)

    for frame in range(90):
        luma = np.roll(picture, frame, axis=1).ravel()
        half = luma.size // 4
        planes = [luma, np.full(half, 90, np.uint8), np.full(half, 190, np.uint8)]
        preview.watch(frame, FrameBuffer(np.concatenate(planes)))
    body = preview.write(ffmpeg).read_bytes()

    assert (body[:4], body[8:12]) == (b"RIFF", b"WEBP")
    assert body.count(b"ANMF") == 30
    assert len(body) < 400_000
