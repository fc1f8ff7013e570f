"""Camera motion over photos."""

from itertools import pairwise
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.render.planning.framing import WHOLE, Area, Layout
from functions.render.planning.motion import (
    CLOSE,
    DETAIL,
    DISTANCES,
    TRAVEL_SPEED,
    WIDE,
    CameraPath,
    Pose,
    ease,
    longest_canvas,
    max_zoom,
    plan_paths,
    ramp_up_and_down,
    visible_share,
)
from functions.render.planning.timeline import Shot, plan_shots, video_frames
from vidx.options import FPS

SEEDS = st.text(min_size=1, max_size=20)


FILLING = Layout(WHOLE, WHOLE)
BEFORE_BLUR = Layout(WHOLE, Area(0.06, 0.2, 0.88, 0.4), subject=Area(0.06, 0.2, 0.88, 0.4))


def long(frames: float, axis: int) -> Layout:
    return Layout(WHOLE, WHOLE, (frames, 1.0) if axis == 0 else (1.0, frames))


LAYOUTS = st.one_of(
    st.just(FILLING),
    st.just(BEFORE_BLUR),
    st.builds(long, st.floats(1.15, 3.5), st.integers(0, 1)),
    st.builds(
        lambda x, y, w, h: Layout(WHOLE, WHOLE, subject=Area(x * (1 - w), y * (1 - h), w, h)),
        st.floats(0, 1), st.floats(0, 1), st.floats(0.1, 1), st.floats(0.1, 1),
    ),
)  # fmt: skip


def layouts_of(shots: tuple[Shot, ...], layout: Layout = FILLING) -> list[Layout]:
    return [layout for _ in shots]


def shots_of(photos: int, voice_s: float) -> tuple[Shot, ...]:
    return plan_shots(photos, video_frames(voice_s))


@given(seed=SEEDS, photos=st.integers(1, 8), voice_s=st.floats(2, 40), data=st.data())
def test_every_view_lies_within_the_canvas(seed: str, photos: int, voice_s: float, data: st.DataObject) -> None:
    shots = shots_of(photos, voice_s)
    layouts = data.draw(st.lists(LAYOUTS, min_size=len(shots), max_size=len(shots)))

    for path, layout in zip(plan_paths(shots, layouts, seed), layouts, strict=True):
        for frame in range(path.frames):
            view = path.view(frame)
            assert view.zoom >= 1 - 1e-12
            assert -1e-9 <= view.left <= 1 - 1 / (view.zoom * layout.extent[0]) + 1e-9
            assert -1e-9 <= view.top <= 1 - 1 / (view.zoom * layout.extent[1]) + 1e-9


@given(seed=SEEDS, layout=LAYOUTS)
def test_neighbours_move_differently_and_the_same_seed_moves_the_same(seed: str, layout: Layout) -> None:
    shots = shots_of(8, 30)

    paths = plan_paths(shots, layouts_of(shots, layout), seed)

    assert paths == plan_paths(shots, layouts_of(shots, layout), seed)
    assert all((a.start, a.end) != (b.start, b.end) for a, b in pairwise(paths))


def test_different_jobs_move_differently() -> None:
    shots = shots_of(8, 30)

    assert plan_paths(shots, layouts_of(shots), "a") != plan_paths(shots, layouts_of(shots), "b")


@given(seed=SEEDS)
def test_a_first_take_only_zooms_on_a_photo_that_is_shown_whole(seed: str) -> None:
    shots = shots_of(4, 16)

    for path in plan_paths(shots, layouts_of(shots, BEFORE_BLUR), seed):
        assert (path.start.zoom, path.start.x) != (path.end.zoom, path.end.x)
        assert path.start.x == path.end.x == 0.5
        assert min(visible_share(BEFORE_BLUR.place, path.start), visible_share(BEFORE_BLUR.place, path.end)) > 0.99


