"""Contact sheets of the captions: styles and formats over the sample photos."""

import io
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PIL import Image, ImageOps

from benchmarks.gallery.sheet import Cell, save_sheet
from functions.captions import ass
from functions.captions.canvas import Canvas
from functions.captions.cues import cues
from functions.captions.style import LOOKS
from vidx.options import CAPTION_STYLES, FRAMES, CaptionStyle
from vidx.words import TimedWord, Words

_FFMPEG: Final = Path("build/ffmpeg/bin/ffmpeg").resolve()
_FONTS: Final = Path("build/ffmpeg/fonts").resolve()
_NO_SYSTEM_FONTS: Final = {"FONTCONFIG_FILE": "/nowhere/fonts.conf"}
_PHOTOS: Final = sorted(Path("samples").glob("*.jpg"))
_WORD_S: Final = 0.4
_HEIGHT_PX: Final = 400
_BRANDS: Final[dict[CaptionStyle, str]] = {"pop": "#FFD60A", "karaoke": "#2ED9FF", "clean": "#FF7A45"}
_LINES: Final = ("A portable press for $39.99", "Brew it anywhere, even outdoors!", "Weatherproof, light and quick.")


def main() -> Iterator[Path]:
    """Make every sheet."""
    yield save_sheet("caption-styles", [list(_row(style, at)) for at, style in enumerate(CAPTION_STYLES)])


def _row(caption_style: CaptionStyle, at: int) -> Iterator[Cell]:
    brand = _BRANDS[caption_style]
    for column, name in enumerate(FRAMES):
        yield f"{caption_style}, {name}, {brand}", picture(_LINES[column], name, caption_style, brand, at + column)


def said(text: str) -> Words:
    """The text's words, each `_WORD_S` long."""
    words = tuple(
        TimedWord(text=word, start_s=at * _WORD_S, end_s=(at + 0.9) * _WORD_S) for at, word in enumerate(text.split())
    )
    return Words(words=words, voice_s=len(words) * _WORD_S, method="proportional", confidence=1.0, model="none")


def picture(text: str, format_: str, caption_style: CaptionStyle, brand: str, photo: int) -> Image.Image:
    """The frame in which the second word of the text is being said, as libass draws it, scaled down."""
    frame = FRAMES[format_]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shown = cues(said(text), Canvas(frame, LOOKS[caption_style]))
        (folder / "c.ass").write_text(ass.render(shown, frame, caption_style, brand), "utf-8")
        ground = ImageOps.fit(Image.open(_PHOTOS[photo % len(_PHOTOS)]).convert("RGB"), frame)
        ground.save(folder / "ground.png")
        command = [str(_FFMPEG), "-v", "error", "-loop", "1", "-r", "100", "-i", "ground.png", "-vf"]
        command += [f"ass=c.ass:fontsdir={_FONTS}", "-ss", f"{1.6 * _WORD_S}", "-frames:v", "1", "-c:v", "png"]
        drawn = subprocess.run(
            [*command, "-f", "image2pipe", "-"], cwd=folder, env=_NO_SYSTEM_FONTS, capture_output=True, check=True
        )
    return ImageOps.contain(Image.open(io.BytesIO(drawn.stdout)), (2 * _HEIGHT_PX, _HEIGHT_PX))
