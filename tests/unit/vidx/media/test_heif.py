"""The description of HEIC and AVIF pictures, damaged and hostile ones among them."""

import struct
from contextlib import suppress
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testing.boxes import box, cut_last
from testing.pictures import picture
from vidx.errors import UnusablePhoto
from vidx.media.byte_source import ByteSource
from vidx.media.heif import Extent, read_heif
from vidx.media.inspection import inspect_file

KINDS: Final = ("HEIC", "AVIF")
TABLES: Final = (b"pitm", b"iinf", b"iloc", b"ipma", b"ispe", b"pixi")
FILE_TYPE: Final = box(b"ftyp", b"heic" + bytes(4))


def inspect_or_refuse(file: bytes) -> None:
    """Inspect a photo; the only error may be that it cannot be used."""
    with suppress(UnusablePhoto):
        inspect_file(file)


def heif(*tables: bytes) -> bytes:
    return FILE_TYPE + box(b"meta", bytes(4) + b"".join(tables))


@pytest.mark.parametrize("kind", [b"pitm", b"iinf", b"iloc", b"ipma", b"iref"])
def test_an_empty_table_at_the_end_is_damage(kind: bytes) -> None:
    table = box(b"iprp", box(kind)) if kind == b"ipma" else box(kind)

    assert read_heif(ByteSource.from_bytes(heif(table))) is None


def test_an_empty_entry_of_the_list_of_items_is_damage() -> None:
    assert read_heif(ByteSource.from_bytes(heif(box(b"iinf", bytes(6) + box(b"infe"))))) is None


@given(st.sampled_from(KINDS), st.sampled_from(TABLES), st.integers(0, 60))
def test_a_table_of_any_length_is_read_or_refused(kind: str, table: bytes, keep: int) -> None:
    inspect_or_refuse(cut_last(picture(kind), table, keep))


@given(st.data(), st.sampled_from(KINDS))
def test_a_description_with_any_bytes_in_it_is_read_or_refused(data: st.DataObject, kind: str) -> None:
    file = picture(kind)
    start = data.draw(st.integers(file.index(b"meta") - 4, file.index(b"mdat")))
    junk = data.draw(st.one_of(st.binary(max_size=24), st.sampled_from([bytes(4), b"\xff" * 4, b"\0\0\0\x08"])))

    inspect_or_refuse(file[:start] + junk + file[start + len(junk) :])
    inspect_or_refuse(file[:start] + junk)


def test_a_grid_lists_no_more_tiles_than_its_box_holds() -> None:
    """Short boxes that each claim the 65,535 numbers after them would be read again and again."""
    grid = box(b"dimg", struct.pack(">HH", 1, 2000))
    file = heif(box(b"iref", bytes(4) + grid * 1000))

    assert read_heif(ByteSource.from_bytes(file)) is None


@pytest.mark.parametrize("widths", [b"\x00\x00", b"\x10\x00", b"\x01\x00"])
def test_extents_without_a_standard_width_are_damage(widths: bytes) -> None:
    """Extents of no bytes would let a table of a few kilobytes list billions of them."""
    item = struct.pack(">HHH", 1, 0, 65535)
    file = heif(box(b"iloc", bytes(4) + widths + struct.pack(">H", 9) + item * 9))

    assert read_heif(ByteSource.from_bytes(file)) is None


def test_a_tile_that_a_grid_names_twice_is_read_once() -> None:
    extent = struct.pack(">HHHII", 1, 0, 1, 100, 50)
    file = heif(
        box(b"iref", bytes(4) + box(b"dimg", struct.pack(">HHHHH", 0, 3, 1, 1, 1))),
        box(b"iloc", bytes(4) + b"\x44\x00" + struct.pack(">H", 1) + extent),
    )
    description = read_heif(ByteSource.from_bytes(file))

    assert description is not None
    assert description.extents == (Extent(100, 150),)


def test_bits_are_counted_for_the_channels_of_the_picture_only() -> None:
    channels = box(b"pixi", bytes(4) + bytes([3, 8, 10, 8, 200]))
    item = struct.pack(">IHBB", 1, 1, 1, 1)
    pitm = box(b"pitm", struct.pack(">IH", 0, 1))
    description = read_heif(
        ByteSource.from_bytes(heif(pitm, box(b"iprp", box(b"ipco", channels) + box(b"ipma", bytes(4) + item))))
    )

    assert description is not None
    assert description.bits == 10
