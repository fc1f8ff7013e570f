"""CPU time of the whole render stage against x264 alone on the same frames with the same settings.

    python -m benchmarks.render [--seconds 20] [--photos 5] [--rounds 3] [--scale 1.0]

Both are run in turn, so that a change in the machine's speed meets both alike, and medians are compared. The frames
for x264 are written to a temporary file first (3.1 MB each at full size). Everything is CPU time of the process and
all its children; wall time depends on who else uses the machine.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import numpy as np

from functions.render.encode import raw_input, x264_output
from functions.render.ffmpeg import cpu_count
from functions.render.materials import gather
from functions.render.produce import plan_film, scaled_format
from functions.render.step import render_film
from functions.render.studio import Studio
from tests.fakes.film import bed, job, photo
from tests.fakes.store import MemoryStore
from vidx import keys
from vidx.steps import StageInput

LAYER: Final = Path("build/ffmpeg")
SHAPES: Final = ((1500, 2000), (1600, 1200), (900, 1600), (1600, 1600))
MIB: Final = 1024


def photos(count: int) -> list[bytes]:
    return [photo(number + 1, *SHAPES[number % len(SHAPES)]) for number in range(count)]


def cpu_s() -> float:
    """CPU time of this process and its ended children."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def measure_stage(seconds: float, count: int, scale: float) -> dict[str, float]:
    """Run the stage once, in this process."""
    store = MemoryStore()
    job(store, photos(count), seconds, music="upbeat")
    with tempfile.TemporaryDirectory() as music:
        Path(music, "upbeat.wav").write_bytes(bed())
        studio = Studio(LAYER.resolve() / "bin" / "ffmpeg", LAYER.resolve() / "fonts", Path(music), scale)
        cpu, wall = cpu_s(), time.perf_counter()
        result = render_film(StageInput(job_id="j1", attempt=1), lambda _: None, store, studio)
        used = {"cpu_s": cpu_s() - cpu, "wall_s": time.perf_counter() - wall}
    own, child = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {**used, "memory_mib": (own + child) / MIB, "megabytes": len(store.objects[keys.render("j1")]) / 1e6} | {
        "film_s": result.duration_s
    }


def write_frames(path: Path, seconds: float, count: int, scale: float) -> None:
    """The film's frames as one raw file."""
    form = scaled_format("9:16", scale)
    store = MemoryStore()
    request = job(store, photos(count), seconds)
    with ThreadPoolExecutor(1) as painter, path.open("wb") as file:
        film = plan_film(gather(store, request), form, request.job_id, painter)
        buffer, spare = (np.empty(form.frame_bytes, np.uint8) for _ in range(2))
        for frame in range(film.frames):
            film.fill(frame, buffer, spare)
            file.write(buffer.data)


def measure_x264(frames: Path, scale: float) -> dict[str, float]:
    """Encode the raw file, and nothing else."""
    source = raw_input(scaled_format("9:16", scale))
    source[-1] = str(frames)
    command = [str(LAYER / "bin" / "ffmpeg"), "-v", "error", "-nostdin", *source, *x264_output(cpu_count())]
    cpu, wall = cpu_s(), time.perf_counter()
    subprocess.run([*command, "-f", "null", "-"], check=True)
    return {"cpu_s": cpu_s() - cpu, "wall_s": time.perf_counter() - wall}


def median(runs: Sequence[dict[str, float]], name: str) -> float:
    return statistics.median(run[name] for run in runs)


def compare(seconds: float, count: int, scale: float, rounds: int) -> None:
    stage: list[dict[str, float]] = []
    x264: list[dict[str, float]] = []
    arguments = ["--seconds", str(seconds), "--photos", str(count), "--scale", str(scale), "--stage-only"]
    with tempfile.TemporaryDirectory() as folder:
        frames = Path(folder, "frames.yuv")
        write_frames(frames, seconds, count, scale)
        for _ in range(rounds):
            x264.append(measure_x264(frames, scale))
            command = [sys.executable, "-m", "benchmarks.render", *arguments]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            stage.append(json.loads(done.stdout))
    print(f"{'':14}{'CPU s':>8}{'wall s':>8}")
    print(f"{'render stage':14}{median(stage, 'cpu_s'):8.2f}{median(stage, 'wall_s'):8.2f}")
    print(f"{'x264 alone':14}{median(x264, 'cpu_s'):8.2f}{median(x264, 'wall_s'):8.2f}")
    print(f"{'ratio':14}{median(stage, 'cpu_s') / median(x264, 'cpu_s'):8.2f}")
    print(
        f"film {stage[0]['film_s']:.1f} s, {stage[0]['megabytes']:.1f} MB; memory {median(stage, 'memory_mib'):.0f} MiB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=20.0, help="length of the voice")
    parser.add_argument("--photos", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--scale", type=float, default=1.0, help="scales the frame's size")
    parser.add_argument("--stage-only", action="store_true", help="one run of the stage, figures as JSON")
    given = parser.parse_args()
    if given.stage_only:
        print(json.dumps(measure_stage(given.seconds, given.photos, given.scale)))
    else:
        compare(given.seconds, given.photos, given.scale, given.rounds)


if __name__ == "__main__":
    main()
