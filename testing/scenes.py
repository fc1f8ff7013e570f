"""Pictures of one thing before a background, where it is known where the thing is."""

import cv2
import numpy as np
from numpy.typing import NDArray

from functions.render.planning.framing import Area

BACKGROUNDS = ("plain", "gradient", "grain", "table", "speckled")
Picture = NDArray[np.uint8]


def _background(kind: str, width: int, height: int, rng: np.random.Generator) -> NDArray[np.float32]:
    base = rng.uniform(30, 225, 3)
    picture = np.full((height, width, 3), base, np.float32)
    if kind == "gradient":
        picture += (np.linspace(-35, 35, height)[:, None] + np.linspace(-20, 20, width))[..., None]
    elif kind == "grain":
        across = cv2.resize(rng.normal(0, 9, (height // 4, 6)).astype(np.float32), (width, height))
        picture += across[..., None]
    elif kind == "table":
        picture[round(height * rng.uniform(0.45, 0.7)) :] = rng.uniform(30, 225, 3)
    elif kind == "speckled":
        blobs = cv2.resize(rng.normal(0, 12, (24, 24, 3)).astype(np.float32), (width, height))
        picture += blobs
    return picture + rng.normal(0, 3, (height, width, 1)).astype(np.float32)


def _colour_unlike(colours: list[NDArray[np.float64]], rng: np.random.Generator) -> NDArray[np.float64]:
    while True:
        colour = rng.uniform(10, 245, 3)
        if min(float(np.abs(colour - other).max()) for other in colours) > 55:
            return colour


def scene(seed: int, width: int, height: int) -> tuple[Picture, Area]:
    """A picture (BGR) of a thing with parts, and the thing's box in shares of the picture."""
    rng = np.random.default_rng(seed)
    picture = _background(BACKGROUNDS[seed % len(BACKGROUNDS)], width, height, rng)
    sides = [round(side * rng.uniform(0.25, 0.72)) for side in (width, height)]
    left, top = (
        round(rng.uniform(0.05, 0.95 - size / side) * side) for size, side in zip(sides, (width, height), strict=True)
    )
    behind = [picture[y, x].astype(np.float64) for y in (5, height // 2, height - 6) for x in (5, width - 6)]
    colour = _colour_unlike(behind, rng)
    middle, radii = (left + sides[0] // 2, top + sides[1] // 2), (sides[0] // 2, sides[1] // 2)
    if seed % 2:
        cv2.ellipse(picture, middle, radii, 0, 0, 360, colour.tolist(), -1, cv2.LINE_AA)
    else:
        cv2.rectangle(picture, (left, top), (left + sides[0], top + sides[1]), colour.tolist(), -1)
    for _ in range(4):
        at = [round(m + r * rng.uniform(-0.5, 0.5)) for m, r in zip(middle, radii, strict=True)]
        cv2.circle(picture, (at[0], at[1]), max(3, min(radii) // 6), rng.uniform(10, 245, 3).tolist(), -1, cv2.LINE_AA)
    box = Area(left / width, top / height, sides[0] / width, sides[1] / height)
    return np.clip(picture, 0, 255).astype(np.uint8), box
