"""The timeline: shots and cuts."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.render.overlays.schedule import plan_schedule
from functions.render.planning.timeline import (
    CLEAR_FRAMES,
    MAX_SHOT_FRAMES,
    MIN_VIDEO_FRAMES,
    PHRASE_WEIGHT,
    SENTENCE_WEIGHT,
    SHORT_CLEAR_FRAMES,
    TRANSITION_FRAMES,
    Shot,
    frames_needed,
    plan_cuts,
    plan_shots,
    video_frames,
)
from vidx.options import FPS, OVERLAYS, tail_s
from vidx.words import TimedWord


def words_of(text: str, word_s: float) -> tuple[TimedWord, ...]:
    return tuple(
        TimedWord(text=word, start_s=index * word_s, end_s=(index + 0.8) * word_s)
        for index, word in enumerate(text.split())
    )


def clear_frames(shots: Sequence[Shot], first: int = 0, last: int | None = None) -> list[int]:
    """Return each shot's number of frames outside transitions, between frames `first` and `last` of the video."""
    starts = [0, *(shot.start + TRANSITION_FRAMES for shot in shots[1:])]
    ends = [*(shot.end - TRANSITION_FRAMES for shot in shots[:-1]), shots[-1].end]
    return [
        min(end, shots[-1].end if last is None else last) - max(start, first)
        for start, end in zip(starts, ends, strict=True)
    ]


@pytest.mark.parametrize(("voice_s", "frames"), [(20.0, 624), (14.987, 474), (0.0, MIN_VIDEO_FRAMES)])
def test_the_video_lasts_as_long_as_the_voice_and_its_tail(voice_s: float, frames: int) -> None:
    assert video_frames(voice_s) == frames


@given(
    photos=st.integers(1, 10),
    voice_s=st.floats(0.1, 90),
    word_s=st.floats(0.1, 1.5),
    marks=st.lists(st.sampled_from(["a", "b.", "c,", "d!"]), max_size=120),
    beat_s=st.floats(0.3, 1.2),
)
def test_shots_cover_the_video_without_gaps_and_none_is_too_short(
    photos: int, voice_s: float, word_s: float, marks: list[str], beat_s: float
) -> None:
    total = video_frames(voice_s)
    beats = [number * beat_s for number in range(int(voice_s / beat_s))]

    shots = plan_shots(photos, total, words_of(" ".join(marks), word_s), beats)

    assert shots[0].start == 0
    assert shots[-1].end == total
    assert min(clear_frames(shots)) >= SHORT_CLEAR_FRAMES
    assert all(before.end - after.start == TRANSITION_FRAMES for before, after in pairwise(shots))
    assert [shot.photo for shot in shots] == sorted(shot.photo for shot in shots)
    assert all(before.end <= after.start for before, after in zip(shots, shots[2:], strict=False))


@given(photos=st.integers(1, 10))
def test_every_photo_is_shown_when_the_voice_is_long_enough(photos: int) -> None:
    shots = plan_shots(photos, video_frames(15))

    assert {shot.photo for shot in shots} == set(range(photos))


def test_a_video_too_short_for_all_photos_shows_the_first_ones() -> None:
    shots = plan_shots(10, video_frames(4))

    assert [shot.photo for shot in shots] == list(range(len(shots)))
    assert 1 < len(shots) < 10


@given(photos=st.integers(1, 10), voice_s=st.floats(13.9, 60), marks=st.lists(st.sampled_from(["a", "b.", "c,"])))
def test_every_photo_is_clear_for_a_second_before_the_end_card(photos: int, voice_s: float, marks: list[str]) -> None:
    words, video_s = words_of(" ".join(marks), 0.4), video_frames(voice_s, tail_s(OVERLAYS)) / FPS
    schedule = plan_schedule(OVERLAYS, words, voice_s, video_s, photos)
    assert schedule.end is not None
    card = round(schedule.end.start_s * FPS)

    total = round(video_s * FPS)
    shots = plan_shots(photos, total, words, closing=total - card, opening=78)

    assert {shot.photo for shot in shots} == set(range(photos))
    assert min(clear_frames(shots, last=card)) >= CLEAR_FRAMES
    assert shots[-1].end == total


@pytest.mark.parametrize("photos", range(2, 9))
def test_the_first_photo_is_clear_after_the_title_too(photos: int) -> None:
    shots = plan_shots(photos, 450, opening=78)

    assert clear_frames(shots, first=78)[0] >= CLEAR_FRAMES
    assert min(clear_frames(shots)) >= CLEAR_FRAMES
    assert max(clear_frames(shots)[1:]) - min(clear_frames(shots)[1:]) <= 6


@pytest.mark.parametrize("photos", range(2, 11))
def test_a_video_with_just_enough_time_shows_every_photo_for_a_second(photos: int) -> None:
    shots = plan_shots(photos, frames_needed(photos))

    assert [shot.photo for shot in shots] == list(range(photos))
    assert set(clear_frames(shots)) == {CLEAR_FRAMES}


