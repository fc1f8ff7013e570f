"""The photos of the benchmark video: five of 12 megapixels with cloud-like texture, shapes, lettering and sensor noise,
as working copies of the photos stage. Computed once and cached in `build/benchmarks/`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from functions.photos.photo import RECIPE, make_working_copy
from testing.clips import ffmpeg
from vidx.options import FRAME_SIZES

CACHE: Final = Path("build/benchmarks")
SIZES: Final = ((4000, 3000), (3000, 4000), (3000, 4000), (4500, 3000), (3600, 3600))
PALETTE: Final = ((60, 90, 160), (190, 120, 60), (80, 160, 90), (170, 90, 150), (150, 150, 110))
OCTAVES: Final = 9
PERSISTENCE: Final = 0.55
NOISE: Final = 5.0
SHAPES: Final = 60
Picture = NDArray[np.uint8]


def clouds(width: int, height: int, seed: int) -> NDArray[np.float32]:
    """Return fractal noise in 0…1."""
    rng = np.random.default_rng(seed)
    total = np.zeros((height, width), np.float32)
    for octave in range(OCTAVES):
        cells = 3 * 2**octave
        grid = rng.standard_normal((cells, cells)).astype(np.float32)
        total += PERSISTENCE**octave * cv2.resize(grid, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray((total - total.min()) / np.ptp(total), np.float32)


def _shapes(picture: Picture, seed: int) -> None:
    rng = np.random.default_rng(seed)
    height, width = picture.shape[:2]
    for kind in range(SHAPES):
        x, y, side = int(rng.integers(width)), int(rng.integers(height)), int(rng.integers(60, 500))
        colour = tuple(int(part) for part in rng.integers(0, 255, 3))
        if kind % 3 == 0:
            cv2.circle(picture, (x, y), side // 2, colour, -1, cv2.LINE_AA)
        elif kind % 3 == 1:
            cv2.rectangle(picture, (x, y), (x + side, y + side // 2), colour, -1)
        else:
            cv2.line(picture, (x, y), (x + side, y + 2 * side), colour, 9, cv2.LINE_AA)


def _product(picture: Picture, name: str) -> None:
    height, width = picture.shape[:2]
    left, top, side = width // 4, height // 4, min(width, height) // 2
    cv2.rectangle(picture, (left, top), (left + side, top + side), (230, 235, 235), -1)
    for line in range(40):
        y = top + 20 + line * (side - 40) // 40
        cv2.line(picture, (left + 20, y), (left + side - 20, y), (60, 80, 120 + line), 3)
    cv2.putText(picture, name, (left + 40, top + side // 2), cv2.FONT_HERSHEY_DUPLEX, side / 400, (10, 10, 10), 12)


def photo(index: int) -> bytes:
    """Return photo number `index`, from 0, as a JPEG."""
    width, height = SIZES[index % len(SIZES)]
    noise = np.stack([clouds(width, height, 100 * index + plane) for plane in range(3)], axis=-1)
    tint = np.array(PALETTE[index % len(PALETTE)], np.float32)[::-1]
    picture = np.clip(0.45 * noise * 255 + 0.55 * tint * (0.5 + noise[..., :1]), 0, 255).astype(np.uint8)
    _shapes(picture, index)
    _product(picture, f"PRODUCT {index + 1}")
    grain = np.random.default_rng(index).normal(0, NOISE, picture.shape)
    grainy = np.clip(picture + grain, 0, 255).astype(np.uint8)
    return cv2.imencode(".jpg", grainy, [cv2.IMWRITE_JPEG_QUALITY, 92])[1].tobytes()


def photos(count: int) -> Iterator[bytes]:
    """Yield the working copies of the first `count` photos for 9:16."""
    CACHE.mkdir(parents=True, exist_ok=True)
    for index in range(count):
        path = CACHE / f"{RECIPE.replace(' ', '-')}-{index}.jpg"
        if not path.exists():
            path.write_bytes(make_working_copy(photo(index), FRAME_SIZES["9:16"], index, ffmpeg()))
        yield path.read_bytes()
