"""Camera motion over photos: calm, eased, different from shot to shot, and the same for the same seed."""

import math
import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from functions.render.planning.framing import MAX_UPSCALE, SAFE_ZOOM, WHOLE, Area, Layout
from functions.render.planning.timeline import Shot
from vidx.options import FPS

REACH: Final = SAFE_ZOOM - 1
"""How much the zoom grows over a full move."""
DETAIL_OFFSET: Final = 0.15
"""Distance of a detail from the middle of a scene without a subject, in shares of the canvas."""
FULL_REACH_S: Final = 4.0
"""A move in a shorter shot covers less distance, so that its speed stays calm."""
MIN_REACH: Final = 0.45
"""Smallest share of the full move, in very short shots."""
MOVE_SCALES: Final = (1.0, 0.7, 0.45)
"""Shares of a move's reach, tried in order until the subject stays in view."""
PAN_SHARE: Final = 0.9
"""Share of the possible distance that a pan covers on each side."""
PAN_START: Final = 0.85
"""Share of the zoom's growth at which a pan starts; it ends at the full growth."""
MIN_PAN: Final = 0.02
"""Shortest pan on each side, in shares of the canvas; a shorter one would not be noticed."""
MAX_PAN: Final = 0.12
"""Longest pan on each side, in shares of the canvas; limits the speed of pans over a detail."""
TRAVEL_SPEED: Final = 0.4
"""Top speed over a panorama, in frame sides per second: every part of it stays in view for 2.5 s."""
HALF: Final = 0.5
RAMP: Final = 0.15
"""Share of the travel's time in which it accelerates, and again in which it slows down."""


class Move(StrEnum):
    IN = "in"
    OUT = "out"
    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True)
class Distance:
    """How close a take is.

    Attributes:
        zoom: smallest zoom of the move; less where the view would not show enough of the subject.
        min_visible: smallest share of the subject that both ends of the move show, if any move can.
    """

    zoom: float
    min_visible: float


WIDE: Final = Distance(1.0, 0.985)
DETAIL: Final = Distance(1.4, 0.85)
CLOSE: Final = Distance(1.2, 0.985)
DISTANCES: Final = (WIDE, DETAIL, CLOSE)
"""Distances of the takes of one photo, repeated; the most different ones follow each other."""

ZOOMS: Final = (Move.IN, Move.OUT)
DIRECTIONS: Final = {Move.LEFT: (-1, 0), Move.RIGHT: (1, 0), Move.UP: (0, -1), Move.DOWN: (0, 1)}


@dataclass(frozen=True)
class Pose:
    """A camera position: `zoom` ≥ 1, and the middle of the view in shares of the canvas."""

    zoom: float
    x: float = 0.5
    y: float = 0.5


@dataclass(frozen=True)
class View:
    """The visible part of the canvas: zoom, and left and top edge in shares of the canvas."""

    zoom: float
    left: float
    top: float


def ease(share: float) -> float:
    """Return the covered distance (0…1) after `share` (0…1) of the time: half speed at the ends, 1.5 in the middle."""
    return share - math.sin(2 * math.pi * share) / (4 * math.pi)


def ramp_up_and_down(share: float) -> float:
    """Return the covered distance (0…1) after `share` (0…1) of the time: accelerate, constant speed, slow down."""
    share, is_second_half = (share, False) if share <= HALF else (1 - share, True)
    distance = (share**2 / (2 * RAMP) if share < RAMP else share - RAMP / 2) / (1 - RAMP)
    return 1 - distance if is_second_half else distance


@dataclass(frozen=True)
class CameraPath:
    """A move from one pose to another over `frames` frames, on a canvas of `extent` frames across and down.

    Centre and zoom change linearly, timed by `easing`. When both poses show only the canvas, so does every view between
    them, since 1/zoom is convex.
    """

    start: Pose
    end: Pose
    frames: int
    extent: tuple[float, float] = (1.0, 1.0)
    easing: Callable[[float], float] = ease

    def view(self, frame: int) -> View:
        share = self.easing(frame / max(self.frames - 1, 1))
        zoom = self.start.zoom + (self.end.zoom - self.start.zoom) * share
        x = self.start.x + (self.end.x - self.start.x) * share
        y = self.start.y + (self.end.y - self.start.y) * share
        return View(zoom, x - 0.5 / (zoom * self.extent[0]), y - 0.5 / (zoom * self.extent[1]))

    @property
    def zooms(self) -> tuple[float, float]:
        """Smallest and largest zoom."""
        return min(self.start.zoom, self.end.zoom), max(self.start.zoom, self.end.zoom)


