"""Clips judged by their index, wherever in the file it lies."""

import pytest

from testing.clips import FAST_START, SILENCE, SLOW, SMALL, clip
from testing.refusals import refusal
from vidx.errors import UnusableClip
from vidx.media.clip import ClipFacts, check_clip_bytes
from vidx.media.inspection import inspect_file
from vidx.options import MAX_CLIP_BYTES, MAX_CLIP_SIDE_PX, MIN_CLIP_S

PIECES = ("-movflags", "+frag_keyframe+empty_moov")


@pytest.mark.parametrize("ending", ["mp4", "mov"])
@pytest.mark.parametrize("extra", [(), FAST_START], ids=["index last", "index first"])
def test_format_size_length_and_codec_are_read_from_the_index(ending: str, extra: tuple[str, ...]) -> None:
    facts = inspect_file(clip(ending=ending, extra=extra))

    assert isinstance(facts, ClipFacts)
    assert facts._replace(duration_s=round(facts.duration_s, 1)) == ClipFacts(ending.upper(), 240, 426, 3.0, "avc1")


@pytest.mark.parametrize("sound", [None, SILENCE])
def test_sound_is_not_needed(sound: str | None) -> None:
    assert isinstance(inspect_file(clip(sound=sound)), ClipFacts)


def test_a_clip_of_61_seconds_is_too_long() -> None:
    assert "clip 3 is 61 s long; at most 60 s are allowed, so cut it shorter" in refusal(
        clip(61, extra=(*FAST_START, *SLOW)), 2
    )
    assert isinstance(inspect_file(clip(60, extra=SLOW)), ClipFacts)


def test_a_clip_of_one_second_is_too_short() -> None:
    assert "is only 1.0 s long; use one of at least 2 s, or a photo" in refusal(clip(1))


def test_a_clip_of_two_seconds_is_long_enough() -> None:
    assert isinstance(inspect_file(clip(MIN_CLIP_S, sound=None)), ClipFacts)


@pytest.mark.parametrize("turn", [1, -1], ids=["wide", "tall"])
def test_a_clip_of_4096_pixels_is_accepted_and_a_larger_one_is_not(turn: int) -> None:
    most, beyond = ((side, 240)[::turn] for side in (MAX_CLIP_SIDE_PX, MAX_CLIP_SIDE_PX + 2))

    assert isinstance(inspect_file(clip(2, most, sound=None, codec=(*SMALL, *SLOW))), ClipFacts)
    assert "use one of at most 4K (4,096 a side)" in refusal(clip(2, beyond, sound=None, codec=(*SMALL, *SLOW)))


@pytest.mark.parametrize("ending", ["mp4", "mov"])
@pytest.mark.parametrize("extra", [(), FAST_START], ids=["index last", "index first"])
def test_a_clip_cut_in_half_is_damaged(ending: str, extra: tuple[str, ...]) -> None:
    file = clip(ending=ending, extra=extra)

    assert f"damaged or incomplete {ending.upper()} file" in refusal(file[: len(file) // 2])


def test_a_damaged_index_is_refused() -> None:
    file = clip(extra=FAST_START)
    start = file.index(b"moov") + 4

    assert "damaged or incomplete" in refusal(file[:start] + b"\xff" * 8 + file[start + 8 :])


def test_a_file_with_sound_only_is_refused() -> None:
    assert "has no pictures, only sound" in refusal(clip(picture="color", codec=("-vn",)))


def test_a_codec_that_cannot_be_read_is_named() -> None:
    file = clip(extra=FAST_START).replace(b"avc1", b"XvYz")

    assert "pictures of a kind that cannot be read here (XvYz); export it as H.264 MP4" in refusal(file)


def test_a_protected_clip_is_refused() -> None:
    assert "copy-protected" in refusal(clip(extra=FAST_START).replace(b"avc1", b"encv"))


def test_a_fragmented_recording_without_a_length_is_refused() -> None:
    assert "does not tell its length" in refusal(clip(extra=PIECES))


@pytest.mark.parametrize(("size", "fault"), [((320, 120), "only 320×120 pixels"), ((4400, 256), "at most 4K")])
def test_sizes_have_bounds(size: tuple[int, int], fault: str) -> None:
    assert fault in refusal(clip(2, size))


def test_a_file_over_100_mb_is_refused_by_its_size_alone() -> None:
    with pytest.raises(UnusableClip, match=r"clip 1 has 100\.0 MB; at most 100 MB are allowed"):
        check_clip_bytes(MAX_CLIP_BYTES + 1, 0)
    with pytest.raises(UnusableClip, match="empty file"):
        check_clip_bytes(0, 0)
