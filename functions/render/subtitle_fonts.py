"""The fonts that FFmpeg's libass sees in its folder: ours, and of these only those that a subtitle file names.

Fonts come only from the folder's sub-folder `FONTS`. An empty font configuration hides the machine's own fonts, so that
videos look the same everywhere.
"""

from pathlib import Path
from typing import Final

from vidx.ffmpeg import FONT_CONFIG

FONTS: Final = "fonts"
SHIPPED_FONTS: Final = "shipped-fonts"


def prepare_fonts(folder: Path, fonts: Path) -> None:
    """Make the fonts in the folder `fonts` available to `write_ass` in FFmpeg's `folder`."""
    (folder / SHIPPED_FONTS).symlink_to(fonts.resolve(), target_is_directory=True)
    (folder / FONTS).mkdir()
    (folder / FONT_CONFIG).write_text("<fontconfig></fontconfig>\n")


def write_ass(folder: Path, name: str, ass: str) -> None:
    """Write an ASS file into FFmpeg's `folder` and link the fonts that it names into the fonts folder.

    libass reads every font in that folder (the largest has 17 MB) before the first frame. A font's file name is its
    family name in lower case with hyphens.
    """
    (folder / name).write_text(ass, "utf-8")
    lower_case = ass.lower()
    for font in (folder / SHIPPED_FONTS).iterdir():
        link = folder / FONTS / font.name
        if font.stem.replace("-", " ") in lower_case and not link.exists():
            link.symlink_to(font)
