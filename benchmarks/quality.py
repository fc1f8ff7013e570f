"""Quality of the encoded video: VMAF against its frames.

python -m benchmarks.quality [--seconds 10] [--photos 5]
"""

import json
import subprocess
import tempfile
from pathlib import Path

import numpy as np

from benchmarks.render import write_frames
from benchmarks.render_run import FFMPEG, arguments
from benchmarks.report import Figure, write_results
from functions.render.output.encoder import raw_input, x264_output
from functions.render.service import scaled_format
from vidx.ffmpeg import cpu_count


def vmaf(seconds: float, count: int) -> tuple[float, float]:
    """Return the mean and the 1st percentile of all frames."""
    source = raw_input(scaled_format("9:16", 1.0))
    with tempfile.TemporaryDirectory() as folder:
        frames, video, log = (Path(folder, name) for name in ("frames.yuv", "video.mp4", "vmaf.json"))
        write_frames(frames, seconds, count, 1.0)
        source[-1] = str(frames)
        quiet = [str(FFMPEG), "-v", "error", "-nostdin"]
        subprocess.run([*quiet, *source, *x264_output(cpu_count()), video], check=True)
        graph = f"[0:v][1:v]libvmaf=log_fmt=json:log_path={log}:n_threads={cpu_count()}:n_subsample=3"
        subprocess.run([*quiet, "-i", video, *source, "-lavfi", graph, "-f", "null", "-"], check=True)
        scores = [frame["metrics"]["vmaf"] for frame in json.loads(log.read_text())["frames"]]
    return float(np.mean(scores)), float(np.percentile(scores, 1))


def main() -> None:
    options = arguments(__doc__, seconds=10.0, photos=5)
    mean, worst = vmaf(options.seconds, options.photos)
    figures = [
        Figure("VMAF, mean", mean, "", "≥", 96, 1),
        Figure("VMAF, 1st percentile of the frames", worst, digits=1),
    ]
    method = (
        f"A video of {options.seconds:.0f} s of voice and {options.photos} photos at full size; "
        "VMAF of every third frame."
    )
    write_results("quality", "Picture quality", method, figures)


if __name__ == "__main__":
    main()
