"""The headers and the end of the first picture in a JPEG file (ITU-T T.81, annex B)."""

import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from vidx.media.byte_source import ByteSource

END: Final = 0xD9
START_OF_SCAN: Final = 0xDA
HUFFMAN_TABLES: Final = 0xC4
RESTART_INTERVAL: Final = 0xDD
FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {HUFFMAN_TABLES, 0xC8, 0xCC}
LOSSLESS: Final = frozenset({0xC3, 0xC7, 0xCB, 0xCF})
HIERARCHICAL: Final = frozenset({0xC5, 0xC6, 0xCD, 0xCE})
PROGRESSIVE: Final = frozenset({0xC2, 0xCA})
ARITHMETIC: Final = frozenset({0xC9, 0xCA})
MARKERS_WITHOUT_LENGTH: Final = frozenset({0x01, *range(0xD0, 0xD8)})
FIRST_MARKER: Final = 0xC0
SAMPLE_BITS: Final = 8
UNSUPPORTED_KINDS: Final = "lossless, hierarchical, arithmetic or of 12 bits"
LAST_COEFFICIENT: Final = 63
_MARKER: Final = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]", re.DOTALL)


class Scan(NamedTuple):
    """One pass over the picture: its components, its spectral band, and the lowest bit that it codes."""

    components: tuple[int, ...]
    first: int
    last: int
    low_bit: int
    start: int
    """Offset in the file at which its coded data start."""


@dataclass
class JpegPicture:
    """The first picture of a JPEG file.

    Attributes:
        frame: marker of its frame header (SOF0 to SOF15), which tells the kind of coding.
        size: width and height in pixels, before EXIF orientation.
        bits: of each sample.
        components: their numbers.
        scans: in file order.
        tables: the symbol with the shortest code of zero bits in each Huffman table, by class and destination
            (`Tc`, `Th`).
        restart_interval: blocks between restart markers; 0 when there are none.
        end: where the end-of-image marker ends; None when the file has none.
    """

    frame: int = 0
    size: tuple[int, int] | None = None
    bits: int = 8
    components: tuple[int, ...] = ()
    scans: list[Scan] = field(default_factory=list)
    tables: dict[int, int] = field(default_factory=dict)
    end: int | None = None
    restart_interval: int = 0

    @property
    def is_complete(self) -> bool:
        """Whether the file holds every pass over the picture, and its end."""
        if self.end is None or not self.scans:
            return False
        if self.frame not in PROGRESSIVE:
            return {number for scan in self.scans for number in scan.components} >= set(self.components)
        coded = {(number, coefficient) for scan in self.scans if not scan.low_bit for number in scan.components
                 for coefficient in range(scan.first, scan.last + 1)}  # fmt: skip
        return all((number, 0) in coded for number in self.components) and any(
            coefficient == LAST_COEFFICIENT for _, coefficient in coded
        )

    @property
    def fault(self) -> str:
        """Why our decoder cannot read this kind of JPEG, for the seller; empty when it can."""
        if self.frame in LOSSLESS | HIERARCHICAL | ARITHMETIC or self.bits != SAMPLE_BITS:
            kinds = UNSUPPORTED_KINDS
            return f"is a JPEG of a rare kind ({kinds}) that cannot be read here; export it as an ordinary JPEG"
        return ""


def read_jpeg(source: ByteSource, *, whole: bool = True) -> JpegPicture | None:
    """Read the markers of a JPEG file from its start.

    Args:
        whole: read up to the end of the image; otherwise stop where the coded data begin.

    Returns:
        None when the headers are damaged.
    """
    picture, offset = JpegPicture(), 2
    while whole or not picture.scans:
        marker, start = _next_marker(source, offset)
        if marker == END:
            picture.end = start
        if marker is None or marker == END:
            break
        offset = start
        if marker in MARKERS_WITHOUT_LENGTH:
            continue
        length = int.from_bytes(source.read_ahead(start, 2), "big")
        content = source.read_ahead(start, length)[2:]
        if marker < FIRST_MARKER or length < 2 or len(content) < length - 2:  # noqa: PLR2004
            break
        offset = start + length
        try:
            _read_segment(picture, marker, content, offset)
        except (struct.error, IndexError, ValueError):
            return None
    return picture if picture.size and picture.scans else None


def _read_segment(picture: JpegPicture, marker: int, content: bytes, end: int) -> None:
    """Add what a segment tells to `picture`. Raises `struct.error`, `IndexError` or `ValueError` when it is damaged."""
    if marker in FRAMES and picture.size is None:
        _read_frame_header(picture, marker, content)
    elif marker == HUFFMAN_TABLES:
        picture.tables.update(_first_codes(content))
    elif marker == RESTART_INTERVAL:
        picture.restart_interval = int.from_bytes(content[:2], "big")
    elif marker == START_OF_SCAN:
        picture.scans.append(_read_scan_header(content, end))


def _next_marker(source: ByteSource, offset: int) -> tuple[int | None, int]:
    """Return the next marker from `offset` on, and where it ends. Coded data and fill bytes before it are skipped."""
    while block := source.block(offset):
        match = _MARKER.search(block)
        if match:
            return block[match.end() - 1], offset + match.end()
        if len(block) < 2:  # noqa: PLR2004
            break
        offset += len(block) - 1 if block.endswith(b"\xff") else len(block)
    return None, offset


def _read_frame_header(picture: JpegPicture, marker: int, content: bytes) -> None:
    bits, height, width, count = struct.unpack_from(">BHHB", content)
    if not width or not height:
        raise struct.error("the picture has no size")
    picture.frame, picture.bits, picture.size = marker, bits, (width, height)
    picture.components = tuple(content[6 + 3 * n] for n in range(count))


def _read_scan_header(content: bytes, start: int) -> Scan:
    count = content[0]
    first, last, bits = content[1 + 2 * count : 4 + 2 * count]
    return Scan(tuple(content[1 + 2 * n] for n in range(count)), first, last, bits & 15, start)


def _first_codes(content: bytes) -> Mapping[int, int]:
    """Return the symbol whose code consists of zero bits, for each table of a DHT segment."""
    symbols, offset = {}, 0
    while offset + 17 < len(content):
        symbols[content[offset]] = content[offset + 17]
        offset += 17 + sum(content[offset + 1 : offset + 17])
    return symbols
