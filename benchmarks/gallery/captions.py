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
from functions.captions.layout.canvas import Canvas
from functions.captions.layout.cues import lay_out_cues
from functions.captions.theme import STYLE_METRICS
from vidx.options import CAPTION_STYLES, FRAME_SIZES, CaptionStyle
from vidx.words import TimedWord, WordTimings

_FFMPEG: Final = Path("build/ffmpeg/bin/ffmpeg").resolve()
_FONTS: Final = Path("build/ffmpeg/fonts").resolve()
_NO_SYSTEM_FONTS: Final = {"FONTCONFIG_FILE": "/nowhere/fonts.conf"}
_PHOTOS: Final = sorted(Path("samples").glob("*.jpg"))
_WORD_S: Final = 0.4
_CUE_SHARE: Final = 0.45
"""Time of the picture, as a share of the cue."""
_HEIGHT_PX: Final = 400
_BRANDS: Final[dict[CaptionStyle, str]] = {"pop": "#FFD60A", "karaoke": "#2ED9FF", "clean": "#FF7A45"}
_LINES: Final = ("A portable press for $39.99", "Brew it anywhere, even outdoors!", "Weatherproof, light and quick.")


_SCRIPTS: Final = {
    "Latin": "Façade café für $49.99!", "Cyrillic": "Свежий хлеб каждый день!", "Greek": "Φρέσκος καφές κάθε πρωί!",
    "Arabic": "كاميرا iPhone 15 بسعر 499 ريال!", "Hebrew": "מצלמה (Halden) ב־499 שקלים!",
    "Devanagari": "ताज़ी कॉफ़ी सिर्फ़ ₹499 में!", "Thai": "กาแฟสดใหม่ทุกเช้าที่บ้านคุณ",
    "Japanese": "毎朝、淹れたてのコーヒーを楽しもう。", "Chinese": "每天早上都能喝到新鲜的咖啡。",
    "Traditional Chinese": "骨瓷咖啡杯，這次直接送到家。",
    "Korean": "매일 아침 신선한 커피 한 잔!", "Emoji": "Hot🔥 set👨‍👩‍👧 👩🏽‍🚀1️⃣🇩🇪",
    "Long word": "Donaudampfschifffahrtsgesellschaftskapitän",
}  # fmt: skip


def main() -> Iterator[Path]:
    """Write every sheet."""
    yield save_sheet("caption-styles", [list(_row(style, at)) for at, style in enumerate(CAPTION_STYLES)])
    cells = [
        (f"{name}, {style}", _caption_area(picture(text, "9:16", style, _BRANDS[style], at, 700)))
        for at, (name, text) in enumerate(_SCRIPTS.items())
        for style in (CAPTION_STYLES[at % len(CAPTION_STYLES)],)
    ]
    yield save_sheet("caption-scripts", [cells[at : at + 3] for at in range(0, len(cells), 3)])


def _caption_area(tall: Image.Image) -> Image.Image:
    """Return the part of a tall frame that captions cover."""
    return tall.crop((0, round(0.46 * tall.height), tall.width, round(0.7 * tall.height)))


def _row(caption_style: CaptionStyle, at: int) -> Iterator[Cell]:
    brand = _BRANDS[caption_style]
    for column, name in enumerate(FRAME_SIZES):
        yield f"{caption_style}, {name}, {brand}", picture(_LINES[column], name, caption_style, brand, at + column)


def timed_words(text: str) -> WordTimings:
    """Return the text's words, each `_WORD_S` long."""
    words = tuple(
        TimedWord(text=word, start_s=at * _WORD_S, end_s=(at + 0.9) * _WORD_S) for at, word in enumerate(text.split())
    )
    return WordTimings(words=words, voice_s=len(words) * _WORD_S, method="proportional", confidence=1.0, model="none")


def picture(
    text: str, format_name: str, caption_style: CaptionStyle, brand: str, photo: int, height_px: int = _HEIGHT_PX
) -> Image.Image:
    """Return a frame of the text's first cue, as libass draws it, scaled down."""
    frame = FRAME_SIZES[format_name]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cues = lay_out_cues(timed_words(text), Canvas(frame, STYLE_METRICS[caption_style]))
        (folder / "c.ass").write_text(ass.write_ass(cues, frame, caption_style, brand), "utf-8")
        background = ImageOps.fit(Image.open(_PHOTOS[photo % len(_PHOTOS)]).convert("RGB"), frame)
        background.save(folder / "background.png")
        command = [str(_FFMPEG), "-v", "error", "-loop", "1", "-r", "100", "-i", "background.png", "-vf"]
        at_s = cues[0].start_s + _CUE_SHARE * (cues[0].end_s - cues[0].start_s)
        command += [f"ass=c.ass:fontsdir={_FONTS}", "-ss", f"{at_s:.2f}", "-frames:v", "1", "-c:v", "png"]
        frame_png = subprocess.run(
            [*command, "-f", "image2pipe", "-"], cwd=folder, env=_NO_SYSTEM_FONTS, capture_output=True, check=True
        )
    return ImageOps.contain(Image.open(io.BytesIO(frame_png.stdout)), (2 * height_px, height_px))
