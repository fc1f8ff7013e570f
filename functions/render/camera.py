"""A photo seen by a moving camera: the source of a shot's frames."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from functions.render.canvas import Canvas, canvas_scale, fold, paint, size_of
from functions.render.frame import Format, Image
from functions.render.framing import Area, Layout, rows_of
from functions.render.motion import Path
from functions.render.photo import decode, reduction, size_in
from functions.render.roi import MARGIN_PX, AxisPlan
from functions.render.subject import SIDE_PX, find_subject
from functions.render.window import Window, windows

CHROMA_SITING: Final = 0.25
"""H.264's chroma samples lie on the left luma column of their pair, ours in the middle: a quarter sample apart."""


Plane = NDArray[np.uint8] | NDArray[np.float32]
"""What can be shown; films are made of 8 bits, measurements of more."""


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


Place = tuple[Window, Window]
"""Where the photo shows in a plane of the frame: across and down."""


def _places(path: Path, canvas: Canvas, source: Image, target: Image, shift: float) -> list[Place]:
    """Where the photo shows in a plane, frame by frame; `shift` moves the view right, in shown pixels."""
    views = [path.view(frame) for frame in range(path.frames)]
    zooms, lefts, tops = (np.array([getattr(view, part) for view in views]) for part in ("zoom", "left", "top"))
    (height, width), place = target.shape, canvas.place
    start = (place.left - lefts * path.extent[0]) * zooms * width - shift
    across = windows(start, start + place.width * zooms * width, width, source.shape[1] - 2 * MARGIN_PX)
    start = (place.top - tops * path.extent[1]) * zooms * height
    down = windows(start, start + place.height * zooms * height, height, source.shape[0] - 2 * MARGIN_PX)
    return list(zip(across, down, strict=True))


def _mix(shown: Image, ground: Image, cover: float) -> None:
    """The outermost pixels of a photo, which cover the ground by a share only."""
    if cover < 1:
        cv2.addWeighted(shown, cover, ground, 1 - cover, 0, dst=shown)


def _surround(target: Image, ground: Image, across: Window, down: Window) -> None:
    """The ground around the photo, and its mixture with the photo's edges."""
    for outside in (slice(down.first), slice(down.last, None)):
        target[outside] = ground[outside]
    for outside in (slice(across.first), slice(across.last, None)):
        target[down.shown, outside] = ground[down.shown, outside]
    shown, behind = target[down.shown, across.shown], ground[down.shown, across.shown]
    _mix(shown[:1], behind[:1], down.before)
    _mix(shown[-1:], behind[-1:], down.after)
    _mix(shown[:, :1], behind[:, :1], across.before)
    _mix(shown[:, -1:], behind[:, -1:], across.after)


@dataclass(frozen=True)
class PhotoSource:
    """A `film.Source`: one photo, laid out for one shot, and where the camera's path shows it in luma and chroma."""

    canvas: Canvas
    path: Path
    form: Format
    luma: Sequence[Place]
    chroma: Sequence[Place]

    def draw(self, frame: int, buffer: Image) -> None:
        planes = zip(self.form.planes(buffer), self.canvas.planes, self.canvas.grounds(self.form), strict=True)
        for (target, source, ground), (across, down) in zip(planes, self._places(frame), strict=True):
            region = target[down.shown, across.shown]
            if region.size:
                show(source, across.plan, down.plan, region, self.canvas.scratch)
            if ground is not None:
                _surround(target, ground, across, down)

    def _places(self, frame: int) -> tuple[Place, Place, Place]:
        return self.luma[frame], self.chroma[frame], self.chroma[frame]

    def close(self) -> None:
        """Nothing but memory is held."""


def film_photo(canvas: Canvas, path: Path, form: Format) -> PhotoSource:
    """The photo on its canvas as the camera sees it along its path."""
    luma, chroma, _ = form.planes(np.empty(form.frame_bytes, np.uint8))
    return PhotoSource(
        canvas,
        path,
        form,
        _places(path, canvas, canvas.luma, luma, 0.0),
        _places(path, canvas, canvas.blue, chroma, -CHROMA_SITING),
    )


def open_photo(photo: bytes, layout: Layout, path: Path, form: Format) -> PhotoSource:
    """Decode and lay out a photo for a shot.

    Raises:
        RenderFailed: it cannot be read.
    """
    picture = decode(photo)
    laid = fold(picture) if rows_of(size_of(picture)) > 1 else picture
    return film_photo(paint(laid, layout, form, canvas_scale(*path.zooms)), path, form)


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
