"""Feeding FFmpeg, and stopping it. Shell scripts stand for FFmpeg."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from functions.render.compositing.compositor import Compositor
from functions.render.compositing.frame import FrameFormat
from functions.render.compositing.frame_buffer import FrameBuffer
from functions.render.output.encoder import (
    MIN_BITRATE,
    captioned_frames,
    encode,
    is_below_min_bitrate,
    min_rate_control,
)
from functions.render.planning.timeline import plan_shots, video_frames
from functions.render.planning.transitions import plan_transitions
from testing.ffmpeg_script import ffmpeg_script
from testing.render_job import GreySource
from vidx.errors import JobClosed, ProcessKilled, RenderFailed, RenderStalled
from vidx.ffmpeg import FFmpeg

FORM = FrameFormat(108, 192)


def run(ffmpeg: FFmpeg, report: Callable[[float], None] = lambda _: None) -> None:
    """Encode a video of 3 s."""
    shots = plan_shots(1, video_frames(2.2))

    def ignore(_: int, __: FrameBuffer) -> None: ...

    with ThreadPoolExecutor(1) as loader:
        video = Compositor(FORM, shots, [GreySource for _ in shots], plan_transitions(shots, "seed"), loader)
        encode(ffmpeg, video, report, ignore)


def test_every_frame_reaches_ffmpeg(tmp_path: Path) -> None:
    run(ffmpeg_script(tmp_path, "wc -c > count.txt"))

    assert int((tmp_path / "count.txt").read_text()) == 90 * FORM.frame_bytes


@pytest.mark.parametrize("reads", ["", "head -c 400000 > /dev/null;", "cat > /dev/null;"])
def test_a_closed_job_stops_ffmpeg(tmp_path: Path, reads: str) -> None:
    """FFmpeg hangs: waiting for it would end in RenderFailed instead."""
    pid_file = tmp_path / "pid.txt"

    def report(_: float) -> None:
        if pid_file.exists() and pid_file.read_text().strip():
            raise JobClosed("the job was canceled")

    with pytest.raises(JobClosed):
        run(ffmpeg_script(tmp_path, f"{reads} echo $$ > pid.txt; exec sleep 600"), report)

    with pytest.raises(ProcessLookupError):
        os.kill(int(pid_file.read_text()), 0)


@pytest.mark.parametrize("reads", ["", "head -c 400000 > /dev/null;", "cat > /dev/null;"], ids=["none", "some", "all"])
def test_a_stopped_ffmpeg_is_noticed_and_ended(tmp_path: Path, reads: str) -> None:
    ffmpeg = ffmpeg_script(tmp_path, f"echo $$ > pid.txt; {reads} kill -STOP $$")

    with pytest.raises(RenderStalled):
        run(replace(ffmpeg, stall_s=0.5))

    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid.txt").read_text()), 0)


@pytest.mark.parametrize("reads", ["", "head -c 400000 > /dev/null;", "cat > /dev/null;"], ids=["none", "some", "all"])
def test_a_killed_ffmpeg_is_not_taken_for_one_that_fails(tmp_path: Path, reads: str) -> None:
    with pytest.raises(ProcessKilled):
        run(ffmpeg_script(tmp_path, f"{reads} kill -KILL $$"))


def test_the_end_of_ffmpegs_log_is_in_the_error(tmp_path: Path) -> None:
    ffmpeg = ffmpeg_script(
        tmp_path, "head -c 100 > /dev/null; echo first >&2; echo 'No space left on device' >&2; exit 3"
    )

    with pytest.raises(RenderFailed, match=r"first \| No space left on device"):
        run(ffmpeg)


def test_a_missing_ffmpeg_is_a_failed_render(tmp_path: Path) -> None:
    with pytest.raises(RenderFailed, match="cannot be started"):
        run(FFmpeg(tmp_path / "missing", tmp_path))


def test_ffmpeg_opens_only_files_and_pipes() -> None:
    arguments = captioned_frames(FORM)

    assert arguments.count("-i") == arguments.count("file,pipe") == 1


@pytest.mark.parametrize(("bits", "scale", "few"), [(0, 1.0, False), (-8, 1.0, True), (-8, 0.25, False)])
def test_a_bitrate_below_the_minimum_is_detected(tmp_path: Path, bits: int, scale: float, few: bool) -> None:
    pictures = tmp_path / "video-stream.mp4"
    pictures.write_bytes(bytes((MIN_BITRATE * 2 + bits) // 8))

    assert is_below_min_bitrate(pictures, 2.0, scale) is few


def test_the_fallback_bitrate_is_proportional_to_the_pixels() -> None:
    assert min_rate_control(1.0) == ("-b:v", "800000")
    assert min_rate_control(0.5) == ("-b:v", "200000")
