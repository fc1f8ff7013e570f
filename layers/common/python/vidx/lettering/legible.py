"""The seller's own characters made safe to draw: no emoji (they would come out as boxes), no hidden controls."""

import unicodedata
from typing import Final

from vidx.lettering.measure import drawn_by_caption_font

_KEPT: Final = frozenset({"L", "N", "P"})
_COMBINING: Final = frozenset({"Mn", "Mc"})
_VARIATION_SELECTORS: Final = range(0xFE00, 0xFE10)
_JOINER: Final = "\N{WORD JOINER}"


def legible(text: str) -> str:
    """`text` without what the shipped fonts cannot draw or what would steer the drawing; letters always stay."""
    return " ".join("".join(char for char in unicodedata.normalize("NFC", text) if _drawable(char)).split())


def escaped_for_ass(text: str) -> str:
    """`text` such that libass draws every character of it: `\\{` and `\\}` are its escapes, and a word joiner keeps a
    backslash from making a line break (`\\N`) or an escape with what follows."""
    joined = text.replace("\\", f"\\{_JOINER}")
    return joined.replace("{", "\\{").replace("}", "\\}")


def escaped_for_vtt(text: str) -> str:
    """`text` as WebVTT cue text: no tag, no entity, no `-->`."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _drawable(char: str) -> bool:
    if char.isspace():
        return True
    kind = unicodedata.category(char)
    if kind in _COMBINING:
        return ord(char) not in _VARIATION_SELECTORS
    return kind[0] in _KEPT or (kind[0] == "S" and drawn_by_caption_font(char))
