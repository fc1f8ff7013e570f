"""The end card: logo, price, call to action, QR code and address, one under the other in the safe area's middle."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from functions.render.overlays import look
from functions.render.overlays.cards import Size, Text, directed, scaled, stacked
from functions.render.overlays.schedule import Span
from functions.render.overlays.setting import Block, set_text
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
    unit, area = look.unit(frame), above_captions(frame)
    room_px = area.bottom_px - area.top_px - 2 * look.INDENT * unit
    rows = list(_rows(copy, frame, logo))
    qr_px = min(room_px - _height_px(rows, unit) - look.GAP * unit, look.QR_SIDE * unit) if copy.address else 0.0
    if copy.address and copy.price and qr_px < look.QR_LEAST_SIDE * unit:
        return end_card(replace(copy, price=""), frame, span, logo)
    if copy.address:
        rows.insert(len(rows) - 1, qr_px)
    top_px = area.top_px + look.INDENT * unit + (room_px - _height_px(rows, unit)) / 2
    return _placed(rows, top_px, frame, span, logo)


def _rows(copy: EndCopy, frame: Frame, logo: Size | None) -> Iterator[Row]:
    """All rows but the code's, from the top down."""
    area, middle_px = above_captions(frame), frame.width_px / 2
    room_px = 2 * (min(middle_px - area.left_px, area.right_px - middle_px) - look.INDENT * look.unit(frame))
    if logo:
        yield logo[1]
    if copy.title and not copy.address:
        yield directed(set_text(copy.title, room_px, scaled(look.CARD_TITLE_SIZES, frame)), copy.title), look.WHITE
    if copy.price:
        yield set_text(copy.price, room_px, scaled(look.PRICE_SIZES, frame)), copy.accent
    yield set_text(copy.call, room_px, scaled(look.CALL_SIZES, frame)), look.WHITE
    if copy.address:
        yield set_text(copy.address, room_px, scaled(look.ADDRESS_SIZES, frame)), look.WHITE


def _height_px(rows: list[Row], unit: float) -> float:
    return sum(_own_px(row) for row in rows) + look.GAP * unit * (len(rows) - 1)


def _own_px(row: Row) -> float:
    return row if isinstance(row, float) else row[0].height_px


def _placed(rows: list[Row], top_px: float, frame: Frame, span: Span, logo: Size | None) -> EndCard:
    texts: list[Text] = []
    kept: list[Box] = []
    middle_px, unit = frame.width_px / 2, look.unit(frame)
    for row in rows:
        if isinstance(row, float):
            half_px = (logo[0] if logo and not kept else row) / 2
            kept.append(Box(middle_px - half_px, top_px, middle_px + half_px, top_px + row))
        else:
            texts += stacked(row[0], top_px, middle_px, row[1], span, "middle")
        top_px += _own_px(row) + look.GAP * unit
    place = kept.pop(0) if logo else None
    return EndCard(tuple(texts), kept[0] if kept else None, place)
