"""`make images`, `make images-base`, `make images-demo` and the box's half of `make sam-invoke`.

python -m local.images base
python -m local.images build [FUNCTION …]
python -m local.images demo [--long] [PHOTO …]
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple
from pathlib import Path
from typing import Final

from cli.main import run
from layers.ffmpeg.build import OUTPUT as FFMPEG_OUTPUT
from local import cloud, sample_events, sample_job
from local.errors import ImageFailed, LocalCloudError, NotReady
from local.images import base, contents
from local.images.box import remove_leftovers
from local.images.build import ROOTS, Image, build
from local.images.buildah import WORK
from local.images.invoke import USAGE, Usage, environment, has_boxes, invoke
from local.paths import ROOT, STATE_DIR_VARIABLE
from vidx.jobs.model import Stage
from vidx.options import MAX_SCRIPT_CHARS

STATE_DIR: Final = WORK / "cloud"
MB: Final = 1_000_000
SMALL_MB: Final = 190
LIMITS_MB: Final[Mapping[str, int]] = {"api": 220, "captions": 290, "photos": 380, "render": 600}
"""Largest size of an image with its base, in MB, where it is not `SMALL_MB`."""
FAILED: Final = 1
STAGE_ORDER: Final = [stage.value for stage in Stage]
LONG_PHOTOS: Final = 7
LONG_CLIPS: Final = 3
CLIP_S: Final = 20


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns the exit code: 0 done, 1 could not be done (the reason is on stderr)."""
    parser = argparse.ArgumentParser(
        prog="python -m local.images", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    preparing = commands.add_parser("base", help="build the base image of machines without a container engine")
    preparing.set_defaults(run=lambda _: print(base.prepare()) or 0)
    building = commands.add_parser("build", help="build every image, or those of some functions, and invoke them")
    building.add_argument("functions", nargs="*", metavar="FUNCTION")
    building.set_defaults(run=lambda options: build_and_invoke(options.functions))
    demo = commands.add_parser("demo", help="make the sample video on the images")
    demo.add_argument("--long", action="store_true", help="make the longest video that the product allows")
    demo.add_argument("photos", nargs="*", type=Path, metavar="PHOTO")
    demo.set_defaults(run=lambda options: make_demo(options.photos, is_long=options.long))
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except LocalCloudError as error:
        print(f"images: {error}", file=sys.stderr)
        return FAILED


def build_and_invoke(names: Sequence[str]) -> int:
    """Build images, print what they are, and invoke each with its sample events.

    Raises:
        ImageFailed: an image does not build, or its contents are wrong.
        SampleFailed: a function does not return what it must.
    """
    print("function      size    limit  layers  build", flush=True)
    images = []
    for image in build(names):
        images.append(image)
        size = f"{image.size / MB:5.0f} MB  {limit_mb(image):3} MB"
        print(f"{image.function:9} {size}  {image.layers:6}  {image.seconds:3.0f} s", flush=True)
        if faults := contents.faults(ROOTS / image.function):
            raise ImageFailed(f"the image of {image.function}: {'; '.join(faults[:10])}")
    if not has_boxes():
        print("The images were not invoked: the boxes need Linux and root.")
    else:
        invoke_samples([image.function for image in images])
    large = [image.function for image in images if image.size > limit_mb(image) * MB]
    if large:
        print(f"images: larger than the limit: {', '.join(large)}", file=sys.stderr)
    return FAILED if large else 0


def limit_mb(image: Image) -> int:
    return LIMITS_MB.get(image.function, SMALL_MB)


def invoke_samples(functions: Sequence[str]) -> None:
    """Invoke functions in their boxes with their sample events, on a cloud of their own, and print what they used.

    Raises:
        SampleFailed: a function does not return what it must.
    """
    print("\nfunction   starts in   memory of its setting      /tmp of its setting   events", flush=True)
    with _own_cloud({}) as running:
        stages = [stage for stage in STAGE_ORDER if stage in functions]
        others = sorted(set(functions) - set(stages))  # first: the sweeps wait for unfinished jobs
        for function in others:
            _invoke_samples(running, function)
        if stages:
            sample_job.create(running)
            for stage in STAGE_ORDER[: STAGE_ORDER.index(stages[-1]) + 1]:
                if stage in stages:
                    _invoke_samples(running, stage)
                else:
                    sample_job.invoke(running, stage)


def _invoke_samples(running: cloud.Cloud, function: str) -> None:
    names = sample_events.names(function)
    settings = environment(sample_job.configuration(running, function), running.description.aws_endpoint)
    outcome = invoke(function, [sample_events.sample(name) for name in names], settings)
    for name, result in zip(names, outcome.results, strict=True):
        sample_events.check(name, result)
    print(f"{function:9} {outcome.start_cpu_s:6.2f} CPU s {_used(outcome.usage)}   {', '.join(names)}: ok", flush=True)


def _used(usage: Usage) -> str:
    memory = f"{usage.memory_mb:5} MB of {usage.memory_limit_mb:5} MB"
    return f"{memory} {usage.tmp_mb:5} MB of {usage.tmp_limit_mb:5} MB"


def make_demo(photos: Sequence[Path], *, is_long: bool) -> int:
    """Make a video on a local cloud whose functions run inside their images, and print what they used."""
    names = sorted(handler.parent.name for handler in ROOT.glob("functions/*/handler.py"))
    missing = [name for name in names if not (ROOTS / name).is_dir()]
    if missing or not has_boxes():
        raise NotReady(
            "the images' file systems are needed, on Linux and as root; run first: make images"
            + (f" (there is none of {', '.join(missing)})" if missing else "")
        )
    shutil.rmtree(USAGE, ignore_errors=True)
    details = ["--details", str(ROOT / "samples/details.json"), "--output", str(WORK / "video.mp4")]
    files = list(photos) or sorted((ROOT / "samples").glob("*.jpg"))
    if is_long:
        files, script = long_video(files)
        details += ["--script", str(script), "--duration", "30"]
    with _own_cloud({"imageRoots": str(ROOTS)}):
        code = run(["login", "--demo"]) or run(["create", *map(str, files), *details])
    _print_usage()
    return code


def long_video(photos: Sequence[Path]) -> tuple[list[Path], Path]:
    """Return files and a script for the longest video that the product allows: 10 files, three of them clips."""
    folder = WORK / "long"
    folder.mkdir(parents=True, exist_ok=True)
    pictures = [photos[number % len(photos)] for number in range(LONG_PHOTOS)]
    return [*pictures, *(_clip(folder, number, photos) for number in range(LONG_CLIPS))], _long_script(folder)


def _clip(folder: Path, number: int, photos: Sequence[Path]) -> Path:
    """Encode a clip in which the picture moves."""
    clip = folder / f"{number}.mp4"
    photo = ["-loop", "1", "-framerate", "30", "-i", str(photos[number % len(photos)])]
    moving = f"scale=2400:-2,crop=1920:1080:x='(iw-ow)*t/{CLIP_S}':y='(ih-oh)/2'"
    codec = ["-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-t", str(CLIP_S)]
    command = [str(ROOT / FFMPEG_OUTPUT / "bin/ffmpeg"), "-v", "error", "-y", *photo, "-vf", moving, *codec, str(clip)]
    subprocess.run(command, check=True)
    return clip


def _long_script(folder: Path) -> Path:
    """Write a script of as many sentences as a script may have."""
    description = json.loads((ROOT / "samples/details.json").read_text(encoding="utf-8"))["description"]
    sentences = [f"{sentence.rstrip('.')}." for sentence in description.split(". ")]
    script = ""
    while True:
        for sentence in sentences:
            if len(script) + len(sentence) + 1 > MAX_SCRIPT_CHARS:
                path = folder / "script.txt"
                path.write_text(script.strip(), encoding="utf-8")
                return path
            script += f" {sentence}"


@contextmanager
def _own_cloud(context: Mapping[str, str]) -> Iterator[cloud.Cloud]:
    os.environ[STATE_DIR_VARIABLE] = str(STATE_DIR)
    running = cloud.start(STATE_DIR, cloud.Options(ports=cloud.ANY_PORTS, context=context), on_message=_print_progress)
    try:
        yield running
    finally:
        running.stop()
        remove_leftovers(WORK)


def _print_progress(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def _print_usage() -> None:
    print("function     memory of its setting      /tmp of its setting")
    for function in sorted({path.name.partition("-")[0] for path in USAGE.glob("*.tsv")}):
        used = [Usage.read(path) for path in USAGE.glob(f"{function}-*.tsv")]
        print(f"{function:9} {_used(Usage(*(max(numbers) for numbers in zip(*map(astuple, used), strict=True))))}")


if __name__ == "__main__":
    sys.exit(main())
