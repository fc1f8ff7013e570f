"""Stage what the render function finds under /opt: the static FFmpeg in `bin/`, the caption fonts in `fonts/`.

    python -m layers.ffmpeg.build [--architecture x86_64|arm64] [--output build/ffmpeg]

One script for the zip layer, the container image and the local cloud. FFmpeg is the binary in the wheel of
imageio-ffmpeg, pinned by hash in `requirements.txt`: taken from the running interpreter's installation, or, for
another machine, out of the wheel that uv fetches for it. The two large fonts are made out of packages pinned beside
it, once, in `build/fonts`. Staging again takes no time: files are hard links where the file system allows one.
"""

import argparse
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from layers.ffmpeg.font_sources import SOURCES
from layers.ffmpeg.make_fonts import make_font

HERE: Final = Path(__file__).parent
OUTPUT: Final = Path("build/ffmpeg")
MADE_FONTS: Final = Path("build/fonts")
RECIPE: Final = ("make_fonts.py", "font_sources.py", "regional.py", "signs.py")
"""What the large fonts follow from."""
PACKAGE: Final = "imageio_ffmpeg"
WHEEL_PLATFORMS: Final = {"x86_64": "x86_64-manylinux_2_28", "arm64": "aarch64-manylinux_2_28"}
"""Lambda's names of the architectures, and what uv calls the wheels' platform."""
MACHINES: Final = {"x86_64": "x86_64", "amd64": "x86_64", "aarch64": "arm64", "arm64": "arm64"}


def this_architecture() -> str:
    """Lambda's name of the running machine's architecture."""
    return MACHINES[platform.machine().lower()]


def binary_in(packages: Path) -> Path:
    """FFmpeg's binary in a folder of installed packages.

    Raises:
        FileNotFoundError: imageio-ffmpeg is not there, or has no binary for this platform.
    """
    found = [path for path in packages.glob(f"{PACKAGE}/binaries/ffmpeg-*") if path.is_file()]
    if len(found) != 1:
        raise FileNotFoundError(f"there is no FFmpeg in {packages}; install layers/ffmpeg/requirements.txt first")
    return found[0]


def installed_packages() -> Path:
    """The folder from which the running interpreter imports imageio-ffmpeg."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError("imageio-ffmpeg is not installed; install layers/ffmpeg/requirements.txt first")
    return Path(spec.origin).parent.parent


def fetched_packages(architecture: str, folder: Path) -> Path:
    """Have uv install the pinned wheel for another Linux machine into `folder`, unless it is there.

    Raises:
        CalledProcessError: it cannot be fetched, or its hash is not the pinned one.
    """
    if not folder.exists():
        near = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
        command = [
            shutil.which("uv", path=near) or "uv",
            "pip",
            "install",
            "-q",
            "--python-platform",
            WHEEL_PLATFORMS[architecture],
        ]
        wanted = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--target", str(folder)]
        subprocess.run([*command, *wanted, "-r", str(HERE / "requirements.txt")], check=True)
    return folder


def place(source: Path, target: Path) -> None:
    """Have the file `source` at `target` too, as a hard link if possible; nothing happens if it is there already."""
    if target.exists() and (target.samefile(source) or _looks_like(source, target)):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f"{target.name}.new")
    fresh.unlink(missing_ok=True)
    try:
        os.link(source, fresh)
    except OSError:
        shutil.copy2(source, fresh)
    fresh.replace(target)


def _looks_like(source: Path, target: Path) -> bool:
    ours, theirs = source.stat(), target.stat()
    return (ours.st_size, int(ours.st_mtime)) == (theirs.st_size, int(theirs.st_mtime))


def stage_fonts(packages: Path, output: Path) -> None:
    """Have every font in `output`, and nothing else: libass tries to open whatever lies there."""
    recipe = max(path.stat().st_mtime for path in (HERE / name for name in RECIPE))
    for source in SOURCES:
        made = (HERE / "fonts" if source.in_git else MADE_FONTS) / source.output
        if not source.in_git and (not made.exists() or made.stat().st_mtime < recipe):
            make_font(packages, source, made)
        place(made, output / source.output)
    for stray in set(output.iterdir()) - {output / source.output for source in SOURCES}:
        stray.unlink()


def build(output: Path, architecture: str) -> None:
    """Stage FFmpeg and the fonts in `output`.

    Raises:
        FileNotFoundError: a package of `requirements.txt` is not installed.
        CalledProcessError: the other architecture's wheel cannot be fetched.
    """
    native = architecture == this_architecture()
    packages = (
        installed_packages() if native else fetched_packages(architecture, output.with_name(f"wheel-{architecture}"))
    )
    place(binary_in(packages), output / "bin" / "ffmpeg")
    stage_fonts(packages, output / "fonts")
    shutil.copytree(HERE / "font-licences", output / "font-licences", dirs_exist_ok=True)
    shutil.copy2(HERE / "NOTICE.txt", output / "NOTICE.txt")


def main() -> None:
    parser = argparse.ArgumentParser(description="Stage FFmpeg and the caption fonts.")
    parser.add_argument("--architecture", choices=sorted(WHEEL_PLATFORMS), default=this_architecture())
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    build(arguments.output, arguments.architecture)


if __name__ == "__main__":
    main()
