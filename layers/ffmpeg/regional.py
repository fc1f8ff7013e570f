"""The forms of Taiwan for texts in traditional Chinese, under a language that libass can be told.

libass takes two letters for a text's language, which HarfBuzz turns into a tag of OpenType: `zh` into that of the
mainland. No two letters lead to Taiwan's, so the built font offers its forms to a language that no text of its
characters is in: Twi, whose two letters are `tw` and whose own letters, Latin ones, are drawn by another font.
"""

from copy import deepcopy
from typing import Final

from fontTools.ttLib import TTFont

TRADITIONAL: Final = "ZHT "
"""Taiwan's, in OpenType; https://learn.microsoft.com/typography/opentype/spec/languagetags"""
STANDS_FOR_IT: Final = "TWI "


def offer_traditional(font: TTFont) -> None:
    """Have the font draw in `STANDS_FOR_IT` what it draws in traditional Chinese."""
    for script in (record.Script for record in font["GSUB"].table.ScriptList.ScriptRecord):
        offered = deepcopy([language for language in script.LangSysRecord if language.LangSysTag == TRADITIONAL])
        for language in offered:
            language.LangSysTag = STANDS_FOR_IT
        script.LangSysRecord = sorted([*script.LangSysRecord, *offered], key=lambda language: language.LangSysTag)