@given(seed=SEEDS, x=st.floats(0, 1), y=st.floats(0, 1), w=st.floats(0.2, 1), h=st.floats(0.2, 0.9))
def test_a_photo_does_not_slide_over_its_blur(seed: str, x: float, y: float, w: float, h: float) -> None:
    place = Area(x * (1 - w), y * (1 - h), w, h)
    layout = Layout(WHOLE, place, subject=place)
    shots = shots_of(1, 30)
    middle = layout.place.centre[1]

    for path in plan_paths(shots, layouts_of(shots, layout), seed):
        for pose in (path.start, path.end):
            top = (layout.place.top - (pose.y - 0.5 / pose.zoom)) * pose.zoom
            bottom = top + layout.place.height * pose.zoom
            visible = min(bottom, 1.0) - max(top, 0.0)
            assert visible == pytest.approx(min(bottom - top, 1.0))
            kept_in_place = (top + bottom) / 2 == pytest.approx(middle)
            assert kept_in_place or min(abs(top), abs(bottom - 1)) < 1e-9 or bottom - top > 1


@given(seed=SEEDS, photos=st.integers(1, 6), layout=LAYOUTS)
def test_no_move_over_a_single_frame_is_too_fast_and_none_stands_still(seed: str, photos: int, layout: Layout) -> None:
    if layout.travels:
        return
    shots = shots_of(photos, 12)
    for path in plan_paths(shots, layouts_of(shots, layout), seed):
        views = [path.view(frame) for frame in range(path.frames)]
        steps = [max(abs(a.left - b.left), abs(a.top - b.top), abs(a.zoom - b.zoom)) for a, b in pairwise(views)]
        assert 0 < max(steps) < 0.004


@given(seed=SEEDS, take=st.sampled_from([0, 1, 2]), frames=st.integers(48, 180), axis=st.integers(0, 1))
def test_a_panorama_is_travelled_from_end_to_end_at_a_calm_speed(seed: str, take: int, frames: int, axis: int) -> None:
    layout = long(longest_canvas(frames), axis)

    (path,) = plan_paths([Shot(0, take, 0, frames)], [layout], seed)

    at = [(view.left, view.top)[axis] for view in map(path.view, range(frames))]
    assert min(at[0], at[-1]) == pytest.approx(0, abs=1e-9)
    assert max(at[0], at[-1]) == pytest.approx(1 - 1 / max(layout.extent), abs=1e-9)
    speeds = [abs(a - b) * max(layout.extent) * FPS for a, b in pairwise(at)]
    assert max(speeds) <= TRAVEL_SPEED * frames / (frames - 1) + 1e-9
    assert speeds[0] < max(speeds) / 3 or frames < 60


@given(seed=SEEDS, x=st.floats(0, 1), y=st.floats(0, 1), side=st.floats(0.1, 0.85), frames=st.integers(48, 180))
def test_a_first_take_never_leaves_its_subject(seed: str, x: float, y: float, side: float, frames: int) -> None:
    subject = Area(x * (1 - side), y * (1 - side), side, side)

    (path,) = plan_paths([Shot(0, 0, 0, frames)], [Layout(WHOLE, WHOLE, subject=subject)], seed)

    assert min(visible_share(subject, path.start), visible_share(subject, path.end)) >= WIDE.min_visible


@given(seed=SEEDS, x=st.floats(0, 1), y=st.floats(0, 1))
def test_a_zoom_goes_towards_the_subject(seed: str, x: float, y: float) -> None:
    subject = Area(x * 0.8, y * 0.8, 0.2, 0.2)

    (path,) = plan_paths([Shot(0, 1, 0, 150)], [Layout(WHOLE, WHOLE, subject=subject)], seed)

    near = max(path.start, path.end, key=lambda pose: pose.zoom)
    assert visible_share(subject, near) > 0.6


ONE_PHOTO: Final = [
    FILLING,
    BEFORE_BLUR,
    Layout(WHOLE, WHOLE, subject=Area(0.1, 0.2, 0.8, 0.7)),
    Layout(WHOLE, WHOLE, subject=Area(0.3, 0.35, 0.3, 0.3)),
    Layout(WHOLE, WHOLE, subject=Area(0.0, 0.6, 0.35, 0.4)),
]


def move_of(path: CameraPath) -> tuple[int, int, int]:
    """Signs of what the camera does: nearer or farther, right or left, down or up; a zoom in place has no direction."""
    zoomed, across, down = (
        after - before
        for before, after in zip(
            (path.start.zoom, path.start.x, path.start.y), (path.end.zoom, path.end.x, path.end.y), strict=True
        )
    )
    pans = abs(zoomed) < 0.05
    return (0 if pans else sign(zoomed), sign(across) * pans, sign(down) * pans)


