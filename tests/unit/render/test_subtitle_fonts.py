"""The fonts that FFmpeg sees."""

import json
from pathlib import Path
from typing import Final

import vidx.typography
from functions.render.subtitle_fonts import FONTS, prepare_fonts, write_ass

SHIPPED: Final = Path(__file__).parents[3] / "build" / "ffmpeg" / "fonts"
WIDTHS: Final = Path(vidx.typography.__file__).with_name("widths.json")


def families() -> list[str]:
    return sorted(json.loads(WIDTHS.read_text("utf-8"))["fonts"])


def laid_out(folder: Path, *letters: str) -> set[str]:
    prepare_fonts(folder, SHIPPED)
    for number, each in enumerate(letters):
        write_ass(folder, f"{number}.ass", each)
    return {font.stem for font in (folder / FONTS).iterdir() if font.is_file()}


def test_every_family_that_letters_may_name_is_found(tmp_path: Path) -> None:
    assert len(families()) >= 8
    assert laid_out(tmp_path, *families()) == {family.lower().replace(" ", "-") for family in families()}


def test_a_font_that_no_letter_needs_is_not_offered(tmp_path: Path) -> None:
    thai = "Style: Cap,Montserrat ExtraBold,84\nDialogue: 0,,,Cap,,0,0,0,,ok {\\fnNoto Sans Thai ExtraBold}สวย{\\fn}"

    assert laid_out(tmp_path, thai, thai) == {"montserrat-extrabold", "noto-sans-thai-extrabold"}
