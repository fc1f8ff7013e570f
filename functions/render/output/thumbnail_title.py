"""The thumbnail's title: the title card, at rest, on one frame."""

from typing import Final

from functions.render.compositing.frame import Format, Image
from functions.render.compositing.frame_buffer import FrameBuffer
from functions.render.ffmpeg import Workshop
from functions.render.output.still import lettered
from functions.render.overlays.plan import plan_overlays
from functions.render.overlays.schedule import Schedule, Span
from functions.render.overlays.text_ass import empty
from vidx.options import FPS, FRAMES
from vidx.order import Order

AT_S: Final = 1.0
AT_REST: Final = Span(0.0, 2 * AT_S)


def titled(shop: Workshop, request: Order, form: Format, frame: Image, logo: bytes | None = None) -> Image:
    """The frame with the title, and the logo (a PNG with alpha) if there is one, unless the film is to go without.

    Raises:
        RenderFailed: FFmpeg fails.
    """
    if "title" not in request.choices.overlays:
        return frame
    overlays = plan_overlays(request, form, Schedule(title=AT_REST, price=None, end=None), logo)
    still = FrameBuffer(frame.copy())
    overlays.lay(round(AT_S * FPS), still)
    letters = overlays.lettered(empty(FRAMES[request.choices.format]).to_string("ass").encode())
    return lettered(shop, form, still.shown, letters, AT_S)
