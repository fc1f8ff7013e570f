"""Check photo and clip files before upload: number, readability, type and size."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cli.errors import Fault, InvalidRequest
from cli.models import MIB, Limits

HEAD_BYTES: Final = 32
ACCEPTED: Final = "JPEG, PNG, WebP, HEIC, AVIF, MP4 or MOV"
ISO_BRANDS: Final[dict[bytes, str]] = {
    b"avif": "image/avif",
    b"avis": "image/avif",
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"hevc": "image/heic",
    b"hevx": "image/heic",
    b"heim": "image/heic",
    b"heis": "image/heic",
    b"mif1": "image/heif",
    b"msf1": "image/heif",
}
"""Content types by the major brand of ISO base media files (ISO/IEC 14496-12, 23008-12). Other brands are videos,
except `NOT_VIDEOS`."""
NOT_VIDEOS: Final = frozenset({b"crx ", b"M4A ", b"M4B ", b"jxl ", b"jp2 "})
MOV, MP4 = "video/quicktime", "video/mp4"
BARE_MOV: Final = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip"})
"""First box of QuickTime videos without a file type box."""


@dataclass(frozen=True)
class Photo:
    """A photo or a video clip."""

    path: Path
    content_type: str
    size_bytes: int


def detect_content_type(head: bytes) -> str | None:
    """Return the content type that the first bytes of a file show, or None if it is not accepted."""
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        video = None if brand in NOT_VIDEOS else MOV if brand == b"qt  " else MP4
        return ISO_BRANDS.get(brand, video)
    return MOV if head[4:8] in BARE_MOV else None


def inspect_photos(paths: Sequence[Path], limits: Limits) -> list[Photo]:
    """Check the photos and clips and return them with type and size.

    Raises:
        InvalidRequest: with one fault for each unusable photo, or for their number.
    """
    if len(paths) > limits.max_photos:
        raise InvalidRequest(Fault(f"{len(paths)} are too many; choose at most {limits.max_photos}", "photos"))
    if not paths:
        raise InvalidRequest(Fault(f"give 1 to {limits.max_photos} of them", "photos"))
    checked_photos = [_inspect(path, limits) for path in paths]
    faults = [result for result in checked_photos if isinstance(result, Fault)]
    if faults:
        raise InvalidRequest(*faults)
    return [result for result in checked_photos if isinstance(result, Photo)]


def inspect_logo(path: Path | None, limits: Limits) -> Photo | None:
    """Check the logo and return it with type and size, or None without a path.

    Raises:
        InvalidRequest: the logo is unusable.
    """
    if path is None:
        return None
    logo = _inspect(path, limits.model_copy(update={"max_photo_bytes": limits.max_logo_bytes}))
    if isinstance(logo, Photo) and logo.content_type in {MOV, MP4}:
        logo = Fault("is a video; use a picture as logo, best a PNG with a transparent background", str(path))
    if isinstance(logo, Fault):
        raise InvalidRequest(logo)
    return logo


def _inspect(path: Path, limits: Limits) -> Photo | Fault:
    name = str(path)
    try:
        if path.is_dir():
            return Fault("is a folder; name the photos in it, such as folder/*.jpg", name)
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError as error:
        return Fault(f"cannot be read: {(error.strerror or 'unknown reason').lower()}", name)
    if size == 0:
        return Fault("is empty", name)
    content_type = detect_content_type(head)
    most = limits.max_clip_bytes if content_type in {MOV, MP4} else limits.max_photo_bytes
    if size > most:
        return Fault(f"has {size / MIB:.1f} MB; at most {most / MIB:.0f} MB are possible", name)
    if content_type is None:
        kind = "is a GIF" if head.startswith(b"GIF8") else "is not a photo or clip that can be used"
        return Fault(f"{kind}; save it as {ACCEPTED}", name)
    return Photo(path, content_type, size)
