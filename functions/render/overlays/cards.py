"""Where the parts of each card stand, in pixels of the frame. Nothing is drawn here."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from functions.render.overlays import theme
from functions.render.overlays.line_breaking import Block, set_text
from functions.render.overlays.schedule import Span
from vidx.lettering.measure import width_em
from vidx.lettering.safe import Box, above_captions
from vidx.options import Frame

Anchor = Literal["left", "middle", "right"]
LEFT_TO_RIGHT_MARK: Final = "\u200e"
RIGHT_TO_LEFT_MARK: Final = "\u200f"
RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})


@dataclass(frozen=True)
class Text:
    """One line; `x_px` is where its `anchor` stands, `y_px` its middle."""

    text: str
    x_px: float
    y_px: float
    em_px: float
    colour: str
    span: Span
    anchor: Anchor = "left"
    tracking_px: float = 0.0


@dataclass(frozen=True)
class Panel:
    """A filled rectangle with round corners behind a text."""

    box: Box
    radius_px: float
    colour: str
    span: Span


def scaled(sizes: tuple[tuple[float, int], ...], frame: Frame) -> list[tuple[float, int]]:
    return [(em * theme.unit(frame), lines) for em, lines in sizes]


def reads_leftward(text: str) -> bool:
    """Whether the first letter is of a right-to-left script (UAX #9, rule P2)."""
    kinds = (unicodedata.bidirectional(char) for char in text)
    return next((kind in RIGHT_TO_LEFT for kind in kinds if kind == "L" or kind in RIGHT_TO_LEFT), False)


def directed(block: Block, text: str) -> Block:
    """The lines of `text`, each of which runs as the whole text does, whatever script it begins with itself."""
    if not any(unicodedata.bidirectional(char) in RIGHT_TO_LEFT for char in text):
        return block
    mark = RIGHT_TO_LEFT_MARK if reads_leftward(text) else LEFT_TO_RIGHT_MARK
    return replace(block, lines=tuple(mark + line for line in block.lines))


def stacked(block: Block, top_px: float, x_px: float, colour: str, span: Span, anchor: Anchor) -> Iterator[Text]:
    """The block's lines from `top_px` down."""
    pitch_px = block.em_px * theme.LINE_PITCH
    for row, line in enumerate(block.lines):
        yield Text(line, x_px, top_px + (row + 0.5) * pitch_px, block.em_px, colour, span, anchor)


Size = tuple[float, float]
"""Width and height in pixels of the frame."""


@dataclass(frozen=True)
class TitleCard:
    """`logo`: the place kept for it."""

    texts: tuple[Text, ...]
    logo: Box | None


def title_card(title: str, eyebrow: str, accent: str, frame: Frame, span: Span, logo: Size | None) -> TitleCard:
    """Logo, category in small capitals and title, one below the other at the top of the safe area."""
    unit, box = theme.unit(frame), above_captions(frame)
    leftward = reads_leftward(title)
    x_px = box.right_px - theme.INDENT * unit if leftward else box.left_px + theme.INDENT * unit
    anchor: Anchor = "right" if leftward else "left"
    room_px = box.right_px - box.left_px - 2 * theme.INDENT * unit
    block = directed(set_text(title, room_px, scaled(theme.TITLE_SIZES, frame)), title)
    found: list[Text] = []
    top_px = box.top_px + theme.INDENT * unit
    place = _beside(x_px, top_px, logo, leftward=leftward) if logo else None
    if place:
        top_px = place.bottom_px + theme.GAP * unit
    if eyebrow:
        em_px = theme.EYEBROW_EM * unit
        y_px = top_px + em_px * theme.LINE_PITCH / 2
        found.append(Text(eyebrow.upper(), x_px, y_px, em_px, accent, span, anchor, theme.EYEBROW_TRACKING * em_px))
        top_px += em_px * theme.LINE_PITCH + theme.GAP / 3 * unit
    return TitleCard((*found, *stacked(block, top_px, x_px, theme.WHITE, span, anchor)), place)


def _beside(x_px: float, top_px: float, size: Size, *, leftward: bool) -> Box:
    """A box of this size at the side where the lines start."""
    left_px = x_px - size[0] if leftward else x_px
    return Box(left_px, top_px, left_px + size[0], top_px + size[1])


def price_badge(price: str, accent: str, frame: Frame, span: Span) -> tuple[Panel, Text]:
    """The price on a label in the upper left of the safe area."""
    unit, box = theme.unit(frame), above_captions(frame)
    aside_px, above_px = (side * unit for side in theme.BADGE_PADDING)
    room_px = box.right_px - box.left_px - 2 * aside_px
    block = set_text(price, room_px, scaled(theme.BADGE_SIZES, frame))
    line = block.lines[0]
    height_px, width_px = block.em_px + 2 * above_px, width_em(line) * block.em_px + 2 * aside_px
    label = Box(box.left_px, box.top_px, box.left_px + width_px, box.top_px + height_px)
    middle = (box.left_px + width_px / 2, box.top_px + height_px / 2)
    return (
        Panel(label, theme.BADGE_RADIUS * unit, accent, span),
        Text(line, *middle, block.em_px, theme.INK, span, "middle"),
    )
