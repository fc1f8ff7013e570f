"""`python -m benchmarks.gallery captions`: make the contact sheets of one part of the gallery."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from benchmarks.gallery import captions

PARTS: Final[dict[str, Callable[[], Iterator[Path]]]] = {"captions": captions.main}


if __name__ == "__main__":
    for part in sys.argv[1:] or PARTS:
        for path in PARTS[part]():
            print(f"{path}: {path.stat().st_size / 1000:.0f} kB")
