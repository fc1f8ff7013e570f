"""Taiwan's glyphs for texts in traditional Chinese, under a language code that libass accepts.

libass accepts codes of two letters, which HarfBuzz converts to OpenType language tags: `zh` selects the glyphs of
mainland China. No code selects those of Taiwan. So the generated font offers them under the tag of Twi (`tw`), which is
written in Latin letters and therefore drawn by another font.
"""

from copy import deepcopy
from typing import Final

from fontTools.ttLib import TTFont

TRADITIONAL: Final = "ZHT "
"""OpenType tag of traditional Chinese; https://learn.microsoft.com/typography/opentype/spec/languagetags"""
TWI: Final = "TWI "
"""OpenType tag of Twi."""


def add_traditional_glyphs(font: TTFont) -> None:
    """Make the font draw Twi with the glyphs of traditional Chinese."""
    for script in (record.Script for record in font["GSUB"].table.ScriptList.ScriptRecord):
        records = deepcopy([language for language in script.LangSysRecord if language.LangSysTag == TRADITIONAL])
        for language in records:
            language.LangSysTag = TWI
        script.LangSysRecord = sorted([*script.LangSysRecord, *records], key=lambda language: language.LangSysTag)
