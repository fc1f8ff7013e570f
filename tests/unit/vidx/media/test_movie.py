"""The index of an MP4 or MOV file: sizes, matrices, lengths and sample tables."""

import struct
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testing.boxes import box, cut_last
from testing.clips import FAST_START, anamorphic_clip, clip, patch_box, rotated_clip, trimmed_clip
from testing.refusals import refusal
from vidx.errors import UnusableClip
from vidx.media.byte_source import ByteSource
from vidx.media.clip import ClipFacts
from vidx.media.inspection import inspect_file
from vidx.media.movie import MAX_INDEX_BYTES, Orientation, movie_duration_s, read_index


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


HEADERS = (b"mvhd", b"tkhd", b"mdhd", b"hdlr", b"stsd", b"stts", b"stsz", b"stsc", b"stco")


@pytest.mark.parametrize("keep", [0, 3, 4, 7])
@pytest.mark.parametrize("kind", HEADERS)
def test_an_index_that_ends_with_a_cut_off_box_is_damaged(kind: bytes, keep: int) -> None:
    assert "damaged or incomplete MP4" in refusal(cut_last(clip(sound=None), kind, keep))


def test_an_index_that_ends_with_an_empty_header_of_fragments_is_damaged() -> None:
    """That header has the length when the track tells none."""
    file = patch_box(clip(sound=None), (b"moov", b"trak", b"mdia", b"mdhd"), 16, bytes(4))
    index = read_index(ByteSource.from_bytes(file))
    assert index is not None

    assert "damaged or incomplete" in refusal(
        box(b"ftyp", b"isom" + bytes(4)) + box(b"moov", index + box(b"mvex", box(b"mehd")))
    )


def test_a_movie_header_without_content_has_no_length() -> None:
    index = read_index(ByteSource.from_bytes(cut_last(clip(sound=None), b"mvhd")))

    assert index is not None
    with pytest.raises(struct.error):
        movie_duration_s(index)


def inspect_or_refuse(file: bytes) -> None:
    """Inspect a clip; the only error may be that it cannot be used."""
    with suppress(UnusableClip):
        inspect_file(file)


@given(st.sampled_from(HEADERS), st.integers(0, 100))
def test_a_box_of_any_length_is_read_or_refused(kind: bytes, keep: int) -> None:
    inspect_or_refuse(cut_last(clip(sound=None), kind, keep))


@given(st.data())
def test_an_index_with_any_bytes_in_it_is_read_or_refused(data: st.DataObject) -> None:
    file = clip(sound=None)
    start = data.draw(st.integers(file.index(b"moov") - 4, len(file) - 1))
    junk = data.draw(st.one_of(st.binary(max_size=24), st.sampled_from([bytes(4), b"\xff" * 4, b"\0\0\0\x08"])))

    inspect_or_refuse(file[:start] + junk + file[start + len(junk) :])
    inspect_or_refuse(file[:start] + junk)


@given(st.data())
def test_boxes_in_any_order_are_read_or_refused(data: st.DataObject) -> None:
    """Any boxes of a real index, with any of them as their content."""
    index = clip(sound=None).partition(b"moov")[2]
    kinds = st.sampled_from([*HEADERS, b"trak", b"mdia", b"minf", b"stbl", b"mvex", b"mehd", b"pasp", b"clap", b"avc1"])
    pieces = st.integers(0, len(index)).map(lambda start: index[start : start + 60])
    tree = st.recursive(
        st.builds(box, kinds, pieces), lambda boxes: st.builds(box, kinds, st.lists(boxes, max_size=4).map(b"".join))
    )
    moov = data.draw(st.lists(tree, max_size=6).map(b"".join))

    inspect_or_refuse(box(b"ftyp", b"isom" + bytes(4)) + box(b"moov", moov))


def test_an_index_too_large_to_be_read_is_no_damage() -> None:
    file = clip(sound=None) + box(b"free", bytes(8))
    size = MAX_INDEX_BYTES + 1
    large = file.replace(b"moov", b"free") + box(b"moov", bytes(size))

    assert refusal(large) == (
        "clip 1 lists more frames than can be read here; export it again as H.264 MP4 at 30 frames a second"
    )
    assert "damaged" in refusal(large[:-1])
