"""A warm job's way through the running local cloud, from its record's own timestamps.

    python -m benchmarks.pipeline [--rounds 3]

Needs `vidx local up` and a signed-in user (`vidx login --demo`; `make bench` sees to both); the first job warms the
functions and does not count.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from benchmarks.report import Figure, publish

ROOT: Final = Path(__file__).resolve().parents[1]
SCRIPT: Final = (
    "Looking for a camera with a soul? This classic Halden 35 M from 1962 was serviced last spring. "
    "Its 45 mm lens is clear, and the rangefinder is bright and aligned. "
    "It comes with its lens cap, the leather case and one roll of film. Message the seller today!"
)
"""About 18 s when spoken, which makes a video of 20 s."""
WHOLE: Final = ("video", "total", "rest", "render")


def vidx(*arguments: str) -> dict[str, Any]:
    """What the command prints with `--json`."""
    process = subprocess.run(
        [sys.executable, "-m", "cli", *arguments, "--json"], capture_output=True, text=True, cwd=ROOT, check=True
    )
    printed: dict[str, Any] = json.loads(process.stdout)
    return printed


def one_job(script: Path, folder: Path) -> dict[str, float]:
    """Seconds of one job: of its video, each stage, the whole, and all but render."""
    photos = [str(path) for path in sorted((ROOT / "samples").glob("*.jpg"))]
    details = ["--details", str(ROOT / "samples/details.json"), "--script", str(script)]
    job = vidx("create", *photos, *details, "--output", str(folder / "video.mp4"))
    total_s = (datetime.fromisoformat(job["updatedAt"]) - datetime.fromisoformat(job["createdAt"])).total_seconds()
    stages = {stage["name"]: stage["seconds"] for stage in job["stages"]}
    return {**stages, "video": job["duration"], "total": total_s, "rest": total_s - stages["render"]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    rounds: int = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "script.txt"
        script.write_text(SCRIPT, encoding="utf-8")
        one_job(script, Path(folder))
        jobs = [one_job(script, Path(folder)) for _ in range(rounds)]
    each = {column: statistics.median(job[column] for job in jobs) for column in jobs[0]}
    figures = [
        Figure("everything but render", each["rest"], "s", "≤", 2.5),
        *(Figure(f"  {name} stage", seconds, "s") for name, seconds in each.items() if name not in WHOLE),
        Figure("render stage", each["render"], "s"),
        Figure("the whole job", each["total"], "s"),
    ]
    how = f"A video of {each['video']:.1f} s from five photos on the local cloud, warm; medians of {rounds} jobs."
    publish("pipeline", "The whole pipeline", how, figures)


if __name__ == "__main__":
    main()
