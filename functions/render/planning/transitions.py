"""Which transition leads from one shot to the next: drawn by the seed, neighbours unlike, plain where time is short."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from functions.render.planning.timeline import Shot

CALM_FRAMES: Final = 60
"""Beside a shot shorter than 2 s a picture that pushes or wipes is restlessness: it fades."""


class Kind(StrEnum):
    FADE = "fade"
    PUSH = "push"
    SLIDE = "slide"
    WIPE = "wipe"
    ZOOM = "zoom"


class Side(StrEnum):
    """Where the new shot comes from."""

    LEFT = "left"
    RIGHT = "right"
    TOP = "top"
    BOTTOM = "bottom"


@dataclass(frozen=True)
class Transition:
    """`side` has no meaning for fade and zoom."""

    kind: Kind
    side: Side = Side.RIGHT


WEIGHTED_KINDS: Final = (Kind.FADE, *Kind)
"""What is drawn from: a fade is the commonest, so that the others stay something special."""
SAME_PHOTO_KINDS: Final = (Kind.ZOOM, Kind.FADE)
"""Between two takes of one photo: a picture that pushes itself out looks like a fault."""


def _allowed_kinds(before: Shot, after: Shot) -> tuple[Kind, ...]:
    if min(before.frames, after.frames) < CALM_FRAMES:
        return (Kind.FADE,)
    return SAME_PHOTO_KINDS if before.photo == after.photo else WEIGHTED_KINDS


def plan_transitions(shots: Sequence[Shot], seed: str) -> tuple[Transition, ...]:
    """The transition between each shot and the next. The same seed gives the same ones.

    Neighbours differ in kind, except among fades beside short shots.
    """
    rng = random.Random(f"joins {seed}")
    transitions: list[Transition] = []
    for before, after in pairwise(shots):
        last = transitions[-1].kind if transitions else None
        fit = _allowed_kinds(before, after)
        kind = rng.choice([k for k in fit if k is not last] or fit)
        transitions.append(Transition(kind, rng.choice(tuple(Side))))
    return tuple(transitions)