def sign(value: float) -> int:
    return (value > 0.02) - (value < -0.02)


@given(seed=SEEDS, layout=st.sampled_from(ONE_PHOTO))
def test_the_takes_of_one_photo_in_30_s_differ_in_move_and_distance(seed: str, layout: Layout) -> None:
    shots = shots_of(1, 30)
    assert len(shots) >= 5

    paths = plan_paths(shots, layouts_of(shots, layout), seed)

    wide, detail, close = (sum(path.zooms) / 2 for path in paths[:3])
    assert detail - wide > 0.15
    assert wide - 0.06 < close < detail - 0.08
    moves = [(number % len(DISTANCES), move_of(path)) for number, path in enumerate(paths)]
    assert len(set(moves)) == len(moves)
    assert all(one != other for (_, one), (_, other) in pairwise(moves))
    assert paths == plan_paths(shots, layouts_of(shots, layout), seed)


@given(seed=SEEDS, x=st.floats(0, 1), y=st.floats(0, 1), w=st.floats(0.1, 0.87), h=st.floats(0.1, 0.87),
       voice_s=st.floats(12, 40))  # fmt: skip
def test_every_take_shows_as_much_of_the_subject_as_its_distance_asks(
    seed: str, x: float, y: float, w: float, h: float, voice_s: float
) -> None:
    subject = Area(x * (1 - w), y * (1 - h), w, h)
    shots = shots_of(1, voice_s)
    assert (WIDE.min_visible, CLOSE.min_visible, DETAIL.min_visible) >= (0.98, 0.98, 0.85)

    for number, path in enumerate(plan_paths(shots, layouts_of(shots, Layout(WHOLE, WHOLE, subject=subject)), seed)):
        distance = DISTANCES[number % len(DISTANCES)]
        assert min(visible_share(subject, path.start), visible_share(subject, path.end)) >= distance.min_visible - 1e-9


@pytest.mark.parametrize(
    ("width", "height", "share"), [(0.85, 0.29, 0.985), (0.85, 0.29, 0.85), (0.9, 0.88, 0.85), (0.3, 0.3, 0.85)]
)
def test_the_nearest_zoom_shows_exactly_the_share_requested(width: float, height: float, share: float) -> None:
    subject = Area((1 - width) / 2, (1 - height) / 2, width, height)

    zoom = max_zoom(Layout(WHOLE, WHOLE, subject=subject, upscale=0.3), share)

    assert visible_share(subject, Pose(zoom)) == pytest.approx(share)


@given(seed=SEEDS)
def test_a_small_photo_is_not_enlarged_more_by_a_detail_than_by_a_wide_take(seed: str) -> None:
    layout = Layout(WHOLE, Area(0.2, 0.2, 0.6, 0.4), subject=Area(0.4, 0.3, 0.2, 0.2), upscale=2.25)
    shots = shots_of(1, 30)

    paths = plan_paths(shots, layouts_of(shots, layout), seed)

    assert max(max(path.zooms) for path in paths) <= 1.14 + 1e-9


def test_a_move_starts_and_ends_where_it_should() -> None:
    path = CameraPath(Pose(1.0), Pose(1.2, 0.52, 0.48), 100)

    first, last = path.view(0), path.view(99)

    assert (first.zoom, first.left, first.top) == (1.0, 0.0, 0.0)
    assert abs(last.zoom - 1.2) < 1e-9
    assert abs(last.left + 0.5 / last.zoom - 0.52) < 1e-9


def test_gliding_is_even_between_its_ends() -> None:
    assert (ramp_up_and_down(0), ramp_up_and_down(0.5), ramp_up_and_down(1)) == (0, 0.5, 1)
    assert ramp_up_and_down(0.6) - ramp_up_and_down(0.5) == pytest.approx(ramp_up_and_down(0.5) - ramp_up_and_down(0.4))
    assert ramp_up_and_down(0.02) < 0.002


def test_easing_is_slow_at_both_ends() -> None:
    assert (ease(0), ease(0.5), ease(1)) == (0, 0.5, 1)
    assert ease(0.01) < 0.0052
    assert 1 - ease(0.99) < 0.0052
