"""Two photos and a phone's HDR clip through the photos and render stages: the clip plays, in its own colours."""

from io import BytesIO
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from functions.photos.service import prepare_photos
from functions.render.service import render_job
from functions.render.toolchain import Toolchain
from layers.ffmpeg.build import build, this_architecture
from testing.clips import chart_clip, clip, ffmpeg
from testing.clock import FixedClock
from testing.colorimetry import CHART, Vector, delta_e, lab_of_srgb, rgb_of_bt709
from testing.jobs import MemoryJobs, job_row, snapshot_of
from testing.render_job import ASS_HEAD, photo, store_job
from testing.store import MemoryStore
from vidx import keys
from vidx.jobs.events import StageInput
from vidx.jobs.model import Stage
from vidx.jobs.stage_runner import StageRun

EVENT = StageInput(job_id="j1", attempt=1)
COLUMNS, ROWS = 4, 6
LEFT = 0.078
"""Of a 2:3 clip, cropped away on each side to fill 9:16."""


def video_frames(folder: Path, *files: bytes) -> list[av.VideoFrame]:
    """The frames of a video of these originals, without captions."""
    build(folder, this_architecture())
    store = MemoryStore()
    request = store_job(store, [b""] * len(files), seconds=7)
    for key, file in zip(request.photo_keys, files, strict=True):
        store.put(key, file, "application/octet-stream")
    store.put(keys.captions_ass("j1"), ASS_HEAD.encode(), "text/x-ssa")
    jobs = MemoryJobs()
    job_now = job_row("j1")
    jobs.create(job_now)
    run = StageRun(EVENT, Stage.PHOTOS, snapshot_of(job_now), jobs, FixedClock())
    prepare_photos(EVENT, run.report_progress, store, ffmpeg())
    toolchain = Toolchain(folder / "bin" / "ffmpeg", folder / "fonts", Path("/nowhere"), 0.25)
    result = render_job(EVENT, lambda _: None, store, toolchain)
    with av.open(BytesIO(store.objects[result.video_key]), mode="r") as container:
        return list(container.decode(video=0))


def planes_of(frame: av.VideoFrame) -> tuple[NDArray[np.uint8], ...]:
    planes, height = frame.to_ndarray(), frame.height
    return planes[:height], *planes[height:].reshape(2, height // 2, frame.width // 2)


def worst(frame: av.VideoFrame) -> float:
    """The largest ΔE of the chart's patches in the frame's upper half, which no caption or overlay reaches."""
    off = []
    for n, patch in enumerate(CHART):
        x, y = ((n % COLUMNS + 0.5) / COLUMNS - LEFT) / (1 - 2 * LEFT), (n // COLUMNS + 0.5) / ROWS
        levels: list[float] = []
        for plane in planes_of(frame):
            row, column = int(y * plane.shape[0]), int(x * plane.shape[1])
            levels.append(float(plane[row - 3 : row + 3, column - 3 : column + 3].mean()))
        expected: Vector = lab_of_srgb(patch)
        off.append(delta_e(lab_of_srgb(rgb_of_bt709(*levels)), expected))
    return max(off)


@pytest.mark.parametrize("transfer", ["bt709", "arib-std-b67"], ids=["SDR", "HLG"])
def test_the_video_has_the_colours_of_the_clip(transfer: str, tmp_path: Path) -> None:
    frames = video_frames(tmp_path, photo(1, 600, 900), chart_clip(transfer), photo(2, 600, 900))

    assert min(worst(frame) for frame in frames[::10]) < 4


def test_a_clip_plays_between_still_photos(tmp_path: Path) -> None:
    frames = video_frames(tmp_path, photo(1, 600, 900), clip(3, sound=None), photo(2, 600, 900))

    lumas = [planes_of(frame)[0].astype(int) for frame in frames]
    change = [float(np.abs(b - a).mean()) for a, b in pairwise(lumas)]
    third = len(change) // 3
    assert np.median(change[third + 20 : 2 * third - 20]) > 0.5
    assert len(frames) == round(7.8 * 30)
