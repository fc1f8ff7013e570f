"""What the `meta` box of a HEIC or AVIF tells of its primary picture (ISO/IEC 23008-12, ISO/IEC 14496-12 8.11)."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from vidx.media.iso_bmff import HEADER_BYTES, Box, boxes, inside
from vidx.media.photo_header import Size
from vidx.media.source import Source

MAX_META_BYTES: Final = 4 * 1024 * 1024
"""A picture of 200 MP in tiles of 512×512 takes 30 kB."""
MAX_TOP_BOXES: Final = 64
TRANSFORMS: Final = frozenset({b"irot", b"imir"})
FULL_RANGE: Final = 0x80
IN_FILE: Final = 0
"""Construction method of an item whose extents are counted from the start of the file."""


class Extent(NamedTuple):
    """A stretch of the file."""

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
        size: in pixels, before rotation; None when the file does not tell it.
        is_transformed: whether the file itself says how to turn it (`irot`, `imir`).
        is_tiled: whether it is put together of other pictures.
        bits: of each sample, the most that any of its colours has; 8 when the file does not tell it.
        cicp: its colours, when they are told by number (`colr` of type `nclx`).
        extents: where its coded data lie, those of its tiles included.
        exif: where its EXIF data lie, when it has some.
        end: where the last box of the file ends; what follows is no part of it.
    """

    size: Size | None
    is_transformed: bool
    is_tiled: bool
    bits: int
    cicp: Cicp | None
    extents: tuple[Extent, ...]
    exif: Extent | None
    end: int

    def exif_of(self, file: bytes) -> bytes:
        """The EXIF data (a TIFF header and what follows) in the whole `file`; empty when there are none."""
        if self.exif is None:
            return b""
        start = self.exif.start + 4 + int.from_bytes(file[self.exif.start : self.exif.start + 4], "big")
        return file[start : self.exif.end]

    @property
    def is_complete(self) -> bool:
        return all(extent.end <= self.end for extent in self.extents)


def read_heif(source: Source) -> HeifPicture | None:
    """The primary picture of a HEIC or AVIF file; None when its description is missing or damaged."""
    meta, end = _meta_of(source)
    try:
        return None if meta is None else _described(meta, end)
    except struct.error:
        return None


def _meta_of(source: Source) -> tuple[bytes | None, int]:
    """Content of the `meta` box, and where the file's last box ends."""
    start, meta = 0, None
    for _ in range(MAX_TOP_BOXES):
        box = next(boxes(source.at(start, HEADER_BYTES), 0, source.size_bytes - start), None)
        if box is None or not box.kind.isalnum() or start + box.end > source.size_bytes:
            break
        if box.kind == b"meta" and meta is None and box.end - box.content <= MAX_META_BYTES:
            meta = source.at(start + box.content, box.end - box.content)
        start += box.end
    return meta, start


def _described(meta: bytes, end: int) -> HeifPicture:
    whole = Box(b"meta", 4, len(meta))
    primary = _primary(meta, whole)
    properties, of_items = _properties(meta, whole)
    tiles = _tiles(meta, whole).get(primary, ())
    own = [properties[n - 1] for n in of_items.get(primary, ()) if 0 < n <= len(properties)]
    of_tiles = [properties[n - 1] for tile in tiles[:1] for n in of_items.get(tile, ()) if 0 < n <= len(properties)]
    extents = _extents(meta, whole)
    sizes = [
        Size(*struct.unpack_from(">II", meta, box.content + 4)) for box in own or properties if box.kind == b"ispe"
    ]
    return HeifPicture(
        size=max(sizes, key=lambda size: size.width_px * size.height_px, default=None),
        is_transformed=any(box.kind in TRANSFORMS for box in own),
        is_tiled=bool(tiles),
        bits=max((bits for box in own if box.kind == b"pixi" for bits in meta[box.content + 5 : box.end]), default=8),
        cicp=_cicp(meta, [*own, *of_tiles]),
        extents=tuple(extent for item in (primary, *tiles) for extent in extents.get(item, ())),
        exif=next((extent for item in _exif_items(meta, whole) for extent in extents.get(item, ())), None),
        end=end,
    )


def _exif_items(meta: bytes, whole: Box) -> Iterator[int]:
    table = inside(meta, whole, b"iinf")
    if table is None:
        return
    for box in boxes(meta, table.content + (8 if meta[table.content] else 6), table.end):
        wide = meta[box.content] > 2  # noqa: PLR2004
        item, _, kind = struct.unpack_from(">IH4s" if wide else ">HH4s", meta, box.content + 4)
        if kind == b"Exif":
            yield int(item)


