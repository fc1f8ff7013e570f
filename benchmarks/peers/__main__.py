"""CPU time of the render stage against MoviePy and FFmpeg's zoompan on the same video.

    python -m benchmarks.peers [--seconds 8] [--photos 3] [--rounds 3]

All use the same photos, length, shots, captions, music and x264 settings, and run in turn; medians of the rounds.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from benchmarks.peers import zoompan
from benchmarks.pictures import photos
from benchmarks.render_run import FFMPEG, LAYER, Run, arguments, median, planned, render_apart, run_measured
from benchmarks.report import Figure, write_results
from functions.render.output.encoder import X264_PARAMS
from functions.render.planning.timeline import TRANSITION_FRAMES
from testing.render_job import captions, music, voice, words_for
from vidx.ffmpeg import cpu_count
from vidx.options import FPS, FRAME_SIZES

FOLDER: Final = Path(__file__).parent
PYTHON: Final = Path("build/peers/bin/python").absolute()
ZOOM: Final = (1.0, 1.14)
WORDS_PER_CUE: Final = 3


def install() -> None:
    """Install MoviePy into an environment of its own, from its locked requirements."""
    uv = [str(Path(sys.executable).parent / "uv")]
    subprocess.run([*uv, "venv", "--quiet", "--clear", "--python", sys.executable, PYTHON.parents[1]], check=True)
    requirements: list[str | Path] = ["--require-hashes", "-r", FOLDER / "requirements.txt"]
    subprocess.run([*uv, "pip", "install", "--quiet", "--python", PYTHON, *requirements], check=True)


def write_inputs(folder: Path, seconds: float, count: int) -> dict[str, Any]:
    """Write all inputs of the video, and return its specification."""
    words = words_for(seconds)
    files = {"voice.wav": voice(words), "music.wav": music(), "captions.ass": captions(words)}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    paths = [folder / f"{number}.jpg" for number in range(count)]
    for path, photo in zip(paths, photos(count), strict=True):
        path.write_bytes(photo)
    with planned(seconds, count, 1.0) as compositor:
        shots, frames = compositor.shots, compositor.frame_count
    groups = [words.words[i : i + WORDS_PER_CUE] for i in range(0, len(words.words), WORDS_PER_CUE)]
    return {
        "size": FRAME_SIZES["9:16"],
        "fps": FPS,
        "fade_s": TRANSITION_FRAMES / FPS,
        "video_s": frames / FPS,
        "threads": cpu_count(),
        "x264": ["-crf", "20", "-g", "60", "-x264-params", X264_PARAMS, "-pix_fmt", "yuv420p"],
        "font": str(LAYER / "fonts" / "montserrat-extrabold.ttf"),
        "fonts": str(LAYER / "fonts"),
        "ass": str(folder / "captions.ass"),
        "voice": str(folder / "voice.wav"),
        "music": str(folder / "music.wav"),
        "shots": [
            {
                "photo": str(paths[shot.photo]),
                "start_s": shot.start / FPS,
                "frames": shot.frames,
                "length_s": shot.frames / FPS,
                "zoom": ZOOM,
            }
            for shot in shots
        ],
        "cues": [
            {"text": " ".join(w.text for w in group), "start_s": group[0].start_s, "end_s": group[-1].end_s}
            for group in groups
        ],
    }


def main() -> None:
    options = arguments(__doc__, seconds=8.0, photos=3, rounds=3)
    install()
    stage: list[Run] = []
    moviepy_runs: list[Run] = []
    zoompan_runs: list[Run] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        spec = write_inputs(folder, options.seconds, options.photos)
        (folder / "spec.json").write_text(json.dumps(spec), encoding="utf-8")
        os.environ["FFMPEG_BINARY"] = os.environ["IMAGEIO_FFMPEG_EXE"] = str(FFMPEG)
        for _ in range(options.rounds):
            stage.append(render_apart(options.seconds, options.photos, 1.0))
            script = str(FOLDER / "moviepy_video.py")
            moviepy_runs.append(run_measured([PYTHON, script, folder / "spec.json", folder / "moviepy.mp4"]))
            zoompan_runs.append(run_measured([FFMPEG, *zoompan.arguments(spec, str(folder / "zoompan.mp4"))]))
    figures = [
        Figure("CPU, MoviePy ÷ render stage", median(moviepy_runs, "cpu_s") / median(stage, "cpu_s"), "", "≥", 12, 1),
        Figure("CPU, zoompan ÷ render stage", median(zoompan_runs, "cpu_s") / median(stage, "cpu_s"), "", "≥", 2.2, 1),
        Figure("CPU, render stage", median(stage, "cpu_s"), "s", digits=1),
        Figure("CPU, MoviePy", median(moviepy_runs, "cpu_s"), "s", digits=1),
        Figure("CPU, zoompan", median(zoompan_runs, "cpu_s"), "s", digits=1),
    ]
    method = (
        f"A video of {spec['video_s']:.1f} s from {options.photos} photos at 1080×1920 with captions and music by "
        f"three programs, in turn, with the same x264 settings; medians of {options.rounds} rounds."
    )
    write_results("peers", "The same video by other programs", method, figures)


if __name__ == "__main__":
    main()
