"""The `clean` style: a calm white line on a soft dark box, which wears the brand's colour as a bar at its edge."""

from collections.abc import Iterator
from typing import Final

from pysubs2 import SSAEvent

from functions.captions import style, tags
from functions.captions.cues import Cue
from functions.captions.palette import Palette
from vidx.typography.measure import width_em
from vidx.typography.safe_area import Box

_ROUND: Final = 0.5523
"""How far the handles of a Bézier curve reach towards the corner to draw a quarter of a circle."""
_INSET: Final = 1.6
"""Distance of the bar from the box's edge, in widths of the bar."""

Point = tuple[float, float]


def events(cue: Cue, colours: Palette) -> Iterator[SSAEvent]:
    """The box, its bar, and the words, all as long as the cue."""
    box = _box(cue)
    corner_px, bar_px = style.BOX_CORNER * cue.em_px, style.ACCENT * cue.em_px
    whole = "\\an7\\pos(0,0)\\p1"
    yield tags.event(cue, "Box", tags.SHADOW_LAYER, whole + tags.alpha(style.BOX_ALPHA), _rounded(box, corner_px))
    inset_px = _INSET * bar_px
    bar_left_px = box.right_px - inset_px - bar_px if cue.rtl else box.left_px + inset_px
    bar = Box(bar_left_px, box.top_px + corner_px, bar_left_px + bar_px, box.bottom_px - corner_px)
    yield tags.event(cue, "Box", tags.TEXT_LAYER, whole + tags.colour(colours.lit), _rounded(bar, bar_px / 2))
    for word in cue.placed:
        place = tags.at(word.x_px, word.y_px) + tags.size(cue.em_px)
        yield tags.event(cue, "Plain", tags.TEXT_LAYER, place, tags.word(cue, word))


def _box(cue: Cue) -> Box:
    halves = [(word, width_em(word.text) * cue.em_px / 2) for word in cue.placed]
    return Box(
        min(word.x_px - half_px for word, half_px in halves) - style.BOX_BESIDE * cue.em_px,
        min(word.y_px for word in cue.placed) - style.BOX_ABOVE * cue.em_px,
        max(word.x_px + half_px for word, half_px in halves) + style.BOX_BESIDE * cue.em_px,
        max(word.y_px for word in cue.placed) + style.BOX_ABOVE * cue.em_px,
    )


def _rounded(box: Box, radius_px: float) -> str:
    """A rectangle with round corners as an ASS drawing, clockwise from its top left."""
    left, top, right, bottom = box
    corners: list[tuple[Point, Point, Point]] = [
        ((left, top + radius_px), (left, top), (left + radius_px, top)),
        ((right - radius_px, top), (right, top), (right, top + radius_px)),
        ((right, bottom - radius_px), (right, bottom), (right - radius_px, bottom)),
        ((left + radius_px, bottom), (left, bottom), (left, bottom - radius_px)),
    ]
    curves = (f"l {_at(into)} b {_at(into, to)} {_at(out, to)} {_at(out)}" for into, to, out in corners)
    return f"m {_at(corners[0][0])} {' '.join(curves)}"


def _at(point: Point, corner: Point | None = None) -> str:
    """The point, or the curve's handle between it and the corner."""
    x, y = point
    if corner:
        x, y = x + _ROUND * (corner[0] - x), y + _ROUND * (corner[1] - y)
    return f"{x:.1f} {y:.1f}"
