"""Which fonts draw the captions: from which package each comes, which characters are taken, and at what size.

No two fonts draw the same character, so that it is plain which one does: the first in `SOURCES` that has it. Every
licence is the SIL Open Font License 1.1, and none of them reserves a name.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from fontTools.ttLib import TTFont

from layers.ffmpeg.regional import offer_traditional
from layers.ffmpeg.signs import give_characters

_PUNCTUATION: Final = (*range(0x2010, 0x2028), *range(0x2030, 0x205F), *range(0x20A0, 0x20C1), 0x2116, 0x2122, 0x2212)
_LATIN: Final = (*range(0x20, 0x7F), *range(0xA0, 0x250), *range(0x2B0, 0x300), *range(0x1E00, 0x1F00), *_PUNCTUATION)
_CYRILLIC: Final = (*range(0x400, 0x530), 0x1C80)
_GREEK: Final = (*range(0x370, 0x400), *range(0x1F00, 0x2000))
_JOINERS: Final = (0x20, 0x200C, 0x200D, 0x25CC)
"""What shapes letters without being drawn; each font of joined letters needs its own."""


class Source(NamedTuple):
    """A font in a package.

    Attributes:
        module: the package's folder.
        characters: those taken from it; None takes all.
        scale: size of its letters beside the Latin ones.
        change: what else is done to it.
        in_git: small enough to lie in `fonts/`; the others are made where they are needed.
    """

    module: str
    file: str
    axes: dict[str, float]
    characters: tuple[int, ...] | None
    family: str
    postscript_name: str
    output: str
    scale: float = 1.0
    in_git: bool = True
    change: Callable[[TTFont], None] | None = None


_BOLD: Final[dict[str, float]] = {"wght": 800}
_BOLD_NORMAL: Final[dict[str, float]] = {"wght": 800, "wdth": 100}

SOURCES: Final = (
    Source(
        "fontpkg_montserrat", "files/Montserrat[wght].ttf", _BOLD, (*_LATIN, *_CYRILLIC),
        "Montserrat ExtraBold", "Montserrat-ExtraBold", "montserrat-extrabold.ttf",
    ),
    Source(
        "fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf", _BOLD_NORMAL, (*_GREEK, *_PUNCTUATION),
        "Noto Sans ExtraBold", "NotoSans-ExtraBold", "noto-sans-extrabold.ttf",
    ),
    Source(
        "fontpkg_heebo", "files/Heebo[wght].ttf", _BOLD, (*range(0x591, 0x600), *_JOINERS),
        "Heebo ExtraBold", "Heebo-ExtraBold", "heebo-extrabold.ttf", scale=1.06,
    ),
    Source(
        "fontpkg_noto_sans_arabic", "files/NotoSansArabic[wdth,wght].ttf", _BOLD_NORMAL,
        (*range(0x600, 0x700), *range(0x750, 0x780), *_JOINERS),
        "Noto Sans Arabic ExtraBold", "NotoSansArabic-ExtraBold", "noto-sans-arabic-extrabold.ttf", scale=1.08,
    ),
    Source(
        "fontpkg_noto_sans_devanagari", "files/NotoSansDevanagari[wdth,wght].ttf", _BOLD_NORMAL,
        (*range(0x900, 0x980), *range(0xA8E0, 0xA900), 0x20B9, *_JOINERS),
        "Noto Sans Devanagari ExtraBold", "NotoSansDevanagari-ExtraBold", "noto-sans-devanagari-extrabold.ttf",
    ),
    Source(
        "fontpkg_noto_sans_thai", "files/NotoSansThai[wdth,wght].ttf", _BOLD_NORMAL, (*range(0xE01, 0xE5C), *_JOINERS),
        "Noto Sans Thai ExtraBold", "NotoSansThai-ExtraBold", "noto-sans-thai-extrabold.ttf",
    ),
    Source(
        "noto_cjk_sans_jp_bold", "NotoSansCJKjp-Bold.otf", {}, None,
        "Noto Sans CJK JP Bold", "NotoSansCJKjp-Bold", "noto-sans-cjk-jp-bold.otf", scale=0.98, in_git=False,
        change=offer_traditional,
    ),
    Source(
        "manimgx_fonts", "NotoEmoji[wght].ttf", {"wght": 700}, None,
        "Noto Emoji Bold", "NotoEmoji-Bold", "noto-emoji-bold.ttf", scale=0.86, in_git=False, change=give_characters,
    ),
)  # fmt: skip
