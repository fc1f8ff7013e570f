"""Writing systems without spaces between words, and the national forms of Chinese characters.

Both follow from the characters of the text alone.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from budoux import Parser

WritingSystem = Literal["ja", "ko", "zh-hans", "zh-hant", "th"]

_KANA: Final = (range(0x3041, 0x3100), range(0xFF66, 0xFF9E))
_HANGUL: Final = (range(0x1100, 0x1200), range(0xAC00, 0xD7A4))
_HAN: Final = (range(0x3400, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x32400))
_THAI: Final = (range(0xE01, 0xE5C),)
_NATIONAL_CHARSETS: Final[tuple[tuple[str, WritingSystem], ...]] = (
    ("gb2312", "zh-hans"),
    ("big5", "zh-hant"),
    ("shift_jis", "ja"),
)
"""Encodings of the national character sets (GB 2312, Big5, JIS X 0208)."""
_ASS_LANGUAGES: Final[dict[WritingSystem, str]] = {"ja": "ja", "ko": "ko", "zh-hans": "zh", "zh-hant": "tw"}
_OPENING: Final = frozenset({"Ps", "Pi"})
_CLOSING: Final = frozenset({"Pe", "Pf", "Po", "Lm", "Mn", "Mc"})


def writing_systems(text: str) -> tuple[WritingSystem, ...]:
    """Return the writing system of the text's East Asian letters, if it has any, and `th` if it has Thai ones.

    Kana are Japanese, Hangul is Korean. Chinese characters alone belong to the first national character set that has
    all of them. Those in all sets count as simplified Chinese, and so do those in none.
    """
    thai: tuple[WritingSystem, ...] = ("th",) if _has_any(text, _THAI) else ()
    if _has_any(text, _KANA):
        return ("ja", *thai)
    if _has_any(text, _HANGUL):
        return ("ko", *thai)
    han = "".join(char for char in text if _has_any(char, _HAN))
    return (_system_of_han(han), *thai) if han else thai


def ass_language(texts: Iterable[str]) -> str | None:
    """Return the header `Language` with which libass shapes the texts; None when it makes no difference.

    The header holds two letters. `tw` selects the forms of Taiwan in the shipped font (`layers/ffmpeg/regional.py`).
    """
    systems = writing_systems("".join(texts))
    return _ASS_LANGUAGES.get(systems[0]) if systems else None


def split_phrases(text: str, systems: tuple[WritingSystem, ...]) -> list[str]:
    """Split the text where a line may break in a writing system without spaces.

    Args:
        systems: writing systems of the text, or of the longer text that it is part of.
    """
    parts = [text]
    for system in (system for system in systems if system != "ko"):
        parts = [phrase for part in parts for phrase in _parser(system).parse(part)]
    phrases = parts[:1]
    for part in parts[1:]:
        if _may_break(phrases[-1][-1], part[0]):
            phrases.append(part)
        else:
            phrases[-1] += part
    return phrases


def _may_break(last: str, first: str) -> bool:
    if unicodedata.category(last) in _OPENING or unicodedata.category(first) in _CLOSING:
        return False
    return any(_has_any(char, (*_KANA, *_HAN, *_THAI)) for char in (last, first))


def _has_any(text: str, ranges: tuple[range, ...]) -> bool:
    return any(ord(char) in code_points for char in text for code_points in ranges)


def _system_of_han(han: str) -> WritingSystem:
    for encoding, system in _NATIONAL_CHARSETS:
        try:
            han.encode(encoding)
        except UnicodeEncodeError:
            continue
        return system
    return "zh-hans"


@cache
def _parser(system: WritingSystem) -> "Parser":
    """Return the phrase parser. It is imported when a text needs it."""
    import budoux

    return {
        "ja": budoux.load_default_japanese_parser,
        "zh-hans": budoux.load_default_simplified_chinese_parser,
        "zh-hant": budoux.load_default_traditional_chinese_parser,
        "th": budoux.load_default_thai_parser,
    }[system]()
