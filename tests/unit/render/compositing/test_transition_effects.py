"""Drawing transitions."""

import numpy as np
import pytest

from functions.render.compositing.frame import FrameFormat, Image
from functions.render.compositing.transition_effects import blend, smooth
from functions.render.planning.transitions import (
    Kind,
    Side,
    Transition,
)

FORM = FrameFormat(108, 192)
JOINS = [Transition(kind, side) for kind in Kind for side in Side]
NAMES = [f"{transition.kind}-{transition.side}" for transition in JOINS]


def frame(luma: int, blue: int, red: int) -> Image:
    buffer = np.empty(FORM.frame_bytes, np.uint8)
    for plane, value in zip(FORM.planes(buffer), (luma, blue, red), strict=True):
        plane[:] = value
    return buffer


def photo_like(seed: int) -> Image:
    rng = np.random.default_rng(seed)
    buffer = np.empty(FORM.frame_bytes, np.uint8)
    for plane in FORM.planes(buffer):
        plane[:] = rng.integers(30, 220, plane.shape)
    return buffer


def halfway(transition: Transition, new: Image, old: Image) -> Image:
    result = new.copy()
    blend(transition, 0.5, FORM, result, old)
    return result


@pytest.mark.parametrize("transition", JOINS, ids=NAMES)
def test_a_transition_between_equal_frames_changes_nothing(transition: Transition) -> None:
    """Only a slide's shadow may darken the frame, and it does not change colours."""
    same = frame(150, 90, 200)

    for share in np.linspace(0.02, 0.98, 13):
        result = same.copy()
        blend(transition, float(share), FORM, result, same)
        luma, blue, red = FORM.planes(result)
        assert luma.max() <= 151
        if transition.kind is not Kind.SLIDE:
            assert np.abs(result.astype(int) - same).max() <= 1
        assert blue.min() >= 89
        assert red.max() <= 201


@pytest.mark.parametrize("transition", JOINS, ids=NAMES)
def test_a_transition_leads_from_the_old_frame_to_the_new_one(transition: Transition) -> None:
    new, old = photo_like(1), photo_like(2)
    distances = []
    for share in np.linspace(0, 1, 14):
        result = new.copy()
        blend(transition, float(share), FORM, result, old)
        distances.append([float(np.abs(result.astype(int) - goal).mean()) for goal in (old, new)])

    assert distances[0][0] < 1
    assert distances[-1][1] < 1
    assert distances[0][1] > 20 < distances[-1][0]


@pytest.mark.parametrize("transition", JOINS, ids=NAMES)
def test_luma_and_chroma_move_together(transition: Transition) -> None:
    """Luma and chroma of the new frame cover the same pixels, to a pair of pixels."""
    result = halfway(transition, frame(200, 60, 60), frame(50, 180, 180))

    luma, blue, _ = FORM.planes(result)
    share = (luma.reshape(96, 2, 54, 2).mean((1, 3)) - 50) / 150
    tint = (180 - blue.astype(float)) / 120
    if transition.kind is not Kind.SLIDE:
        assert np.abs(share - tint).max() < 0.03


@pytest.mark.parametrize("kind", [Kind.PUSH, Kind.SLIDE, Kind.WIPE])
@pytest.mark.parametrize("side", list(Side))
def test_the_new_shot_comes_from_its_side(kind: Kind, side: Side) -> None:
    luma = FORM.planes(halfway(Transition(kind, side), frame(200, 128, 128), frame(50, 128, 128)))[0]

    edges = {Side.LEFT: luma[:, :8], Side.RIGHT: luma[:, -8:], Side.TOP: luma[:8], Side.BOTTOM: luma[-8:]}
    beyond = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT, Side.TOP: Side.BOTTOM, Side.BOTTOM: Side.TOP}[side]
    assert edges[side].min() == 200
    assert edges[beyond].max() == 50


@pytest.mark.parametrize("side", list(Side))
def test_a_push_carries_the_old_shot_along_and_a_slide_does_not(side: Side) -> None:
    new, old = photo_like(1), photo_like(2)
    pushed, slid = (FORM.planes(halfway(Transition(kind, side), new, old))[0] for kind in (Kind.PUSH, Kind.SLIDE))
    luma = FORM.planes(old)[0]

    def far_end(plane: Image) -> Image:
        near = plane.T if side in {Side.TOP, Side.BOTTOM} else plane
        return near[:, -20:] if side in {Side.LEFT, Side.TOP} else near[:, :20]

    assert np.array_equal(far_end(slid), far_end(luma))
    assert not np.array_equal(far_end(pushed), far_end(luma))


def test_a_wipe_has_a_soft_edge() -> None:
    luma = FORM.planes(halfway(Transition(Kind.WIPE, Side.LEFT), frame(220, 128, 128), frame(30, 128, 128)))[0]

    steps = np.abs(np.diff(luma[50].astype(int)))
    assert steps.max() <= 14
    assert (np.diff(luma[50].astype(int)) <= 0).all()


def test_the_movement_starts_and_stops_softly() -> None:
    assert (smooth(0), smooth(0.5), smooth(1)) == (0, 0.5, 1)
    assert smooth(0.05) < 0.01
