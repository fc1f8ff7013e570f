"""Where the picture in a JPEG file ends, and what its headers tell of it (ITU-T T.81, annex B)."""

import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from vidx.media.photo_header import Size
from vidx.media.source import Source

END: Final = 0xD9
START_OF_SCAN: Final = 0xDA
HUFFMAN_TABLES: Final = 0xC4
RESTART_INTERVAL: Final = 0xDD
FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {HUFFMAN_TABLES, 0xC8, 0xCC}
LOSSLESS: Final = frozenset({0xC3, 0xC7, 0xCB, 0xCF})
HIERARCHICAL: Final = frozenset({0xC5, 0xC6, 0xCD, 0xCE})
PROGRESSIVE: Final = frozenset({0xC2, 0xCA})
ARITHMETIC: Final = frozenset({0xC9, 0xCA})
WITHOUT_LENGTH: Final = frozenset({0x01, *range(0xD0, 0xD8)})
FIRST_MARKER: Final = 0xC0
SAMPLE_BITS: Final = 8
RARE: Final = "lossless, hierarchical, arithmetic or of 12 bits"
LAST_COEFFICIENT: Final = 63
_MARKER: Final = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]", re.DOTALL)


class Scan(NamedTuple):
    """One pass over the picture: the components it holds, its spectral band, and the bit that it leaves open."""

    components: tuple[int, ...]
    first: int
    last: int
    low_bit: int
    start: int
    """Where its coded data start in the file."""


@dataclass
class JpegPicture:
    """The first picture of a JPEG file.

    Attributes:
        frame: marker of its frame header (SOF0 to SOF15), which tells the kind of coding.
        size: in pixels, before EXIF orientation.
        bits: a sample.
        components: their numbers.
        scans: in their order.
        tables: the first code of each Huffman table: bits and the symbol, by class and destination (`Tc`, `Th`).
        restart_interval: blocks between restart markers; 0 when there are none.
        end: where the end-of-image marker ends; None when the file has none.
    """

    frame: int = 0
    size: Size | None = None
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
        done = {(number, at) for scan in self.scans if not scan.low_bit for number in scan.components
                for at in range(scan.first, scan.last + 1)}  # fmt: skip
        return all((number, 0) in done for number in self.components) and any(at == LAST_COEFFICIENT for _, at in done)

    @property
    def fault(self) -> str:
        """Why a whole file of this kind cannot be decoded here; empty when it can."""
        if self.frame in LOSSLESS | HIERARCHICAL | ARITHMETIC or self.bits != SAMPLE_BITS:
            return f"is a JPEG of a rare kind ({RARE}) that cannot be read here; export it as an ordinary JPEG"
        return ""


def read_jpeg(source: Source, *, whole: bool = True) -> JpegPicture | None:
    """Walk the markers of a JPEG file from its start.

    Args:
        whole: walk through the coded data up to the end of the image; otherwise stop where they begin.

    Returns:
        None when the headers are damaged.
    """
    picture, at = JpegPicture(), 2
    while whole or not picture.scans:
        marker, start = _next_marker(source, at)
        if marker == END:
            picture.end = start
        if marker is None or marker == END:
            break
        at = start
        if marker in WITHOUT_LENGTH:
            continue
        length = int.from_bytes(source.walk(start, 2), "big")
        content = source.walk(start, length)[2:]
        if marker < FIRST_MARKER or length < 2 or len(content) < length - 2:  # noqa: PLR2004
            break
        at = start + length
        try:
            _take(picture, marker, content, at)
        except (struct.error, IndexError, ValueError):
            return None
    return picture if picture.size and picture.scans else None


def _take(picture: JpegPicture, marker: int, content: bytes, end: int) -> None:
    """Note what a segment tells. Raises `struct.error`, `IndexError` or `ValueError` when it is damaged."""
    if marker in FRAMES and picture.size is None:
        _take_frame(picture, marker, content)
    elif marker == HUFFMAN_TABLES:
        picture.tables.update(_first_codes(content))
    elif marker == RESTART_INTERVAL:
        picture.restart_interval = int.from_bytes(content[:2], "big")
    elif marker == START_OF_SCAN:
        picture.scans.append(_scan(content, end))


def _next_marker(source: Source, at: int) -> tuple[int | None, int]:
    """The next marker from `at` on, and where what follows it starts. Coded data and filling before it are skipped."""
    while block := source.block(at):
        match = _MARKER.search(block)
        if match:
            return block[match.end() - 1], at + match.end()
        if len(block) < 2:  # noqa: PLR2004
            break
        at += len(block) - 1 if block.endswith(b"\xff") else len(block)
    return None, at


def _take_frame(picture: JpegPicture, marker: int, content: bytes) -> None:
    bits, height, width, count = struct.unpack_from(">BHHB", content)
    if not width or not height:
        raise struct.error("the picture has no size")
    picture.frame, picture.bits, picture.size = marker, bits, Size(width, height)
    picture.components = tuple(content[6 + 3 * n] for n in range(count))


def _scan(content: bytes, start: int) -> Scan:
    count = content[0]
    first, last, bits = content[1 + 2 * count : 4 + 2 * count]
    return Scan(tuple(content[1 + 2 * n] for n in range(count)), first, last, bits & 15, start)


def _first_codes(content: bytes) -> Mapping[int, int]:
    """The symbol whose code has only zero bits, for each table of a DHT segment."""
    found, at = {}, 0
    while at + 17 < len(content):
        found[content[at]] = content[at + 17]
        at += 17 + sum(content[at + 1 : at + 17])
    return found
