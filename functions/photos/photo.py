"""Makes a photo's working copy: an upright sRGB JPEG of the size that render needs, without any metadata.

Photos with more than 8 bits in HDR are scaled and converted by FFmpeg, which keeps the shades between 8-bit codes:
8 bits of PQ leave about 150 steps up to white, each of them visible, and Pillow decodes to 8 bits only. libheif decodes
HEIC to 16 bits for FFmpeg; FFmpeg itself decodes PNG and AVIF.
"""

import struct
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Final, NamedTuple

from PIL import Image
from pillow_heif import open_heif, register_heif_opener

from functions.photos.photo_colours import ColourSpace, hdr_lut, read_colour_space, to_srgb
from functions.photos.photo_damage import Damaged, check_intact
from vidx.errors import RenderStalled, UnusablePhoto
from vidx.ffmpeg import LOCAL_ONLY, UPLOAD_MEMORY_BYTES, UPLOAD_THREADS, FFmpeg, FFmpegFailed, FFmpegStalled
from vidx.media.byte_source import ByteSource
from vidx.media.cropping import MAX_CROP, PANORAMA, lost_share
from vidx.media.heif import read_heif
from vidx.media.photo import format_of
from vidx.options import FrameSize

RECIPE: Final = "6"
"""Part of the working copies' fingerprint. A new value makes all of them again."""
QUALITY: Final = 92
WHITE: Final = (255, 255, 255)

ORIENTATION: Final = 0x0112
UPRIGHT: Final = 1
TRANSPOSITIONS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""Transposition that makes a picture of each EXIF orientation upright; 1 is upright already (EXIF 2.32, tag 0x0112)."""
SIDEWAYS: Final = frozenset({5, 6, 7, 8})
"""Orientations that swap width and height."""

HEADROOM: Final = 1.3
"""Photo pixels per frame pixel along each side of a crop that covers the frame: the camera zooms in by less."""
WHOLE_HEADROOM: Final = 1.25
"""The same for a photo that is shown whole; a close-up leaves its margins out."""
MAX_SIDE_PX: Final = 4096
"""Limits panoramas, of which the frame shows a part at a time."""
MIN_SHORT_SIDE_PX: Final = 400
"""A photo far longer than wide is shown in rows, so its short side keeps this length in spite of `MAX_SIDE_PX`."""
PANORAMA_MARGIN: Final = 0.99
"""A photo whose ratio is at least this share of `PANORAMA` may be a panorama once its copy's sides are rounded."""
TOLERATED_SCALE: Final = 1.25
"""A photo up to this much larger each way than needed is not scaled: scaling takes longer than decoding, colour
conversion and encoding together, and softens the picture, which the video scales again anyway."""

GREY_16_BIT_MODES: Final = frozenset({"I", "I;16", "I;16B"})
DEPTH: Final = 256
"""From 16 to 8 bits."""

MAX_DEEP_PIXELS: Final = 64_000_000
"""A larger HDR photo would need more memory than the photos function has; it is decoded to 8 bits."""
LUT_FILE: Final = "hdr.cube"
RGB_BYTES: Final = 3
PNG_SIZE_OFFSET: Final = 16
PNG_DEPTH_OFFSET: Final = 24
EIGHT_BITS: Final = 8
MATRICES: Final = {1: "bt709", 5: "bt470bg", 6: "smpte170m", 9: "bt2020"}
"""FFmpeg's names, by code point of H.273, table 4."""
TEMPORAL_DELIMITER: Final = b"\x12\x00"
"""Starts a picture of an AV1 stream; a picture in AVIF has none (AV1 Image File Format, 2.1)."""

WEB_COPY_RECIPE: Final = "1"
"""Part of the web copies' fingerprint. A new value makes all of them again."""
WEB_COPY_SIDE_PX: Final = 1600
WEB_COPY_QUALITY: Final = 82

PILLOW_FORMATS: Final = {
    "JPEG": ("JPEG",), "PNG": ("PNG",), "WebP": ("WEBP",), "HEIC": ("HEIF", "AVIF"), "AVIF": ("AVIF", "HEIF"),
}  # fmt: skip
"""Pillow's decoders by our formats (`vidx.media.photo`). Both kinds of ISO file may call themselves `mif1`."""
DECODING_ERRORS: Final = (
    Damaged, OSError, SyntaxError, ValueError, EOFError, LookupError, struct.error, MemoryError,
)  # fmt: skip
"""Errors that Pillow and libheif raise for damaged files."""

Image.MAX_IMAGE_PIXELS = None  # `inspect_photo` has checked our own limit before anything is decoded
register_heif_opener()


def make_working_copy(file: bytes, frame: FrameSize, index: int, ffmpeg: Path) -> bytes:
    """Return the working copy of photo number `index` (from 0) for a video of size `frame`.

    `file` has passed `inspect_photo`: its pixel count is bounded.

    Raises:
        UnusablePhoto: the file cannot be decoded, for instance because it is cut off.
        RenderFailed: FFmpeg, which converts HDR photos, cannot be started.
        RenderStalled: FFmpeg makes no progress.
    """
    try:
        picture = _decode(check_intact(file), frame, ffmpeg)
    except DECODING_ERRORS as error:
        raise UnusablePhoto(
            f"photo {index + 1} is damaged and cannot be read; export or upload it again", field=f"photos[{index}]"
        ) from error
    picture.info = {}
    out = BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, subsampling="4:2:0")
    return out.getvalue()


