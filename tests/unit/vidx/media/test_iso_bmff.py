"""Boxes of the ISO base media file format: sizes of every kind, nesting, and files that are cut off or hostile."""

import struct
from itertools import islice, pairwise
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testing.boxes import box
from vidx.media.byte_source import ByteSource
from vidx.media.iso_bmff import (
    MAX_FILE_TYPE_BYTES,
    MAX_TOP_LEVEL_BOXES,
    Box,
    box_version,
    file_brands,
    find_box,
    iter_boxes,
    read_content,
    top_level_boxes,
)

MAX_64_BIT: Final = 2**64 - 1
Tree = tuple[bytes, "bytes | list[Tree]", bool]
"""A box: its type, its content or child boxes, and whether it has a 64-bit size."""


def encode(tree: Tree) -> bytes:
    kind, content, wide = tree
    return box(kind, content if isinstance(content, bytes) else b"".join(map(encode, content)), wide=wide)


def whole(data: bytes) -> Box:
    return Box(b"file", 0, len(data))


def boxes(data: bytes) -> list[Box]:
    return list(iter_boxes(data, 0, len(data)))


def test_boxes_follow_each_other() -> None:
    data = box(b"ftyp", b"isom") + box(b"free") + box(b"mdat", b"abc")

    assert boxes(data) == [Box(b"ftyp", 8, 12), Box(b"free", 20, 20), Box(b"mdat", 28, 31)]


def test_a_size_may_have_64_bits() -> None:
    data = box(b"mdat", b"abc", wide=True) + box(b"moov", b"d")

    assert boxes(data) == [Box(b"mdat", 16, 19), Box(b"moov", 27, 28)]


def test_a_size_of_0_extends_to_the_end() -> None:
    data = box(b"free") + box(b"mdat", b"abc", size=0)

    assert boxes(data) == [Box(b"free", 8, 8), Box(b"mdat", 16, 19)]


def test_a_stretch_within_the_data_can_be_read() -> None:
    data = b"junk" + box(b"moov", b"ab") + b"more"

    assert list(iter_boxes(data, 4, 14)) == [Box(b"moov", 12, 14)]


def test_a_box_may_end_beyond_the_data() -> None:
    assert boxes(box(b"mdat", b"abc", size=1000)) == [Box(b"mdat", 8, 1000)]


@pytest.mark.parametrize("length", range(8))
def test_a_cut_off_header_is_no_box(length: int) -> None:
    data = box(b"free") + box(b"mdat", b"abc")[:length]

    assert boxes(data) == [Box(b"free", 8, 8)]


@pytest.mark.parametrize("length", range(8, 16))
def test_a_cut_off_64_bit_size_is_no_box(length: int) -> None:
    assert boxes(box(b"mdat", b"abc", wide=True)[:length]) == []


@pytest.mark.parametrize(
    "header",
    [
        *(pytest.param(box(b"moov", size=size), id=f"{size}") for size in range(2, 8)),
        *(pytest.param(box(b"moov", size=size, wide=True), id=f"64-bit {size}") for size in (1, 8, 15)),
    ],
)
def test_a_size_smaller_than_the_header_ends_the_boxes(header: bytes) -> None:
    data = box(b"free") + header + box(b"mdat", b"abc")

    assert boxes(data) == [Box(b"free", 8, 8)]


@pytest.mark.parametrize(("size", "wide"), [(2**32 - 1, False), (2**63, True), (MAX_64_BIT, True)])
def test_a_huge_size_is_the_last_box(size: int, wide: bool) -> None:
    data = box(b"moov", size=size, wide=wide) + box(b"mdat", b"abc")

    assert boxes(data) == [Box(b"moov", 16 if wide else 8, size)]


def test_the_first_box_at_a_path_is_found() -> None:
    header = box(b"tkhd", b"first")
    data = box(b"moov", box(b"mvhd") + box(b"trak", header) + box(b"trak", box(b"tkhd", b"second")))

    found = find_box(data, whole(data), b"moov", b"trak", b"tkhd")

    assert found is not None
    assert data[found.content : found.end] == b"first"
    assert find_box(data, whole(data)) == whole(data)


@pytest.mark.parametrize("path", [(b"trak",), (b"moov", b"mdia"), (b"moov", b"trak", b"mvhd")])
def test_a_missing_box_is_none(path: tuple[bytes, ...]) -> None:
    data = box(b"moov", box(b"mvhd") + box(b"trak"))

    assert find_box(data, whole(data), *path) is None


def test_a_parent_ends_the_search() -> None:
    data = box(b"trak", box(b"tkhd")) + box(b"mdia")

    assert find_box(data, whole(data), b"trak", b"mdia") is None


def test_a_child_that_claims_more_than_its_parent_hides_no_error() -> None:
    """The box is found, and its end tells the reader that its content is missing."""
    data = box(b"trak", box(b"tkhd", b"ab", size=500)) + box(b"mdia")

    assert find_box(data, whole(data), b"trak", b"tkhd") == Box(b"tkhd", 16, 508)


def test_a_box_beyond_the_end_of_the_outermost_parent_is_none() -> None:
    """Boxes that all claim the rest of the file would be searched again for each of them."""
    data = box(b"trak", box(b"mdia", size=500)) + box(b"hdlr")

    assert find_box(data, whole(data), b"trak", b"mdia", b"hdlr") is None


def test_the_version_is_the_first_byte() -> None:
    assert box_version(box(b"mvhd", b"\x01\x02"), Box(b"mvhd", 8, 10)) == 1


@pytest.mark.parametrize("data", [box(b"mvhd"), box(b"mvhd") + box(b"free"), box(b"mvhd", size=9)])
def test_an_empty_box_has_no_version(data: bytes) -> None:
    with pytest.raises(struct.error, match="mvhd"):
        box_version(data, boxes(data)[0])


