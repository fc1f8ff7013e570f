"""How the camera moves over a photo: calm, eased, never the same twice in a row, and the same for the same job."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from functions.render.timeline import Shot
from vidx.options import FPS

REACH: Final = 0.14
"""Growth of the zoom over a full move."""
CLOSE_ZOOM: Final = 1.2
"""Where a photo's second take starts: nearer, so that it does not look like a stutter."""
CALM_S: Final = 4.0
"""A move shorter than this covers less ground, so that its speed stays calm."""
LEAST_REACH: Final = 0.45
PAN: Final = 0.9
"""Share of the free play that a pan uses to each side."""


class Move(StrEnum):
    IN = "in"
    OUT = "out"
    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


ZOOMS: Final = (Move.IN, Move.OUT)
DIRECTIONS: Final = {Move.LEFT: (-1, 0), Move.RIGHT: (1, 0), Move.UP: (0, -1), Move.DOWN: (0, 1)}


@dataclass(frozen=True)
class Pose:
    """Where the camera stands: `zoom` ≥ 1; `x` and `y` in -1…1 are shares of the free play, 0 is the middle."""

    zoom: float
    x: float = 0.0
    y: float = 0.0

    @property
    def centre(self) -> tuple[float, float]:
        """Middle of the view in shares of the frame's width and height."""
        play = (1 - 1 / self.zoom) / 2
        return 0.5 + self.x * play, 0.5 + self.y * play


@dataclass(frozen=True)
class View:
    """The visible part of the frame, in shares of the frame: left and top edge, and the zoom."""

    zoom: float
    left: float
    top: float


@dataclass(frozen=True)
class Path:
    """A move from one pose to another over `frames` frames.

    Poses are in bounds, and centre and zoom change linearly between them; since 1/zoom is convex, every view on
    the way is in bounds too.
    """

    start: Pose
    end: Pose
    frames: int

    def view(self, frame: int) -> View:
        share = ease(frame / max(self.frames - 1, 1))
        zoom = self.start.zoom + (self.end.zoom - self.start.zoom) * share
        (x0, y0), (x1, y1) = self.start.centre, self.end.centre
        return View(zoom, x0 + (x1 - x0) * share - 0.5 / zoom, y0 + (y1 - y0) * share - 0.5 / zoom)

    @property
    def max_zoom(self) -> float:
        return max(self.start.zoom, self.end.zoom)


def ease(share: float) -> float:
    """Share of the way after `share` (0…1) of the time: half speed at the ends, one and a half in the middle."""
    return share - math.sin(2 * math.pi * share) / (4 * math.pi)


def _poses(move: Move, base: float, reach: float, rng: random.Random) -> tuple[Pose, Pose]:
    if move in ZOOMS:
        wide = Pose(base)
        near = Pose(base + reach, rng.uniform(-0.3, 0.3), rng.uniform(-0.4, 0.4))
        return (wide, near) if move is Move.IN else (near, wide)
    dx, dy = DIRECTIONS[move]
    first, last = base + reach * 0.85, base + reach
    return Pose(first, -dx * PAN, -dy * PAN), Pose(last, dx * PAN, dy * PAN)


def plan_paths(shots: Sequence[Shot], inset: Sequence[bool], seed: str) -> tuple[Path, ...]:
    """One path for each shot; `inset[photo]` tells photos that are shown whole, over which the camera only zooms.

    The same seed gives the same paths; neighbours always move differently.
    """
    rng = random.Random(seed)
    paths: list[Path] = []
    previous: Move | None = None
    for shot in shots:
        whole = inset[shot.photo] and shot.take == 0
        move = rng.choice([m for m in (ZOOMS if whole else tuple(Move)) if m is not previous])
        base = CLOSE_ZOOM if shot.take % 2 else 1.0
        reach = REACH * min(max(shot.frames / FPS / CALM_S, LEAST_REACH), 1.0)
        start, end = _poses(move, base, reach, rng)
        if whole:
            start, end = Pose(start.zoom), Pose(end.zoom)
        paths.append(Path(start, end, shot.frames))
        previous = move
    return tuple(paths)
