"""Compile the lens, the one part of the render function that is not Python, to where `functions/render` loads it from.

    python -m layers.lens.build [--processor native|lambda] [--output functions/render/liblens.so]

The compiler is the one in the wheel of ziglang, pinned by hash in `requirements.txt`, so that nobody needs another; it
must be importable. For AWS the library is built within the image, of the architecture that the image is of.
"""

import argparse
import importlib.util
import os
import platform
import subprocess
import tempfile
from pathlib import Path
from typing import Final

SOURCE: Final = Path(__file__).with_name("lens.c")
OUTPUT: Final = Path("functions/render/liblens.so")
SYSTEMS: Final = {
    "Linux": ("-target", "native-linux-gnu", "-ffreestanding", "-nostdlib"),
    "Darwin": ("-target", "native-macos"),
}
"""The lens calls nothing, and for Linux zig would build a C library first; macOS loads nothing that links none."""
LAMBDA: Final = {"x86_64": "x86_64_v3", "aarch64": "neoverse_n1"}
"""The least that Lambda's processors are: AVX2, and Graviton2.
https://docs.aws.amazon.com/lambda/latest/dg/runtimes-avx2.html
https://docs.aws.amazon.com/lambda/latest/dg/foundation-arch.html"""
FLAGS: Final = ("-std=c17", "-O3", "-Wall", "-Wextra", "-Wconversion", "-Werror", "-shared", "-fPIC")


def compiler() -> Path:
    """Zig's program.

    Raises:
        FileNotFoundError: ziglang is not installed.
    """
    spec = importlib.util.find_spec("ziglang")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("ziglang is not installed; install layers/lens/requirements.txt first")
    return Path(spec.origin).with_name("zig")


def build(zig: Path, output: Path, processor: str) -> None:
    """Compile the lens for this machine's system and for `processor`, by zig's name of it.

    Raises:
        CalledProcessError: it does not compile.
    """
    target = (*SYSTEMS[platform.system()], f"-mcpu={processor}")
    fresh = output.with_suffix(".new")
    with tempfile.TemporaryDirectory() as cache:
        caches = {"ZIG_GLOBAL_CACHE_DIR": cache, "ZIG_LOCAL_CACHE_DIR": cache}
        command = [str(zig), "cc", *FLAGS, *target, "-o", str(fresh), str(SOURCE)]
        subprocess.run(command, check=True, env={**os.environ, **caches})
    fresh.replace(output)


def main() -> None:
    parser = argparse.ArgumentParser(description="Compile the lens.")
    parser.add_argument("--processor", choices=("native", "lambda"), default="native")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    given = parser.parse_args()
    build(compiler(), given.output, "native" if given.processor == "native" else LAMBDA[platform.machine()])


if __name__ == "__main__":
    main()
