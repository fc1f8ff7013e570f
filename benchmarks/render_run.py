"""The video that the render benchmarks make, and the render stage run on it with everything counted.

    python -m benchmarks.render_run --seconds 20 --photos 5 --scale 1.0 [--watched 1]

prints one run's figures as JSON. CPU time is that of the process and all its children; wall time depends on who else
uses the machine. Watched, the memory of the process and its children (PSS, Linux) is read five times a second, which
costs CPU time; what the kernel keeps as a process's peak would count the parent's memory from before the exec too.
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
MUSIC: Final = "upbeat"
KIB_PER_MIB: Final = 1024
WATCH_EVERY_S: Final = 0.2
Run = dict[str, float]


def cpu_s() -> float:
    """CPU time of this process and its ended children."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def run_counted(command: Sequence[str | Path]) -> Run:
    """CPU and wall seconds of a command."""
    cpu, wall = cpu_s(), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return {"cpu_s": cpu_s() - cpu, "wall_s": time.perf_counter() - wall}


def median(runs: Sequence[Run], name: str) -> float:
    return statistics.median(run[name] for run in runs)


def _tree_mib() -> float:
    """Memory of this process and its children, shared pages counted once (PSS)."""
    tasks = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    total_kib = 0
    for process in ["self", *(child for task in tasks for child in task.read_text().split())]:
        with suppress(OSError, IndexError):  # it has ended meanwhile
            rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
            total_kib += int(rollup.split("\nPss:")[1].split()[0])
    return total_kib / KIB_PER_MIB


@contextmanager
def watched_memory() -> Iterator[list[float]]:
    """The peak of the process tree's memory so far, in MiB, as a list's only element."""
    peak, over = [0.0], threading.Event()

    def watch() -> None:
        while not over.wait(WATCH_EVERY_S):
            peak[0] = max(peak[0], _tree_mib())

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield peak
    finally:
        over.set()
        watcher.join()


def stored_inputs(seconds: float, count: int) -> MemoryStore:
    """A store with all that the stage reads."""
    store = MemoryStore()
    store_job(store, list(photos(count)), seconds, music=MUSIC)
    return store


def render(seconds: float, count: int, scale: float, watched: bool = False) -> Run:
    """Run the stage once in this process; another makes the voice, which takes more memory than the whole stage."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as maker:
        store = maker.submit(stored_inputs, seconds, count).result()
    cpu, wall = cpu_s(), time.perf_counter()
    toolchain = Toolchain(FFMPEG, LAYER / "fonts", MUSIC_DIR, scale)
    with watched_memory() if watched else nullcontext([0.0]) as peak_mib:
        result = render_job(StageInput(job_id="j1", attempt=1), lambda _: None, store, toolchain)
    used = {"cpu_s": cpu_s() - cpu, "wall_s": time.perf_counter() - wall}
    video = store.objects[keys.render("j1")]
    return {**used, "memory_mib": peak_mib[0], "megabytes": len(video) / 1e6, "video_s": result.duration_s}


def render_apart(seconds: float, count: int, scale: float, watched: bool = False) -> Run:
    """Run the stage once in a process of its own."""
    options = ["--seconds", str(seconds), "--photos", str(count), "--scale", str(scale), "--watched", str(int(watched))]
    command = [sys.executable, "-m", "benchmarks.render_run", *options]
    run: Run = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return run


@contextmanager
def planned(seconds: float, count: int, scale: float) -> Iterator[Compositor]:
    """The video as the stage plans it, nothing drawn yet."""
    store = MemoryStore()
    job_id = store_job(store, list(photos(count)), seconds, music=MUSIC).job_id
    order = VideoRequest.model_validate_json(store.get(keys.job_request(job_id)))
    form = scaled_format("9:16", scale)
    with ThreadPoolExecutor(1) as draw_pool:
        inputs, track = load_inputs(store, order, LAYER), find_track(MUSIC_DIR, MUSIC)
        frames = video_frames(inputs.voice_s)
        plan = plan_video(
            inspect_pictures(inputs.photos), form.size, frames, order.seed, words=inputs.words.words,
            beats_s=track.beats_s(frames / FPS) if track else (),
        )  # fmt: skip
        compositor = video_compositor(plan, inputs.photos, form, FFmpeg(FFMPEG, LAYER), draw_pool)
        try:
            yield compositor
        finally:
            compositor.close()


def arguments(doc: str | None, **defaults: Any) -> argparse.Namespace:
    """The command line: `--seconds`, `--photos`, `--rounds`, `--scale`, as far as a benchmark knows them."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in defaults.items():
        parser.add_argument(f"--{name}", type=type(default), default=default)
    return parser.parse_args()


def main() -> None:
    options = arguments(__doc__, seconds=20.0, photos=5, scale=1.0, watched=0)
    list(photos(options.photos))  # made once, outside of what is counted
    print(json.dumps(render(options.seconds, options.photos, options.scale, bool(options.watched))))


if __name__ == "__main__":
    main()
