"""The primary picture of a HEIC or AVIF file, as its `meta` box describes it (ISO/IEC 23008-12, 14496-12 8.11)."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from vidx.media.byte_source import ByteSource
from vidx.media.iso_bmff import Box, box_version, find_box, iter_boxes, read_content, top_level_boxes

MAX_META_BYTES: Final = 4 * 1024 * 1024
"""The box of a 200 MP picture in tiles of 512×512 takes 30 kB."""
NUMBER_WIDTHS: Final = frozenset({0, 4, 8})
"""Bytes of a number in an `iloc` box. At least 4 bytes an extent bound how many the box can list."""
TRANSFORMS: Final = frozenset({b"irot", b"imir"})
FULL_RANGE: Final = 0x80
FILE_OFFSET_METHOD: Final = 0
"""Construction method of an item whose offsets count from the start of the file."""


class Extent(NamedTuple):
    """Start and end offset of a part of the file."""

    start: int
    end: int


class Cicp(NamedTuple):
    """Colour primaries, transfer characteristics and matrix coefficients by their numbers in ITU-T H.273."""

    primaries: int
    transfer: int
    matrix: int
    is_full_range: bool


@dataclass(frozen=True)
class HeifPicture:
    """The primary picture.

    Attributes:
        size: width and height in pixels, before rotation; None when the file does not tell it.
        is_transformed: whether the file says how to rotate or mirror it (`irot`, `imir`).
        is_tiled: whether it is a grid of other pictures.
        bits: of each sample, the largest of all channels; 8 when the file does not tell it.
        cicp: its colours, when they are coded as numbers (`colr` of type `nclx`).
        extents: where its coded data lie, those of its tiles included.
        exif: where its EXIF data lie, if it has any.
        end: where the last box of the file ends. Bytes after it are not part of the picture.
    """

    size: tuple[int, int] | None
    is_transformed: bool
    is_tiled: bool
    bits: int
    cicp: Cicp | None
    extents: tuple[Extent, ...]
    exif: Extent | None
    end: int

    def exif_of(self, file: bytes) -> bytes:
        """Return the EXIF data (a TIFF header and what follows) from the whole `file`; empty when there are none."""
        if self.exif is None:
            return b""
        start = self.exif.start + 4 + int.from_bytes(file[self.exif.start : self.exif.start + 4], "big")
        return file[start : self.exif.end]

    @property
    def is_complete(self) -> bool:
        return all(extent.end <= self.end for extent in self.extents)


def read_heif(source: ByteSource) -> HeifPicture | None:
    """Return the primary picture of a HEIC or AVIF file; None when its description is missing or damaged."""
    meta, end = _read_meta(source)
    try:
        return None if meta is None else _parse(meta, end)
    except struct.error:
        return None


def _read_meta(source: ByteSource) -> tuple[bytes | None, int]:
    """Return the content of the `meta` box, and where the file's last complete box ends."""
    end, meta = 0, None
    for box in top_level_boxes(source):
        if not box.kind.isalnum() or box.end > source.size_bytes:
            break
        if box.kind == b"meta" and meta is None and box.end - box.content <= MAX_META_BYTES:
            meta = read_content(source, box)
        end = box.end
    return meta, end


def _parse(meta: bytes, end: int) -> HeifPicture:
    root = Box(b"meta", 4, len(meta))
    primary = _primary_item(meta, root)
    properties, numbers_of_items = _properties(meta, root)

    def properties_of(item: int) -> list[Box]:
        return [properties[n - 1] for n in numbers_of_items.get(item, ()) if 0 < n <= len(properties)]

    tiles = _tiles(meta, root).get(primary, ())
    primary_properties = properties_of(primary)
    tile_properties = [box for tile in tiles[:1] for box in properties_of(tile)]
    extents = _extents(meta, root)
    sizes: list[tuple[int, int]] = [
        struct.unpack_from(">II", meta, box.content + 4)
        for box in primary_properties or properties
        if box.kind == b"ispe"
    ]
    return HeifPicture(
        size=max(sizes, key=lambda size: size[0] * size[1], default=None),
        is_transformed=any(box.kind in TRANSFORMS for box in primary_properties),
        is_tiled=bool(tiles),
        bits=max(
            (bits for box in primary_properties if box.kind == b"pixi" for bits in _channel_bits(meta, box)),
            default=8,
        ),
        cicp=_cicp(meta, [*primary_properties, *tile_properties]),
        extents=tuple(extent for item in dict.fromkeys((primary, *tiles)) for extent in extents.get(item, ())),
        exif=next((extent for item in _exif_items(meta, root) for extent in extents.get(item, ())), None),
        end=end,
    )


def _channel_bits(meta: bytes, box: Box) -> bytes:
    """Return the bits a sample of each channel (`pixi`, ISO/IEC 23008-12, 6.5.6)."""
    start = box.content + 5
    return meta[start : min(start + int.from_bytes(meta[start - 1 : start], "big"), box.end)]


