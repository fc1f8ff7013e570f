"""The `clean` style: white text on a translucent dark box with a bar in the brand colour at its edge; nothing moves."""

from collections.abc import Iterator
from typing import Final

from pysubs2 import SSAEvent

from functions.captions import theme
from functions.captions.layout.cues import Cue
from functions.captions.styles import ass_tags as tags
from functions.captions.theme import Palette
from vidx.typography.ass import colour_tag, rounded_rectangle
from vidx.typography.measure import width_em
from vidx.typography.safe_area import Box

_BAR_INSET: Final = 1.6
"""Distance from the edge of the box to the bar, in widths of the bar."""


def events(cue: Cue, colours: Palette) -> Iterator[SSAEvent]:
    """Return the events of the box, its bar and each word, shown as long as the cue."""
    box = _box(cue)
    radius_px, bar_px = theme.BOX_RADIUS * cue.em_px, theme.BAR_WIDTH * cue.em_px
    drawing = "\\an7\\pos(0,0)\\p1"
    yield tags.event(
        cue, "Box", tags.SHADOW_LAYER, drawing + tags.alpha(theme.BOX_ALPHA), rounded_rectangle(box, radius_px)
    )
    inset_px = _BAR_INSET * bar_px
    bar_left_px = box.right_px - inset_px - bar_px if cue.rtl else box.left_px + inset_px
    bar = Box(bar_left_px, box.top_px + radius_px, bar_left_px + bar_px, box.bottom_px - radius_px)
    yield tags.event(
        cue, "Box", tags.TEXT_LAYER, drawing + colour_tag(colours.active), rounded_rectangle(bar, bar_px / 2)
    )
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