def _primary(meta: bytes, whole: Box) -> int:
    box = inside(meta, whole, b"pitm")
    if box is None:
        return 0
    (item,) = struct.unpack_from(">I" if meta[box.content] else ">H", meta, box.content + 4)
    return int(item)


def _properties(meta: bytes, whole: Box) -> tuple[list[Box], Mapping[int, list[int]]]:
    """All properties, and the numbers (from 1) of those that each item has."""
    container, table = inside(meta, whole, b"iprp", b"ipco"), inside(meta, whole, b"iprp", b"ipma")
    properties = [] if container is None else list(boxes(meta, container.content, container.end))
    if table is None:
        return properties, {}
    wide_items, wide_numbers = meta[table.content] > 0, meta[table.content + 3] & 1
    (count,) = struct.unpack_from(">I", meta, table.content + 4)
    at, of_items = table.content + 8, {}
    for _ in range(min(count, len(meta))):
        item, links = struct.unpack_from(">IB" if wide_items else ">HB", meta, at)
        at += 5 if wide_items else 3
        numbers = struct.unpack_from(f">{links}{'H' if wide_numbers else 'B'}", meta, at)
        at += links * (2 if wide_numbers else 1)
        of_items[item] = [number & (0x7FFF if wide_numbers else 0x7F) for number in numbers]
    return properties, of_items


def _tiles(meta: bytes, whole: Box) -> Mapping[int, tuple[int, ...]]:
    """Items that a picture is put together of (`dimg` references)."""
    table = inside(meta, whole, b"iref")
    if table is None:
        return {}
    letter = "I" if meta[table.content] else "H"
    width = struct.calcsize(letter)
    tiles: dict[int, tuple[int, ...]] = {}
    for box in boxes(meta, table.content + 4, table.end):
        if box.kind == b"dimg":
            item, count = struct.unpack_from(f">{letter}H", meta, box.content)
            tiles[item] = struct.unpack_from(f">{count}{letter}", meta, box.content + width + 2)
    return tiles


def _cicp(meta: bytes, properties: list[Box]) -> Cicp | None:
    for box in properties:
        if box.kind == b"colr" and meta[box.content : box.content + 4] == b"nclx":
            primaries, transfer, matrix, flags = struct.unpack_from(">HHHB", meta, box.content + 4)
            return Cicp(primaries, transfer, matrix, bool(flags & FULL_RANGE))
    return None


def _extents(meta: bytes, whole: Box) -> Mapping[int, list[Extent]]:
    """Stretches of the file that hold each item's data (`iloc`, ISO/IEC 14496-12 8.11.3)."""
    table = inside(meta, whole, b"iloc")
    if table is None:
        return {}
    numbers = _Numbers(meta, table.content)
    version = numbers.take(1)
    numbers.take(3)
    sizes, more = numbers.take(1), numbers.take(1)
    offset_bytes, length_bytes, base_bytes = sizes >> 4, sizes & 15, more >> 4
    index_bytes = more & 15 if version else 0
    found: dict[int, list[Extent]] = {}
    for _ in range(numbers.take(4 if version > 1 else 2)):
        item = numbers.take(4 if version > 1 else 2)
        method = numbers.take(2) & 15 if version else IN_FILE
        numbers.take(2)
        base = numbers.take(base_bytes)
        stretches = list(_stretches(numbers, base, index_bytes, offset_bytes, length_bytes))
        if method == IN_FILE:
            found[item] = stretches
    return found


def _stretches(
    numbers: "_Numbers", base: int, index_bytes: int, offset_bytes: int, length_bytes: int
) -> Iterator[Extent]:
    for _ in range(numbers.take(2)):
        numbers.take(index_bytes)
        start = base + numbers.take(offset_bytes)
        yield Extent(start, start + numbers.take(length_bytes))


class _Numbers:
    """Big-endian numbers of any width, one after the other."""

    def __init__(self, data: bytes, at: int) -> None:
        self._data, self._at = data, at

    def take(self, width: int) -> int:
        """Raises `struct.error` at the end of the data."""
        piece = self._data[self._at : self._at + width]
        if len(piece) < width:
            raise struct.error("the table ends too early")
        self._at += width
        return int.from_bytes(piece, "big")
