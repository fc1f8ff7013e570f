"""Generate the caption fonts from font packages with open licences.

    uv pip install --target build/font-sources -r layers/ffmpeg/fonts.txt
    PYTHONPATH=build/font-sources python -m layers.ffmpeg.make_fonts build/font-sources

generates the small fonts, which are in git (`fonts/`) and the same on every machine. `build.py` generates the large
ones (`in_git=False`). All fonts have the same ascent and descent in em. libass derives size and baseline from them, so
lines look alike in every script.
"""

import os
import shutil
import sys
from pathlib import Path
from typing import Final

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from layers.ffmpeg.font_sources import SOURCES, Source

FOLDER: Final = Path(__file__).parent
OUTPUT: Final = FOLDER / "fonts"
LICENCES: Final = FOLDER / "font-licences"
ASCENT_EM, DESCENT_EM = 1.109, 0.453
"""Ascent and descent of Montserrat (`usWinAscent`, `usWinDescent`)."""
BUILT_AT: Final = 3_800_000_000
"""Font time stamp (seconds since 1904), fixed so that a rebuild changes nothing."""
REMOVED_NAMES: Final = (3, 16, 17, 21, 22, 25)
"""Name records to remove: those of the variable font and its instances (OpenType, `name` table)."""
WEIGHT: Final = 800
REGULAR: Final = 1 << 6
"""Bit of `fsSelection` for the style name Regular (OpenType, `OS/2`)."""


def make_font(packages: Path, source: Source, output: Path) -> None:
    """Write one weight and a subset of the characters of a package's font to `output`.

    Raises:
        FileNotFoundError: the package is not in the folder `packages`.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    temporary = output.with_name(f"{output.name}.{os.getpid()}")
    with TTFont(packages / source.module / source.file, recalcTimestamp=False, lazy=True) as font:
        if source.characters is not None:
            _subset(font, source.characters)
        if source.axes:
            instantiateVariableFont(font, source.axes, inplace=True)
        if source.change:
            source.change(font)
        _set_names(font, source)
        _set_proportions(font, source.scale)
        font["head"].created = font["head"].modified = BUILT_AT
        font["head"].macStyle = 0
        font["OS/2"].usWeightClass = WEIGHT
        font["OS/2"].fsSelection = REGULAR
        font.save(temporary)
    temporary.replace(output)


def _subset(font: TTFont, characters: tuple[int, ...]) -> None:
    subsetter = Subsetter(Options(hinting=False, name_IDs=[0, 1, 2, 4, 6, 13, 14]))
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def _set_names(font: TTFont, source: Source) -> None:
    names = font["name"]
    for name_id in REMOVED_NAMES:
        names.removeNames(nameID=name_id)
    for name_id, text in {1: source.family, 2: "Regular", 4: source.family, 6: source.postscript_name}.items():
        names.removeNames(nameID=name_id)
        names.setName(text, name_id, 3, 1, 0x409)


def _set_proportions(font: TTFont, scale: float) -> None:
    """Set ascent and descent, and with them the size at which libass draws the letters."""
    em = font["head"].unitsPerEm / scale
    font["OS/2"].usWinAscent, font["OS/2"].usWinDescent = round(ASCENT_EM * em), round(DESCENT_EM * em)


if __name__ == "__main__":
    packages = Path(sys.argv[1])
    LICENCES.mkdir(exist_ok=True)
    for source in SOURCES:
        if source.in_git:
            make_font(packages, source, OUTPUT / source.output)
            shutil.copy(packages / source.module / "LICENSE", LICENCES / f"{source.output.rsplit('.', 1)[0]}.txt")
