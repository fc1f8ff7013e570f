"""How the camera moves."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from functions.render.motion import Path, Pose, ease, plan_paths
from functions.render.timeline import Shot, film_frames, plan_shots

SEEDS = st.text(min_size=1, max_size=20)


def shots_of(photos: int, voice_s: float) -> tuple[Shot, ...]:
    return plan_shots(photos, film_frames(voice_s))


@given(seed=SEEDS, photos=st.integers(1, 8), voice_s=st.floats(2, 40), data=st.data())
def test_every_view_lies_within_the_frame(seed: str, photos: int, voice_s: float, data: st.DataObject) -> None:
    inset = data.draw(st.lists(st.booleans(), min_size=photos, max_size=photos))

    for path in plan_paths(shots_of(photos, voice_s), inset, seed):
        for frame in range(path.frames):
            view = path.view(frame)
            assert view.zoom >= 1 - 1e-12
            assert -1e-9 <= view.left <= 1 - 1 / view.zoom + 1e-9
            assert -1e-9 <= view.top <= 1 - 1 / view.zoom + 1e-9


@given(seed=SEEDS)
def test_neighbours_move_differently_and_the_same_seed_moves_the_same(seed: str) -> None:
    shots = shots_of(8, 30)

    paths = plan_paths(shots, [False] * 8, seed)

    assert paths == plan_paths(shots, [False] * 8, seed)
    assert all((a.start, a.end) != (b.start, b.end) for a, b in pairwise(paths))


def test_different_jobs_move_differently() -> None:
    shots = shots_of(8, 30)

    assert plan_paths(shots, [False] * 8, "a") != plan_paths(shots, [False] * 8, "b")


@given(seed=SEEDS)
def test_over_a_whole_photo_the_camera_only_zooms_on_the_middle(seed: str) -> None:
    for path in plan_paths(shots_of(4, 16), [True] * 4, seed):
        assert path.start.centre == path.end.centre == (0.5, 0.5)
        assert path.start.zoom != path.end.zoom


@given(seed=SEEDS, photos=st.integers(1, 6))
def test_no_move_is_hasty(seed: str, photos: int) -> None:
    for path in plan_paths(shots_of(photos, 12), [False] * photos, seed):
        views = [path.view(frame) for frame in range(path.frames)]
        steps = [max(abs(a.left - b.left), abs(a.top - b.top), abs(a.zoom - b.zoom)) for a, b in pairwise(views)]
        assert 0 < max(steps) < 0.004


def test_a_move_starts_and_ends_where_it_should() -> None:
    path = Path(Pose(1.0), Pose(1.2, 0.5, -0.5), 100)

    first, last = path.view(0), path.view(99)

    assert (first.zoom, first.left, first.top) == (1.0, 0.0, 0.0)
    assert abs(last.zoom - 1.2) < 1e-9
    assert abs(last.left + 0.5 / last.zoom - path.end.centre[0]) < 1e-9


def test_easing_is_slow_at_both_ends() -> None:
    assert (ease(0), ease(0.5), ease(1)) == (0, 0.5, 1)
    assert ease(0.01) < 0.0052
    assert 1 - ease(0.99) < 0.0052
