"""Detection of photos of which a part is missing or overwritten, although the file has a start and an end.

Decoders fill in what they cannot read, so half a photo comes out grey without any error. Here each format is checked
for what its coded data cannot look like, and a JPEG is given to the decoder in a form in which it reports the error.
"""

import re
import zlib
from io import BytesIO
from typing import Final

from PIL import Image

from vidx.media.byte_source import ByteSource
from vidx.media.heif import read_heif
from vidx.media.jpeg import PROGRESSIVE, JpegPicture, read_jpeg
from vidx.media.photo import format_of, png_chunks, png_end, webp_end

PADDING: Final = bytes(64)
"""Replaces a JPEG's end marker: as many bytes as a decoder reads ahead. If it needs more, a part is missing."""
END_MARKER_BYTES: Final = 2
ZEROS: Final = bytes(2048)
"""Longer than any run of zeros in entropy-coded data; damaged files are overwritten in blocks of 4096 bytes."""
HEVC_ZEROS: Final = bytes(64)
"""HEVC inserts a 3 after two zeros in a row."""
WEBP_PICTURES: Final = frozenset({b"VP8 ", b"VP8L"})
"""Chunks of coded pictures. Transparency (`ALPH`) is not checked: opaque, it consists of zeros."""
ANIMATION_FRAME: Final = b"ANMF"
ANIMATION_FRAME_BYTES: Final = 8 + 16
"""Its header, position and duration, before the chunks of its picture."""
RIFF_BYTES: Final = 12
WEBP_SPARE_BYTES: Final = 64
"""More than an encoder writes after the last pixel of a picture."""
RESTART: Final = re.compile(rb"\xff[\xd0-\xd7]", re.DOTALL)
RESTART_NUMBER: Final = 7
INFLATE_BYTES: Final = 1024 * 1024
PNG_CHANNELS: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""By colour type."""
ADAM7: Final = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""First column and row, and the steps between them, of the passes of an interlaced PNG."""


class Damaged(Exception):
    """A part of the picture is missing or overwritten."""


def check_intact(file: bytes) -> bytes:
    """Return the file as the decoder needs it: up to the end of its picture.

    Raises:
        Damaged: the picture is cut off, or a part of it is overwritten.
    """
    photo_format = format_of(file)
    if photo_format == "JPEG":
        return _check_jpeg(file)
    if photo_format == "PNG":
        return _check_png(file)
    if photo_format == "WebP":
        return _check_webp(file)
    return _check_heif(file, HEVC_ZEROS if photo_format == "HEIC" else ZEROS)


def _check_jpeg(file: bytes) -> bytes:
    picture = read_jpeg(ByteSource.from_bytes(file))
    if picture is None or picture.end is None or not picture.is_complete:
        raise Damaged("the picture has no end")
    if len(picture.scans) > 1:  # with several scans, a decoder needs the end marker
        if _has_lost_passes(file, picture, picture.end):
            raise Damaged("a part of a pass over the picture is overwritten with zeros")
        return file[: picture.end]
    coded = file[: picture.end - END_MARKER_BYTES]
    if _has_disordered_restarts(coded, picture):
        raise Damaged("restart markers are out of order")
    if _has_lost_blocks(coded, picture):
        raise Damaged("a part of the picture is overwritten with zeros")
    return coded + PADDING


def _has_disordered_restarts(coded: bytes, picture: JpegPicture) -> bool:
    """Return whether restart markers are out of order: a decoder would stop reading at such a marker."""
    numbers = [marker[1] & RESTART_NUMBER for marker in RESTART.findall(coded, picture.scans[0].start)]
    is_ordered = all(number == n & RESTART_NUMBER for n, number in enumerate(numbers))
    return not is_ordered or bool(numbers and not picture.restart_interval)


def _has_lost_passes(file: bytes, picture: JpegPicture, end: int) -> bool:
    """Return whether a long run of zeros replaces data of one of several passes.

    A progressive picture codes plain areas as runs of blocks, so only its DC passes may hold many zeros in a row: they
    may have one bit for each block.
    """
    if picture.frame not in PROGRESSIVE and not any(picture.tables.values()):
        return False
    ends = [*(scan.start for scan in picture.scans[1:]), end]
    return any(
        file.find(ZEROS, scan.start, scan_end) >= 0
        for scan, scan_end in zip(picture.scans, ends, strict=True)
        if scan.first or picture.frame not in PROGRESSIVE
    )


