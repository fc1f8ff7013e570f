"""Layout of title card, price badge and end card, in pixels of the unscaled frame."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from functions.render.overlays import theme
from functions.render.overlays.line_breaking import TextBlock, fit_text
from functions.render.overlays.schedule import Span
from vidx.options import FrameSize
from vidx.typography.bidi import LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK, is_rtl_letter, starts_rtl
from vidx.typography.measure import width_em
from vidx.typography.safe_area import Box, above_captions

Anchor = Literal["left", "middle", "right"]


@dataclass(frozen=True)
class Text:
    """One line of text. `anchor` tells which point of the line is at `x_px`; `y_px` is its middle."""

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


def scaled_sizes(sizes: tuple[tuple[float, int], ...], frame: FrameSize) -> list[tuple[float, int]]:
    return [(em * theme.unit(frame), lines) for em, lines in sizes]


def add_direction_marks(block: TextBlock, text: str) -> TextBlock:
    """Give every line the direction of the whole text, whatever script the line starts with."""
    if not any(map(is_rtl_letter, text)):
        return block
    mark = RIGHT_TO_LEFT_MARK if starts_rtl(text) else LEFT_TO_RIGHT_MARK
    return replace(block, lines=tuple(mark + line for line in block.lines))


def stack_lines(
    block: TextBlock, top_px: float, x_px: float, colour: str, span: Span, anchor: Anchor
) -> Iterator[Text]:
    """Place the block's lines below each other, from `top_px` down."""
    pitch_px = block.em_px * theme.LINE_PITCH
    for row, line in enumerate(block.lines):
        yield Text(line, x_px, top_px + (row + 0.5) * pitch_px, block.em_px, colour, span, anchor)


Size = tuple[float, float]
"""Width and height in pixels of the frame."""


@dataclass(frozen=True)
class TitleCard:
    """`logo` is the box reserved for the logo."""

    texts: tuple[Text, ...]
    logo: Box | None


def title_card(title: str, eyebrow: str, accent: str, frame: FrameSize, span: Span, logo: Size | None) -> TitleCard:
    """Lay out logo, category in capitals and title, below each other at the top of the safe area."""
    unit, box = theme.unit(frame), above_captions(frame)
    right_to_left = starts_rtl(title)
    x_px = box.right_px - theme.INDENT * unit if right_to_left else box.left_px + theme.INDENT * unit
    anchor: Anchor = "right" if right_to_left else "left"
    max_width_px = box.right_px - box.left_px - 2 * theme.INDENT * unit
    block = add_direction_marks(fit_text(title, max_width_px, scaled_sizes(theme.TITLE_SIZES, frame)), title)
    texts: list[Text] = []
    top_px = box.top_px + theme.INDENT * unit
    logo_box = _logo_box(x_px, top_px, logo, right_to_left=right_to_left) if logo else None
    if logo_box:
        top_px = logo_box.bottom_px + theme.GAP * unit
    if eyebrow:
        em_px = theme.EYEBROW_EM * unit
        y_px = top_px + em_px * theme.LINE_PITCH / 2
        texts.append(Text(eyebrow.upper(), x_px, y_px, em_px, accent, span, anchor, theme.EYEBROW_TRACKING * em_px))
        top_px += em_px * theme.LINE_PITCH + theme.GAP / 3 * unit
    return TitleCard((*texts, *stack_lines(block, top_px, x_px, theme.WHITE, span, anchor)), logo_box)


def _logo_box(x_px: float, top_px: float, size: Size, *, right_to_left: bool) -> Box:
    """Return a box of this size at the side where the lines start."""
    left_px = x_px - size[0] if right_to_left else x_px
    return Box(left_px, top_px, left_px + size[0], top_px + size[1])


