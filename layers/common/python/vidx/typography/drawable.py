"""The seller's own characters made safe to draw: each as a shipped font draws it, none as a box, none that steers."""

import re
import unicodedata
from typing import Final

from vidx.typography import fonts
from vidx.typography.emoji import first_parts, single, spelled
from vidx.typography.font_runs import runs

_ZWNJ, _ZWJ, _WORD_JOINER = "\u200c", "\u200d", "\u2060"
_UNDRAWN: Final = re.compile("[\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000f0000-\U0010ffff]")
"""Variation selectors, skin tones, which one colour cannot show, and characters for private use, which are ours."""
_FLAG: Final = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_JOINING: Final = frozenset({fonts.ARABIC, fonts.DEVANAGARI})
"""In these a joiner, or its opposite, changes the shape of a letter."""


def legible(text: str) -> str:
    """`text` as it can be drawn: what no font has is replaced by its plain form (`𝐇𝐨𝐭` → `Hot`) or left out.

    Runs of white space become one space. Emoji stay, in one colour. Of a sign joined of several that the font does not
    know, the first part stays; an unknown country's flag is left out.
    """
    composed = unicodedata.normalize("NFC", text)
    signs = first_parts(single(_FLAG.sub(_flag, _UNDRAWN.sub("", composed))))
    plain = "".join(_plain(character) for character in signs)
    return spelled(" ".join(_bound(plain).split()))


def escaped_for_ass(text: str) -> str:
    """`text` such that libass draws every character of it, each in the font that has it, in a style of the Latin one.

    `\\{` and `\\}` are libass's escapes, and a word joiner keeps a backslash from making a line break (`\\N`) or an
    escape with what follows.
    """
    return "".join(
        _escaped(part) if font == fonts.LATIN else f"{{\\fn{font}}}{_escaped(part)}{{\\fn}}"
        for font, part in runs(single(text))
    )


def _escaped(text: str) -> str:
    return text.replace("\\", f"\\{_WORD_JOINER}").replace("{", "\\{").replace("}", "\\}")


def escaped_for_vtt(text: str) -> str:
    """`text` as WebVTT cue text: no tag, no entity, no `-->`."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _plain(character: str) -> str:
    if character.isspace() or character in (_ZWJ, _ZWNJ):
        return character
    simpler, drawn = unicodedata.normalize("NFKC", character), fonts.glyph(character)
    if drawn and not (drawn.family == fonts.CJK and simpler.isascii() and simpler.isalpha()):
        return character
    return simpler if simpler != character and all(fonts.glyph(each) for each in simpler) else ""


def _flag(letters: re.Match[str]) -> str:
    return letters[0] if letters[0] in fonts.signs() else ""


def _bound(text: str) -> str:
    """`text` without joiners that join nothing, and without marks that have lost their letter."""
    kept: list[str] = []
    for at, char in enumerate(text):
        before = kept[-1] if kept else " "
        kind, unjoined = unicodedata.category(char), {_family(before), _family(text[at + 1 : at + 2])} - _JOINING
        lost = kind == "Mn" and (before.isspace() or _family(before) != _family(char))
        if kind == "Me" or lost or (char in (_ZWJ, _ZWNJ) and unjoined):
            continue
        kept.append(char)
    return "".join(kept)


def _family(character: str) -> str | None:
    """The font that draws it; None for nothing and for what is not drawn."""
    drawn = fonts.glyph(character) if character else None
    return drawn.family if drawn else None