def longest_canvas(frames: int) -> float:
    """Return the longest canvas, in frame sides, over which a shot of `frames` frames can travel."""
    return 1 + TRAVEL_SPEED * frames / FPS * (1 - RAMP)


def _middle(target: float, zoom: float, first: float, length: float) -> float:
    """Return the middle of a view on one axis of a canvas of one frame; the photo starts at `first`.

    It is as close to `target` as possible without leaving the photo. A photo that does not fill the view keeps its
    place in the frame, so that it does not slide over its blur.
    """
    half, middle = 0.5 / zoom, first + length / 2
    if length >= 2 * half:
        return min(max(target, first + half), first + length - half)
    half_photo = length * zoom / 2  # in frame sides
    return middle + half - min(max(middle, half_photo), 1 - half_photo) / zoom


def _aim(layout: Layout, zoom: float, x: float, y: float) -> Pose:
    """Return a pose on a canvas of one frame whose middle is as close to (x, y) as its zoom allows."""
    place = layout.place
    return Pose(zoom, _middle(x, zoom, place.left, place.width), _middle(y, zoom, place.top, place.height))


def _zoom_poses(
    layout: Layout, move: Move, base: float, reach: float, target: tuple[float, float]
) -> tuple[Pose, Pose]:
    wide, close = _aim(layout, base, *target), _aim(layout, base + reach, *target)
    return (wide, close) if move is Move.IN else (close, wide)


def _pan_poses(
    layout: Layout, move: Move, base: float, reach: float, target: tuple[float, float], scale: float
) -> tuple[Pose, Pose] | None:
    """Return start and end of a pan, its length multiplied by `scale`; None when the photo leaves too little space."""
    dx, dy = DIRECTIONS[move]
    first, length = (layout.place.left, layout.place.width) if dx else (layout.place.top, layout.place.height)
    ends = []
    for zoom, side in ((base + reach * PAN_START, -1), (base + reach, 1)):
        max_travel = (length - 1 / zoom) / 2
        travel = min(PAN_SHARE * max_travel, MAX_PAN) * scale
        if travel < MIN_PAN:
            return None
        slack, middle = max_travel - travel, first + length / 2
        centre = min(max(target[0] if dx else target[1], middle - slack), middle + slack)
        end = centre + (dx or dy) * side * travel
        ends.append(_aim(layout, zoom, end, target[1]) if dx else _aim(layout, zoom, target[0], end))
    return ends[0], ends[1]


def _poses(
    layout: Layout, move: Move, base: float, reach: float, target: tuple[float, float], scale: float
) -> tuple[Pose, Pose] | None:
    """Return start and end of a move, its length multiplied by `scale`; None when it is not possible."""
    if move in ZOOMS:
        return _zoom_poses(layout, move, base, reach * scale, target)
    return _pan_poses(layout, move, base, reach * scale, target, scale)


def visible_share(subject: Area | None, pose: Pose) -> float:
    """Return the share of the subject that a view on a canvas of one frame shows; 1 without a subject."""
    if subject is None:
        return 1.0
    size = 1 / pose.zoom
    visible = subject.within(Area(pose.x - size / 2, pose.y - size / 2, size, size))
    return visible.width * visible.height * size * size / (subject.width * subject.height)


def max_zoom(layout: Layout, share: float) -> float:
    """Return the largest zoom at which a centred view shows `share` of the subject and the photo stays sharp."""
    sharp = MAX_UPSCALE * SAFE_ZOOM / layout.upscale
    if layout.subject is None:
        return sharp
    width, height = layout.subject.width, layout.subject.height
    return min(sharp, 1 / (share * max(width, height)), 1 / math.sqrt(share * width * height))


