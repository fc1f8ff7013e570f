"""Growth of the render stage with the video's length and the number of photos: CPU time linear, memory constant.

python -m benchmarks.scale [--rounds 2] [--scale 1.0]
"""

import statistics
from collections.abc import Sequence
from typing import Final

import numpy as np

from benchmarks.render_run import Run, arguments, median, render_apart
from benchmarks.report import Figure, write_results

SECONDS: Final = (15.0, 30.0, 60.0, 120.0)
COUNTS: Final = (3, 6, 10)
USUAL_COUNT: Final = 6
USUAL_S: Final = 30.0


def r_squared(xs: Sequence[float], ys: Sequence[float]) -> float:
    """Return the share of the variance of `ys` that the best straight line explains."""
    slope, offset = np.polyfit(xs, ys, 1)
    rest = sum((y - slope * x - offset) ** 2 for x, y in zip(xs, ys, strict=True))
    return float(1 - rest / sum((y - statistics.fmean(ys)) ** 2 for y in ys))


def main() -> None:
    options = arguments(__doc__, rounds=2, scale=1.0)
    cases = [*((s, USUAL_COUNT) for s in SECONDS), *((USUAL_S, n) for n in COUNTS if n != USUAL_COUNT)]
    runs: dict[tuple[float, int], list[Run]] = {case: [] for case in cases}
    for _ in range(options.rounds):
        for seconds, count in cases:
            runs[seconds, count].append(render_apart(seconds, count, options.scale, memory=True))
    by_length = [runs[s, USUAL_COUNT] for s in SECONDS]
    videos = [median(group, "video_s") for group in by_length]
    cpus = [median(group, "cpu_s") for group in by_length]
    memory = [median(group, "memory_mib") for group in by_length]
    figures = [
        Figure("CPU by length: R² of a straight line", r_squared(videos, cpus), "", "≥", 0.99, 4),
        Figure("memory, 120 s ÷ 15 s", memory[-1] / memory[0], "", "≤", 1.1),
        *(
            Figure(
                f"{seconds:.0f} s, {count} photos: CPU per second of video", median(f, "cpu_s") / median(f, "video_s")
            )
            for (seconds, count), f in runs.items()
        ),
        *(
            Figure(f"{seconds:.0f} s, {count} photos: memory", median(f, "memory_mib"), "MiB", digits=0)
            for (seconds, count), f in runs.items()
        ),
    ]
    write_results(
        "scale", "Length and photos", f"Medians of {options.rounds} rounds of the whole render stage.", figures
    )


if __name__ == "__main__":
    main()
