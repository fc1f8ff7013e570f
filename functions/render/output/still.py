"""Letters on one picture, drawn as in the film: raw frame in, raw frame out."""

from typing import Final

import numpy as np

from functions.render.compositing.frame import Format, Image
from functions.render.ffmpeg import FONTS, Workshop
from functions.render.output.encoder import raw_input

FRAME: Final = "still.yuv"
LETTERS: Final = "still.ass"
DRAWN: Final = "still-lettered.yuv"


def lettered(shop: Workshop, form: Format, buffer: Image, letters: str, at_s: float) -> Image:
    """The frame with what the ASS file `letters` shows at `at_s` seconds.

    Raises:
        RenderFailed: FFmpeg fails.
    """
    (shop.folder / FRAME).write_bytes(buffer.data)
    shop.write_letters(LETTERS, letters)
    chain = f"setpts=PTS+{at_s:.3f}/TB,ass={LETTERS}:fontsdir={FONTS}"
    source = [*raw_input(form)[:-1], FRAME]
    shop.run(*source, "-vf", chain, "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "yuv420p", DRAWN)
    return np.fromfile(shop.folder / DRAWN, np.uint8)
