"""The index of an MP4 or MOV file: sizes, matrices, lengths and sample tables."""

import struct

import pytest

from testing.clips import FAST_START, anamorphic_clip, clip, patch_box, rotated_clip, trimmed_clip
from testing.refusals import refusal
from vidx.media.clip import ClipFacts
from vidx.media.inspection import inspect_file
from vidx.media.movie import Orientation


def test_a_trimmed_clip_has_the_length_of_its_edit_list() -> None:
    facts = inspect_file(trimmed_clip(1.5, 2.5))

    assert isinstance(facts, ClipFacts)
    assert facts.duration_s == pytest.approx(2.5, abs=0.1)


@pytest.mark.parametrize(
    ("of_track", "of_movie", "orientation"),
    [
        ((1, 0, 0, 1), (1, 0, 0, 1), Orientation()),
        ((0, 1, -1, 0), (1, 0, 0, 1), Orientation(is_transposed=True, is_flipped_horizontally=True)),
        ((1, 0, 0, 1), (0, 1, -1, 0), Orientation(is_transposed=True, is_flipped_horizontally=True)),
        ((0, 1, -1, 0), (0, 1, -1, 0), Orientation(is_flipped_horizontally=True, is_flipped_vertically=True)),
        ((0, 1, -1, 0), (0, -1, 1, 0), Orientation()),
        ((1, 0, 0, -1), (1, 0, 0, 1), Orientation(is_flipped_vertically=True)),
        ((0, 1, 1, 0), (1, 0, 0, 1), Orientation(is_transposed=True)),
    ],
)
def test_the_matrices_of_track_and_movie_are_combined(
    of_track: tuple[int, ...], of_movie: tuple[int, ...], orientation: Orientation
) -> None:
    a, b, c, d = (value << 16 for value in of_track)
    file = patch_box(clip(), (b"moov", b"trak", b"tkhd"), 40, struct.pack(">5i", a, b, 0, c, d))
    a, b, c, d = (value << 16 for value in of_movie)
    facts = inspect_file(patch_box(file, (b"moov", b"mvhd"), 36, struct.pack(">5i", a, b, 0, c, d)))

    assert isinstance(facts, ClipFacts)
    assert facts.orientation == orientation
    assert (facts.width_px, facts.height_px) == ((426, 240) if orientation.is_transposed else (240, 426))


@pytest.mark.parametrize(("degrees", "size"), [(90, (240, 360)), (180, (240, 360)), (270, (240, 360))])
def test_a_rotated_clip_has_its_upright_size(degrees: int, size: tuple[int, int]) -> None:
    facts = inspect_file(rotated_clip(degrees))

    assert (facts.width_px, facts.height_px) == size


TABLE = (b"moov", b"trak", b"mdia", b"minf", b"stbl")


ALL = b"\xff" * 4


@pytest.mark.parametrize(
    ("table", "offset", "content"),
    [
        (b"stts", 4, ALL),
        (b"stts", 4, bytes(4)),
        (b"stts", 8, ALL * 2),
        (b"stts", 8, bytes(8)),
        (b"stsz", 4, ALL),
        (b"stsz", 8, ALL),
        (b"stsz", 8, bytes(4)),
        (b"stsz", 12, ALL),
        (b"stsc", 4, bytes(4)),
        (b"stsc", 8, ALL),
        (b"stsc", 12, bytes(4)),
        (b"stco", 4, bytes(4)),
        (b"stco", 8, ALL),
        (b"stss", 8, ALL),
    ],
)
def test_a_damaged_table_of_frames_is_refused_at_upload(table: bytes, offset: int, content: bytes) -> None:
    """FFmpeg finds no frame in these files."""
    file = patch_box(clip(sound=None), (*TABLE, table), offset, content)

    assert "damaged or incomplete MP4" in refusal(file)


@pytest.mark.parametrize("table", [b"stsd", b"stts", b"stsz", b"stsc", b"stco"])
def test_a_missing_table_of_frames_is_refused_at_upload(table: bytes) -> None:
    file = clip(sound=None)
    assert file.count(table) == 1

    assert "damaged or incomplete MP4" in refusal(file.replace(table, b"free"))


def test_an_index_of_zeros_is_damaged() -> None:
    file = clip(extra=FAST_START)
    movie, header = file.index(b"moov"), file.index(b"mvhd")
    start, end = (
        header - 4 + int.from_bytes(file[header - 4 : header]),
        movie - 4 + int.from_bytes(file[movie - 4 : movie]),
    )

    assert "damaged or incomplete MP4" in refusal(file[:start] + bytes(end - start) + file[end:])


@pytest.mark.parametrize(("degrees", "size"), [(0, (320, 360)), (90, (360, 320)), (180, (320, 360))])
def test_the_pixel_aspect_ratio_is_part_of_the_size(degrees: int, size: tuple[int, int]) -> None:
    facts = inspect_file(anamorphic_clip(degrees))

    assert (facts.width_px, facts.height_px) == size


def test_a_pixel_aspect_ratio_of_zero_is_ignored() -> None:
    file = anamorphic_clip()
    shape = file.index(b"pasp") + 4

    facts = inspect_file(file[:shape] + bytes(8) + file[shape + 8 :])

    assert (facts.width_px, facts.height_px) == (240, 360)


def test_encoded_pictures_larger_than_4k_are_refused_at_any_presented_size() -> None:
    file = patch_box(clip(2, (4400, 256)), (b"moov", b"trak", b"tkhd"), 76, struct.pack(">II", 1920 << 16, 256 << 16))

    assert "4,400×256 pixels; use one of at most 4K" in refusal(file)
