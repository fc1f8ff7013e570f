"""Choices for a video, and limits of requests. `/api/options` returns them, and all checks use them."""

from collections.abc import Container
from typing import Final, Literal, NamedTuple, get_args

from vidx.categories import Category, check_categories

Voice = Literal[
    "alloy", "ash", "ballad", "cedar", "coral", "echo", "fable",
    "marin", "nova", "onyx", "sage", "shimmer", "verse",
]  # fmt: skip
Music = Literal["upbeat", "calm", "corporate", "acoustic", "electronic", "cinematic", "none"]
Format = Literal["9:16", "1:1", "16:9"]
CaptionStyle = Literal["pop", "karaoke", "clean"]
Language = Literal["en", "es", "fr", "de", "pt", "it"]
Duration = Literal[15, 30]
Overlay = Literal["title", "price", "end"]

VOICES: Final = get_args(Voice)
MUSIC: Final = get_args(Music)
FORMATS: Final = get_args(Format)
CAPTION_STYLES: Final = get_args(CaptionStyle)
LANGUAGES: Final = get_args(Language)
LANGUAGE_NAMES: Final[dict[str, str]] = {
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "de": "German",
    "pt": "Brazilian Portuguese",
    "it": "Italian",
}
"""Names of the languages in prompts."""
DURATIONS: Final = get_args(Duration)
OVERLAYS: Final = get_args(Overlay)
CATEGORIES: Final = get_args(Category)
check_categories(CATEGORIES, LANGUAGE_NAMES)
CURRENCIES: Final = (
    "USD",
    "EUR",
    "GBP",
    "CAD",
    "AUD",
    "NZD",
    "CHF",
    "SEK",
    "NOK",
    "DKK",
    "PLN",
    "JPY",
    "INR",
    "BRL",
    "MXN",
    "ARS",
    "CLP",
    "COP",
    "PEN",
)

MAX_PHOTOS: Final = 10
MAX_PHOTO_BYTES: Final = 80 * 1024 * 1024
"""A 200 MP JPEG of a phone has 30 to 70 MB."""
MAX_CLIP_BYTES: Final = 100 * 1024 * 1024
MIN_CLIP_S: Final = 2
MAX_CLIP_S: Final = 60
MAX_CLIP_SIDE_PX: Final = 4096
"""A side of 4K. Larger clips take minutes to decode and give no better video."""
MIN_PHOTO_SIDE_PX: Final = 200
MAX_PHOTO_PIXELS: Final = 210_000_000
"""Limit of JPEG and HEIC, the formats of phones."""
MAX_FULL_DECODE_PIXELS: Final = 120_000_000
"""Limit of all other formats, which are decoded at full size in the memory of the photos function."""
MAX_LOGO_BYTES: Final = 5 * 1024 * 1024
MIN_LOGO_SIDE_PX: Final = 48
MAX_LOGO_PIXELS: Final = 25_000_000
MAX_MULTIPART_BYTES: Final = 4 * 1024 * 1024
MAX_TITLE_CHARS: Final = 100
MAX_DESCRIPTION_CHARS: Final = 2_000
MAX_SCRIPT_CHARS: Final = 1_200
MAX_LINK_CHARS: Final = 200
MAX_PRICE: Final = 100_000_000_000
"""A flat in Colombian pesos costs hundreds of millions."""
PHOTO_TYPES: Final[dict[str, str]] = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WebP",
    "image/heic": "HEIC",
    "image/heif": "HEIC",
    "image/avif": "AVIF",
}
CLIP_TYPES: Final[dict[str, str]] = {"video/mp4": "MP4", "video/quicktime": "MOV"}
"""Accepted content types of photos and clips, with their names in messages."""


class FrameSize(NamedTuple):
    """Size of the finished video in pixels."""

    width_px: int
    height_px: int


FRAME_SIZES: Final[dict[str, FrameSize]] = {
    "9:16": FrameSize(1080, 1920),
    "1:1": FrameSize(1080, 1080),
    "16:9": FrameSize(1920, 1080),
}
FPS: Final = 30
TAIL_S: Final = 0.8
END_CARD_TAIL_S: Final = 1.8
"""Seconds of picture and music after the voice: without an end card, and with one, which takes time to read."""


def tail_s(overlays: Container[Overlay]) -> float:
    """Return the seconds of a video after its voice."""
    return END_CARD_TAIL_S if "end" in overlays else TAIL_S


def accepted_types() -> str:
    """Return the names of the accepted types, for messages: `JPEG, PNG, WebP, HEIC, AVIF, MP4 or MOV`."""
    names = list(dict.fromkeys([*PHOTO_TYPES.values(), *CLIP_TYPES.values()]))
    return f"{', '.join(names[:-1])} or {names[-1]}"
