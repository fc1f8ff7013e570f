"""A clip playing by itself: the source of a shot's frames, decoded by an FFmpeg of its own as they are shown."""

import os
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from functions.render.compositing.errors import UnreadablePicture
from functions.render.compositing.frame import Format, Image
from functions.render.compositing.frame_buffer import FrameBuffer
from functions.render.ffmpeg import SAFE_INPUT, Workshop
from functions.render.planning.framing import Layout, crop_to, lay_out
from functions.render.planning.timeline import Shot
from vidx.boxes import Box, inside
from vidx.clip_header import video_track
from vidx.options import FPS

STANDS: Final = 1.0
"""Frames that a clip's canvas is long: nothing travels over a picture that moves by itself."""
BLUR_SHRINK: Final = 24
BLUR_SIGMA_PX: Final = 2.5
BLUR_DIM: Final = 0.72
"""The blur behind a clip that does not fill the frame is the one behind photos."""


@dataclass(frozen=True)
class Footage:
    """A working clip on disk: its size in pixels, its length in frames, and where its best frames start."""

    path: Path
    size: tuple[int, int]
    frames: int
    best: int

    def start_of(self, shot: Shot, takes: int) -> int:
        """The clip's frame with which `shot` begins, one of `takes` of the clip: the best one, or spread evenly."""
        spare = max(self.frames - shot.frames, 0)
        if takes == 1:
            return min(self.best, spare)
        return spare * shot.take // (takes - 1)


def read_footage(path: Path, best_s: float) -> Footage:
    """The working clip at `path`.

    Raises:
        UnreadablePicture: it is no complete MP4, although the photos stage wrote it.
    """
    file = path.read_bytes()
    try:
        movie = inside(file, Box(b"", 0, len(file)), b"moov")
        track = None if movie is None else video_track(file[movie.content : movie.end])
    except (struct.error, ZeroDivisionError):
        track = None
    if track is None or track.duration_s is None:
        raise UnreadablePicture("a prepared clip cannot be read")
    return Footage(path, (track.width_px, track.height_px), round(track.duration_s * FPS), round(best_s * FPS))


def clip_layout(footage: Footage, form: Format) -> Layout:
    """How the clip lies in the frame: as a photo would that has no subject and nobody travels over."""
    return lay_out(footage.size, None, form.size, STANDS)


def graph(footage: Footage, layout: Layout, form: Format) -> str:
    """FFmpeg's filters from the clip to frames of the film; made of numbers alone."""
    shown = _cropped(footage, layout.crop.left, layout.crop.top, layout.crop.width, layout.crop.height)
    if not layout.whole:
        return f"{shown},{_scaled(form.width, form.height)}"
    back = crop_to(footage.size, form.width / form.height, None)
    ground = _cropped(footage, back.left, back.top, back.width, back.height)
    small = _scaled(form.width // BLUR_SHRINK, form.height // BLUR_SHRINK)
    dim = ":".join(f"{plane}=(val-{zero})*{BLUR_DIM}+{zero}" for plane, zero in (("y", 16), ("u", 128), ("v", 128)))
    place = layout.place
    left, top = _even(place.left, form.width), _even(place.top, form.height)
    inset = _scaled(_even(place.width, form.width), _even(place.height, form.height))
    return (
        f"split[a][b];[a]{ground},{small},gblur=sigma={BLUR_SIGMA_PX},lutyuv={dim},{_scaled(*form.size)}[back];"
        f"[b]{shown},{inset}[front];[back][front]overlay={left}:{top}:format=yuv420"
    )


def _cropped(footage: Footage, left: float, top: float, width: float, height: float) -> str:
    across, down = footage.size
    box = (_even(width, across), _even(height, down), _even(left, across), _even(top, down))
    return "crop={}:{}:{}:{}".format(*box)


def _scaled(width: int, height: int) -> str:
    return f"scale={max(2, width // 2 * 2)}:{max(2, height // 2 * 2)}:flags=bicubic"


def _even(share: float, side: int) -> int:
    return int(share * side / 2 + 1e-6) * 2


class ClipSource:
    """A `film.Source`: frames come through a pipe; when the clip ends too early, its last frame stays."""

    def __init__(self, process: "subprocess.Popen[bytes]", form: Format) -> None:
        self._process = process
        self._shown: Image = np.empty(form.frame_bytes, np.uint8)
        self._next: Image = np.empty(form.frame_bytes, np.uint8)
        self._read = 0

    def draw(self, frame: int, buffer: FrameBuffer) -> None:
        """Raises `UnreadablePicture` when not even one frame can be read."""
        while self._read <= frame and self._advance():
            self._read += 1
        if not self._read:
            raise UnreadablePicture("a prepared clip cannot be read")
        np.copyto(buffer.pixels, self._shown)

    def _advance(self) -> bool:
        assert self._process.stdout is not None
        rest = self._next.data
        while rest:
            count = os.readv(self._process.stdout.fileno(), [rest])
            if not count:
                return False
            rest = rest[count:]
        self._shown, self._next = self._next, self._shown
        return True

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()


def open_clip(shop: Workshop, footage: Footage, layout: Layout, form: Format, start: int, frames: int) -> ClipSource:
    """Start playing a clip at its frame number `start`.

    Raises:
        RenderFailed: FFmpeg cannot be started.
    """
    seek = ("-ss", f"{(start - 0.5) / FPS:.4f}") if start else ()
    arguments = [
        *seek, "-threads", "1", *SAFE_INPUT, str(footage.path), "-map", "0:v", "-frames:v", str(frames),
        "-filter_complex_threads", "1", "-vf", graph(footage, layout, form),
        "-pix_fmt", "yuv420p", "-f", "rawvideo", "pipe:1",
    ]  # fmt: skip
    return ClipSource(shop.play(arguments), form)
