"""A clip as a shot: its frames, their place in the video's frames, and their colours."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from functions.render.compositing.clip_source import open_clip, read_clip
from functions.render.compositing.errors import UnreadablePicture
from functions.render.compositing.frame import FrameFormat, Image
from functions.render.compositing.frame_buffer import FrameBuffer
from functions.render.planning.framing import WHOLE
from functions.render.planning.plan import Clip, lay_out_clip
from testing.clips import chart_clip, clip, ffmpeg
from testing.colorimetry import CHART, delta_e, lab_of_srgb, rgb_of_bt709
from vidx.errors import ProcessKilled, RenderStalled
from vidx.ffmpeg import FFmpeg

FORM = FrameFormat(216, 384)
GREY_STEPS = "format=gray,geq=lum='16+2*N',format=yuv420p"
"""Every frame is two levels brighter than the one before."""


@pytest.fixture
def runner(tmp_path: Path) -> FFmpeg:
    return FFmpeg(ffmpeg(), tmp_path)


def on_disk(runner: FFmpeg, file: bytes, best_s: float = 0.0) -> Clip:
    path = runner.folder / "clip-0.mp4"
    path.write_bytes(file)
    return read_clip(path, best_s)


def draw_frames(runner: FFmpeg, working: Clip, start: int, frames: int) -> list[Image]:
    values = []
    with closing(open_clip(runner, working, lay_out_clip(working, FORM.size), FORM, start, frames)) as source:
        for number in range(frames):
            buffer = FrameBuffer.of(FORM)
            source.draw(number, buffer)
            values.append(buffer.read_only)
    return values


def test_size_length_and_best_frame_of_a_working_clip_are_read(runner: FFmpeg) -> None:
    working = on_disk(runner, clip(3, sound=None), best_s=0.5)

    assert (working.size, working.frames, working.best) == ((240, 426), 90, 15)


@pytest.mark.parametrize("start", [0, 1, 7, 30])
def test_a_clip_plays_at_natural_speed_from_its_start_frame(runner: FFmpeg, start: int) -> None:
    working = on_disk(runner, clip(2, extra=("-vf", GREY_STEPS, "-g", "15"), sound=None))

    values = [float(frame[: 216 * 384].mean()) for frame in draw_frames(runner, working, start, 20)]

    assert np.diff(values) == pytest.approx(np.full(19, 219 / 255 * 2), abs=0.8)
    assert values[0] == pytest.approx(16 + (16 + 2 * start) * 219 / 255, abs=2)


def test_the_last_frame_stays_when_a_clip_ends_too_early(runner: FFmpeg) -> None:
    working = on_disk(runner, clip(2, sound=None))

    values = draw_frames(runner, working, 50, 20)

    assert not np.array_equal(values[0], values[9])
    assert np.array_equal(values[10], values[19])


def test_colours_are_those_of_the_clip(runner: FFmpeg) -> None:
    working = on_disk(runner, chart_clip())
    layout = lay_out_clip(working, FORM.size)
    assert layout.place == WHOLE, "240×360 fills 9:16"

    luma, blue, red = FORM.planes(draw_frames(runner, working, 10, 1)[0])

    left, width = layout.crop.left, layout.crop.width
    for n, patch in enumerate(CHART):
        x, y = ((n % 4 + 0.5) / 4 - left) / width, (n // 4 + 0.5) / 6
        values = [
            float(p[int(y * p.shape[0]) - 3 :, int(x * p.shape[1]) - 3 :][:6, :6].mean()) for p in (luma, blue, red)
        ]
        assert delta_e(lab_of_srgb(rgb_of_bt709(*values)), lab_of_srgb(patch)) < 3


def test_a_clip_that_does_not_fill_the_frame_is_shown_whole_over_its_blur(runner: FFmpeg) -> None:
    working = on_disk(runner, clip(2, (640, 360), sound=None))
    layout = lay_out_clip(working, FORM.size)

    luma, _, _ = FORM.planes(draw_frames(runner, working, 5, 1)[0])

    place = layout.place
    top, bottom = int(place.top * 384) + 2, int(place.bottom * 384) - 2
    inside, above = luma[top:bottom].astype(int), luma[: top - 6].astype(int)
    assert layout.has_background
    assert np.abs(np.diff(inside, axis=1)).max() > 60
    assert np.abs(np.diff(above, axis=1)).max() < 20
    assert above.mean() > 20


def test_an_unreadable_clip_is_an_error(runner: FFmpeg) -> None:
    with pytest.raises(UnreadablePicture, match="clip cannot be read"):
        on_disk(runner, b"not a clip at all")
    missing = Clip(runner.folder / "missing.mp4", (240, 426), 60, 0)
    with pytest.raises(UnreadablePicture, match="clip cannot be read"):
        draw_frames(runner, missing, 0, 1)


@pytest.mark.parametrize("frames", [0, 0.5, 1])
def test_a_stopped_decoder_is_noticed(runner: FFmpeg, frames: float) -> None:
    program = runner.folder / "ffmpeg"
    written = int(FORM.frame_bytes * frames)
    program.write_text(f"#!/bin/sh\nhead -c {written} /dev/zero\nkill -STOP $$\n")
    program.chmod(0o755)
    stopped = replace(runner, program=program, stall_s=0.5)

    with pytest.raises(RenderStalled, match="wrote nothing"):
        draw_frames(stopped, Clip(Path("x"), (240, 426), 60, 0), 0, 60)


@pytest.mark.parametrize("frames", [0, 0.5, 1])
def test_a_killed_decoder_is_not_the_clips_fault(runner: FFmpeg, frames: float) -> None:
    program = runner.folder / "ffmpeg"
    written = int(FORM.frame_bytes * frames)
    program.write_text(f"#!/bin/sh\nhead -c {written} /dev/zero\nkill -KILL $$\n")
    program.chmod(0o755)

    with pytest.raises(ProcessKilled):
        draw_frames(replace(runner, program=program), Clip(Path("x"), (240, 426), 60, 0), 0, 60)


def test_a_decoder_that_closes_its_output_and_stays_is_noticed(runner: FFmpeg) -> None:
    program = runner.folder / "ffmpeg"
    program.write_text("#!/bin/sh\nexec 1>&-\nexec sleep 600\n")
    program.chmod(0o755)

    with pytest.raises(RenderStalled, match="did not end"):
        draw_frames(replace(runner, program=program, stall_s=0.5), Clip(Path("x"), (240, 426), 60, 0), 0, 60)


def test_closing_early_ends_ffmpeg(runner: FFmpeg) -> None:
    working = on_disk(runner, clip(3, sound=None))
    source = open_clip(runner, working, lay_out_clip(working, FORM.size), FORM, 0, 90)
    source.draw(0, FrameBuffer.of(FORM))

    source.close()

    assert source._process.poll() is not None
