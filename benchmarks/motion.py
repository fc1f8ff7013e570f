"""How smoothly the camera moves: what is seen in raw frames, before encoding, against the planned path.

    python -m benchmarks.motion [--photos 4] [--seconds 12]

Features of each frame are followed into the next (Lucas-Kanade) and compared with where the path says that they go;
the median over the features is the frame's error. Jitter is its standard deviation over a shot, in pixels; a slow
drift of the tracker is no jitter, so each shot's mean is taken off.
"""

from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.render_run import arguments, planned
from benchmarks.report import Figure, publish
from functions.render.compositing.compositor import Compositor
from functions.render.compositing.frame import FrameFormat
from functions.render.compositing.frame_buffer import FrameBuffer
from functions.render.compositing.photo_source import PhotoSource
from functions.render.planning.motion import CameraPath, View
from functions.render.planning.timeline import FADE_FRAMES

BORDER_PX: Final = 40
ENDS: Final = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 50, 1e-4)
Points = NDArray[np.float64]


def moved(points: Points, before: View, after: View, path: CameraPath, form: FrameFormat) -> Points:
    """Where points of the frame `before`, in pixels, lie in the frame `after` if the camera keeps to its path."""
    extent = np.array(path.extent) * form.size
    on_canvas = (points + 0.5) / before.zoom + np.array([before.left, before.top]) * extent
    moved: Points = (on_canvas - np.array([after.left, after.top]) * extent) * after.zoom - 0.5
    return moved


def error(before: NDArray[np.uint8], after: NDArray[np.uint8], goes: Points, points: NDArray[Any]) -> Points:
    """Median of (x, y) between where the points were found and where they should have gone."""
    tracked, status, _ = cv2.calcOpticalFlowPyrLK(
        before, after, points, goes.astype(np.float32).reshape(-1, 1, 2), winSize=(31, 31), maxLevel=0, criteria=ENDS,
        flags=cv2.OPTFLOW_USE_INITIAL_FLOW,
    )  # fmt: skip
    height, width = after.shape
    inside = ((goes > BORDER_PX) & (goes < np.array([width, height]) - BORDER_PX)).all(1)
    valid = inside & (status[:, 0] == 1)
    median: Points = np.median((tracked[:, 0] - goes)[valid], axis=0)
    return median


def photo_area(source: PhotoSource, frame: int, luma: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Where the photo is, well within its edges: the ground around it stands still."""
    across, down = source.luma[frame]
    area = np.zeros_like(luma)
    area[down.first + BORDER_PX : down.last - BORDER_PX, across.first + BORDER_PX : across.last - BORDER_PX] = 1
    return area


def shot_errors(compositor: Compositor, number: int) -> Points:
    """The error of each frame of a shot, cross-fades left out."""
    shot, form = compositor.shots[number], compositor.frame_format
    source = compositor.openers[number]()
    assert isinstance(source, PhotoSource)
    path = source.path
    buffer = FrameBuffer.of(form)
    errors: list[Points] = []
    before: NDArray[np.uint8] | None = None
    for frame in range(shot.frames - FADE_FRAMES):
        source.draw(frame, buffer)
        luma = form.planes(buffer.read_only)[0].copy()
        if before is not None and frame > FADE_FRAMES:
            points = cv2.goodFeaturesToTrack(before, 150, 0.02, 40, mask=photo_area(source, frame - 1, before))
            goes = moved(points[:, 0].astype(np.float64), path.view(frame - 1), path.view(frame), path, form)
            errors.append(error(before, luma, goes, points))
        before = luma
    source.close()
    return np.array(errors)


def main() -> None:
    options = arguments(__doc__, seconds=12.0, photos=4)
    deviations, largest = [], 0.0
    with planned(options.seconds, options.photos, 1.0) as compositor:
        for number in range(len(compositor.shots)):
            errors = shot_errors(compositor, number)
            deviations.append(float((errors - errors.mean(axis=0)).std()))
            largest = max(largest, float(np.abs(errors).max()))
    figures = [
        Figure("jitter, shot with the most", max(deviations), "px sd", "≤", 0.03, 3),
        Figure("jitter, all shots", float(np.sqrt(np.mean(np.square(deviations)))), "px sd", digits=3),
        Figure("largest error of a frame", largest, "px", digits=3),
    ]
    how = (
        f"{len(deviations)} shots at 1080×1920 before encoding: features followed from frame to frame, held against "
        "the planned path."
    )
    publish("motion", "Steadiness of the camera", how, figures)


if __name__ == "__main__":
    main()
