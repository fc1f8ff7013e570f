"""Make the caption fonts in `fonts/` from open-licensed font packages of PyPI.

    uv pip install --target build/font-sources -r layers/ffmpeg/fonts.txt
    PYTHONPATH=build/font-sources python layers/ffmpeg/make_fonts.py build/font-sources

The outcome is small, and the same on every machine, so it lies in git next to this script and nothing needs to be
built to render. All files carry one family name: libass looks for a glyph in every file of the family that a
caption asks for, but hardly beyond it.
"""

import shutil
import sys
from pathlib import Path
from typing import Final, NamedTuple

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FAMILY: Final = "Montserrat ExtraBold"
WEIGHT: Final = 800
OUTPUT: Final = Path(__file__).parent / "fonts"
BUILT_AT: Final = 3_800_000_000
"""Font time stamp (seconds since 1904), fixed so that a rebuild changes nothing."""
NAMES: Final = {1: FAMILY, 2: "Regular", 4: FAMILY}
FOREIGN_NAMES: Final = (3, 16, 17, 21, 22, 25)
"""Name records of the variable font, its family and its instances (OpenType, `name` table)."""
PUNCTUATION: Final = (*range(0x2010, 0x2028), *range(0x2030, 0x205F), *range(0x20A0, 0x20C1), 0x2116, 0x2122, 0x2212)
LATIN: Final = (*range(0x20, 0x7F), *range(0xA0, 0x250), *range(0x2B0, 0x300), *range(0x1E00, 0x1F00), *PUNCTUATION)
CYRILLIC: Final = (*range(0x400, 0x530), 0x1C80)
GREEK: Final = (*range(0x370, 0x400), *range(0x1F00, 0x2000))


class Source(NamedTuple):
    """A variable font in a package, and the characters taken from it."""

    package: str
    file: str
    axes: dict[str, float]
    characters: tuple[int, ...]
    postscript_name: str
    output: str


MONTSERRAT: Final = Source(
    package="fontpkg_montserrat",
    file="Montserrat[wght].ttf",
    axes={"wght": WEIGHT},
    characters=(*LATIN, *CYRILLIC),
    postscript_name="Montserrat-ExtraBold",
    output="montserrat-extrabold.ttf",
)
NOTO: Final = Source(
    package="fontpkg_noto_sans",
    file="NotoSans[wdth,wght].ttf",
    axes={"wght": WEIGHT, "wdth": 100},
    characters=(*GREEK, *PUNCTUATION),
    postscript_name="Montserrat-ExtraBold-Greek",
    output="montserrat-extrabold-greek.ttf",
)


def make_font(packages: Path, source: Source) -> None:
    """Take one weight and some scripts out of a variable font, under the family's name."""
    font = TTFont(packages / source.package / "files" / source.file, recalcTimestamp=False)
    font = instantiateVariableFont(font, source.axes, inplace=True)
    keep = Options(
        hinting=False, layout_features=["ccmp", "kern", "locl", "mark", "mkmk"], name_IDs=[0, 1, 2, 4, 6, 13, 14]
    )
    subsetter = Subsetter(keep)
    subsetter.populate(unicodes=source.characters)
    subsetter.subset(font)
    for name_id in FOREIGN_NAMES:
        font["name"].removeNames(nameID=name_id)
    for name_id, text in {**NAMES, 6: source.postscript_name}.items():
        font["name"].removeNames(nameID=name_id)
        font["name"].setName(text, name_id, 3, 1, 0x409)
    font["head"].created = font["head"].modified = BUILT_AT
    font["head"].macStyle = 0
    font["OS/2"].usWeightClass = WEIGHT
    font.save(OUTPUT / source.output)
    shutil.copy(packages / source.package / "LICENSE", OUTPUT / source.output.replace(".ttf", "-LICENSE.txt"))


if __name__ == "__main__":
    OUTPUT.mkdir(exist_ok=True)
    for source in (MONTSERRAT, NOTO):
        make_font(Path(sys.argv[1]), source)