def _plan_travel(layout: Layout, shot: Shot, previous: Move | None) -> tuple[Move, CameraPath]:
    """Return a move from one end of a long canvas to the other, against the direction of the shot before."""
    across = layout.extent[0] > 1
    forward, backward = (Move.RIGHT, Move.LEFT) if across else (Move.DOWN, Move.UP)
    move = backward if previous is forward else forward
    first = 0.5 / max(layout.extent)
    first_end, last_end = (Pose(1.0, x, 0.5) if across else Pose(1.0, 0.5, x) for x in (first, 1 - first))
    start, end = (first_end, last_end) if move is forward else (last_end, first_end)
    return move, CameraPath(start, end, shot.frames, layout.extent, ramp_up_and_down)


def _reach(shot: Shot) -> float:
    return REACH * min(max(shot.frames / FPS / FULL_REACH_S, MIN_REACH), 1.0)


@dataclass
class _Takes:
    """The moves over one photo so far, each with its distance."""

    moves: list[tuple[Distance, Move]] = field(default_factory=list)

    def repetition(self, distance: Distance, move: Move, previous: Move | None) -> tuple[int, bool, bool, int]:
        """Return a sort key for `move` as the next take: the lowest differs most from the earlier takes.

        In order of weight: uses at the same distance, the same move as the `previous` shot, two zooms or two pans in a
        row, and how often a pan was used. Of the zooms the last used one comes first: where only zooms are possible,
        the next wide take then differs from the photo's first take and from its neighbour.
        """
        zooms = [earlier for _, earlier in self.moves if earlier in ZOOMS]
        two_in_a_row = bool(self.moves) and (self.moves[-1][1] in ZOOMS) is (move in ZOOMS)
        uses = zooms[-1:] not in ([], [move]) if move in ZOOMS else sum(earlier is move for _, earlier in self.moves)
        return self.moves.count((distance, move)), move is previous, two_in_a_row, uses


def _target(layout: Layout, distance: Distance, rng: random.Random) -> tuple[float, float]:
    """Return the point that the camera aims at: the middle of the subject, or of a part of a scene for a detail."""
    if layout.subject is not None:
        return layout.subject.centre
    offset = rng.choice((-DETAIL_OFFSET, DETAIL_OFFSET)) if distance is DETAIL else 0.0
    x, y = WHOLE.centre
    return rng.choice(((x + offset, y), (x, y + offset)))


def _plan_move(
    layout: Layout, shot: Shot, distance: Distance, takes: _Takes, previous: Move | None, rng: random.Random
) -> tuple[Move, CameraPath]:
    """Return a move over a photo that is not travelled over.

    Of the moves that keep the subject in view, it is the one that differs most from the photo's earlier takes.
    """
    reach = _reach(shot)
    target = _target(layout, distance, rng)
    base = max(WIDE.zoom, min(distance.zoom, max_zoom(layout, distance.min_visible) - reach))
    candidates = [(move, scale) for scale in MOVE_SCALES for move in rng.sample(tuple(Move), len(Move))]
    candidates.sort(key=lambda candidate: takes.repetition(distance, candidate[0], previous))
    poses = ((move, _poses(layout, move, base, reach, target, scale)) for move, scale in candidates)
    possible = [(move, *ends) for move, ends in poses if ends is not None]
    shares = [
        min(visible_share(layout.subject, start), visible_share(layout.subject, end)) for _, start, end in possible
    ]
    best = next((n for n, share in enumerate(shares) if share >= distance.min_visible), shares.index(max(shares)))
    move, start, end = possible[best]
    return move, CameraPath(start, end, shot.frames)


def plan_paths(shots: Sequence[Shot], layouts: Sequence[Layout], seed: str) -> tuple[CameraPath, ...]:
    """Return one camera path for each shot. The same seed gives the same paths.

    Neighbouring shots move differently, and the takes of one photo differ in distance and move.
    """
    rng = random.Random(seed)
    paths: list[CameraPath] = []
    photos: dict[int, _Takes] = defaultdict(_Takes)
    previous: Move | None = None
    for shot, layout in zip(shots, layouts, strict=True):
        takes, distance = photos[shot.photo], DISTANCES[shot.take % len(DISTANCES)]
        if layout.travels:
            previous, path = _plan_travel(layout, shot, previous)
        else:
            previous, path = _plan_move(layout, shot, distance, takes, previous, rng)
        takes.moves.append((distance, previous))
        paths.append(path)
    return tuple(paths)
