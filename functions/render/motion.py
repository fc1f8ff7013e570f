"""How the camera moves over a photo: calm, eased, never the same twice in a row, and the same for the same job."""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from functions.render.framing import SAFE_ZOOM, Area, Layout
from functions.render.timeline import Shot
from vidx.options import FPS

REACH: Final = SAFE_ZOOM - 1
"""Growth of the zoom over a full move."""
CLOSE_ZOOM: Final = 1.2
"""Where a photo's second take starts: nearer, so that it does not look like a stutter."""
CALM_S: Final = 4.0
"""A move shorter than this covers less ground, so that its speed stays calm."""
LEAST_REACH: Final = 0.45
SHORTER: Final = (1.0, 0.7, 0.45)
"""Shares of a move's reach that are tried until the subject stays in view."""
PAN: Final = 0.9
"""Share of the free play that a pan uses to each side."""
KEPT: Final = 0.985
"""Least share of the subject that stays in view at both ends of a photo's first take."""
CLOSE_KEPT: Final = 0.9
"""The same of a close take, against what its nearest view can show of the subject."""
TRAVEL_SPEED: Final = 0.4
"""Fastest that a panorama passes, in frame sides a second: anything in it stays in view for two seconds and a half."""
HALF: Final = 0.5
RAMP: Final = 0.15
"""Share of a journey's time in which it gathers speed, and again in which it loses it."""


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
    """Where the camera stands: `zoom` ≥ 1, and the middle of its view in shares of the canvas."""

    zoom: float
    x: float = 0.5
    y: float = 0.5


@dataclass(frozen=True)
class View:
    """The visible part of the canvas: left and top edge in shares of it, and the zoom."""

    zoom: float
    left: float
    top: float


def ease(share: float) -> float:
    """Share of the way after `share` (0…1) of the time: half speed at the ends, one and a half in the middle."""
    return share - math.sin(2 * math.pi * share) / (4 * math.pi)


def glide(share: float) -> float:
    """Share of the way after `share` (0…1) of the time: from rest to an even speed and to rest again."""
    share, late = (share, False) if share <= HALF else (1 - share, True)
    way = (share**2 / (2 * RAMP) if share < RAMP else share - RAMP / 2) / (1 - RAMP)
    return 1 - way if late else way


@dataclass(frozen=True)
class Path:
    """A move from one pose to another over `frames` frames, on a canvas of `extent` frames across and down.

    Poses are in bounds, and centre and zoom change linearly between them; since 1/zoom is convex, every view on
    the way is in bounds too.
    """

    start: Pose
    end: Pose
    frames: int
    extent: tuple[float, float] = (1.0, 1.0)
    eased: Callable[[float], float] = ease

    def view(self, frame: int) -> View:
        share = self.eased(frame / max(self.frames - 1, 1))
        zoom = self.start.zoom + (self.end.zoom - self.start.zoom) * share
        x = self.start.x + (self.end.x - self.start.x) * share
        y = self.start.y + (self.end.y - self.start.y) * share
        return View(zoom, x - 0.5 / (zoom * self.extent[0]), y - 0.5 / (zoom * self.extent[1]))

    @property
    def zooms(self) -> tuple[float, float]:
        """Least and greatest zoom."""
        return min(self.start.zoom, self.end.zoom), max(self.start.zoom, self.end.zoom)


def longest_canvas(frames: int) -> float:
    """How many frames long a canvas may be that a shot of `frames` frames travels from end to end."""
    return 1 + TRAVEL_SPEED * frames / FPS * (1 - RAMP)


def _aimed(zoom: float, x: float, y: float) -> Pose:
    """A pose on a canvas of one frame that looks at (x, y) as nearly as its zoom allows."""
    half = 0.5 / zoom
    return Pose(zoom, min(max(x, half), 1 - half), min(max(y, half), 1 - half))


