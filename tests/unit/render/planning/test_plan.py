"""The part of a clip that each of its shots shows."""

from pathlib import Path

from functions.render.planning.plan import Clip
from functions.render.planning.timeline import Shot


def shot(take: int = 0, frames: int = 60) -> Shot:
    return Shot(0, take, 0, frames)


def test_a_single_shot_starts_at_the_best_part_and_does_not_outlast_the_clip() -> None:
    working = Clip(Path("x"), (240, 426), 120, 40)

    assert working.start_of(shot(frames=60), takes=1) == 40
    assert working.start_of(shot(frames=100), takes=1) == 20
    assert working.start_of(shot(frames=200), takes=1) == 0


def test_several_takes_show_different_parts() -> None:
    working = Clip(Path("x"), (240, 426), 300, 40)

    assert [working.start_of(shot(take), takes=3) for take in range(3)] == [0, 120, 240]