def make_web_copy(working_copy: bytes) -> bytes:
    """Return a smaller JPEG of a working copy, which the listing shows beside its video."""
    with Image.open(BytesIO(working_copy), formats=["JPEG"]) as image:
        image.draft("RGB", (WEB_COPY_SIDE_PX, WEB_COPY_SIDE_PX))
        picture = image.convert("RGB")
    picture.thumbnail((WEB_COPY_SIDE_PX, WEB_COPY_SIDE_PX), Image.Resampling.LANCZOS)
    picture.info = {}
    out = BytesIO()
    picture.save(out, "JPEG", quality=WEB_COPY_QUALITY, optimize=True, progressive=True)
    return out.getvalue()


def open_picture(file: bytes) -> Image.Image:
    """Open a photo or logo as the format that its first bytes tell, with no other decoder."""
    return Image.open(BytesIO(file), formats=PILLOW_FORMATS[format_of(file) or ""])


def _decode(file: bytes, frame: FrameSize, ffmpeg: Path) -> Image.Image:
    """Return the photo upright, in sRGB, without transparency and near its working size."""
    with open_picture(file) as image:
        orientation = read_orientation(image, file)
        size = _stored_working_size(image, frame, is_sideways=orientation in SIDEWAYS)
        space, profile = read_colour_space(image, file), image.info.get("icc_profile")
        hdr_picture = None
        if space and space.is_hdr and not profile and not image.has_transparency_data:
            hdr_picture = decode_hdr(file, size, space, ffmpeg)
        if hdr_picture:
            return apply_orientation(hdr_picture, orientation)
        return to_srgb(_flatten(apply_orientation(_scale(image, size), orientation)), profile, space)


def read_orientation(image: Image.Image, file: bytes) -> int:
    """Return the EXIF orientation (1…8) that is still to be applied to `image`, which was opened from `file`.

    In HEIC and AVIF the file's own rotation (`irot`, `imir`) counts, whatever EXIF says; EXIF counts where it has none.
    """
    photo_format = format_of(file)
    heif = read_heif(ByteSource.from_bytes(file)) if photo_format in {"HEIC", "AVIF"} else None
    if heif is None or (heif.is_transformed and photo_format == "AVIF"):  # Pillow returns AVIF's own rotation as EXIF
        return _orientation_in(image.getexif)
    if heif.is_transformed:  # libheif has applied it
        return UPRIGHT
    tiff = heif.exif_of(file)
    return _orientation_in(lambda: _load_exif(tiff)) if tiff else UPRIGHT


def _load_exif(tiff: bytes) -> Image.Exif:
    exif = Image.Exif()
    exif.load(tiff)
    return exif


def _orientation_in(read: Callable[[], Image.Exif]) -> int:
    """Return the orientation; 1 when there is none, or when the EXIF data cannot be read."""
    try:
        value = read().get(ORIENTATION, UPRIGHT)
    except (OSError, SyntaxError, ValueError, struct.error):
        return UPRIGHT
    return value if value in range(1, 9) else UPRIGHT


def apply_orientation(image: Image.Image, orientation: int) -> Image.Image:
    """Return the picture upright."""
    return image.transpose(TRANSPOSITIONS[orientation]) if orientation in TRANSPOSITIONS else image


def working_size(width_px: int, height_px: int, frame: FrameSize) -> tuple[int, int]:
    """Return the size that shows the photo in `frame` with headroom; never larger than the photo.

    A photo that can fill the frame covers it. One that would lose too much is shown whole, or all but `MAX_CROP` of
    it: then that share of it covers the frame's narrower side.
    """
    photo, video = (width_px, height_px), (frame.width_px, frame.height_px)
    ratios = [frame_side / side for frame_side, side in zip(video, photo, strict=True)]
    is_shown_whole = lost_share(photo, video) > MAX_CROP and max(photo) / min(photo) < PANORAMA * PANORAMA_MARGIN
    needed = min(ratios) / (1 - MAX_CROP) * WHOLE_HEADROOM if is_shown_whole else max(ratios) * HEADROOM
    limit = max(MAX_SIDE_PX / max(photo), MIN_SHORT_SIDE_PX / min(photo))
    scale = min(1.0, needed, limit)
    return max(1, round(width_px * scale)), max(1, round(height_px * scale))


def is_near(size: tuple[int, int], needed: tuple[int, int]) -> bool:
    """Return whether a picture of `size` need not be scaled to the size `needed`."""
    return all(side <= needed_side * TOLERATED_SCALE for side, needed_side in zip(size, needed, strict=True))


def _stored_working_size(image: Image.Image, frame: FrameSize, *, is_sideways: bool) -> tuple[int, int]:
    """Return the working size before rotation. Scaling comes first, so that fewer pixels are rotated."""
    upright = image.size[::-1] if is_sideways else image.size
    size = working_size(*upright, frame)
    return size[::-1] if is_sideways else size