@pytest.mark.parametrize("photos", range(2, 11))
def test_photos_are_shown_more_briefly_before_one_is_left_out(photos: int) -> None:
    short, shorter = (plan_shots(photos, frames_needed(photos, clear) - 1) for clear in (CLEAR_FRAMES, 24))

    assert {shot.photo for shot in short} == set(range(photos))
    assert min(clear_frames(short)) >= SHORT_CLEAR_FRAMES
    assert {shot.photo for shot in shorter} == set(range(photos - 1))


def test_a_single_photo_has_takes_at_several_distances() -> None:
    shots = plan_shots(1, video_frames(20))

    assert [shot.take for shot in shots] == list(range(len(shots)))
    assert len(shots) > 1
    assert all(shot.frames <= MAX_SHOT_FRAMES + TRANSITION_FRAMES for shot in shots)


def test_a_cut_moves_to_the_end_of_a_sentence_nearby() -> None:
    words = words_of("one two three four five. six seven eight nine ten", 1.0)

    plain, snapped = plan_shots(2, 318), plan_shots(2, 318, words)

    middle = [shots[1].start + TRANSITION_FRAMES // 2 for shots in (plain, snapped)]
    assert middle == [159, round(4.9 * 30)]


def test_a_cut_moves_on_to_a_beat_within_a_fifth_of_a_second() -> None:
    words = words_of("one two three four five. six seven eight nine ten", 1.0)

    near, far = (plan_shots(2, 318, words, [4.9 + away]) for away in (0.19, -0.25))

    assert [shots[1].start + TRANSITION_FRAMES // 2 for shots in (near, far)] == [153, 147]


@pytest.mark.parametrize(
    ("weights", "beats", "cuts"),
    [
        pytest.param({}, [], [120, 240], id="evenly spread"),
        pytest.param({130: SENTENCE_WEIGHT}, [], [130, 240], id="at the end of a sentence"),
        pytest.param({130: SENTENCE_WEIGHT}, [133], [133, 240], id="on a beat near the end of a sentence"),
        pytest.param(
            {130: PHRASE_WEIGHT, 140: SENTENCE_WEIGHT}, [], [130, 240], id="a near comma before a far full stop"
        ),
        pytest.param({90: SENTENCE_WEIGHT}, [126, 110], [126, 240], id="nothing in reach but a beat"),
    ],
)
def test_cuts_are_planned_as_documented(weights: dict[int, float], beats: list[int], cuts: list[int]) -> None:
    assert plan_cuts(360, [360, 360, 360], weights, beats) == cuts


def test_a_single_shot_has_no_cut() -> None:
    assert plan_cuts(360, [360], {130: SENTENCE_WEIGHT}) == []


def test_a_sentence_end_attracts_a_cut_more_than_a_comma() -> None:
    words = words_of("one two three four five, six. seven eight nine ten", 1.0)

    shots = plan_shots(2, 318, words)

    assert shots[1].start + TRANSITION_FRAMES // 2 == round(5.9 * 30)


MIN_CLIP_FRAMES = 60


@given(
    photos=st.integers(1, 10),
    voice_s=st.floats(2, 90),
    clips=st.dictionaries(st.integers(0, 9), st.integers(MIN_CLIP_FRAMES, 360)),
    marks=st.lists(st.sampled_from(["a", "b.", "c,"]), max_size=60),
)
def test_no_shot_of_a_clip_outlasts_the_clip(
    photos: int, voice_s: float, clips: dict[int, int], marks: list[str]
) -> None:
    total = video_frames(voice_s)

    shots = plan_shots(photos, total, words_of(" ".join(marks), 0.4), lengths=clips)

    assert shots[0].start == 0
    assert shots[-1].end == total
    assert min(clear_frames(shots)) >= SHORT_CLEAR_FRAMES
    assert all(before.end - after.start == TRANSITION_FRAMES for before, after in pairwise(shots))
    assert [shot.photo for shot in shots] == sorted(shot.photo for shot in shots)
    if total >= 2 * MIN_CLIP_FRAMES:  # a video of one or two shots may outlast clips of 2 s: the last frame stays
        assert all(shot.frames <= clips.get(shot.photo, total) for shot in shots)


def test_photos_fill_the_time_that_a_short_clip_leaves() -> None:
    shots = plan_shots(3, video_frames(15), lengths={1: 75})

    clip_s = sum(shot.frames for shot in shots if shot.photo == 1)
    assert clip_s == 75
    assert [shot.photo for shot in shots if shot.photo != 1].count(0) >= 1
    assert max(shot.frames for shot in shots) <= MAX_SHOT_FRAMES + TRANSITION_FRAMES


def test_a_single_short_clip_is_shown_in_several_takes() -> None:
    shots = plan_shots(1, video_frames(15), lengths={0: 90})

    assert all(shot.frames <= 90 for shot in shots)
    assert [shot.take for shot in shots] == list(range(len(shots)))


def test_clips_longer_than_their_shots_change_nothing() -> None:
    assert plan_shots(4, video_frames(15), lengths={2: 360}) == plan_shots(4, video_frames(15))
