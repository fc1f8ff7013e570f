"""The film's frames, one after the other, as raw 4:2:0 pictures."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final

import cv2
import numpy as np

from functions.render.canvas import Canvas, Image, decode, paint
from functions.render.motion import REACH, Path, View
from functions.render.roi import MARGIN_PX, AxisPlan, plan_axis
from functions.render.timeline import FADE_FRAMES, Shot

CHROMA_SITING: Final = 0.25
"""H.264's chroma samples lie on the left luma column of their pair, ours in the middle: a quarter sample apart."""


@dataclass(frozen=True)
class Format:
    """Size of a frame in pixels, both even."""

    width: int
    height: int

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height

    @property
    def frame_bytes(self) -> int:
        return self.width * self.height * 3 // 2

    def planes(self, buffer: Image) -> tuple[Image, Image, Image]:
        """Views of the Y, U and V planes in a frame's buffer."""
        luma = self.width * self.height
        chroma, half = luma // 4, (self.height // 2, self.width // 2)
        return (
            buffer[:luma].reshape(self.height, self.width),
            buffer[luma : luma + chroma].reshape(half),
            buffer[luma + chroma :].reshape(half),
        )


def _axes(view: View, canvas: Canvas, source: Image, shape: tuple[int, ...], shift: float) -> tuple[AxisPlan, AxisPlan]:
    """Plans of the two axes for a plane of `shape`; `shift` moves the view right, in shown pixels."""
    height, width = source.shape[0] - 2 * MARGIN_PX, source.shape[1] - 2 * MARGIN_PX
    step = canvas.scale / view.zoom
    across = plan_axis(MARGIN_PX + view.left * width + shift * step, step, shape[1])
    return across, plan_axis(MARGIN_PX + view.top * height, step, shape[0])


def _show(source: Image, across: AxisPlan, down: AxisPlan, target: Image) -> None:
    region = source[down.start : down.start + down.span, across.start : across.start + across.span]
    scaled = cv2.resize(region, None, fx=1 / across.step, fy=1 / down.step, interpolation=cv2.INTER_LINEAR)
    height, width = target.shape
    np.copyto(target, scaled[down.crop : down.crop + height, across.crop : across.crop + width])


def draw(canvas: Canvas, view: View, form: Format, buffer: Image) -> None:
    """Fill the frame's buffer with what the camera sees."""
    luma, blue, red = form.planes(buffer)
    _show(canvas.luma, *_axes(view, canvas, canvas.luma, luma.shape, 0.0), luma)
    axes = _axes(view, canvas, canvas.blue, blue.shape, -CHROMA_SITING)
    _show(canvas.blue, *axes, blue)
    _show(canvas.red, *axes, red)


@dataclass
class Film:
    """All shots of a film; canvases are painted one ahead in a thread of their own and dropped after use."""

    form: Format
    photos: Sequence[bytes]
    shots: Sequence[Shot]
    paths: Sequence[Path]
    painter: ThreadPoolExecutor
    _canvases: dict[int, Future[Canvas]] = field(default_factory=dict)

    @property
    def frames(self) -> int:
        return self.shots[-1].end

    def _paint(self, number: int) -> Canvas:
        zoom = self.paths[number].max_zoom
        return paint(decode(self.photos[self.shots[number].photo]), self.form.size, zoom, 1 + REACH)

    def turn_to(self, number: int) -> None:
        """Have the canvases of shot `number` and the next one painted; let go of what no fade needs any more."""
        for ahead in range(number, min(number + 2, len(self.shots))):
            if ahead not in self._canvases:
                self._canvases[ahead] = self.painter.submit(self._paint, ahead)
        for old in [n for n in self._canvases if n < number - 1]:
            del self._canvases[old]

    def _draw(self, number: int, frame: int, buffer: Image) -> None:
        view = self.paths[number].view(frame - self.shots[number].start)
        draw(self._canvases[number].result(), view, self.form, buffer)

    def fill(self, frame: int, buffer: Image, spare: Image) -> None:
        """Draw frame number `frame` into `buffer`; frames must come in order, `spare` is scratch for cross-fades.

        Raises:
            RenderFailed: a photo cannot be read.
        """
        number = max(n for n, shot in enumerate(self.shots) if shot.start <= frame)
        age = frame - self.shots[number].start
        self.turn_to(number)
        self._draw(number, frame, buffer)
        if number and age < FADE_FRAMES:
            self._draw(number - 1, frame, spare)
            share = (age + 1) / (FADE_FRAMES + 1)
            new, old = (b.reshape(-1, self.form.width) for b in (buffer, spare))
            cv2.addWeighted(new, share, old, 1 - share, 0, dst=new)
