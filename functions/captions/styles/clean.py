"""The `clean` style: white text on a translucent dark box with a bar in the brand colour at its edge; nothing moves."""

from collections.abc import Iterator
from typing import Final

from pysubs2 import SSAEvent

from functions.captions import theme
from functions.captions.layout.cues import Cue
from functions.captions.styles import ass_tags as tags
from functions.captions.theme import Palette
from vidx.typography.measure import width_em
from vidx.typography.safe_area import Box

_BEZIER_HANDLE: Final = 0.5523
"""Length of the handles of a cubic Bézier curve for a quarter circle, as a share of the radius."""
_BAR_INSET: Final = 1.6
"""Distance from the edge of the box to the bar, in widths of the bar."""

Point = tuple[float, float]


def events(cue: Cue, colours: Palette) -> Iterator[SSAEvent]:
    """Return the events of the box, its bar and each word, shown as long as the cue."""
    box = _box(cue)
    radius_px, bar_px = theme.BOX_RADIUS * cue.em_px, theme.BAR_WIDTH * cue.em_px
    drawing = "\\an7\\pos(0,0)\\p1"
    yield tags.event(cue, "Box", tags.SHADOW_LAYER, drawing + tags.alpha(theme.BOX_ALPHA), _rounded(box, radius_px))
    inset_px = _BAR_INSET * bar_px
    bar_left_px = box.right_px - inset_px - bar_px if cue.rtl else box.left_px + inset_px
    bar = Box(bar_left_px, box.top_px + radius_px, bar_left_px + bar_px, box.bottom_px - radius_px)
    yield tags.event(cue, "Box", tags.TEXT_LAYER, drawing + tags.colour(colours.active), _rounded(bar, bar_px / 2))
    for word in cue.placed_words:
        place = tags.position(word.x_px, word.y_px) + tags.font_size(cue.em_px)
        yield tags.event(cue, "Plain", tags.TEXT_LAYER, place, tags.word_text(cue, word))


def _box(cue: Cue) -> Box:
    words = [(word, width_em(word.text) * cue.em_px / 2) for word in cue.placed_words]
    return Box(
        min(word.x_px - half_px for word, half_px in words) - theme.BOX_PADDING * cue.em_px,
        min(word.y_px for word in cue.placed_words) - theme.BOX_HALF_HEIGHT * cue.em_px,
        max(word.x_px + half_px for word, half_px in words) + theme.BOX_PADDING * cue.em_px,
        max(word.y_px for word in cue.placed_words) + theme.BOX_HALF_HEIGHT * cue.em_px,
    )


def _rounded(box: Box, radius_px: float) -> str:
    """Return an ASS drawing of a rectangle with round corners, clockwise from its upper left corner."""
    left, top, right, bottom = box
    corners: list[tuple[Point, Point, Point]] = [
        ((left, top + radius_px), (left, top), (left + radius_px, top)),
        ((right - radius_px, top), (right, top), (right, top + radius_px)),
        ((right, bottom - radius_px), (right, bottom), (right - radius_px, bottom)),
        ((left + radius_px, bottom), (left, bottom), (left, bottom - radius_px)),
    ]
    curves = (
        f"l {_point(start)} b {_point(start, corner)} {_point(end, corner)} {_point(end)}"
        for start, corner, end in corners
    )
    return f"m {_point(corners[0][0])} {' '.join(curves)}"


def _point(point: Point, corner: Point | None = None) -> str:
    """Return the point, or with a corner the Bézier handle from the point towards it."""
    x, y = point
    if corner:
        x, y = x + _BEZIER_HANDLE * (corner[0] - x), y + _BEZIER_HANDLE * (corner[1] - y)
    return f"{x:.1f} {y:.1f}"
