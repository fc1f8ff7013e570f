"""All overlays of a video: their texts, positions and times, and how they are drawn onto the frames."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pysubs2 import SSAFile

from functions.render.compositing.frame import FrameFormat, Image
from functions.render.compositing.frame_buffer import FrameBuffer
from functions.render.overlays import theme
from functions.render.overlays.layout import EndCard, EndCardText, Panel, Text, end_card, price_badge, title_card
from functions.render.overlays.raster import Sticker, decode_logo, logo_size, logo_sticker, qr_code
from functions.render.overlays.schedule import Schedule, Span
from functions.render.overlays.scrim import Scrim, blur_and_dim
from functions.render.overlays.text_ass import add_overlays
from functions.render.overlays.wording import call_to_action, price_text, short_address
from vidx.categories import words_of
from vidx.jobs.request import VideoRequest
from vidx.options import FPS, FRAME_SIZES
from vidx.typography.contrast import lighten_to_contrast
from vidx.typography.drawable import drawable_text
from vidx.typography.safe_area import Box


@dataclass(frozen=True)
class TimedSticker:
    """A sticker and the time in which it is visible."""

    sticker: Sticker
    span: Span


@dataclass(frozen=True)
class Overlays:
    """The overlays of one video.

    libass draws `texts` and `panels`, in pixels of the unscaled frame. `draw` draws everything below them.
    """

    frame_format: FrameFormat
    unit: float
    texts: tuple[Text, ...]
    panels: tuple[Panel, ...]
    scrim: Scrim | None
    schedule: Schedule
    stickers: tuple[TimedSticker, ...]

    def draw(self, frame: int, buffer: FrameBuffer) -> None:
        """Draw everything below the texts onto frame number `frame`."""
        at_s = frame / FPS
        title_opacity = self.schedule.title.opacity(at_s) if self.schedule.title else 0.0
        if self.scrim and title_opacity:
            self.scrim.draw(buffer.pixels, title_opacity)
        end_opacity = self.schedule.end.opacity(at_s) if self.schedule.end else 0.0
        if end_opacity:
            blur_and_dim(self.frame_format, buffer.pixels, theme.END_CARD_DIM, end_opacity)
        for timed in self.stickers:
            if opacity := timed.span.opacity(at_s):
                timed.sticker.draw(self.frame_format, buffer.pixels, opacity)

    def ass_with_captions(self, captions: bytes) -> str:
        """Return the captions' ASS file with the overlays' texts added."""
        return add_overlays(SSAFile.from_string(captions.decode(), "ass"), self.panels, self.texts, self.unit)


def plan_overlays(
    request: VideoRequest, frame_format: FrameFormat, schedule: Schedule, logo: bytes | None = None
) -> Overlays:
    """Return the overlays of the job's video with frames of `frame_format`.

    Args:
        logo: a PNG with alpha.

    Raises:
        RenderFailed: the logo cannot be decoded.
    """
    frame, listing = FRAME_SIZES[request.choices.format], request.listing
    scale = frame_format.width / frame.width_px
    accent = lighten_to_contrast(request.choices.brand_colour.removeprefix("#").upper(), theme.DIMMED_WHITE)
    shows_price = schedule.price or schedule.end
    price = price_text(listing.price, listing.currency, listing.language) if shows_price else ""
    texts: list[Text] = []
    panels: list[Panel] = []
    stickers: list[TimedSticker] = []
    scrim: Scrim | None = None
    logo_picture = decode_logo(logo) if logo else None
    size = logo_size(logo_picture, frame) if logo_picture is not None else None
    logo_boxes: list[tuple[Box | None, Span]] = []
    if schedule.title:
        category = words_of(listing.category, listing.language).name
        title = title_card(drawable_text(listing.title), category, accent, frame, schedule.title, size)
        texts += title.texts
        logo_boxes.append((title.logo, schedule.title))
        scrim = title_scrim(texts, frame_format, scale)
    if schedule.price:
        panel, text = price_badge(price, accent, frame, schedule.price)
        panels, texts = [*panels, panel], [*texts, text]
    if schedule.end:
        card = end_card(end_card_text(request, price, accent), frame, schedule.end, size)
        texts += card.texts
        logo_boxes.append((card.logo, schedule.end))
        stickers += _qr_stickers(request.link, card, schedule.end, scale, theme.unit(frame))
    stickers += _logo_stickers(logo_picture, logo_boxes, scale, theme.unit(frame) * scale)
    return Overlays(frame_format, theme.unit(frame), tuple(texts), tuple(panels), scrim, schedule, tuple(stickers))


def end_card_text(request: VideoRequest, price: str, accent: str) -> EndCardText:
    listing, has_price = request.listing, "price" in request.choices.overlays
    call = call_to_action(listing.language, with_address=request.link is not None)
    return EndCardText(
        title=drawable_text(listing.title),
        price=price if has_price else "",
        call=call,
        address=drawable_text(short_address(request.link)) if request.link else "",
        accent=accent,
    )


def title_scrim(texts: Sequence[Text], frame_format: FrameFormat, scale: float) -> Scrim:
    """Return the scrim behind a title's lines, in pixels of the scaled frame."""
    last = texts[-1]
    return Scrim(frame_format, (last.y_px + last.em_px) * scale, theme.SCRIM_FADE * scale, theme.SCRIM_OPACITY)


def _logo_stickers(
    picture: Image | None, boxes: Sequence[tuple[Box | None, Span]], scale: float, unit: float
) -> Iterator[TimedSticker]:
    if picture is not None:
        yield from (TimedSticker(logo_sticker(picture, box, scale, unit), span) for box, span in boxes if box)


def _qr_stickers(link: str | None, card: EndCard, span: Span, scale: float, unit: float) -> list[TimedSticker]:
    if link is None or card.qr is None:
        return []
    centre, side_px = (card.qr.centre[0] * scale, card.qr.centre[1] * scale), card.qr.height_px * scale
    return [TimedSticker(qr_code(link, side_px, centre, theme.QR_RADIUS * unit * scale), span)]
