"""Contact sheets of the picture: the framing of photos of every shape, and the five transitions."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from PIL import Image

from benchmarks.gallery.sheet import Cell, save_sheet
from functions.photos.photo import make_working_copy
from functions.render.compositing.frame import TO_BGR, FrameFormat
from functions.render.compositing.frame import Image as FrameImage
from functions.render.compositing.frame_buffer import FrameBuffer
from functions.render.compositing.photo import inspect_working_copy
from functions.render.compositing.photo_source import PhotoSource, open_photo
from functions.render.compositing.transition_effects import blend
from functions.render.planning.framing import lay_out
from functions.render.planning.motion import longest_canvas, plan_paths
from functions.render.planning.timeline import TRANSITION_FRAMES, Shot
from functions.render.planning.transitions import Kind, Side, Transition
from testing.clips import ffmpeg
from vidx.options import FRAME_SIZES

_PHOTOS: Final = sorted(Path("samples").glob("*.jpg"))
_FRAMES: Final = 110
_FRAME_NUMBERS: Final = (0, _FRAMES // 2, _FRAMES - 1)
_TRANSITIONS: Final = (
    Transition(Kind.FADE), Transition(Kind.PUSH, Side.RIGHT), Transition(Kind.SLIDE, Side.BOTTOM),
    Transition(Kind.WIPE, Side.LEFT), Transition(Kind.ZOOM),
)  # fmt: skip


def main() -> Iterator[Path]:
    """Write every sheet."""
    shapes = [list(_camera_positions(name, photo, "9:16", 210)) for name, photo in _shapes()]
    yield save_sheet("framing", [[cell for row in shapes[at : at + 3] for cell in row] for at in range(0, 9, 3)])
    yield save_sheet(
        "framing-wide", [list(_camera_positions(name, photo, "16:9", 150)) for name, photo in _shapes()][::2]
    )
    square = [list(_camera_positions(name, photo, "1:1", 130)) for name, photo in _shapes()]
    yield save_sheet("framing-square", [[cell for row in square[at : at + 3] for cell in row] for at in range(0, 9, 3)])
    sources = [_source(path.read_bytes(), FRAME_SIZES["9:16"], str(at)) for at, path in enumerate(_PHOTOS)]
    yield save_sheet(
        "transitions", [list(_stages(transition, n, sources)) for n, transition in enumerate(_TRANSITIONS)]
    )


def _joined_photos(size: tuple[int, int], upright: bool, times: int = 1) -> bytes:
    """Return one long photo: the sample photos, scaled to `size`, side by side or below each other."""
    photos = [Image.open(path).resize(size) for path in (_PHOTOS * times)]
    step = (0, size[1]) if upright else (size[0], 0)
    long = Image.new("RGB", (size[0] + step[0] * (len(photos) - 1), size[1] + step[1] * (len(photos) - 1)))
    for number, photo in enumerate(photos):
        long.paste(photo, (step[0] * number, step[1] * number))
    return _jpeg(long)


def _jpeg(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=92)
    return out.getvalue()


def _shapes() -> Iterator[tuple[str, bytes]]:
    for path in _PHOTOS:
        yield path.stem[3:], path.read_bytes()
    yield "panorama", _joined_photos((1600, 1200), upright=False)
    yield "tall", _joined_photos((1000, 1000), upright=True)
    yield "12,000×200", _joined_photos((267, 200), upright=False, times=9)
    yield "300×225", _jpeg(Image.open(_PHOTOS[0]).resize((300, 225)))


def _source(photo: bytes, frame: tuple[int, int], seed: str) -> PhotoSource:
    """Return the source of a photo as the pipeline shows it: its working copy, framing and camera path."""
    frame_format = FrameFormat(*frame)
    working = make_working_copy(
        photo, FRAME_SIZES[next(name for name, size in FRAME_SIZES.items() if size == frame)], 0, ffmpeg()
    )
    facts = inspect_working_copy(working)
    layout = lay_out(facts.size, facts.subject, frame_format.size, longest_canvas(_FRAMES))
    (path,) = plan_paths([Shot(0, 0, 0, _FRAMES)], [layout], seed)
    return open_photo(working, layout, path, frame_format)


def _picture(buffer: FrameImage, frame_format: FrameFormat, side_px: int) -> Image.Image:
    luma, *chroma = frame_format.planes(buffer)
    whole = cv2.merge([luma, *(cv2.resize(plane, frame_format.size) for plane in chroma)])
    rgb = cv2.cvtColor(cv2.transform(whole, TO_BGR), cv2.COLOR_BGR2RGB)
    picture = Image.fromarray(np.asarray(rgb, np.uint8))
    picture.thumbnail((side_px, side_px))
    return picture


def _camera_positions(name: str, photo: bytes, frame_name: str, side_px: int) -> Iterator[Cell]:
    source = _source(photo, FRAME_SIZES[frame_name], name)
    buffer = FrameBuffer.of(source.frame_format)
    for number in _FRAME_NUMBERS:
        source.draw(number, buffer)
        yield (name if number == 0 else ""), _picture(buffer.read_only, source.frame_format, side_px)


def _stages(transition: Transition, number: int, sources: list[PhotoSource]) -> Iterator[Cell]:
    before, after = sources[number % len(sources)], sources[(number + 1) % len(sources)]
    new, old = (FrameBuffer.of(before.frame_format) for _ in range(2))
    for age in range(0, TRANSITION_FRAMES, 2):
        after.draw(age, new)
        before.draw(_FRAMES - TRANSITION_FRAMES + age, old)
        blend(transition, (age + 1) / (TRANSITION_FRAMES + 1), before.frame_format, new.pixels, old.read_only)
        yield (transition.kind if age == 0 else ""), _picture(new.read_only, before.frame_format, 220)
