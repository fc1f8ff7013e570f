"""Captions as an ASS file for libass, in the chosen caption style."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from pysubs2 import SSAEvent, SSAFile

from functions.captions import theme
from functions.captions.layout.cues import Cue
from functions.captions.styles import clean, karaoke, pop
from functions.captions.styles.ass_tags import ass_style
from functions.captions.theme import Palette, palette
from vidx.options import CaptionStyle, FrameSize
from vidx.typography.ass import script_info
from vidx.typography.unspaced_scripts import ass_language

_EVENTS: Final[dict[CaptionStyle, Callable[[Cue, Palette], Iterator[SSAEvent]]]] = {
    "pop": pop.events,
    "karaoke": karaoke.events,
    "clean": clean.events,
}


def write_ass(cues: Sequence[Cue], frame: FrameSize, caption_style: CaptionStyle, brand: str) -> str:
    """Return an ASS file whose coordinates are the frame's pixels; `brand` is `#RRGGBB`."""
    colours = palette(brand)
    rtl = any(cue.rtl for cue in cues)
    language = ass_language(word.text for cue in cues for word in cue.placed_words)
    file = SSAFile()
    file.info = script_info(frame, language)
    file.styles = {
        "Word": ass_style(colours.inactive, theme.INK, rtl),
        "Shadow": ass_style(theme.SHADOW, theme.SHADOW, rtl),
        "Plain": ass_style(theme.WHITE, theme.INK, rtl, outline_px=0),
        "Box": ass_style(theme.INK, theme.INK, rtl, outline_px=0),
    }
    for cue in cues:
        file.events.extend(_EVENTS[caption_style](cue, colours))
    return file.to_string("ass", header_notice="")
