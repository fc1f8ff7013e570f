"""How the camera moves over a photo: calm, eased, never the same twice in a row, and the same for the same job."""

import math
import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from functions.render.framing import SAFE_ZOOM, WHOLE, Area, Layout
from functions.render.timeline import Shot
from vidx.options import FPS

REACH: Final = SAFE_ZOOM - 1
"""Growth of the zoom over a full move."""
WIDE_ZOOM: Final = 1.0
CLOSE_ZOOM: Final = 1.2
DETAIL_ZOOM: Final = 1.4
BASES: Final = (WIDE_ZOOM, CLOSE_ZOOM, DETAIL_ZOOM)
"""Least zooms of successive takes of one photo: the whole, nearer to the subject, a part of the subject, and again."""
ASIDE: Final = 0.22
"""Distance of a detail's middle from the subject's, in shares of the subject's sides."""
CALM_S: Final = 4.0
"""A move shorter than this covers less ground, so that its speed stays calm."""
LEAST_REACH: Final = 0.45
SHORTER: Final = (1.0, 0.7, 0.45)
"""Shares of a move's reach that are tried until the subject stays in view."""
PAN: Final = 0.9
"""Share of the free play that a pan uses to each side."""
MAX_PAN: Final = 0.12
"""Most that a pan uses to each side, in shares of the canvas; it bounds the speed of pans over a detail."""
KEPT: Final = 0.985
"""Least share of the subject that stays in view at both ends of a photo's first take."""
CLOSE_KEPT: Final = 0.9
"""The same of a close take, against what its nearest view can show of the subject."""
DETAIL_KEPT: Final = 0.6
"""The same of a detail; the takes before it have shown the subject."""
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


def _poses(move: Move, base: float, reach: float, target: tuple[float, float], share: float = 1.0) -> tuple[Pose, Pose]:
    """Start and end of a move; `share` shortens a pan, which then stays nearer to its target."""
    if move in ZOOMS:
        wide, near = _aimed(base, *target), _aimed(base + reach, *target)
        return (wide, near) if move is Move.IN else (near, wide)
    dx, dy = DIRECTIONS[move]
    ends = []
    for zoom, side in ((base + reach * 0.85, -1), (base + reach, 1)):
        play = (1 - 1 / zoom) / 2
        travel = min(PAN * play, MAX_PAN) * share
        x, y = (_within(at, play - travel) if step else at for at, step in zip(target, (dx, dy), strict=True))
        ends.append(_aimed(zoom, x + dx * side * travel, y + dy * side * travel))
    return ends[0], ends[1]


def _within(at: float, play: float) -> float:
    """The point nearest to `at` that lies at most `play` from the middle."""
    return min(max(at, 0.5 - play), 0.5 + play)


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


@dataclass
class _Takes:
    """The moves over one photo so far, by their base zoom."""

    moves: list[tuple[float, Move]] = field(default_factory=list)

    def staleness(self, base: float, move: Move) -> tuple[int, bool, int]:
        """How little a next take of `move` would differ from the earlier ones; the least is the best.

        Uses at the same zoom count most, then two zooms or two pans in a row, then uses at any zoom.
        """
        last_zooms = self.moves[-1][1] in ZOOMS if self.moves else None
        uses = sum(used is move for _, used in self.moves)
        return self.moves.count((base, move)), last_zooms is (move in ZOOMS), uses


def _breathe(shot: Shot, takes: _Takes, previous: Move | None, rng: random.Random) -> tuple[Move, Path]:
    """A zoom on the middle, over a photo that is to stay whole."""
    zooms = rng.sample(ZOOMS, len(ZOOMS))
    move = min(zooms, key=lambda zoom: (takes.moves.count((WIDE_ZOOM, zoom)), zoom is previous))
    wide, near = Pose(WIDE_ZOOM), Pose(WIDE_ZOOM + _reach(shot))
    return move, Path(*((wide, near) if move is Move.IN else (near, wide)), shot.frames)


def _target(layout: Layout, base: float, rng: random.Random) -> tuple[float, float]:
    """What the camera looks at: near the middle of the subject, or of a part of it for a detail."""
    stray = (rng.uniform(-0.02, 0.02), rng.uniform(-0.02, 0.02))
    subject = layout.subject or WHOLE
    (x, y), aside = subject.centre, ASIDE if base == DETAIL_ZOOM else 0.0
    x += rng.choice((-1, 1)) * aside * subject.width
    y += rng.choice((-1, 1)) * aside * subject.height
    return x + stray[0], y + stray[1]


def _look(
    layout: Layout, shot: Shot, base: float, takes: _Takes, previous: Move | None, rng: random.Random
) -> tuple[Move, Path]:
    """A move over a photo in one frame; a photo's wide takes keep its subject in view if any move can do that.

    Of the moves that keep the subject, the one that differs most from the photo's earlier takes.
    """
    reach = _reach(shot)
    target = _target(layout, base, rng)
    nearest = kept(layout.subject, _aimed(base + reach, *target))
    enough = KEPT if base == WIDE_ZOOM else nearest * (DETAIL_KEPT if base == DETAIL_ZOOM else CLOSE_KEPT)
    moves = [move for move in rng.sample(tuple(Move), len(Move)) if move is not previous]
    tries = [(move, shorter) for shorter in SHORTER for move in moves]
    tries.sort(key=lambda each: takes.staleness(base, each[0]))
    ways = [
        (move, *_poses(move, base, reach * shorter, target, 1.0 if base == WIDE_ZOOM else shorter))
        for move, shorter in tries
    ]
    shares = [min(kept(layout.subject, start), kept(layout.subject, end)) for _, start, end in ways]
    chosen = next((n for n, share in enumerate(shares) if share >= enough), shares.index(max(shares)))
    move, start, end = ways[chosen]
    return move, Path(start, end, shot.frames)


def plan_paths(shots: Sequence[Shot], layouts: Sequence[Layout], seed: str) -> tuple[Path, ...]:
    """One path for each shot over its layout; over a photo shown whole the camera only zooms, on its wide takes.

    The same seed gives the same paths. Neighbours move differently, and the takes of one photo differ in distance and
    move.
    """
    rng = random.Random(seed)
    paths: list[Path] = []
    photos: dict[int, _Takes] = defaultdict(_Takes)
    previous: Move | None = None
    for shot, layout in zip(shots, layouts, strict=True):
        takes, base = photos[shot.photo], BASES[shot.take % len(BASES)]
        if layout.travels:
            previous, path = _travel(layout, shot, previous)
        elif layout.whole and base == WIDE_ZOOM:
            previous, path = _breathe(shot, takes, previous, rng)
        else:
            previous, path = _look(layout, shot, base, takes, previous, rng)
        takes.moves.append((base, previous))
        paths.append(path)
    return tuple(paths)
