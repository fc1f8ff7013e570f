"""Duration of a warm job on the running local cloud, from the timestamps of its record.

    python -m benchmarks.pipeline [--rounds 3]

Needs `vidx local up` and a signed-in user (`vidx login --demo`); `make bench` starts both. The first job warms the
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

from benchmarks.report import Figure, write_results

ROOT: Final = Path(__file__).resolve().parents[1]
SCRIPT: Final = (
    "Looking for a camera with a soul? This classic Halden 35 M from 1962 was serviced last spring. "
    "Its 45 mm lens is clear, and the rangefinder is bright and aligned. "
    "It comes with its lens cap, the leather case and one roll of film. Message the seller today!"
)
"""About 18 s when spoken, which makes a video of 20 s."""
OTHER_COLUMNS: Final = ("video", "total", "rest", "render")


def vidx(*arguments: str) -> dict[str, Any]:
    """Run the command with `--json` and return its output."""
    process = subprocess.run(
        [sys.executable, "-m", "cli", *arguments, "--json"], capture_output=True, text=True, cwd=ROOT, check=True
    )
    output: dict[str, Any] = json.loads(process.stdout)
    return output


def one_job(script: Path, folder: Path) -> dict[str, float]:
    """Return the seconds of one job: its video, each stage, the whole job, and all but render."""
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
    medians = {column: statistics.median(job[column] for job in jobs) for column in jobs[0]}
    figures = [
        Figure("everything but render", medians["rest"], "s", "≤", 2.5),
        *(Figure(f"  {name} stage", seconds, "s") for name, seconds in medians.items() if name not in OTHER_COLUMNS),
        Figure("render stage", medians["render"], "s"),
        Figure("the whole job", medians["total"], "s"),
    ]
    method = f"A video of {medians['video']:.1f} s from five photos on the local cloud, warm; medians of {rounds} jobs."
    write_results("pipeline", "The whole pipeline", method, figures)


if __name__ == "__main__":
    main()
