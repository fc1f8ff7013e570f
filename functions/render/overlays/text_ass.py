"""The overlays' texts and panels as ASS events, added to the captions' file, so that libass draws both in one pass.

Text of the seller appears only in `Text.text`, which is escaped here.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from pysubs2 import Alignment, SSAEvent, SSAFile, SSAStyle

from functions.render.overlays import theme
from functions.render.overlays.layout import Panel, Text
from functions.render.overlays.schedule import Span
from vidx.options import Frame
from vidx.typography.bidi import AUTO_ENCODING
from vidx.typography.drawable import escaped_for_ass
from vidx.typography.measure import FONT, size_for
from vidx.typography.unspaced_scripts import shaping_language

STYLE: Final = "Overlay"
PANEL_LAYER, TEXT_LAYER = 5, 6
"""ASS layers above those of the captions."""
ANCHORS: Final = {"left": 4, "middle": 5, "right": 6}
"""ASS alignment numbers, as on a numeric keypad."""
ROUND: Final = 0.5523
"""Length of the handles of a cubic Bézier curve for a quarter circle, as a share of the radius."""


def empty_ass(frame: Frame) -> SSAFile:
    """Return an ASS file without events whose coordinates are the frame's pixels."""
    file = SSAFile()
    file.info = {
        "ScriptType": "v4.00+",
        "PlayResX": str(frame.width_px),
        "PlayResY": str(frame.height_px),
        "WrapStyle": "2",
        "ScaledBorderAndShadow": "yes",
        "YCbCr Matrix": "TV.709",
    }
    return file


def add_overlays(file: SSAFile, panels: Sequence[Panel], texts: Sequence[Text], unit: float) -> str:
    """Return the file with the overlays added, as ASS. Its language is set to that of the overlays if it has none."""
    language = shaping_language(text.text for text in texts)
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
    place = (
        f"\\an{ANCHORS[text.anchor]}{_position(text, unit)}\\fs{size_for(text.em_px):.1f}\\fsp{text.tracking_px:.1f}"
    )
    codes = f"{{{place}{_colour(text.colour)}{_fade(text.span)}}}"
    return _event(text.span, TEXT_LAYER, codes + escaped_for_ass(text.text))


def _position(text: Text, unit: float) -> str:
    if text.span.start_s == 0.0:
        return f"\\pos({text.x_px:.1f},{text.y_px:.1f})"
    below_px = text.y_px + theme.SLIDE * unit
    return f"\\move({text.x_px:.1f},{below_px:.1f},{text.x_px:.1f},{text.y_px:.1f},0,{theme.IN_S * 1000:.0f})"


def _panel(panel: Panel) -> SSAEvent:
    box = panel.box
    place = f"\\an7\\pos({box.left_px:.1f},{box.top_px:.1f})\\p1{_colour(panel.colour)}{_fade(panel.span)}"
    shape = " ".join(_rounded(box.right_px - box.left_px, box.bottom_px - box.top_px, panel.radius_px))
    return _event(panel.span, PANEL_LAYER, f"{{{place}}}{shape}")


def _rounded(width_px: float, height_px: float, radius_px: float) -> Iterator[str]:
    """Return an ASS drawing of a rectangle with round corners, clockwise from its upper left corner."""
    near, far_x, far_y = radius_px * (1 - ROUND), width_px - radius_px, height_px - radius_px
    corners = (
        ((far_x, 0), (width_px - near, 0), (width_px, near), (width_px, radius_px)),
        ((width_px, far_y), (width_px, height_px - near), (width_px - near, height_px), (far_x, height_px)),
        ((radius_px, height_px), (near, height_px), (0, height_px - near), (0, far_y)),
        ((0, radius_px), (0, near), (near, 0), (radius_px, 0)),
    )
    yield f"m {radius_px:.1f} 0"
    for start, *handles in corners:
        yield f"l {start[0]:.1f} {start[1]:.1f} b " + " ".join(f"{x:.1f} {y:.1f}" for x, y in handles)


def _fade(span: Span) -> str:
    return f"\\fad({theme.IN_S * 1000:.0f},{0 if span.stays else theme.OUT_S * 1000:.0f})"


def _colour(rgb: str) -> str:
    """Return an ASS colour tag; ASS writes colours as blue, green, red."""
    return f"\\c&H{rgb[4:]}{rgb[2:4]}{rgb[:2]}&"


def _event(span: Span, layer: int, text: str) -> SSAEvent:
    return SSAEvent(start=round(span.start_s * 1000), end=round(span.end_s * 1000), style=STYLE, layer=layer, text=text)
