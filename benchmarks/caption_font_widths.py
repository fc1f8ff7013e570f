"""Writes `vidx/lettering/widths.json` anew when the fonts of `layers/ffmpeg` change (by hand; needs fontTools):

python benchmarks/caption_font_widths.py
"""

import json
from collections import defaultdict
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont

_ROOT: Final = Path(__file__).parents[1]
_TABLE: Final = _ROOT / "layers/common/python/vidx/lettering/widths.json"
_FONTS: Final = _ROOT / "layers" / "ffmpeg" / "fonts"
_LATIN: Final = _FONTS / "montserrat-extrabold.ttf"
_GREEK: Final = _FONTS / "montserrat-extrabold-greek.ttf"
_INVISIBLE: Final = range(0xAD, 0xAE)


def em_per_size(font: TTFont) -> float:
    """libass fills the font size with ascent and descent as Windows has them."""
    metrics = font["OS/2"]
    return float(font["head"].unitsPerEm / (metrics.usWinAscent + metrics.usWinDescent))


def widths(font: TTFont, scale: float) -> dict[str, int]:
    """Advance of each character in thousandths of the Latin font's em at the same font size."""
    per_em, advances = font["head"].unitsPerEm, font["hmtx"]
    return {
        chr(code): round(advances[name][0] * 1000 / per_em * scale)
        for code, name in font.getBestCmap().items()
        if code >= ord(" ") and code not in _INVISIBLE
    }


def main() -> None:
    latin, greek = TTFont(_LATIN), TTFont(_GREEK)
    every = widths(greek, em_per_size(greek) / em_per_size(latin)) | widths(latin, 1.0)
    by_width: dict[int, str] = defaultdict(str)
    for char in sorted(every):
        by_width[every[char]] += char
    table = {"em_per_size": round(em_per_size(latin), 5), "characters_by_width": dict(sorted(by_width.items()))}
    _TABLE.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main()
