"""`make images` and `make images-demo`.

python -m local.images build [FUNCTION …]
python -m local.images demo [PHOTO …]
"""

import argparse
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from cli.main import run
from local import cloud
from local.errors import LocalCloudError, NotReady
from local.images.box import remove_leftovers
from local.images.build import ROOTS, WORK, build
from local.paths import ROOT, STATE_DIR_VARIABLE

STATE_DIR: Final = WORK / "cloud"
USAGE: Final = WORK / "usage"
MB: Final = 1_000_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns the exit code: 0 done, 1 could not be done (the reason is on stderr)."""
    parser = argparse.ArgumentParser(prog="python -m local.images", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    building = commands.add_parser("build", help="build every image, or those of some functions")
    building.add_argument("functions", nargs="*", metavar="FUNCTION")
    building.set_defaults(run=lambda options: _build(options.functions))
    demo = commands.add_parser("demo", help="make the sample video on the images")
    demo.add_argument("photos", nargs="*", type=Path, metavar="PHOTO")
    demo.set_defaults(run=lambda options: _demo(options.photos))
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except LocalCloudError as error:
        print(f"images: {error}", file=sys.stderr)
        return 1


def _build(functions: Sequence[str]) -> int:
    for image in build(functions):
        print(f"{image.function:9} {image.size / MB:5.0f} MB {image.seconds:5.0f} s", flush=True)
    return 0


def _demo(photos: Sequence[Path]) -> int:
    """Make a video on a local cloud whose functions run inside their images, and print what they used."""
    if not ROOTS.is_dir() or os.geteuid() != 0:
        raise NotReady("the images' file systems are needed, built by buildah as root: make images")
    shutil.rmtree(USAGE, ignore_errors=True)
    os.environ[STATE_DIR_VARIABLE] = str(STATE_DIR)
    cloud.start(STATE_DIR, cloud.Options(ports=cloud.ANY_PORTS, context={"imageRoots": str(ROOTS)}), on_message=print)
    try:
        files = [str(path) for path in photos or sorted((ROOT / "samples").glob("*.jpg"))]
        details = ["--details", str(ROOT / "samples/details.json"), "--output", str(WORK / "video.mp4")]
        code = run(["login", "--demo"]) or run(["create", *files, *details])
    finally:
        cloud.stop(STATE_DIR)
        remove_leftovers(WORK)
    _print_usage()
    return code


def _print_usage() -> None:
    print("function   memory of its setting     /tmp")
    for function in sorted({path.name.partition("-")[0] for path in USAGE.glob("*.tsv")}):
        used = [[int(number) for number in path.read_text().split()] for path in USAGE.glob(f"{function}-*.tsv")]
        memory, limit, tmp = (max(numbers) for numbers in zip(*used, strict=True))
        print(f"{function:9} {memory:5} MB of {limit:5} MB {tmp:7} MB")


if __name__ == "__main__":
    sys.exit(main())
