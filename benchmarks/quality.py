"""What the eye gets: VMAF of the encoded film against its frames, and how steady the camera is.

    python -m benchmarks.quality [--seconds 10] [--photos 5]

Jitter: features are tracked from frame to frame (Lucas-Kanade) and held against where the ideal path puts them; per
shot, the standard deviation of the median error of all features, in pixels of the frame.
"""

import json
import subprocess
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.film import FFMPEG, arguments, planned
from benchmarks.render import write_frames
from benchmarks.report import Figure, publish
from functions.render.camera import PhotoSource
from functions.render.encode import raw_input, x264_output
from functions.render.ffmpeg import cpu_count
from functions.render.motion import View
from functions.render.produce import scaled_format

Points = NDArray[np.float32]
EDGE_PX: Final = 40
FEATURES: Final = 150


def vmaf(seconds: float, count: int) -> tuple[float, float]:
    """Mean and 1st percentile over all frames."""
    source = raw_input(scaled_format("9:16", 1.0))
    with tempfile.TemporaryDirectory() as folder:
        frames, film, log = (Path(folder, name) for name in ("frames.yuv", "film.mp4", "vmaf.json"))
        write_frames(frames, seconds, count, 1.0)
        source[-1] = str(frames)
        quiet = [str(FFMPEG), "-v", "error", "-nostdin"]
        subprocess.run([*quiet, *source, *x264_output(cpu_count()), film], check=True)
        graph = f"[0:v][1:v]libvmaf=log_fmt=json:log_path={log}:n_threads={cpu_count()}:n_subsample=3"
        subprocess.run([*quiet, "-i", film, *source, "-lavfi", graph, "-f", "null", "-"], check=True)
        each = [frame["metrics"]["vmaf"] for frame in json.loads(log.read_text())["frames"]]
    return float(np.mean(each)), float(np.percentile(each, 1))


def moved(points: Points, before: View, after: View, size: tuple[int, int]) -> Points:
    """Where the ideal path takes points of one frame in the next."""
    here = np.array([before.left, before.top]) + (points + 0.5) / (np.array(size) * before.zoom)
    there = (here - [after.left, after.top]) * np.array(size) * after.zoom - 0.5
    return np.asarray(there, np.float32)


def error_px(before: NDArray[np.uint8], after: NDArray[np.uint8], views: tuple[View, View]) -> Points:
    """Median of tracked minus ideal place over all features, in x and y."""
    height, width = before.shape
    found = cv2.goodFeaturesToTrack(before, FEATURES, 0.02, EDGE_PX)
    criteria = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 50, 1e-4)
    there, kept, _ = cv2.calcOpticalFlowPyrLK(
        before, after, found, np.empty_like(found), winSize=(31, 31), maxLevel=2, criteria=criteria
    )
    here, there = found[:, 0], there[:, 0]
    inside = np.all((here > EDGE_PX) & (here < (width - EDGE_PX, height - EDGE_PX)), axis=1) & (kept[:, 0] == 1)
    apart = there[inside] - moved(here[inside], *views, (width, height))
    return np.asarray(np.median(apart, axis=0), np.float32)


def jitters(seconds: float, count: int) -> list[float]:
    """Each photo shot's standard deviation of the error, in pixels."""
    found = []
    with planned(seconds, count, 1.0) as film:
        for shot, opener in zip(film.shots, film.openers, strict=True):
            source = opener()
            assert isinstance(source, PhotoSource)
            buffers = []
            for frame in range(shot.frames):
                buffer = np.empty(film.form.frame_bytes, np.uint8)
                source.draw(frame, buffer)
                buffers.append(film.form.planes(buffer)[0])
            views = [source.path.view(frame) for frame in range(shot.frames)]
            steps = zip(pairwise(buffers), pairwise(views), strict=True)
            errors = np.array([error_px(*lumas, seen) for lumas, seen in steps])
            found.append(float((errors - errors.mean(axis=0)).std()))
    return found


def main() -> None:
    given = arguments(__doc__, seconds=10.0, photos=5)
    mean, worst = vmaf(given.seconds, given.photos)
    jitter = jitters(given.seconds, given.photos)
    figures = [
        Figure("VMAF, mean", mean, "", "≥", 96, 1),
        Figure("VMAF, 1st percentile of the frames", worst, digits=1),
        Figure("jitter, shot with the most", max(jitter), "px", "≤", 0.03, 3),
        Figure("jitter, mean of the shots", float(np.mean(jitter)), "px", digits=3),
    ]
    how = f"A film of {given.seconds:.0f} s of voice and {given.photos} photos at full size; VMAF of every third frame."
    publish("quality", "Picture quality", how, figures)


if __name__ == "__main__":
    main()
