"""The video of the render benchmarks, and one measured run of the render stage on it.

    python -m benchmarks.render_run --seconds 20 --photos 5 --scale 1.0 [--memory 1]

prints the figures of one run as JSON. CPU time is that of the process and all its children; wall time depends on other
work on the machine. With `--memory 1`, the memory of the process and its children (PSS, Linux) is read five times a
second, which costs CPU time. The kernel's own peak of a process is of no use: it includes the parent's memory before
`exec`.
"""

import argparse
import json
import multiprocessing
import os
import resource
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any, Final

from benchmarks.pictures import photos
from functions.render.audio.music import find_track
from functions.render.compositing.compositor import Compositor, video_compositor
from functions.render.compositing.photo import inspect_pictures
from functions.render.inputs import load_inputs
from functions.render.planning.plan import plan_video
from functions.render.planning.timeline import video_frames
from functions.render.service import render_job, scaled_format
from functions.render.toolchain import Toolchain
from testing.render_job import store_job
from testing.store import MemoryStore
from vidx import keys
from vidx.ffmpeg import FFmpeg
from vidx.jobs.events import StageInput
from vidx.jobs.request import VideoRequest
from vidx.options import FPS

LAYER: Final = Path("build/ffmpeg").resolve()
FFMPEG: Final = LAYER / "bin" / "ffmpeg"
MUSIC_DIR: Final = Path("layers/music").resolve()
TRACK: Final = "upbeat"
KIB_PER_MIB: Final = 1024
SAMPLE_EVERY_S: Final = 0.2
Run = dict[str, float]


def cpu_s() -> float:
    """Return the CPU time of this process and of its children that have ended."""
    usages = [resource.getrusage(process) for process in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def run_measured(command: Sequence[str | Path]) -> Run:
    """Run a command and return its CPU and wall seconds."""
    cpu, wall = cpu_s(), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return {"cpu_s": cpu_s() - cpu, "wall_s": time.perf_counter() - wall}


def median(runs: Sequence[Run], name: str) -> float:
    return statistics.median(run[name] for run in runs)


def _tree_mib() -> float:
    """Return the memory of this process and its children in MiB; shared pages count once (PSS)."""
    tasks = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    total_kib = 0
    for process in ["self", *(child for task in tasks for child in task.read_text().split())]:
        with suppress(OSError, IndexError):  # the process has ended in the meantime
            rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
            total_kib += int(rollup.split("\nPss:")[1].split()[0])
    return total_kib / KIB_PER_MIB


@contextmanager
def measured_memory() -> Iterator[list[float]]:
    """Yield a list whose only element is the peak of the process tree's memory so far, in MiB."""
    peak, is_over = [0.0], threading.Event()

    def sample() -> None:
        while not is_over.wait(SAMPLE_EVERY_S):
            peak[0] = max(peak[0], _tree_mib())

    sampler = threading.Thread(target=sample)
    sampler.start()
    try:
        yield peak
    finally:
        is_over.set()
        sampler.join()


def input_store(seconds: float, count: int) -> MemoryStore:
    """Return a store with all inputs of the stage."""
    store = MemoryStore()
    store_job(store, list(photos(count)), seconds, music=TRACK)
    return store


def render(seconds: float, count: int, scale: float, memory: bool = False) -> Run:
    """Run the stage once in this process.

    Another process synthesizes the voice, since that takes more memory than the whole stage.
    """
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as executor:
        store = executor.submit(input_store, seconds, count).result()
    cpu, wall = cpu_s(), time.perf_counter()
    toolchain = Toolchain(FFMPEG, LAYER / "fonts", MUSIC_DIR, scale)
    with measured_memory() if memory else nullcontext([0.0]) as peak_mib:
        result = render_job(StageInput(job_id="j1", attempt=1), lambda _: None, store, toolchain)
    cost = {"cpu_s": cpu_s() - cpu, "wall_s": time.perf_counter() - wall}
    video = store.objects[keys.render("j1")]
    return {**cost, "memory_mib": peak_mib[0], "megabytes": len(video) / 1e6, "video_s": result.duration_s}


def render_apart(seconds: float, count: int, scale: float, memory: bool = False) -> Run:
    """Run the stage once in a process of its own."""
    options = ["--seconds", str(seconds), "--photos", str(count), "--scale", str(scale), "--memory", str(int(memory))]
    command = [sys.executable, "-m", "benchmarks.render_run", *options]
    run: Run = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return run


@contextmanager
def planned(seconds: float, count: int, scale: float) -> Iterator[Compositor]:
    """Yield the compositor of the benchmark video; no frame is drawn yet."""
    store = MemoryStore()
    job_id = store_job(store, list(photos(count)), seconds, music=TRACK).job_id
    request = VideoRequest.model_validate_json(store.get(keys.job_request(job_id)))
    frame_format = scaled_format("9:16", scale)
    with ThreadPoolExecutor(1) as loader:
        inputs, track = load_inputs(store, request, LAYER), find_track(MUSIC_DIR, TRACK)
        frames = video_frames(inputs.voice_s)
        plan = plan_video(
            inspect_pictures(inputs.photos), frame_format.size, frames, request.seed, words=inputs.timings.words,
            beats_s=track.beats_s(frames / FPS) if track else (),
        )  # fmt: skip
        compositor = video_compositor(plan, inputs.photos, frame_format, FFmpeg(FFMPEG, LAYER), loader)
        try:
            yield compositor
        finally:
            compositor.close()


def arguments(doc: str | None, **defaults: Any) -> argparse.Namespace:
    """Parse the command line: one option for each of `defaults`, of the same type."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in defaults.items():
        parser.add_argument(f"--{name}", type=type(default), default=default)
    return parser.parse_args()


def main() -> None:
    options = arguments(__doc__, seconds=20.0, photos=5, scale=1.0, memory=0)
    list(photos(options.photos))  # written before the measured run
    print(json.dumps(render(options.seconds, options.photos, options.scale, bool(options.memory))))


if __name__ == "__main__":
    main()
