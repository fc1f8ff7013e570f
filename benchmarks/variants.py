"""What the resize kernel in C and `vmsplice` save: CPU seconds of the whole render stage with and without each.

    python -m benchmarks.variants [--seconds 20] [--photos 5] [--rounds 3] [--scale 1.0]

Each run has a process of its own, in which one function is replaced: `vmsplice` by `os.write`, or the kernel by
OpenCV's bilinear `warpAffine` and `resize`. The variants take turns, so that changes of the machine's speed affect all
alike; medians are compared. A part that saves less than 5 % of the stage's CPU time is not worth its code (decisions
0006 and 0017).
"""

import ctypes
import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from typing import Final
from unittest.mock import patch

import cv2
import numpy as np

from benchmarks.pictures import photos
from benchmarks.render_run import Run, arguments, median, render
from benchmarks.report import Figure, write_results
from functions.render.compositing import downscale, photo_source
from functions.render.compositing.frame import Image
from functions.render.compositing.subpixel_resize import Axis
from functions.render.output import encoder
from functions.render.output.frame_pipe import FramePipe

MIN_RATIO: Final = 1.05
"""Smallest ratio of CPU time without a part to that of the stage as it is, for the part to stay."""


def write_copy(pipe: int, address: int, length: int) -> int:
    """Send memory with `os.write`, which copies it; return the number of bytes sent."""
    return os.write(pipe, (ctypes.c_char * length).from_address(address))


def warp(source: Image, across: Axis, down: Axis, target: Image) -> None:
    """Fill `target` as `subpixel_resize` does, by OpenCV: `resize` for the whole source, `warpAffine` for a part."""
    size = (across.length, down.length)
    height, width = source.shape
    if across[:2] == (0.0, width / across.length) and down[:2] == (0.0, height / down.length):
        cv2.resize(source, size, dst=target, interpolation=cv2.INTER_LINEAR)
        return
    matrix = np.array([
        [across.step, 0, across.start + across.step / 2 - 0.5],
        [0, down.step, down.start + down.step / 2 - 0.5],
    ])  # fmt: skip
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    target[...] = cv2.warpAffine(source, matrix, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)


def remove_vmsplice() -> None:
    patch.object(encoder, "FramePipe", partial(FramePipe, send=write_copy)).start()


def remove_kernel() -> None:
    for module in (photo_source, downscale):
        patch.object(module, "subpixel_resize", warp).start()


VARIANTS: Final[dict[str, Callable[[], None]]] = {
    "as is": lambda: None,
    "without vmsplice": remove_vmsplice,
    "without the kernel": remove_kernel,
}
"""Name → function that changes the render stage of this process."""


def render_variant(variant: str, seconds: float, count: int, scale: float) -> Run:
    """Run the stage once in a process of its own."""
    options = ["--variant", variant, "--seconds", str(seconds), "--photos", str(count), "--scale", str(scale)]
    command = [sys.executable, "-m", "benchmarks.variants", *options]
    run: Run = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return run


def main() -> None:
    options = arguments(__doc__, seconds=20.0, photos=5, rounds=3, scale=1.0, variant="")
    if options.variant:
        VARIANTS[options.variant]()
        print(json.dumps(render(options.seconds, options.photos, options.scale)))
        return
    list(photos(options.photos))  # written before the first measured run
    runs: dict[str, list[Run]] = {variant: [] for variant in VARIANTS}
    for _ in range(options.rounds):
        for variant, variant_runs in runs.items():
            variant_runs.append(render_variant(variant, options.seconds, options.photos, options.scale))
    cpu_s = {variant: median(variant_runs, "cpu_s") for variant, variant_runs in runs.items()}
    figures = [Figure(f"CPU, {variant}", seconds, "s") for variant, seconds in cpu_s.items()]
    figures += [
        Figure(f"CPU, {variant} ÷ as is", seconds / cpu_s["as is"], "", "≥", MIN_RATIO, 3)
        for variant, seconds in cpu_s.items()
        if variant != "as is"
    ]
    method = (
        f"The render stage on {options.photos} photos and {options.seconds:.0f} s of voice at scale {options.scale:g}, "
        f"as it is and with one part replaced, in turn; medians of {options.rounds} rounds."
    )
    write_results("variants", "The resize kernel and vmsplice", method, figures)


if __name__ == "__main__":
    main()
