"""The fonts of captions and overlays: the package, the characters and the scale of each.

The first font in `SOURCES` that has a character draws it. Every licence is the SIL Open Font License 1.1, without a
reserved font name.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from fontTools.ttLib import TTFont

from layers.ffmpeg.emoji_sequences import add_sequence_characters
from layers.ffmpeg.regional import add_traditional_glyphs

_PUNCTUATION: Final = (*range(0x2010, 0x2028), *range(0x2030, 0x205F), *range(0x20A0, 0x20C1), 0x2116, 0x2122, 0x2212)
_LATIN: Final = (*range(0x20, 0x7F), *range(0xA0, 0x250), *range(0x2B0, 0x300), *range(0x1E00, 0x1F00), *_PUNCTUATION)
_CYRILLIC: Final = (*range(0x400, 0x530), 0x1C80)
_GREEK: Final = (*range(0x370, 0x400), *range(0x1F00, 0x2000))
_JOINERS: Final = (0x20, 0x200C, 0x200D, 0x25CC)
"""Characters that shape letters and are not drawn themselves; each font whose letters join needs them."""


class Source(NamedTuple):
    """A font in a package.

    Attributes:
        module: the package's folder.
        file: the font's path in that folder.
        axes: values of a variable font's axes.
        characters: code points to keep; None keeps all.
        family, postscript_name: names of the generated font.
        output: its file name.
        scale: size of its letters relative to those of the original; balances them with the Latin letters.
        in_git: whether the generated font is in `fonts/`. Large ones are generated where they are needed.
        change: further change of the font.
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
        change=add_traditional_glyphs,
    ),
    Source(
        "manimgx_fonts", "NotoEmoji[wght].ttf", {"wght": 700}, None,
        "Noto Emoji Bold", "NotoEmoji-Bold", "noto-emoji-bold.ttf", scale=0.86, in_git=False,
        change=add_sequence_characters,
    ),
)  # fmt: skip
