"""The plan of a video: which photo or clip is shown when, how it lies in the frame, and how the camera moves over it.

Nothing here reads pixels: photos come as their size and the area of their subject.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from functions.render.planning.framing import Area, Layout, lay_out
from functions.render.planning.motion import CameraPath, longest_canvas, plan_paths
from functions.render.planning.timeline import Shot, plan_shots
from functions.render.planning.transitions import Transition, plan_transitions
from vidx.words import TimedWord

CLIP_CANVAS_FRAMES: Final = 1.0
"""Length of a clip's canvas, in frames: the camera does not move over a picture that moves by itself."""


@dataclass(frozen=True)
class WorkingCopyFacts:
    """Size in pixels (width, height) and the area of the subject, or None for a scene without one."""

    size: tuple[int, int]
    subject: Area | None


@dataclass(frozen=True)
class Clip:
    """A working clip on disk: size in pixels, length in frames, and the frame number at which its best part starts."""

    path: Path
    size: tuple[int, int]
    frames: int
    best: int

    def start_of(self, shot: Shot, takes: int) -> int:
        """Return the clip's frame number at which `shot` begins.

        A single take starts at the best part; several (`takes`) are spread evenly over the clip.
        """
        spare = max(self.frames - shot.frames, 0)
        if takes == 1:
            return min(self.best, spare)
        return spare * shot.take // (takes - 1)


@dataclass(frozen=True)
class ShotPlan:
    """One shot: when, how its photo or clip lies in the frame, and the camera's path.

    `clip_start` is the clip's frame number at which the shot begins; 0 for a photo.
    """

    shot: Shot
    layout: Layout
    path: CameraPath
    clip_start: int


@dataclass(frozen=True)
class VideoPlan:
    """All shots, and the transitions from each to the next."""

    shots: tuple[ShotPlan, ...]
    transitions: tuple[Transition, ...]


def plan_video(
    pictures: Sequence[WorkingCopyFacts | Clip],
    frame_size: tuple[int, int],
    frames: int,
    seed: str,
    *,
    words: Sequence[TimedWord] = (),
    beats_s: Sequence[float] = (),
    opening: int = 0,
    closing: int = 0,
) -> VideoPlan:
    """Plan a video of `frames` frames. The same seed gives the same plan.

    Args:
        pictures: photos and clips in the order in which they are shown.
        frame_size: width and height of the frame, in pixels.
        words: the voice's words; cuts move to the ends of its phrases.
        beats_s: times of the music's beats, in seconds; cuts move to near ones.
        opening: frames from the first on that lie under the title.
        closing: frames up to the last that lie under the end card.
    """
    clip_frames = {index: picture.frames for index, picture in enumerate(pictures) if isinstance(picture, Clip)}
    shots = plan_shots(len(pictures), frames, words, beats_s, clip_frames, opening=opening, closing=closing)
    layouts = [_layout(pictures[shot.photo], shot, frame_size) for shot in shots]
    paths = plan_paths(shots, layouts, seed)
    starts = [_clip_start(pictures[shot.photo], shot, shots) for shot in shots]
    shot_plans = tuple(map(ShotPlan, shots, layouts, paths, starts))
    return VideoPlan(shot_plans, plan_transitions(shots, seed))


def lay_out_clip(clip: Clip, frame_size: tuple[int, int]) -> Layout:
    """Lay out a clip like a photo without a subject and without camera travel."""
    return lay_out(clip.size, None, frame_size, CLIP_CANVAS_FRAMES)


def _layout(picture: WorkingCopyFacts | Clip, shot: Shot, frame_size: tuple[int, int]) -> Layout:
    if isinstance(picture, Clip):
        return lay_out_clip(picture, frame_size)
    return lay_out(picture.size, picture.subject, frame_size, longest_canvas(shot.frames))


def _clip_start(picture: WorkingCopyFacts | Clip, shot: Shot, shots: Sequence[Shot]) -> int:
    if not isinstance(picture, Clip):
        return 0
    return picture.start_of(shot, takes=sum(other.photo == shot.photo for other in shots))