def _has_lost_blocks(coded: bytes, picture: JpegPicture) -> bool:
    """Return whether a long run of zeros replaces data of the picture.

    The picture may also be plain there: then its Huffman tables have a code of zero bits for plain blocks, and the
    decoder needs every one of these zeros.
    """
    start = coded.find(ZEROS, picture.scans[0].start)
    if start < 0:
        return False
    remainder = coded[start:].lstrip(b"\0")
    length = len(coded) - start - len(remainder)
    if _is_whole(coded[:start]):
        return False
    has_zero_code = not any(picture.tables.values())
    return not has_zero_code or _is_whole(coded[:start] + bytes(length * 3 // 4) + remainder)


def _is_whole(coded: bytes) -> bool:
    """Return whether a JPEG of one scan, without its end marker, holds the whole picture."""
    try:
        with Image.open(BytesIO(coded + PADDING), formats=["JPEG"]) as image:
            image.draft(None, (1, 1))
            image.load()
    except (OSError, SyntaxError):
        return False
    return True


def _check_png(file: bytes) -> bytes:
    source = ByteSource.from_bytes(file)
    inflater, size = zlib.decompressobj(), 0
    for chunk in png_chunks(source):
        data = memoryview(file)[chunk.start - 4 : chunk.end]
        if chunk.kind in {b"IHDR", b"PLTE", b"IDAT"} and zlib.crc32(data).to_bytes(4, "big") != file[chunk.end :][:4]:
            raise Damaged(f"the checksum of {chunk.kind!r} is wrong")
        if chunk.kind == b"IDAT":
            size += _inflated_bytes(inflater, data[4:])
    end = png_end(source)
    if end is None or size < _png_row_bytes(file):
        raise Damaged("rows of the picture are missing")
    return file[:end]


def _inflated_bytes(inflater: "zlib._Decompress", data: memoryview) -> int:
    size, rest = 0, bytes(data)
    try:
        while rest:
            size += len(inflater.decompress(rest, INFLATE_BYTES))
            rest = inflater.unconsumed_tail
    except zlib.error as error:
        raise Damaged(str(error)) from error
    return size


def _png_row_bytes(file: bytes) -> int:
    """Return the inflated size of all rows of a PNG, each with its filter byte (PNG specification, 7.2 and 8)."""
    width, height = int.from_bytes(file[16:20], "big"), int.from_bytes(file[20:24], "big")
    depth, colour, interlaced = file[24], file[25], file[28]
    bits = depth * PNG_CHANNELS.get(colour, 0)
    passes = ADAM7 if interlaced else ((0, 0, 1, 1),)
    total = 0
    for left, top, across, down in passes:
        columns, rows = -(-(width - left) // across), -(-(height - top) // down)
        total += rows * (1 + -(-columns * bits // 8)) if columns > 0 and rows > 0 else 0
    return total


def _check_webp(file: bytes) -> bytes:
    end = webp_end(ByteSource.from_bytes(file))
    if end is None:
        raise Damaged("the file is cut off")
    kind, picture = _webp_picture(file, end)
    if _has_lost_pixels(kind, picture):
        raise Damaged("a part of the picture is overwritten with zeros")
    return file[:end]


def _webp_picture(file: bytes, end: int) -> tuple[bytes, bytes]:
    """Return type and data of the chunk that holds the picture, the first one of an animation; empty without one."""
    offset = RIFF_BYTES
    while offset + 8 <= end:
        kind, start = file[offset : offset + 4], offset + 8
        length = int.from_bytes(file[offset + 4 : start], "little")
        if kind in WEBP_PICTURES:
            return kind, file[start : start + length]
        offset += ANIMATION_FRAME_BYTES if kind == ANIMATION_FRAME else 8 + length + length % 2
    return b"", b""


def _has_lost_pixels(kind: bytes, picture: bytes) -> bool:
    """Return whether a long run of zeros replaces data of a WebP's picture.

    A plain area may be coded as zeros, too. But zeros that replace other data code more pixels than that data, so the
    decoder then has all its pixels before the end of the chunk.
    """
    if ZEROS not in picture:
        return False
    shorter = picture[:-WEBP_SPARE_BYTES]
    chunk = kind + len(shorter).to_bytes(4, "little") + shorter + bytes(len(shorter) % 2)
    return _is_readable_webp(b"RIFF" + (4 + len(chunk)).to_bytes(4, "little") + b"WEBP" + chunk)


def _is_readable_webp(file: bytes) -> bool:
    try:
        with Image.open(BytesIO(file), formats=["WEBP"]) as image:
            image.load()
    except (OSError, SyntaxError, ValueError):
        return False
    return True


def _check_heif(file: bytes, zeros: bytes) -> bytes:
    picture = read_heif(ByteSource.from_bytes(file))
    if picture is None or not picture.is_complete:
        raise Damaged("the file is cut off")
    if any(file.find(zeros, extent.start, extent.end) >= 0 for extent in picture.extents):
        raise Damaged("a part of the picture is overwritten with zeros")
    return file[: picture.end]
