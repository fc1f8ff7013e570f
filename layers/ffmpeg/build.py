"""Stage the files that the render function reads under /opt: static FFmpeg in `bin/`, caption fonts in `fonts/`.

    python -m layers.ffmpeg.build [--architecture x86_64|arm64] [--output build/ffmpeg]

The zip layer, the container image and the local cloud all use this script. FFmpeg is the binary in the wheel of
imageio-ffmpeg, pinned by hash in `requirements.txt`. For this machine it comes from the running interpreter's
installation, for another one from the wheel that uv downloads. The two large fonts are generated once, in
`build/fonts`, from packages that are pinned beside it. Staged files are hard links where the file system allows them.
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

FOLDER: Final = Path(__file__).parent
OUTPUT: Final = Path("build/ffmpeg")
GENERATED_FONTS: Final = Path("build/fonts")
BUILD_INPUTS: Final = ("make_fonts.py", "font_sources.py", "regional.py", "emoji_sequences.py")
"""Source files that determine the large fonts; a change of one of them generates the fonts again."""
PACKAGE: Final = "imageio_ffmpeg"
WHEEL_PLATFORMS: Final = {"x86_64": "x86_64-manylinux_2_28", "arm64": "aarch64-manylinux_2_28"}
"""uv's name of the wheels' platform, by Lambda's name of the architecture."""
MACHINES: Final = {"x86_64": "x86_64", "amd64": "x86_64", "aarch64": "arm64", "arm64": "arm64"}
"""Lambda's name of the architecture, by Python's name of the machine."""


def this_architecture() -> str:
    """Return Lambda's name of the running machine's architecture."""
    return MACHINES[platform.machine().lower()]


def find_ffmpeg(packages: Path) -> Path:
    """Return FFmpeg's binary in a folder of installed packages.

    Raises:
        FileNotFoundError: imageio-ffmpeg is not there, or has no binary for this platform.
    """
    binaries = [path for path in packages.glob(f"{PACKAGE}/binaries/ffmpeg-*") if path.is_file()]
    if len(binaries) != 1:
        raise FileNotFoundError(f"there is no FFmpeg in {packages}; install layers/ffmpeg/requirements.txt first")
    return binaries[0]


def installed_packages() -> Path:
    """Return the folder from which the running interpreter imports imageio-ffmpeg.

    Raises:
        FileNotFoundError: imageio-ffmpeg is not installed.
    """
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError("imageio-ffmpeg is not installed; install layers/ffmpeg/requirements.txt first")
    return Path(spec.origin).parent.parent


def download_packages(architecture: str, folder: Path) -> Path:
    """Install the pinned wheel for another Linux machine into `folder` by uv, unless the folder exists.

    Raises:
        CalledProcessError: it cannot be downloaded, or its hash is not the pinned one.
    """
    if not folder.exists():
        search_path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
        command = [
            shutil.which("uv", path=search_path) or "uv",
            "pip",
            "install",
            "-q",
            "--python-platform",
            WHEEL_PLATFORMS[architecture],
        ]
        options = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--target", str(folder)]
        subprocess.run([*command, *options, "-r", str(FOLDER / "requirements.txt")], check=True)
    return folder


def link_or_copy(source: Path, target: Path) -> None:
    """Make the file `source` available at `target`: by a hard link if possible, else by a copy.

    Nothing happens when `target` has the same size and time already.
    """
    if target.exists() and (target.samefile(source) or _is_copy(source, target)):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f"{target.name}.new")
    fresh.unlink(missing_ok=True)
    try:
        os.link(source, fresh)
    except OSError:
        shutil.copy2(source, fresh)
    fresh.replace(target)


def _is_copy(source: Path, target: Path) -> bool:
    """Return whether size and time of both files are equal, as after `shutil.copy2`."""
    original, copy = source.stat(), target.stat()
    return (original.st_size, int(original.st_mtime)) == (copy.st_size, int(copy.st_mtime))


def stage_fonts(packages: Path, output: Path) -> None:
    """Stage every font in `output` and remove other files: libass tries to open every file there."""
    newest_input = max(path.stat().st_mtime for path in (FOLDER / name for name in BUILD_INPUTS))
    for source in SOURCES:
        font = (FOLDER / "fonts" if source.in_git else GENERATED_FONTS) / source.output
        if not source.in_git and (not font.exists() or font.stat().st_mtime < newest_input):
            make_font(packages, source, font)
        link_or_copy(font, output / source.output)
    for other in set(output.iterdir()) - {output / source.output for source in SOURCES}:
        other.unlink()


def build(output: Path, architecture: str) -> None:
    """Stage FFmpeg and the fonts in `output`.

    Raises:
        FileNotFoundError: a package of `requirements.txt` is not installed.
        CalledProcessError: the other architecture's wheel cannot be downloaded.
    """
    native = architecture == this_architecture()
    packages = (
        installed_packages() if native else download_packages(architecture, output.with_name(f"wheel-{architecture}"))
    )
    link_or_copy(find_ffmpeg(packages), output / "bin" / "ffmpeg")
    stage_fonts(packages, output / "fonts")
    shutil.copytree(FOLDER / "font-licences", output / "font-licences", dirs_exist_ok=True)
    shutil.copy2(FOLDER / "NOTICE.txt", output / "NOTICE.txt")


def main() -> None:
    parser = argparse.ArgumentParser(description="Stage FFmpeg and the caption fonts.")
    parser.add_argument("--architecture", choices=sorted(WHEEL_PLATFORMS), default=this_architecture())
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    build(arguments.output, arguments.architecture)


if __name__ == "__main__":
    main()
