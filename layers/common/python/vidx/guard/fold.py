"""Text as a reader sees it, whatever characters it is written with: the guard compares this form."""

import html
import re
import unicodedata
from typing import Final

_LOOK_ALIKES: Final = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеіјорсухԁѕᴀᴇɪᴏΑΒΕΖΗΙΚΜΝΟΡΤΥΧοα",
    "ABESIJKMHOPCTYXaeijopcyxdsaeioABEZHIKMNOPTYXoa",
)
"""Cyrillic, Greek and small-capital letters that look like Latin ones."""
_MARKS: Final = str.maketrans(
    {"。": ".", "．": ".", "․": ".", "﹒": ".", "｡": ".", "＠": "@", "﹫": "@", "‐": "-", "‑": "-"}
)
_STYLED: Final = ((0x2460, 0x24FF), (0x1D400, 0x1D7FF), (0x1F100, 0x1F1E5), (0xFF01, 0xFF5E))
"""Circled, mathematical, boxed and full-width letters and figures."""
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_BLANKS: Final = re.compile(r"[ \t\u00a0\u202f\u2009]+")
_UNESCAPES: Final = 2
_LETTER_O: Final = re.compile(r"(?<=\d)[Oo]+(?=[\d.,]|\b)")
_LETTER_L: Final = re.compile(r"(?<=\d)[lI](?=\d)")
_SPACED: Final = re.compile(r"(?<!\w)(?:[^\W\d_][ ._*-]){3,}[^\W\d_](?!\w)")
_LEET: Final = str.maketrans("013457@$", "oieastas")
_MIXED: Final = re.compile(
    r"(?<![\w@$])(?!\d+[A-Za-z]{1,3}(?![\w@$]))(?=[\w@$]*[A-Za-z])(?=[\w@$]*[013457@$])[A-Za-z013457@$]{4,}(?![\w@$])"
)


def fold(text: str) -> str:
    """`text` without tags and entities, in plain letters and figures: `＄４５０` and `$४५०` as `$450`.

    Superscripts, fractions and units (`m²`, `½`) stay, since they mean something of their own.
    """
    for _ in range(_UNESCAPES):
        text = html.unescape(text)
    text = _TAG.sub(" ", text)
    folded = "".join(_plain(char) for char in text).translate(_MARKS).translate(_LOOK_ALIKES)
    return _BLANKS.sub(" ", _LETTER_L.sub("1", _LETTER_O.sub(lambda match: "0" * len(match[0]), folded)))


def _plain(char: str) -> str:
    if char.isascii():
        return char
    if unicodedata.category(char) == "Cf":
        return ""
    if unicodedata.category(char) == "Nd":
        return str(unicodedata.decimal(char))
    if any(first <= ord(char) <= last for first, last in _STYLED):
        return unicodedata.normalize("NFKC", char)
    return char


def undisguised(text: str) -> str:
    """Folded text with the disguises of words removed too: `i g n o r e`, `1gn0re`. Only good for finding words."""
    spaced = _SPACED.sub(lambda match: re.sub(r"[ ._*-]", "", match[0]), text)
    return _MIXED.sub(lambda match: match[0].translate(_LEET), spaced)