def _exif_items(meta: bytes, root: Box) -> Iterator[int]:
    table = find_box(meta, root, b"iinf")
    if table is None:
        return
    for box in iter_boxes(meta, table.content + (8 if box_version(meta, table) else 6), table.end):
        wide = box_version(meta, box) > 2  # noqa: PLR2004
        item, _, kind = struct.unpack_from(">IH4s" if wide else ">HH4s", meta, box.content + 4)
        if kind == b"Exif":
            yield int(item)


def _primary_item(meta: bytes, root: Box) -> int:
    box = find_box(meta, root, b"pitm")
    if box is None:
        return 0
    (item,) = struct.unpack_from(">I" if box_version(meta, box) else ">H", meta, box.content + 4)
    return int(item)


def _properties(meta: bytes, root: Box) -> tuple[list[Box], Mapping[int, list[int]]]:
    """Return all properties, and for each item the numbers (from 1) of its own."""
    container, table = find_box(meta, root, b"iprp", b"ipco"), find_box(meta, root, b"iprp", b"ipma")
    properties = [] if container is None else list(iter_boxes(meta, container.content, container.end))
    if table is None:
        return properties, {}
    wide_items = box_version(meta, table) > 0
    flags, count = struct.unpack_from(">II", meta, table.content)
    wide_numbers = flags & 1
    offset, numbers_of_items = table.content + 8, {}
    for _ in range(min(count, len(meta))):
        item, links = struct.unpack_from(">IB" if wide_items else ">HB", meta, offset)
        offset += 5 if wide_items else 3
        numbers = struct.unpack_from(f">{links}{'H' if wide_numbers else 'B'}", meta, offset)
        offset += links * (2 if wide_numbers else 1)
        numbers_of_items[item] = [number & (0x7FFF if wide_numbers else 0x7F) for number in numbers]
    return properties, numbers_of_items


def _tiles(meta: bytes, root: Box) -> Mapping[int, tuple[int, ...]]:
    """Return the tiles of each picture that is a grid (`dimg` references)."""
    table = find_box(meta, root, b"iref")
    if table is None:
        return {}
    letter = "I" if box_version(meta, table) else "H"
    width = struct.calcsize(letter)
    tiles: dict[int, tuple[int, ...]] = {}
    for box in iter_boxes(meta, table.content + 4, table.end):
        if box.kind == b"dimg":
            item, count = struct.unpack_from(f">{letter}H", meta, box.content)
            if box.content + width + 2 + count * width > min(box.end, table.end):
                raise struct.error("a grid has more tiles than its box holds")
            tiles[item] = struct.unpack_from(f">{count}{letter}", meta, box.content + width + 2)
    return tiles


def _cicp(meta: bytes, properties: list[Box]) -> Cicp | None:
    for box in properties:
        if box.kind == b"colr" and meta[box.content : box.content + 4] == b"nclx":
            primaries, transfer, matrix, flags = struct.unpack_from(">HHHB", meta, box.content + 4)
            return Cicp(primaries, transfer, matrix, bool(flags & FULL_RANGE))
    return None


def _extents(meta: bytes, root: Box) -> Mapping[int, list[Extent]]:
    """Return where each item's data lie (`iloc`, ISO/IEC 14496-12 8.11.3)."""
    table = find_box(meta, root, b"iloc")
    if table is None:
        return {}
    numbers = _NumberReader(meta, table.content)
    version = numbers.take(1)
    numbers.take(3)
    offset_and_length, base_and_index = numbers.take(1), numbers.take(1)
    offset_bytes, length_bytes, base_bytes = offset_and_length >> 4, offset_and_length & 15, base_and_index >> 4
    index_bytes = base_and_index & 15 if version else 0
    if not {offset_bytes, length_bytes, base_bytes, index_bytes} <= NUMBER_WIDTHS or not offset_bytes + length_bytes:
        raise struct.error("the extents have a width that the standard does not know")
    extents: dict[int, list[Extent]] = {}
    for _ in range(numbers.take(4 if version > 1 else 2)):
        item = numbers.take(4 if version > 1 else 2)
        method = numbers.take(2) & 15 if version else FILE_OFFSET_METHOD
        numbers.take(2)
        base = numbers.take(base_bytes)
        item_extents = list(_item_extents(numbers, base, index_bytes, offset_bytes, length_bytes))
        if method == FILE_OFFSET_METHOD:
            extents[item] = item_extents
    return extents


def _item_extents(
    numbers: "_NumberReader", base: int, index_bytes: int, offset_bytes: int, length_bytes: int
) -> Iterator[Extent]:
    for _ in range(numbers.take(2)):
        numbers.take(index_bytes)
        start = base + numbers.take(offset_bytes)
        yield Extent(start, start + numbers.take(length_bytes))


class _NumberReader:
    """Reads big-endian numbers of any width, one after the other."""

    def __init__(self, data: bytes, offset: int) -> None:
        self._data, self._offset = data, offset

    def take(self, width: int) -> int:
        """Return the next number, of `width` bytes; raise `struct.error` at the end of the data."""
        piece = self._data[self._offset : self._offset + width]
        if len(piece) < width:
            raise struct.error("the table ends too early")
        self._offset += width
        return int.from_bytes(piece, "big")
