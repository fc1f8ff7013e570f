"""The compositor: draws the video's frames, in order, from the photos and clips of the plan."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from functions.render.compositing.clip_source import open_clip
from functions.render.compositing.errors import photo_error_context
from functions.render.compositing.frame import FrameFormat
from functions.render.compositing.frame_buffer import FrameBuffer
from functions.render.compositing.photo_source import open_photo
from functions.render.compositing.transition_effects import blend
from functions.render.planning.plan import Clip, ShotPlan, VideoPlan
from functions.render.planning.timeline import TRANSITION_FRAMES, Shot
from functions.render.planning.transitions import Transition
from vidx.ffmpeg import FFmpeg


class Source(Protocol):
    """Draws the frames of one shot: a photo under a moving camera, or a clip."""

    def draw(self, frame: int, buffer: FrameBuffer) -> None:
        """Fill `buffer` with the shot's frame number `frame`, counted from 0.

        Frames are asked for in order, without gaps. While two shots overlap, each draws into a buffer of its own.
        """

    def close(self) -> None:
        """Release all resources. Called once, after the shot's last frame or when rendering stops early."""


Opener = Callable[[], Source]
"""Opens a shot's source. Runs in the loader's thread while an earlier shot is drawn, since it may take a second."""


@dataclass
class Compositor:
    """Draws a video's frames.

    `openers` open the sources of `shots`, in the same order; `loader` runs them one shot ahead. `transitions` lead from
    each shot to the next.
    """

    frame_format: FrameFormat
    shots: Sequence[Shot]
    openers: Sequence[Opener]
    transitions: Sequence[Transition]
    loader: ThreadPoolExecutor
    _sources: dict[int, Future[Source]] = field(default_factory=dict)

    @property
    def frame_count(self) -> int:
        return self.shots[-1].end

    def open_sources(self, first: int) -> None:
        """Start opening the sources of shot number `first` and the next one, and close earlier ones.

        So at most two sources are open at a time.
        """
        for ahead in range(first, min(first + 2, len(self.shots))):
            if ahead not in self._sources:
                self._sources[ahead] = self.loader.submit(self.openers[ahead])
        self._close(before=first)

    def close(self) -> None:
        """Close every source that is still open."""
        self._close(before=len(self.shots))

    def _close(self, before: int) -> None:
        for number in [number for number in self._sources if number < before]:
            source = self._sources.pop(number)
            if not source.cancel() and source.exception() is None:
                source.result().close()

    def _draw_shot(self, number: int, frame: int, buffer: FrameBuffer) -> None:
        shot = self.shots[number]
        with photo_error_context(shot.photo):
            self._sources[number].result().draw(frame - shot.start, buffer)

    def draw(self, frame: int, buffer: FrameBuffer, scratch: FrameBuffer) -> None:
        """Draw the video's frame number `frame` into `buffer`. Frames must be drawn in order.

        Args:
            scratch: holds the earlier shot's frame during a transition.

        Raises:
            PhotoNotRendered: a photo or clip cannot be opened or drawn.
            RenderFailed: FFmpeg cannot be started.
        """
        number = max(n for n, shot in enumerate(self.shots) if shot.start <= frame)
        age = frame - self.shots[number].start
        in_transition = number > 0 and age < TRANSITION_FRAMES
        self.open_sources(number - in_transition)
        self._draw_shot(number, frame, buffer)
        if in_transition:
            self._draw_shot(number - 1, frame, scratch)
            share = (age + 1) / (TRANSITION_FRAMES + 1)
            blend(self.transitions[number - 1], share, self.frame_format, buffer.pixels, scratch.read_only)


def video_compositor(
    plan: VideoPlan,
    pictures: Sequence[bytes | Clip],
    frame_format: FrameFormat,
    ffmpeg: FFmpeg,
    loader: ThreadPoolExecutor,
) -> Compositor:
    """Return a compositor that draws the planned video; no source is open yet.

    Args:
        pictures: JPEG files and clips, in the plan's order.
        ffmpeg: decodes the clips.
    """
    openers = [_opener(pictures[shot.shot.photo], shot, frame_format, ffmpeg) for shot in plan.shots]
    return Compositor(frame_format, [shot.shot for shot in plan.shots], openers, plan.transitions, loader)


def _opener(picture: bytes | Clip, plan: ShotPlan, frame_format: FrameFormat, ffmpeg: FFmpeg) -> Opener:
    if isinstance(picture, Clip):
        return partial(open_clip, ffmpeg, picture, plan.layout, frame_format, plan.clip_start, plan.shot.frames)
    return partial(open_photo, picture, plan.layout, plan.path, frame_format)
