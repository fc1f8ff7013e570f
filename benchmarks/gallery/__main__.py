"""`python -m benchmarks.gallery [captions|picture|clips|overlays]`: write the contact sheets of all parts or one."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from benchmarks.gallery import captions, clips, overlays, picture

PARTS: Final[dict[str, Callable[[], Iterator[Path]]]] = {
    "captions": captions.main,
    "picture": picture.main,
    "clips": clips.main,
    "overlays": overlays.main,
}


if __name__ == "__main__":
    for part in sys.argv[1:] or PARTS:
        for path in PARTS[part]():
            print(f"{path}: {path.stat().st_size / 1000:.0f} kB")
