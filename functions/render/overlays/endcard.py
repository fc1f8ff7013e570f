"""The end card: logo, price, call to action, QR code and address, one under the other in the safe area's middle."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from functions.render.overlays import theme
from functions.render.overlays.cards import Size, Text, directed, scaled, stacked
from functions.render.overlays.line_breaking import Block, set_text
from functions.render.overlays.schedule import Span
from vidx.lettering.safe import Box, above_captions
from vidx.options import Frame


@dataclass(frozen=True)
class EndCopy:
    """What the card says; an empty text is left out. The QR code goes with the address."""

    title: str
    price: str
    call: str
    address: str
    accent: str


@dataclass(frozen=True)
class EndCard:
    """`qr` and `logo`: the places kept for them."""

    texts: tuple[Text, ...]
    qr: Box | None
    logo: Box | None


Row = tuple[Block, str] | float
"""Lines and their colour, or the height of a place kept free, in pixels."""


def end_card(copy: EndCopy, frame: Frame, span: Span, logo: Size | None) -> EndCard:
    """The parts as one centred column; the code takes the height that is left, and the price goes if that is little."""
    unit, area = theme.unit(frame), above_captions(frame)
    room_px = area.bottom_px - area.top_px - 2 * theme.INDENT * unit
    rows = list(_rows(copy, frame, logo))
    qr_px = min(room_px - _height_px(rows, unit) - theme.GAP * unit, theme.QR_SIDE * unit) if copy.address else 0.0
    if copy.address and copy.price and qr_px < theme.QR_LEAST_SIDE * unit:
        return end_card(replace(copy, price=""), frame, span, logo)
    if copy.address:
        rows.insert(len(rows) - 1, qr_px)
    top_px = area.top_px + theme.INDENT * unit + (room_px - _height_px(rows, unit)) / 2
    return _placed(rows, top_px, frame, span, logo)


def _rows(copy: EndCopy, frame: Frame, logo: Size | None) -> Iterator[Row]:
    """All rows but the code's, from the top down."""
    area, middle_px = above_captions(frame), frame.width_px / 2
    room_px = 2 * (min(middle_px - area.left_px, area.right_px - middle_px) - theme.INDENT * theme.unit(frame))
    if logo:
        yield logo[1]
    if copy.title and not copy.address:
        yield directed(set_text(copy.title, room_px, scaled(theme.CARD_TITLE_SIZES, frame)), copy.title), theme.WHITE
    if copy.price:
        yield set_text(copy.price, room_px, scaled(theme.PRICE_SIZES, frame)), copy.accent
    yield set_text(copy.call, room_px, scaled(theme.CALL_SIZES, frame)), theme.WHITE
    if copy.address:
        yield set_text(copy.address, room_px, scaled(theme.ADDRESS_SIZES, frame)), theme.WHITE


def _height_px(rows: list[Row], unit: float) -> float:
    return sum(_own_px(row) for row in rows) + theme.GAP * unit * (len(rows) - 1)


def _own_px(row: Row) -> float:
    return row if isinstance(row, float) else row[0].height_px


def _placed(rows: list[Row], top_px: float, frame: Frame, span: Span, logo: Size | None) -> EndCard:
    texts: list[Text] = []
    kept: list[Box] = []
    middle_px, unit = frame.width_px / 2, theme.unit(frame)
    for row in rows:
        if isinstance(row, float):
            half_px = (logo[0] if logo and not kept else row) / 2
            kept.append(Box(middle_px - half_px, top_px, middle_px + half_px, top_px + row))
        else:
            texts += stacked(row[0], top_px, middle_px, row[1], span, "middle")
        top_px += _own_px(row) + theme.GAP * unit
    place = kept.pop(0) if logo else None
    return EndCard(tuple(texts), kept[0] if kept else None, place)