def _scale(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return the picture near `size`."""
    image.draft(None, size)  # a JPEG far too large is decoded at a half or a quarter of its size
    picture = to_8_bits(image)
    return picture if is_near(picture.size, size) else picture.resize(size, Image.Resampling.BICUBIC)


def to_8_bits(image: Image.Image) -> Image.Image:
    """Convert to a mode that can be scaled: palettes and bitmaps expanded, 16-bit grey reduced to 8 bits."""
    if image.mode in GREY_16_BIT_MODES:
        return image.convert("I").point(lambda value: value / DEPTH).convert("L")
    if image.mode in {"P", "PA"}:
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    if image.mode in {"1", "F"}:
        return image.convert("L")
    if image.mode in {"L", "RGB"} and image.has_transparency_data:
        return image.convert("RGBA")
    return image


def _flatten(image: Image.Image) -> Image.Image:
    """Lay a transparent picture onto white."""
    if not image.has_transparency_data:
        return image
    picture = image.convert("RGBA")
    background = Image.new("RGB", picture.size, WHITE)
    background.paste(picture, mask=picture.getchannel("A"))
    return background


class _FFmpegInput(NamedTuple):
    """FFmpeg's options for an input, the data, and options for the scale filter."""

    options: tuple[str, ...]
    data: bytes
    scaling: str = ""


def decode_hdr(file: bytes, size: tuple[int, int], space: ColourSpace, ffmpeg: Path) -> Image.Image | None:
    """Return an opaque HDR photo in sRGB, scaled to `size`; None when it has 8 bits, is a tiled AVIF, or is too large.

    Raises:
        OSError: the photo is damaged.
        RenderFailed: FFmpeg cannot be started.
        RenderStalled: FFmpeg makes no progress, which is no fault of the photo.
    """
    source = _HDR_INPUTS[format_of(file) or ""](file)
    if source is None:
        return None
    width, height = size
    scale = f"scale={width}:{height}:flags=bicubic+accurate_rnd+full_chroma_int{source.scaling}"
    filters = f"{scale},format=gbrp16le,lut3d=file={LUT_FILE}:interp=tetrahedral,format=rgb24"
    arguments = [
        *LOCAL_ONLY, "-threads", str(UPLOAD_THREADS), *source.options, "-i", "pipe:0", "-frames:v", "1",
        "-vf", filters, "-f", "rawvideo", "pipe:1",
    ]  # fmt: skip
    frames: list[bytes] = []
    with tempfile.TemporaryDirectory(prefix="vidx-photo-") as folder:
        (Path(folder) / LUT_FILE).write_text(hdr_lut(space))
        runner = FFmpeg(ffmpeg, Path(folder), UPLOAD_MEMORY_BYTES)
        try:
            runner.read_frames(arguments, width * height * RGB_BYTES, frames.append, source.data, level="error")
        except FFmpegStalled as error:
            raise RenderStalled(str(error)) from error
        except FFmpegFailed as error:
            raise OSError(str(error)) from error
    if len(frames) != 1:
        raise OSError("FFmpeg decoded no picture")
    return Image.frombytes("RGB", size, frames[0])


def _heic_input(file: bytes) -> _FFmpegInput | None:
    heif = open_heif(BytesIO(file), convert_hdr_to_8bit=False)
    picture = heif[heif.primary_index]
    width, height = picture.size
    if picture.mode != "RGB;16" or width * height > MAX_DEEP_PIXELS:
        return None
    try:
        pixels = picture.data
    except RuntimeError as error:
        raise OSError(str(error)) from error
    return _FFmpegInput(("-f", "rawvideo", "-pixel_format", "rgb48le", "-video_size", f"{width}x{height}"), pixels)


def _avif_input(file: bytes) -> _FFmpegInput | None:
    picture = read_heif(ByteSource.from_bytes(file))
    if picture is None or picture.is_tiled or picture.bits <= EIGHT_BITS or not picture.cicp:
        return None
    if picture.size is None or picture.size[0] * picture.size[1] > MAX_DEEP_PIXELS:
        return None
    matrix = MATRICES.get(picture.cicp.matrix)
    scaling = f":in_color_matrix={matrix}:in_range={'full' if picture.cicp.is_full_range else 'limited'}"
    stream = b"".join([TEMPORAL_DELIMITER, *(file[extent.start : extent.end] for extent in picture.extents)])
    return _FFmpegInput(("-f", "obu", "-c:v", "libdav1d"), stream, scaling if matrix else "")


def _png_input(file: bytes) -> _FFmpegInput | None:
    width, height = struct.unpack_from(">II", file, PNG_SIZE_OFFSET)
    if file[PNG_DEPTH_OFFSET] <= EIGHT_BITS or width * height > MAX_DEEP_PIXELS:
        return None
    return _FFmpegInput(("-f", "png_pipe", "-c:v", "png"), file)


_HDR_INPUTS: Final[dict[str, Callable[[bytes], _FFmpegInput | None]]] = {
    "HEIC": _heic_input,
    "AVIF": _avif_input,
    "PNG": _png_input,
}
