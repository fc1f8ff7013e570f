"""Small picture files of every kind, and hostile ones."""

import struct
import zlib
from io import BytesIO
from typing import Final

import pillow_heif
from PIL import Image

FORMATS: Final = {"JPEG": "JPEG", "PNG": "PNG", "WebP": "WEBP", "HEIC": "HEIF", "AVIF": "AVIF"}


def picture(
    kind: str = "JPEG", width_px: int = 400, height_px: int = 300, color: str = "teal", **options: object
) -> bytes:
    """Return a plain picture as a file of this format; `options` go to Pillow's `save`."""
    return encode(Image.new("RGB", (width_px, height_px), color), kind, **options)


def encode(image: Image.Image, kind: str, **options: object) -> bytes:
    pillow_heif.register_heif_opener()
    out = BytesIO()
    image.save(out, FORMATS[kind], **options)
    return out.getvalue()


def png_with_size(width_px: int, height_px: int) -> bytes:
    """Return a tiny, well-formed PNG whose header names any size: a decompression bomb."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width_px, height_px, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 4096)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
