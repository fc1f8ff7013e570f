"""A photo seen by a moving camera: the source of a shot's frames."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from functions.render.canvas import Canvas, canvas_scale, fold, paint, size_of
from functions.render.frame import Format, Image
from functions.render.framing import Area, Layout, rows_of
from functions.render.motion import Path, View
from functions.render.photo import decode, reduction, size_in
from functions.render.roi import MARGIN_PX, AxisPlan, plan_axis
from functions.render.subject import SIDE_PX, find_subject

CHROMA_SITING: Final = 0.25
"""H.264's chroma samples lie on the left luma column of their pair, ours in the middle: a quarter sample apart."""


Plane = NDArray[np.uint8] | NDArray[np.float32]
"""What can be shown; films are made of 8 bits, measurements of more."""


def _axes(view: View, canvas: Canvas, source: Image, shape: tuple[int, ...], shift: float) -> tuple[AxisPlan, AxisPlan]:
    """Plans of the two axes for a plane of `shape`; `shift` moves the view right, in shown pixels."""
    height, width = source.shape[0] - 2 * MARGIN_PX, source.shape[1] - 2 * MARGIN_PX
    step = canvas.scale / view.zoom
    across = plan_axis(MARGIN_PX + view.left * width + shift * step, step, shape[1])
    return across, plan_axis(MARGIN_PX + view.top * height, step, shape[0])


def _warp(source: Plane, across: AxisPlan, down: AxisPlan, target: Plane) -> None:
    """What `show` does, for views that no region of whole pixels comes close to."""
    (x, dx), (y, dy) = ((plan.position + (plan.wanted_step - 1) / 2, plan.wanted_step) for plan in (across, down))
    place = np.array([[dx, 0, x], [0, dy, y]])
    size = target.shape[::-1]
    cv2.warpAffine(source, place, size, dst=target, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)


def show(source: Plane, across: AxisPlan, down: AxisPlan, target: Plane, scratch: Plane | None = None) -> None:
    """Fill `target` with the view of `source` that the two axes' plans describe.

    `scratch`, as large as `source` and of its type, spares the allocation of megabytes for each frame.
    """
    if not (across.close and down.close):
        _warp(source, across, down, target)
        return
    region = source[down.start : down.start + down.span, across.start : across.start + across.span]
    fx, fy = 1 / across.step, 1 / down.step
    size = round(down.span * fy), round(across.span * fx)
    room = None if scratch is None else scratch.reshape(-1)[: size[0] * size[1]].reshape(size)
    scaled = cv2.resize(region, None, room, fx, fy, cv2.INTER_LINEAR)
    height, width = target.shape
    np.copyto(target, scaled[down.crop : down.crop + height, across.crop : across.crop + width])


def draw(canvas: Canvas, view: View, form: Format, buffer: Image) -> None:
    """Fill the frame's buffer with what the camera sees."""
    luma, blue, red = form.planes(buffer)
    show(canvas.luma, *_axes(view, canvas, canvas.luma, luma.shape, 0.0), luma, canvas.scratch)
    axes = _axes(view, canvas, canvas.blue, blue.shape, -CHROMA_SITING)
    show(canvas.blue, *axes, blue, canvas.scratch)
    show(canvas.red, *axes, red, canvas.scratch)


@dataclass(frozen=True)
class PhotoSource:
    """A `film.Source`: one photo, laid out for one shot, and the camera's path over it."""

    canvas: Canvas
    path: Path
    form: Format

    def draw(self, frame: int, buffer: Image) -> None:
        draw(self.canvas, self.path.view(frame), self.form, buffer)

    def close(self) -> None:
        """Nothing but memory is held."""


def open_photo(photo: bytes, layout: Layout, path: Path, form: Format) -> PhotoSource:
    """Decode and lay out a photo for a shot.

    Raises:
        RenderFailed: it cannot be read.
    """
    picture = decode(photo)
    laid = fold(picture) if rows_of(size_of(picture)) > 1 else picture
    return PhotoSource(paint(laid, layout, form.size, canvas_scale(*path.zooms)), path, form)


def look_at(photo: bytes) -> tuple[tuple[int, int], Area | None]:
    """Size in pixels (width, height) of a photo as it is laid out, and where its subject is.

    Raises:
        RenderFailed: it cannot be read.
    """
    size = size_in(photo)
    if rows_of(size) > 1:
        picture = fold(decode(photo))
        return size_of(picture), find_subject(picture)
    return size, find_subject(decode(photo, reduction(size, (SIDE_PX, SIDE_PX))))
