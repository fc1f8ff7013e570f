"""A video made by the real FFmpeg, with its facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from functions.photos.service import prepare_photos
from functions.render.service import render_job
from functions.render.toolchain import Toolchain
from testing.clock import FixedClock
from testing.jobs import MemoryJobs, job_row, snapshot_of
from testing.render_job import store_request
from testing.store import MemoryStore
from vidx import keys
from vidx.jobs.events import RenderResult, StageInput
from vidx.jobs.model import Stage
from vidx.jobs.request import VideoChoices
from vidx.jobs.stage_runner import StageRun

Frame = NDArray[np.uint8]


@dataclass
class RenderRun:
    store: MemoryStore
    result: RenderResult
    path: Path
    reports: list[float]

    @cached_property
    def lumas(self) -> list[Frame]:
        """Every frame's luma plane, in the video's own range."""
        with av.open(self.path) as container:
            return [_luma(frame) for frame in container.decode(video=0)]


@dataclass(frozen=True)
class Upload:
    """A file as a seller sends it."""

    content: bytes
    content_type: str = "image/jpeg"


def render_uploads(
    layer: Path, uploads: Sequence[Upload], seconds: float, choices: VideoChoices, folder: Path
) -> RenderRun:
    """The video at full size from files as they are uploaded, by the photos stage and the render stage."""
    store, jobs = MemoryStore(), MemoryJobs()
    photo_keys = [keys.upload("seller", str(number)) for number in range(len(uploads))]
    for key, upload in zip(photo_keys, uploads, strict=True):
        store.put(key, upload.content, upload.content_type)
    store_request(store, photo_keys, seconds, choices)
    row = job_row("j1")
    jobs.create(row)
    event = StageInput(job_id="j1", attempt=1)
    prepare_photos(
        event,
        StageRun(event, Stage.PHOTOS, snapshot_of(row), jobs, FixedClock()).report_progress,
        store,
        layer / "bin" / "ffmpeg",
    )
    return run_render(layer, store, folder, 1.0)


def _luma(frame: av.VideoFrame) -> Frame:
    return np.asarray(frame.to_ndarray()[: frame.height], np.uint8)


def toolchain_in(layer: Path, frame_scale: float) -> Toolchain:
    return Toolchain(layer / "bin" / "ffmpeg", layer / "fonts", layer / "music", frame_scale)


def run_render(layer: Path, store: MemoryStore, folder: Path, frame_scale: float) -> RenderRun:
    reports: list[float] = []
    result = render_job(StageInput(job_id="j1", attempt=1), reports.append, store, toolchain_in(layer, frame_scale))
    path = folder / "video.mp4"
    path.write_bytes(store.objects[result.video_key])
    return RenderRun(store, result, path, reports)
