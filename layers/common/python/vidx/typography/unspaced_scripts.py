"""Scripts whose words no spaces part, and whose Chinese characters are a text's: told by the characters alone."""

import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from budoux import Parser

Kind = Literal["ja", "ko", "zh-hans", "zh-hant", "th"]

_KANA: Final = (range(0x3041, 0x3100), range(0xFF66, 0xFF9E))
_HANGUL: Final = (range(0x1100, 0x1200), range(0xAC00, 0xD7A4))
_HAN: Final = (range(0x3400, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x32400))
_THAI: Final = (range(0xE01, 0xE5C),)
_NATIONAL: Final[tuple[tuple[str, Kind], ...]] = (("gb2312", "zh-hans"), ("big5", "zh-hant"), ("shift_jis", "ja"))
"""The sets of characters that each country's texts are written with (GB 2312, Big5, JIS X 0208)."""
_HEADERS: Final[dict[Kind, str]] = {"ja": "ja", "ko": "ko", "zh-hans": "zh", "zh-hant": "tw"}
_OPENING: Final = frozenset({"Ps", "Pi"})
_CLOSING: Final = frozenset({"Pe", "Pf", "Po", "Lm", "Mn", "Mc"})


def kinds(text: str) -> tuple[Kind, ...]:
    """Of the text's East Asian letters, if it has any, and of Thai ones.

    Kana are Japanese, Hangul Korean. Chinese characters alone are of the first country whose set has all of them: those
    that all have are taken for simplified Chinese, and so are those that none has.
    """
    thai: tuple[Kind, ...] = ("th",) if _has(text, _THAI) else ()
    if _has(text, _KANA):
        return ("ja", *thai)
    if _has(text, _HANGUL):
        return ("ko", *thai)
    han = "".join(char for char in text if _has(char, _HAN))
    return (_nation(han), *thai) if han else thai


def shaping_language(texts: Iterable[str]) -> str | None:
    """What libass is to take all the texts' characters for, as its header `Language` has it; None: it is all the same.

    The header holds two letters; under `tw` the built font has the forms of Taiwan (`layers/ffmpeg/regional.py`).
    """
    found = kinds("".join(texts))
    return _HEADERS.get(found[0]) if found else None


def phrases(text: str, of: tuple[Kind, ...]) -> list[str]:
    """The text cut where a line may end in a script without spaces; whole where there is none.

    Args:
        of: the kinds of the text, or of a longer one that it is from.
    """
    found = [text]
    for model in (kind for kind in of if kind != "ko"):
        found = [part for phrase in found for part in _parser(model).parse(phrase)]
    joined = found[:1]
    for part in found[1:]:
        if _may_part(joined[-1][-1], part[0]):
            joined.append(part)
        else:
            joined[-1] += part
    return joined


def _may_part(last: str, first: str) -> bool:
    if unicodedata.category(last) in _OPENING or unicodedata.category(first) in _CLOSING:
        return False
    return any(_has(char, (*_KANA, *_HAN, *_THAI)) for char in (last, first))


def _has(text: str, ranges: tuple[range, ...]) -> bool:
    return any(ord(char) in each for char in text for each in ranges)


def _nation(han: str) -> Kind:
    for encoding, kind in _NATIONAL:
        try:
            han.encode(encoding)
        except UnicodeEncodeError:
            continue
        return kind
    return "zh-hans"


@cache
def _parser(model: Kind) -> "Parser":
    """Imported when a text needs it."""
    import budoux

    return {
        "ja": budoux.load_default_japanese_parser,
        "zh-hans": budoux.load_default_simplified_chinese_parser,
        "zh-hant": budoux.load_default_traditional_chinese_parser,
        "th": budoux.load_default_thai_parser,
    }[model]()
