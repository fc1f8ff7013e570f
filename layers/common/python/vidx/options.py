"""What a caller may choose, and the limits of what it may send: served by `/api/options`, checked everywhere."""

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
"""As models are told them."""
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
"""A phone's 200 MP JPEG has 30 to 70 MB."""
MAX_CLIP_BYTES: Final = 100 * 1024 * 1024
MIN_CLIP_S: Final = 2
MAX_CLIP_S: Final = 60
MAX_CLIP_SIDE_PX: Final = 4096
"""Larger than 4K is nothing a vertical video needs, and takes minutes to decode."""
MIN_PHOTO_SIDE_PX: Final = 200
MAX_PHOTO_PIXELS: Final = 210_000_000
"""Of JPEG and HEIC, as which phones save them."""
MAX_FULL_DECODE_PIXELS: Final = 120_000_000
"""Every other kind: it is decoded at its full size, of which the memory of the photos function is the bound."""
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
"""Accepted content types of photos and of short video clips, and the name shown for each."""


class Frame(NamedTuple):
    """Size of the finished video in pixels."""

    width_px: int
    height_px: int


FRAMES: Final[dict[str, Frame]] = {"9:16": Frame(1080, 1920), "1:1": Frame(1080, 1080), "16:9": Frame(1920, 1080)}
FPS: Final = 30
TAIL_S: Final = 0.8
END_CARD_TAIL_S: Final = 1.8
"""How long the picture and the music go on after the voice, and how long when an end card wants to be read."""


def tail_s(overlays: Container[Overlay]) -> float:
    """How long a video with these overlays goes on after its voice."""
    return END_CARD_TAIL_S if "end" in overlays else TAIL_S


def accepted_types() -> str:
    """The accepted types as a phrase for messages: `JPEG, PNG, WebP, HEIC, AVIF, MP4 or MOV`."""
    names = list(dict.fromkeys([*PHOTO_TYPES.values(), *CLIP_TYPES.values()]))
    return f"{', '.join(names[:-1])} or {names[-1]}"
