"""HDR photos of more than 8 bits, scaled and converted to sRGB by FFmpeg without losing the shades between them.

Eight bits of PQ leave some 150 steps up to white, each a visible one, and Pillow decodes no more than eight. So HEIC
is decoded by libheif to 16 bits, while FFmpeg decodes PNG and AVIF itself.
"""

import struct
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Final, NamedTuple

from PIL import Image
from pillow_heif import open_heif

from functions.photos.colours import Colours, cube
from functions.photos.ffmpeg import THREADS, FfmpegFailed, run_ffmpeg
from vidx.media.byte_source import ByteSource
from vidx.media.heif import read_heif
from vidx.media.photo import format_of

MAX_PIXELS: Final = 64_000_000
"""A larger photo would need more memory than the photos function has; it is decoded to 8 bits."""
TABLE: Final = "hdr.cube"
RGB_BYTES: Final = 3
PNG_SIZE: Final = 16
PNG_DEPTH: Final = 24
EIGHT_BITS: Final = 8
MATRICES: Final = {1: "bt709", 5: "bt470bg", 6: "smpte170m", 9: "bt2020"}
"""By their numbers in H.273, table 4, under FFmpeg's names."""
TEMPORAL_DELIMITER: Final = b"\x12\x00"
"""Starts a picture of an AV1 stream; a picture in AVIF goes without (AV1 Image File Format, 2.1)."""


class _Input(NamedTuple):
    """What FFmpeg reads: its format, the data, and options for the scaling."""

    form: tuple[str, ...]
    data: bytes
    scaling: str = ""


def deep_picture(file: bytes, size: tuple[int, int], colours: Colours, ffmpeg: Path) -> Image.Image | None:
    """The opaque HDR photo in sRGB, scaled to `size`; None when it has 8 bits, is an AVIF of tiles, or is too large.

    Raises:
        OSError: the photo is damaged.
        RenderFailed: FFmpeg cannot be started.
    """
    picture = _decoders[format_of(file) or ""](file)
    if picture is None:
        return None
    width, height = size
    scale = f"scale={width}:{height}:flags=bicubic+accurate_rnd+full_chroma_int{picture.scaling}"
    filters = f"{scale},format=gbrp16le,lut3d=file={TABLE}:interp=tetrahedral,format=rgb24"
    bounds = ("-hide_banner", "-nostats", "-v", "error", "-threads", str(THREADS))
    source = (*picture.form, "-i", "pipe:0", "-frames:v", "1")
    command = [str(ffmpeg), *bounds, *source, "-vf", filters, "-f", "rawvideo", "pipe:1"]
    frames: list[bytes] = []
    with tempfile.TemporaryDirectory(prefix="vidx-photo-") as folder:
        (Path(folder) / TABLE).write_text(cube(colours))
        try:
            run_ffmpeg(command, Path(folder), width * height * RGB_BYTES, frames.append, picture.data)
        except FfmpegFailed as error:
            raise OSError(str(error)) from error
    if len(frames) != 1:
        raise OSError("FFmpeg decoded no picture")
    return Image.frombytes("RGB", size, frames[0])


def _heic(file: bytes) -> _Input | None:
    heif = open_heif(BytesIO(file), convert_hdr_to_8bit=False)
    picture = heif[heif.primary_index]
    width, height = picture.size
    if picture.mode != "RGB;16" or width * height > MAX_PIXELS:
        return None
    try:
        pixels = picture.data
    except RuntimeError as error:
        raise OSError(str(error)) from error
    return _Input(("-f", "rawvideo", "-pixel_format", "rgb48le", "-video_size", f"{width}x{height}"), pixels)


def _avif(file: bytes) -> _Input | None:
    picture = read_heif(ByteSource.from_bytes(file))
    if picture is None or picture.is_tiled or picture.bits <= EIGHT_BITS or not picture.cicp:
        return None
    if picture.size is None or picture.size[0] * picture.size[1] > MAX_PIXELS:
        return None
    matrix = MATRICES.get(picture.cicp.matrix)
    scaling = f":in_color_matrix={matrix}:in_range={'full' if picture.cicp.is_full_range else 'limited'}"
    stream = b"".join([TEMPORAL_DELIMITER, *(file[extent.start : extent.end] for extent in picture.extents)])
    return _Input(("-f", "obu", "-c:v", "libdav1d"), stream, scaling if matrix else "")


def _png(file: bytes) -> _Input | None:
    width, height = struct.unpack_from(">II", file, PNG_SIZE)
    if file[PNG_DEPTH] <= EIGHT_BITS or width * height > MAX_PIXELS:
        return None
    return _Input(("-f", "png_pipe", "-c:v", "png"), file)


_decoders: Final[dict[str, Callable[[bytes], _Input | None]]] = {"HEIC": _heic, "AVIF": _avif, "PNG": _png}
