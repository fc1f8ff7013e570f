"""Smoothness of the camera motion: positions measured in raw frames, before encoding, against the planned path.

    python -m benchmarks.motion [--photos 4] [--seconds 12]

Features of each frame are tracked into the next one (Lucas-Kanade) and compared with the positions that the path gives.
The median over the features is the frame's error. Jitter is its standard deviation over a shot, in pixels; each shot's
mean is subtracted, since a slow drift of the tracker is not jitter.
"""

from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.render_run import arguments, planned
from benchmarks.report import Figure, write_results
from functions.render.compositing.compositor import Compositor
from functions.render.compositing.frame import FrameFormat
from functions.render.compositing.frame_buffer import FrameBuffer
from functions.render.compositing.photo_source import PhotoSource
from functions.render.planning.motion import CameraPath, View
from functions.render.planning.timeline import TRANSITION_FRAMES

BORDER_PX: Final = 40
CRITERIA: Final = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 50, 1e-4)
Points = NDArray[np.float64]


def expected_positions(points: Points, before: View, after: View, path: CameraPath, frame: FrameFormat) -> Points:
    """Return where points of the view `before`, in pixels, lie in the view `after` on the planned path."""
    extent = np.array(path.extent) * frame.size
    on_canvas = (points + 0.5) / before.zoom + np.array([before.left, before.top]) * extent
    positions: Points = (on_canvas - np.array([after.left, after.top]) * extent) * after.zoom - 0.5
    return positions


def error(before: NDArray[np.uint8], after: NDArray[np.uint8], expected: Points, points: NDArray[Any]) -> Points:
    """Return the median difference (x, y) of the tracked from the expected positions."""
    tracked, status, _ = cv2.calcOpticalFlowPyrLK(
        before, after, points, expected.astype(np.float32).reshape(-1, 1, 2),
        winSize=(31, 31), maxLevel=0, criteria=CRITERIA, flags=cv2.OPTFLOW_USE_INITIAL_FLOW,
    )  # fmt: skip
    height, width = after.shape
    inside = ((expected > BORDER_PX) & (expected < np.array([width, height]) - BORDER_PX)).all(1)
    valid = inside & (status[:, 0] == 1)
    median: Points = np.median((tracked[:, 0] - expected)[valid], axis=0)
    return median


def photo_area(source: PhotoSource, frame: int, luma: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return a mask of the photo without its edges: the background around it does not move."""
    across, down = source.luma[frame]
    area = np.zeros_like(luma)
    area[down.first + BORDER_PX : down.last - BORDER_PX, across.first + BORDER_PX : across.last - BORDER_PX] = 1
    return area


def shot_errors(compositor: Compositor, number: int) -> Points:
    """Return the error of each frame of a shot, transitions excluded."""
    shot, frame_format = compositor.shots[number], compositor.frame_format
    source = compositor.openers[number]()
    assert isinstance(source, PhotoSource)
    path = source.path
    buffer = FrameBuffer.of(frame_format)
    errors: list[Points] = []
    before: NDArray[np.uint8] | None = None
    for frame in range(shot.frames - TRANSITION_FRAMES):
        source.draw(frame, buffer)
        luma = frame_format.planes(buffer.read_only)[0].copy()
        if before is not None and frame > TRANSITION_FRAMES:
            points = cv2.goodFeaturesToTrack(before, 150, 0.02, 40, mask=photo_area(source, frame - 1, before))
            expected = expected_positions(
                points[:, 0].astype(np.float64), path.view(frame - 1), path.view(frame), path, frame_format
            )
            errors.append(error(before, luma, expected, points))
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
    method = (
        f"{len(deviations)} shots at 1080×1920 before encoding: features tracked from frame to frame, compared with "
        "the planned path."
    )
    write_results("motion", "Steadiness of the camera", method, figures)


if __name__ == "__main__":
    main()
