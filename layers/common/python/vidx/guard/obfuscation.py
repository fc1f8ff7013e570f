"""Undo tricks of spelling, so that the guard's patterns match what a reader sees.

normalize_characters("＄４５０ &amp; <b>nо</b> fee")   → "$450 & no fee" (the о was Cyrillic)
decode_words("1gn0re the r u l e s")                 → "ignore the rules"
"""

import html
import re
import unicodedata
from typing import Final

_CONFUSABLES: Final = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеіјорсухԁѕᴀᴇɪᴏΑΒΕΖΗΙΚΜΝΟΡΤΥΧοα",
    "ABESIJKMHOPCTYXaeijopcyxdsaeioABEZHIKMNOPTYXoa",
)
"""Cyrillic, Greek and small-capital letters that look like Latin ones (Unicode UTS #39)."""
_ASCII_MARKS: Final = str.maketrans(
    {"。": ".", "．": ".", "․": ".", "﹒": ".", "｡": ".", "＠": "@", "﹫": "@", "‐": "-", "‑": "-"}
)
_STYLED_RANGES: Final = ((0x2460, 0x24FF), (0x1D400, 0x1D7FF), (0x1F100, 0x1F1E5), (0xFF01, 0xFF5E))
"""Code points, first and last, of circled, mathematical, boxed and full-width letters and digits."""
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_BLANKS: Final = re.compile(r"[ \t\u00a0\u202f\u2009]+")
_MAX_UNESCAPES: Final = 2
_O_FOR_ZERO: Final = re.compile(r"(?<=\d)[Oo]+(?=[\d.,]|\b)")
_L_FOR_ONE: Final = re.compile(r"(?<=\d)[lI](?=\d)")
_SPACED_LETTERS: Final = re.compile(r"(?<!\w)(?:[^\W\d_][ ._*-]){3,}[^\W\d_](?!\w)")
_LEETSPEAK: Final = str.maketrans("013457@$", "oieastas")
_LEETSPEAK_WORD: Final = re.compile(
    r"(?<![\w@$])(?!\d+[A-Za-z]{1,3}(?![\w@$]))(?=[\w@$]*[A-Za-z])(?=[\w@$]*[013457@$])[A-Za-z013457@$]{4,}(?![\w@$])"
)


def normalize_characters(text: str) -> str:
    """Return `text` without tags and entities, in plain letters and digits: `＄４５０` and `$४५०` become `$450`.

    Superscripts, fractions and units (`m²`, `½`) stay, because they have meanings of their own.
    """
    for _ in range(_MAX_UNESCAPES):
        text = html.unescape(text)
    text = _TAG.sub(" ", text)
    plain = "".join(_plain_char(char) for char in text).translate(_ASCII_MARKS).translate(_CONFUSABLES)
    return _BLANKS.sub(" ", _L_FOR_ONE.sub("1", _O_FOR_ZERO.sub(lambda match: "0" * len(match[0]), plain)))


def _plain_char(char: str) -> str:
    if char.isascii():
        return char
    if unicodedata.category(char) == "Cf":
        return ""
    if unicodedata.category(char) == "Nd":
        return str(unicodedata.decimal(char))
    if any(first <= ord(char) <= last for first, last in _STYLED_RANGES):
        return unicodedata.normalize("NFKC", char)
    return char


def decode_words(text: str) -> str:
    """Return normalized text with spaced letters joined and leetspeak decoded, for matching words only."""
    joined = _SPACED_LETTERS.sub(lambda match: re.sub(r"[ ._*-]", "", match[0]), text)
    return _LEETSPEAK_WORD.sub(lambda match: match[0].translate(_LEETSPEAK), joined)
