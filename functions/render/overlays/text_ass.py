"""Texts and panels of the overlays as ASS events in the captions file, so that libass draws both in one pass.

Only `Text.text` holds text of the seller. It is escaped here.
"""

from collections.abc import Sequence
from typing import Final

from pysubs2 import Alignment, SSAEvent, SSAFile, SSAStyle

from functions.render.overlays import theme
from functions.render.overlays.layout import Panel, Text
from functions.render.overlays.schedule import Span
from vidx.options import FrameSize
from vidx.typography.ass import AUTO_ENCODING, colour_tag, escape_ass, rounded_rectangle, script_info
from vidx.typography.measure import FONT, ass_font_size
from vidx.typography.safe_area import Box
from vidx.typography.unspaced_scripts import ass_language

STYLE: Final = "Overlay"
PANEL_LAYER, TEXT_LAYER = 5, 6
"""ASS layers above those of the captions."""
ANCHORS: Final = {"left": 4, "middle": 5, "right": 6}
"""ASS alignment numbers, as on a numeric keypad."""


def empty_ass(frame: FrameSize) -> SSAFile:
    """Return an ASS file without events whose coordinates are the frame's pixels."""
    file = SSAFile()
    file.info = script_info(frame)
    return file


def add_overlays(file: SSAFile, panels: Sequence[Panel], texts: Sequence[Text], unit: float) -> str:
    """Add the overlays and return the file as ASS. A file without a language gets that of the overlays."""
    language = ass_language(text.text for text in texts)
    if language:
        file.info.setdefault("Language", language)
    file.styles[STYLE] = SSAStyle(
        fontname=FONT,
        outline=0,
        shadow=0,
        marginl=0,
        marginr=0,
        marginv=0,
        alignment=Alignment.TOP_LEFT,
        encoding=AUTO_ENCODING,
    )
    file.events += [*(_panel(panel) for panel in panels), *(_text(text, unit) for text in texts)]
    return file.to_string("ass", header_notice="")


def _text(text: Text, unit: float) -> SSAEvent:
    place = f"\\an{ANCHORS[text.anchor]}{_position(text, unit)}"
    font = f"\\fs{ass_font_size(text.em_px):.1f}\\fsp{text.tracking_px:.1f}"
    codes = f"{{{place}{font}{colour_tag(text.colour)}{_fade(text.span)}}}"
    return _event(text.span, TEXT_LAYER, codes + escape_ass(text.text))


def _position(text: Text, unit: float) -> str:
    if text.span.start_s == 0.0:
        return f"\\pos({text.x_px:.1f},{text.y_px:.1f})"
    below_px = text.y_px + theme.SLIDE * unit
    return f"\\move({text.x_px:.1f},{below_px:.1f},{text.x_px:.1f},{text.y_px:.1f},0,{theme.FADE_IN_S * 1000:.0f})"


def _panel(panel: Panel) -> SSAEvent:
    box = panel.box
    place = f"\\an7\\pos({box.left_px:.1f},{box.top_px:.1f})\\p1{colour_tag(panel.colour)}{_fade(panel.span)}"
    shape = rounded_rectangle(Box(0.0, 0.0, box.width_px, box.height_px), panel.radius_px)
    return _event(panel.span, PANEL_LAYER, f"{{{place}}}{shape}")


def _fade(span: Span) -> str:
    return f"\\fad({theme.FADE_IN_S * 1000:.0f},{0 if span.stays else theme.FADE_OUT_S * 1000:.0f})"


def _event(span: Span, layer: int, text: str) -> SSAEvent:
    return SSAEvent(start=round(span.start_s * 1000), end=round(span.end_s * 1000), style=STYLE, layer=layer, text=text)
