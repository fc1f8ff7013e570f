"""A film made by the real FFmpeg, and what is known of it."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from functions.render.step import render_film
from functions.render.studio import Studio
from tests.fakes.store import MemoryStore
from vidx.steps import RenderResult, StageInput

Frame = NDArray[np.uint8]


@dataclass
class Made:
    store: MemoryStore
    result: RenderResult
    path: Path
    reports: list[float]

    @cached_property
    def lumas(self) -> list[Frame]:
        """Every frame's luma plane, in the video's own range."""
        with av.open(self.path) as container:
            return [_luma(frame) for frame in container.decode(video=0)]


def _luma(frame: av.VideoFrame) -> Frame:
    return np.asarray(frame.to_ndarray()[: frame.height], np.uint8)


def studio(layer: Path, frame_scale: float) -> Studio:
    return Studio(layer / "bin" / "ffmpeg", layer / "fonts", layer / "music", frame_scale)


def make(layer: Path, store: MemoryStore, folder: Path, frame_scale: float) -> Made:
    reports: list[float] = []
    result = render_film(StageInput(job_id="j1", attempt=1), reports.append, store, studio(layer, frame_scale))
    path = folder / "film.mp4"
    path.write_bytes(store.objects[result.video_key])
    return Made(store, result, path, reports)