def test_only_headers_of_a_file_are_read() -> None:
    file = box(b"ftyp", b"isom") + box(b"mdat", bytes(100_000), wide=True) + box(b"moov", bytes(50_000))
    reads: list[int] = []

    def read(start: int, length: int) -> bytes:
        reads.append(length)
        return file[start : start + length]

    kinds = [found.kind for found in top_level_boxes(ByteSource(read, len(file)))]

    assert kinds == [b"ftyp", b"mdat", b"moov"]
    assert max(reads) == 16


def test_the_content_of_a_box_can_be_read() -> None:
    source = ByteSource.from_bytes(box(b"free") + box(b"moov", b"index"))

    contents = [read_content(source, found) for found in top_level_boxes(source)]

    assert contents == [b"", b"index"]


@pytest.mark.parametrize("missing", [1, 5])
def test_the_last_box_of_a_cut_off_file_ends_beyond_it(missing: int) -> None:
    file = box(b"ftyp", b"isom") + box(b"mdat", b"pixels")
    source = ByteSource.from_bytes(file[:-missing])

    last = list(top_level_boxes(source))[-1]

    assert (last.kind, last.end) == (b"mdat", len(file))
    assert last.end > source.size_bytes
    assert read_content(source, last) == b"pixels"[:-missing]


def test_a_size_of_0_extends_to_the_end_of_the_file() -> None:
    file = box(b"ftyp", b"isom") + box(b"mdat", b"pixels", size=0)

    assert list(top_level_boxes(ByteSource.from_bytes(file)))[-1] == Box(b"mdat", 20, len(file))


def test_a_file_of_many_boxes_is_read_up_to_a_limit() -> None:
    file = box(b"free") * (MAX_TOP_LEVEL_BOXES + 1)

    assert len(list(top_level_boxes(ByteSource.from_bytes(file)))) == MAX_TOP_LEVEL_BOXES


@pytest.mark.parametrize("file", [b"", b"\0\0\0", b"\xff" * 7, bytes(7)])
def test_a_file_without_a_header_has_no_box(file: bytes) -> None:
    assert list(top_level_boxes(ByteSource.from_bytes(file))) == []


def test_major_and_compatible_brands_count() -> None:
    head = box(b"ftyp", b"heic" + bytes(4) + b"mif1" + b"heix") + box(b"meta")

    assert file_brands(head) == {b"heic", b"mif1", b"heix"}


def test_a_box_without_compatible_brands_has_its_major_brand() -> None:
    assert file_brands(box(b"ftyp", b"qt  " + bytes(4))) == {b"qt  "}


@pytest.mark.parametrize("head", [b"", b"\0\0\0\x18", box(b"moov"), box(b"free") + box(b"ftyp", b"isom")])
def test_a_file_that_starts_otherwise_has_none(head: bytes) -> None:
    assert file_brands(head) == frozenset()


@pytest.mark.parametrize("size", [0, 1, 8, 12, 16, 19])
def test_a_small_size_leaves_the_major_brand(size: int) -> None:
    assert file_brands(box(b"ftyp", b"mp42" + bytes(4) + b"isom", size=size)) == {b"mp42"}


def test_a_huge_size_is_bounded() -> None:
    brands = [b"%04d" % number for number in range(1000)]

    found = file_brands(box(b"ftyp", b"mp42" + bytes(4) + b"".join(brands), size=2**32 - 1))

    assert found == {b"mp42", *brands[: (MAX_FILE_TYPE_BYTES - 16) // 4]}


KINDS: Final = st.binary(min_size=4, max_size=4)
LEAVES: Final = st.tuples(KINDS, st.binary(max_size=20), st.booleans())
TREES: Final = st.recursive(LEAVES, lambda trees: st.tuples(KINDS, st.lists(trees, max_size=4), st.booleans()))
SIZES: Final = st.one_of(st.integers(0, 40), st.integers(0, 2**32 - 1))
HOSTILE: Final = st.lists(
    st.one_of(
        st.binary(max_size=30),
        st.builds(lambda kind, size: box(kind, size=size), KINDS, SIZES),
        st.builds(lambda kind, size: box(kind, size=size, wide=True), KINDS, st.integers(0, MAX_64_BIT)),
    ),
    max_size=8,
).map(b"".join)
"""Any bytes, among them headers with any size."""


def check(data: bytes, place: Box, tree: Tree) -> None:
    kind, content, _ = tree
    assert place.kind == kind
    if isinstance(content, bytes):
        assert data[place.content : place.end] == content
        return
    children = list(iter_boxes(data, place.content, place.end))
    assert len(children) == len(content)
    for child, subtree in zip(children, content, strict=True):
        check(data, child, subtree)


@given(st.lists(TREES, max_size=4))
def test_every_tree_of_boxes_is_read_as_it_was_written(trees: list[Tree]) -> None:
    data = b"".join(map(encode, trees))

    places = boxes(data)

    assert len(places) == len(trees)
    for place, tree in zip(places, trees, strict=True):
        check(data, place, tree)


@given(HOSTILE)
def test_boxes_of_any_bytes_are_disjoint_and_in_order(data: bytes) -> None:
    places = boxes(data)

    assert len(places) <= len(data) // 8
    assert all(8 <= place.content <= place.end and place.content <= len(data) for place in places)
    assert all(before.end + 8 <= after.content for before, after in pairwise(places))


@given(HOSTILE)
def test_a_file_has_the_same_boxes_as_its_bytes(data: bytes) -> None:
    in_file = list(top_level_boxes(ByteSource.from_bytes(data)))

    assert in_file == list(islice(iter_boxes(data, 0, len(data)), MAX_TOP_LEVEL_BOXES))
