"""Write `vidx/typography/widths.json` again. Run it after a change of the fonts:

python -m layers.ffmpeg.build && python -m layers.ffmpeg.widths
"""

import json
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont

from layers.ffmpeg.emoji_sequences import FIRST, emoji_sequences
from layers.ffmpeg.font_sources import SOURCES

_ROOT: Final = Path(__file__).parents[2]
_TABLE: Final = _ROOT / "layers" / "common" / "python" / "vidx" / "typography" / "widths.json"
_FONTS: Final = _ROOT / "build" / "ffmpeg" / "fonts"
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Unicode categories of characters that are not drawn."""
_FILLERS: Final = frozenset({0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0, *range(0xFE00, 0xFE10)})
"""Characters of other categories that look empty, and variation selectors."""
_SKIN_TONES: Final = range(0x1F3FB, 0x1F400)


def em_per_size(font: TTFont) -> float:
    """Return the ems in one unit of ASS's font size: libass takes the size as ascent plus descent."""
    metrics = font["OS/2"]
    return float(font["head"].unitsPerEm / (metrics.usWinAscent + metrics.usWinDescent))


def widths(font: TTFont, scale: float) -> dict[int, int]:
    """Return each visible character's advance width, in thousandths of the Latin font's em at the same font size."""
    per_em, advances = font["head"].unitsPerEm, font["hmtx"]
    return {
        code: round(advances[name][0] * 1000 / per_em * scale)
        for code, name in font.getBestCmap().items()
        if _is_visible(code)
    }


def _is_visible(code: int) -> bool:
    if code >= FIRST:
        return True  # the character of an emoji sequence
    return unicodedata.category(chr(code)) not in _INVISIBLE and code not in _FILLERS and code not in _SKIN_TONES


def ranges(codes: Sequence[int]) -> str:
    """Return sorted code points as hexadecimal ranges, such as `41 43-5a`."""
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return " ".join(f"{first:x}" if first == last else f"{first:x}-{last:x}" for first, last in ranges)


def main() -> None:
    fonts = [(source.family, TTFont(_FONTS / source.output)) for source in SOURCES]
    latin_em = em_per_size(fonts[0][1])
    known: set[int] = set()
    families: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for family, font in fonts:
        for code, width in widths(font, em_per_size(font) / latin_em).items():
            if code not in known:
                families[family][width].append(code)
                known.add(code)
    table = {
        "em_per_size": round(latin_em, 5),
        "fonts": {
            family: {width: ranges(sorted(codes)) for width, codes in sorted(by_width.items())}
            for family, by_width in families.items()
        },
        "sequences": list(emoji_sequences(fonts[-1][1])),
    }
    _TABLE.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main()
