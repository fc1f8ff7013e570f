"""All overlays of one film: what they say, where and when, and how they come onto its frames."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pysubs2 import SSAFile

from functions.render.compositing.frame import Format, Image
from functions.render.compositing.frame_buffer import FrameBuffer
from functions.render.overlays import theme
from functions.render.overlays.layout import EndCard, EndCopy, Panel, Text, end_card, price_badge, title_card
from functions.render.overlays.raster import Sticker, logo_sticker, picture_of, qr_code, size_of
from functions.render.overlays.schedule import Schedule, Span
from functions.render.overlays.scrim import Shade, blur_and_dim
from functions.render.overlays.text_ass import merged
from functions.render.overlays.wording import call_to_action, money, short_address
from vidx.categories import words_of
from vidx.lettering.contrast import lightened
from vidx.lettering.legible import legible
from vidx.lettering.safe import Box
from vidx.options import FPS, FRAMES
from vidx.order import Order


@dataclass(frozen=True)
class Timed:
    """A sticker and when it is there."""

    sticker: Sticker
    span: Span


@dataclass(frozen=True)
class Overlays:
    """`texts` and `panels` are for libass, in pixels of the unscaled frame; the rest goes onto the frames' planes."""

    form: Format
    unit: float
    texts: tuple[Text, ...]
    panels: tuple[Panel, ...]
    shade: Shade | None
    schedule: Schedule
    stickers: tuple[Timed, ...]

    def lay(self, frame: int, buffer: FrameBuffer) -> None:
        """Draw onto frame number `frame` what lies below the letters."""
        at_s = frame / FPS
        shaded = self.schedule.title.opacity(at_s) if self.schedule.title else 0.0
        if self.shade and shaded:
            self.shade.lay(buffer.pixels, shaded)
        ended = self.schedule.end.opacity(at_s) if self.schedule.end else 0.0
        if ended:
            blur_and_dim(self.form, buffer.pixels, theme.DIM_END, ended)
        for each in self.stickers:
            if opacity := each.span.opacity(at_s):
                each.sticker.lay(self.form, buffer.pixels, opacity)

    def lettered(self, captions: bytes) -> str:
        """The captions' ASS file with the overlays' letters in it."""
        return merged(SSAFile.from_string(captions.decode(), "ass"), self.panels, self.texts, self.unit)


def plan_overlays(request: Order, form: Format, schedule: Schedule, logo: bytes | None = None) -> Overlays:
    """The overlays of the job's film, of which every frame has the size `form`.

    Args:
        logo: a PNG with alpha.

    Raises:
        RenderFailed: the logo cannot be read.
    """
    frame, listing = FRAMES[request.choices.format], request.listing
    scale = form.width / frame.width_px
    accent = lightened(request.choices.brand_colour.removeprefix("#").upper(), theme.VEILED)
    priced = schedule.price or schedule.end
    price = money(listing.price, listing.currency, listing.language) if priced else ""
    texts: list[Text] = []
    panels: list[Panel] = []
    stickers: list[Timed] = []
    shade: Shade | None = None
    emblem = picture_of(logo) if logo else None
    size = size_of(emblem, frame) if emblem is not None else None
    places: list[tuple[Box | None, Span]] = []
    if schedule.title:
        above = words_of(listing.category, listing.language).name
        opening = title_card(legible(listing.title), above, accent, frame, schedule.title, size)
        texts += opening.texts
        places.append((opening.logo, schedule.title))
        shade = shade_behind(texts, form, scale)
    if schedule.price:
        panel, text = price_badge(price, accent, frame, schedule.price)
        panels, texts = [*panels, panel], [*texts, text]
    if schedule.end:
        card = end_card(end_copy(request, price, accent), frame, schedule.end, size)
        texts += card.texts
        places.append((card.logo, schedule.end))
        stickers += _code(request.link, card, schedule.end, scale, theme.unit(frame))
    stickers += _logos(emblem, places, scale, theme.unit(frame) * scale)
    return Overlays(form, theme.unit(frame), tuple(texts), tuple(panels), shade, schedule, tuple(stickers))


def end_copy(request: Order, price: str, accent: str) -> EndCopy:
    listing, shown = request.listing, "price" in request.choices.overlays
    call = call_to_action(listing.language, with_address=request.link is not None)
    return EndCopy(
        title=legible(listing.title),
        price=price if shown else "",
        call=call,
        address=legible(short_address(request.link)) if request.link else "",
        accent=accent,
    )


def shade_behind(texts: Sequence[Text], form: Format, scale: float) -> Shade:
    """The shade behind a title's lines, in pixels of the scaled frame."""
    last = texts[-1]
    return Shade(form, (last.y_px + last.em_px) * scale, theme.DIM_FADE * scale, theme.DIM_TITLE)


def _logos(
    picture: Image | None, places: Sequence[tuple[Box | None, Span]], scale: float, unit: float
) -> Iterator[Timed]:
    if picture is not None:
        yield from (Timed(logo_sticker(picture, box, scale, unit), span) for box, span in places if box)


def _code(link: str | None, card: EndCard, span: Span, scale: float, unit: float) -> list[Timed]:
    if link is None or card.qr is None:
        return []
    centre, side_px = (card.qr.centre[0] * scale, card.qr.centre[1] * scale), card.qr.height_px * scale
    return [Timed(qr_code(link, side_px, centre, theme.QR_RADIUS * unit * scale), span)]
