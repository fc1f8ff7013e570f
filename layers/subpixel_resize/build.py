"""Compile the resize kernel, the only C code of the render function, to where `functions/render` loads it from.

    python -m layers.subpixel_resize.build [--processor native|lambda] [--output PATH]

The compiler comes with the ziglang wheel, pinned by hash in `requirements.txt`; it must be importable. For AWS the
library is built inside the image, for the image's architecture.
"""

import argparse
import importlib.util
import os
import platform
import subprocess
import tempfile
from pathlib import Path
from typing import Final

SOURCE: Final = Path(__file__).with_name("subpixel_resize.c")
OUTPUT: Final = Path("functions/render/compositing/libsubpixel_resize.so")
SYSTEMS: Final = {
    "Linux": ("-target", "native-linux-gnu", "-ffreestanding", "-nostdlib"),
    "Darwin": ("-target", "native-macos"),
}
"""The kernel calls no library. Without these flags zig builds a C library first on Linux; macOS needs one linked."""
LAMBDA: Final = {"x86_64": "x86_64_v3", "aarch64": "neoverse_n1"}
"""The oldest processors that Lambda uses: AVX2, and Graviton2.
https://docs.aws.amazon.com/lambda/latest/dg/runtimes-avx2.html
https://docs.aws.amazon.com/lambda/latest/dg/foundation-arch.html"""
FLAGS: Final = ("-std=c17", "-O3", "-Wall", "-Wextra", "-Wconversion", "-Werror", "-shared", "-fPIC")


def compiler() -> Path:
    """Return the path of the zig program.

    Raises:
        FileNotFoundError: ziglang is not installed.
    """
    spec = importlib.util.find_spec("ziglang")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("ziglang is not installed; install layers/subpixel_resize/requirements.txt first")
    return Path(spec.origin).with_name("zig")


def build(zig: Path, output: Path, processor: str) -> None:
    """Compile the kernel for this machine's system and for `processor`, as zig names it.

    Raises:
        CalledProcessError: the compiler reports an error.
    """
    target = (*SYSTEMS[platform.system()], f"-mcpu={processor}")
    temporary = output.with_suffix(".new")
    with tempfile.TemporaryDirectory() as cache:
        caches = {"ZIG_GLOBAL_CACHE_DIR": cache, "ZIG_LOCAL_CACHE_DIR": cache}
        command = [str(zig), "cc", *FLAGS, *target, "-o", str(temporary), str(SOURCE)]
        subprocess.run(command, check=True, env={**os.environ, **caches})
    temporary.replace(output)


def main() -> None:
    parser = argparse.ArgumentParser(description="Compile the resize kernel.")
    parser.add_argument("--processor", choices=("native", "lambda"), default="native")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    options = parser.parse_args()
    build(compiler(), options.output, "native" if options.processor == "native" else LAMBDA[platform.machine()])


if __name__ == "__main__":
    main()
