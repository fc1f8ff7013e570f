"""Writes `functions/captions/widths.json` anew when the captions' font changes (by hand; needs fontTools):

python benchmarks/caption_font_widths.py Montserrat-ExtraBold.ttf
"""

import json
import sys
from collections import defaultdict
from itertools import chain
from pathlib import Path
from typing import Final

_KEPT: Final = (
    range(0x20, 0x7F),
    range(0xA0, 0x250),
    range(0x400, 0x530),
    range(0x1E00, 0x1F00),
    range(0x2010, 0x2027),
    range(0x2030, 0x205F),
    range(0x2070, 0x20C0),
    range(0x2100, 0x2300),
)
"""Latin, Cyrillic, punctuation, currencies, arrows and mathematical signs."""
_DROPPED: Final = frozenset({0xAD})
_TABLE: Final = Path(__file__).parents[1] / "functions" / "captions" / "widths.json"


def table(font_file: Path) -> dict[str, object]:
    """`em_per_size`: libass fills the font size with ascent and descent as Windows has them; characters by advance."""
    from fontTools.ttLib import TTFont

    font = TTFont(font_file)
    per_em, names, advances = font["head"].unitsPerEm, font.getBestCmap(), font["hmtx"]
    by_width: dict[int, str] = defaultdict(str)
    for code in chain(*_KEPT):
        if code in names and code not in _DROPPED:
            by_width[round(advances[names[code]][0] * 1000 / per_em)] += chr(code)
    height = font["OS/2"].usWinAscent + font["OS/2"].usWinDescent
    return {"em_per_size": round(per_em / height, 5), "characters_by_width": dict(sorted(by_width.items()))}


if __name__ == "__main__":
    _TABLE.write_text(json.dumps(table(Path(sys.argv[1])), ensure_ascii=False, indent=0) + "\n", "utf-8")