def price_badge(price: str, accent: str, frame: FrameSize, span: Span) -> tuple[Panel, Text]:
    """Lay out the price on a badge in the upper left of the safe area."""
    unit, box = theme.unit(frame), above_captions(frame)
    padding_x_px, padding_y_px = (side * unit for side in theme.BADGE_PADDING)
    max_width_px = box.right_px - box.left_px - 2 * padding_x_px
    block = fit_text(price, max_width_px, scaled_sizes(theme.BADGE_SIZES, frame))
    line = block.lines[0]
    height_px, width_px = block.em_px + 2 * padding_y_px, width_em(line) * block.em_px + 2 * padding_x_px
    badge = Box(box.left_px, box.top_px, box.left_px + width_px, box.top_px + height_px)
    middle = (box.left_px + width_px / 2, box.top_px + height_px / 2)
    return (
        Panel(badge, theme.BADGE_RADIUS * unit, accent, span),
        Text(line, *middle, block.em_px, theme.INK, span, "middle"),
    )


@dataclass(frozen=True)
class EndCardText:
    """Texts of the end card. An empty text is left out. The QR code is shown together with the address."""

    title: str
    price: str
    call: str
    address: str
    accent: str


@dataclass(frozen=True)
class EndCard:
    """`qr` and `logo` are the boxes reserved for them."""

    texts: tuple[Text, ...]
    qr: Box | None
    logo: Box | None


Row = tuple[TextBlock, str] | float
"""Lines and their colour, or the height of a reserved box, in pixels."""


def end_card(text: EndCardText, frame: FrameSize, span: Span, logo: Size | None) -> EndCard:
    """Lay out the parts as one centred column.

    The QR code gets the remaining height. If that is too little, the price is left out.
    """
    unit, area = theme.unit(frame), above_captions(frame)
    max_height_px = area.bottom_px - area.top_px - 2 * theme.INDENT * unit
    rows = list(_rows(text, frame, logo))
    qr_px = (
        min(max_height_px - _height_px(rows, unit) - theme.GAP * unit, theme.QR_SIDE * unit) if text.address else 0.0
    )
    if text.address and text.price and qr_px < theme.QR_MIN_SIDE * unit:
        return end_card(replace(text, price=""), frame, span, logo)
    if text.address:
        rows.insert(len(rows) - 1, qr_px)
    top_px = area.top_px + theme.INDENT * unit + (max_height_px - _height_px(rows, unit)) / 2
    return _place_rows(rows, top_px, frame, span, logo)


def _rows(text: EndCardText, frame: FrameSize, logo: Size | None) -> Iterator[Row]:
    """Return all rows except the QR code's, from the top down."""
    area, middle_px = above_captions(frame), frame.width_px / 2
    max_width_px = 2 * (min(middle_px - area.left_px, area.right_px - middle_px) - theme.INDENT * theme.unit(frame))
    if logo:
        yield logo[1]
    if text.title and not text.address:
        yield (
            add_direction_marks(
                fit_text(text.title, max_width_px, scaled_sizes(theme.CARD_TITLE_SIZES, frame)), text.title
            ),
            theme.WHITE,
        )
    if text.price:
        yield fit_text(text.price, max_width_px, scaled_sizes(theme.PRICE_SIZES, frame)), text.accent
    yield fit_text(text.call, max_width_px, scaled_sizes(theme.CALL_SIZES, frame)), theme.WHITE
    if text.address:
        yield fit_text(text.address, max_width_px, scaled_sizes(theme.ADDRESS_SIZES, frame)), theme.WHITE


def _height_px(rows: list[Row], unit: float) -> float:
    return sum(_row_height_px(row) for row in rows) + theme.GAP * unit * (len(rows) - 1)


def _row_height_px(row: Row) -> float:
    return row if isinstance(row, float) else row[0].height_px


def _place_rows(rows: list[Row], top_px: float, frame: FrameSize, span: Span, logo: Size | None) -> EndCard:
    texts: list[Text] = []
    boxes: list[Box] = []
    middle_px, unit = frame.width_px / 2, theme.unit(frame)
    for row in rows:
        if isinstance(row, float):
            half_px = (logo[0] if logo and not boxes else row) / 2
            boxes.append(Box(middle_px - half_px, top_px, middle_px + half_px, top_px + row))
        else:
            texts += stack_lines(row[0], top_px, middle_px, row[1], span, "middle")
        top_px += _row_height_px(row) + theme.GAP * unit
    logo_box = boxes.pop(0) if logo else None
    return EndCard(tuple(texts), boxes[0] if boxes else None, logo_box)
