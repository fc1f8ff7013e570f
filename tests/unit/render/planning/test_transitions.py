"""The choice of transitions."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from functions.render.planning.timeline import Shot, plan_shots
from functions.render.planning.transitions import (
    MIN_EFFECT_FRAMES,
    SAME_PHOTO_KINDS,
    Kind,
    plan_transitions,
)

SEEDS = st.text(min_size=1, max_size=20)


@given(seed=SEEDS, photos=st.integers(2, 10))
def test_a_seed_gives_the_same_transitions_and_neighbours_differ(seed: str, photos: int) -> None:
    shots = plan_shots(photos, 1800)

    transitions = plan_transitions(shots, seed)

    assert transitions == plan_transitions(shots, seed)
    assert len(transitions) == len(shots) - 1
    assert all(a.kind is not b.kind for a, b in pairwise(transitions))


def test_all_five_kinds_are_used() -> None:
    shots = plan_shots(10, 1200)

    kinds = [transition.kind for seed in range(30) for transition in plan_transitions(shots, str(seed))]

    assert set(kinds) == set(Kind)
    assert max(kinds, key=kinds.count) is Kind.FADE


@given(seed=SEEDS, short=st.integers(48, MIN_EFFECT_FRAMES - 1))
def test_short_shots_have_fades(seed: str, short: int) -> None:
    transitions = plan_transitions([Shot(0, 0, 0, 100), Shot(1, 0, 88, short), Shot(2, 0, 76 + short, 100)], seed)

    assert [transition.kind for transition in transitions] == [Kind.FADE, Kind.FADE]


@given(seed=SEEDS)
def test_takes_of_one_photo_only_fade_or_zoom(seed: str) -> None:
    assert {transition.kind for transition in plan_transitions(plan_shots(1, 900), seed)} <= set(SAME_PHOTO_KINDS)