def _poses(move: Move, base: float, reach: float, target: tuple[float, float]) -> tuple[Pose, Pose]:
    if move in ZOOMS:
        wide, near = _aimed(base, *target), _aimed(base + reach, *target)
        return (wide, near) if move is Move.IN else (near, wide)
    dx, dy = DIRECTIONS[move]
    ends = []
    for zoom, side in ((base + reach * 0.85, -PAN), (base + reach, PAN)):
        play = (1 - 1 / zoom) / 2
        x, y = (0.5 if dx else target[0]) + dx * side * play, (0.5 if dy else target[1]) + dy * side * play
        ends.append(_aimed(zoom, x, y))
    return ends[0], ends[1]


def kept(subject: Area | None, pose: Pose) -> float:
    """Share of the subject that a view on a canvas of one frame shows; 1 without a subject."""
    if subject is None:
        return 1.0
    size = 1 / pose.zoom
    seen = subject.within(Area(pose.x - size / 2, pose.y - size / 2, size, size))
    return seen.width * seen.height * size * size / (subject.width * subject.height)


def _travel(layout: Layout, shot: Shot, previous: Move | None) -> tuple[Move, Path]:
    """From one end of a long canvas to the other."""
    across = layout.extent[0] > 1
    there, back = (Move.RIGHT, Move.LEFT) if across else (Move.DOWN, Move.UP)
    move = back if previous is there else there
    first = 0.5 / max(layout.extent)
    near, far = (Pose(1.0, x, 0.5) if across else Pose(1.0, 0.5, x) for x in (first, 1 - first))
    start, end = (near, far) if move is there else (far, near)
    return move, Path(start, end, shot.frames, layout.extent, glide)


def _reach(shot: Shot) -> float:
    return REACH * min(max(shot.frames / FPS / CALM_S, LEAST_REACH), 1.0)


def _breathe(shot: Shot, previous: Move | None, rng: random.Random) -> tuple[Move, Path]:
    """A zoom on the middle, over a photo that is to stay whole."""
    move = rng.choice([zoom for zoom in ZOOMS if zoom is not previous])
    wide, near = Pose(1.0), Pose(1.0 + _reach(shot))
    return move, Path(*((wide, near) if move is Move.IN else (near, wide)), shot.frames)


def _look(layout: Layout, shot: Shot, previous: Move | None, rng: random.Random) -> tuple[Move, Path]:
    """A move over a photo in one frame; a photo's first take keeps its subject in view if any move can do that."""
    base = CLOSE_ZOOM if shot.take % 2 else 1.0
    reach = _reach(shot)
    moves = [move for move in Move if move is not previous]
    stray = (rng.uniform(-0.02, 0.02), rng.uniform(-0.02, 0.02))
    middle = (0.5, 0.5) if layout.subject is None else layout.subject.centre
    target = (middle[0] + stray[0], middle[1] + stray[1])
    enough = KEPT if base == 1.0 else CLOSE_KEPT * kept(layout.subject, _aimed(base + reach, *target))
    shuffled = rng.sample(moves, len(moves))
    ways = [(move, *_poses(move, base, reach * shorter, target)) for shorter in SHORTER for move in shuffled]
    shares = [min(kept(layout.subject, start), kept(layout.subject, end)) for _, start, end in ways]
    chosen = next((n for n, share in enumerate(shares) if share >= enough), shares.index(max(shares)))
    move, start, end = ways[chosen]
    return move, Path(start, end, shot.frames)


def plan_paths(shots: Sequence[Shot], layouts: Sequence[Layout], seed: str) -> tuple[Path, ...]:
    """One path for each shot over its layout; over a photo shown whole the camera only zooms, on its first take.

    The same seed gives the same paths; neighbours move differently.
    """
    rng = random.Random(seed)
    paths: list[Path] = []
    previous: Move | None = None
    for shot, layout in zip(shots, layouts, strict=True):
        if layout.travels:
            previous, path = _travel(layout, shot, previous)
        elif layout.whole and shot.take % 2 == 0:
            previous, path = _breathe(shot, previous, rng)
        else:
            previous, path = _look(layout, shot, previous, rng)
        paths.append(path)
    return tuple(paths)
