"""The choice of transitions between shots: by the seed, different from the one before, a fade where shots are short."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from functions.render.planning.timeline import Shot

MIN_EFFECT_FRAMES: Final = 60
"""Shots shorter than this (2 s) get a fade: any other transition would look restless."""


class Kind(StrEnum):
    FADE = "fade"
    PUSH = "push"
    SLIDE = "slide"
    WIPE = "wipe"
    ZOOM = "zoom"


class Side(StrEnum):
    """The side from which the new shot enters."""

    LEFT = "left"
    RIGHT = "right"
    TOP = "top"
    BOTTOM = "bottom"


@dataclass(frozen=True)
class Transition:
    """`side` is ignored for fade and zoom."""

    kind: Kind
    side: Side = Side.RIGHT


WEIGHTED_KINDS: Final = (Kind.FADE, *Kind)
"""Kinds to choose from; the fade twice, so that it is the most frequent."""
SAME_PHOTO_KINDS: Final = (Kind.ZOOM, Kind.FADE)
"""Kinds between two takes of one photo; a photo that pushes itself out would look like a fault."""


def _allowed_kinds(before: Shot, after: Shot) -> tuple[Kind, ...]:
    if min(before.frames, after.frames) < MIN_EFFECT_FRAMES:
        return (Kind.FADE,)
    return SAME_PHOTO_KINDS if before.photo == after.photo else WEIGHTED_KINDS


def plan_transitions(shots: Sequence[Shot], seed: str) -> tuple[Transition, ...]:
    """Choose the transition from each shot to the next. The same seed gives the same ones.

    Neighbours differ in kind, except fades next to short shots.
    """
    # Independent of the random numbers of the camera paths. The word "joins" stays, so that older videos do not change.
    rng = random.Random(f"joins {seed}")
    transitions: list[Transition] = []
    for before, after in pairwise(shots):
        last = transitions[-1].kind if transitions else None
        allowed = _allowed_kinds(before, after)
        kind = rng.choice([k for k in allowed if k is not last] or allowed)
        transitions.append(Transition(kind, rng.choice(tuple(Side))))
    return tuple(transitions)
