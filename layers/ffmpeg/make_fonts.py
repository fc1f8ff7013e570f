"""Make the caption fonts out of open-licensed font packages of PyPI.

    uv pip install --target build/font-sources -r layers/ffmpeg/fonts.txt
    PYTHONPATH=build/font-sources python -m layers.ffmpeg.make_fonts build/font-sources

makes those which lie in git, in `fonts/`: small, and the same on every machine. The large ones (`in_git=False`) are
made by `build.py`. All of them have the proportions of the Latin font's ascent and descent, from which libass derives
size and baseline, so that lines keep both whatever script stands in them.
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

HERE: Final = Path(__file__).parent
OUTPUT: Final = HERE / "fonts"
LICENCES: Final = HERE / "font-licences"
ASCENT_EM, DESCENT_EM = 1.109, 0.453
"""Montserrat's, as Windows has them."""
BUILT_AT: Final = 3_800_000_000
"""Font time stamp (seconds since 1904), fixed so that a rebuild changes nothing."""
FOREIGN_NAMES: Final = (3, 16, 17, 21, 22, 25)
"""Name records of the variable font, its family and its instances (OpenType, `name` table)."""
WEIGHT: Final = 800
REGULAR: Final = 1 << 6
"""The bit of `fsSelection` that goes with the style name Regular (OpenType, `OS/2`)."""


def make_font(packages: Path, source: Source, output: Path) -> None:
    """Take one weight and some characters out of a package's font, under the source's name.

    Raises:
        FileNotFoundError: the package is not in the folder `packages`.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    fresh = output.with_name(f"{output.name}.{os.getpid()}")
    with TTFont(packages / source.module / source.file, recalcTimestamp=False, lazy=True) as font:
        if source.characters is not None:
            _subset(font, source.characters)
        if source.axes:
            instantiateVariableFont(font, source.axes, inplace=True)
        if source.change:
            source.change(font)
        _name(font, source)
        _proportion(font, source.scale)
        font["head"].created = font["head"].modified = BUILT_AT
        font["head"].macStyle = 0
        font["OS/2"].usWeightClass = WEIGHT
        font["OS/2"].fsSelection = REGULAR
        font.save(fresh)
    fresh.replace(output)


def _subset(font: TTFont, characters: tuple[int, ...]) -> None:
    subsetter = Subsetter(Options(hinting=False, name_IDs=[0, 1, 2, 4, 6, 13, 14]))
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def _name(font: TTFont, source: Source) -> None:
    names = font["name"]
    for name_id in FOREIGN_NAMES:
        names.removeNames(nameID=name_id)
    for name_id, text in {1: source.family, 2: "Regular", 4: source.family, 6: source.postscript_name}.items():
        names.removeNames(nameID=name_id)
        names.setName(text, name_id, 3, 1, 0x409)


def _proportion(font: TTFont, scale: float) -> None:
    em = font["head"].unitsPerEm / scale
    font["OS/2"].usWinAscent, font["OS/2"].usWinDescent = round(ASCENT_EM * em), round(DESCENT_EM * em)


if __name__ == "__main__":
    packages = Path(sys.argv[1])
    LICENCES.mkdir(exist_ok=True)
    for source in SOURCES:
        if source.in_git:
            make_font(packages, source, OUTPUT / source.output)
            shutil.copy(packages / source.module / "LICENSE", LICENCES / f"{source.output.rsplit('.', 1)[0]}.txt")
