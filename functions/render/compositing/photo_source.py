"""A photo seen by a moving camera: the source of a shot's frames."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from functions.render.compositing.canvas import Canvas, canvas_scale, fold_strip, make_canvas
from functions.render.compositing.frame import FrameFormat, Image, image_size
from functions.render.compositing.frame_buffer import FrameBuffer
from functions.render.compositing.photo import decode_photo
from functions.render.compositing.subpixel_resize import subpixel_resize
from functions.render.compositing.visible_region import Floats, VisibleRegion, visible_spans
from functions.render.planning.framing import Area, Layout, strip_rows
from functions.render.planning.motion import CameraPath

CHROMA_SITING: Final = 0.25
"""H.264's chroma samples lie on the left luma column of their pair, ours in the middle: a quarter sample apart."""


def _places(views: Floats, place: Area, source: Image, target: Image, shift: float) -> list[VisibleRegion]:
    """Where the photo shows in a plane, frame by frame; `shift` moves the view right, in shown pixels.

    Args:
        views: zooms, lefts and tops of the camera's views, in frames from the canvas' corner as `place` is.
    """
    (zooms, lefts, tops), (height, width) = views, target.shape
    start = (place.left - lefts) * zooms * width - shift
    across = visible_spans(start, start + place.width * zooms * width, width, source.shape[1])
    start = (place.top - tops) * zooms * height
    down = visible_spans(start, start + place.height * zooms * height, height, source.shape[0])
    return list(zip(across, down, strict=True))


def _draw_background(target: Image, background: Image, place: VisibleRegion, before: VisibleRegion | None) -> None:
    """The ground around the photo; where the photo was `before`, if the rest of the plane shows the ground already."""
    across, down = place
    columns, rows = (before[0].shown, before[1].shown) if before else (slice(0, target.shape[1]), slice(0, len(target)))
    for beside in (slice(rows.start, down.first), slice(down.last, rows.stop)):
        target[beside, columns] = background[beside, columns]
    for beside in (slice(columns.start, across.first), slice(across.last, columns.stop)):
        target[down.shown, beside] = background[down.shown, beside]


def _blend_edges(target: Image, background: Image, place: VisibleRegion) -> None:
    """Mix in the ground where the photo's outermost pixels cover it by a share only."""
    across, down = place
    edges = (
        (down.before, (slice(down.first, down.first + 1), across.shown)),
        (down.after, (slice(down.last - 1, down.last), across.shown)),
        (across.before, (down.shown, slice(across.first, across.first + 1))),
        (across.after, (down.shown, slice(across.last - 1, across.last))),
    )
    for cover, edge in edges:
        if cover < 1:
            cv2.addWeighted(target[edge], cover, background[edge], 1 - cover, 0, dst=target[edge])


@dataclass(frozen=True)
class PhotoSource:
    """A `video.Source`: one photo, laid out for one shot, and where the camera's path shows it in luma and chroma."""

    canvas: Canvas
    path: CameraPath
    frame_format: FrameFormat
    luma: Sequence[VisibleRegion]
    chroma: Sequence[VisibleRegion]

    def draw(self, frame: int, buffer: FrameBuffer) -> None:
        places = self.luma[frame], self.chroma[frame], self.chroma[frame]
        background = self.canvas.background
        before = buffer.regions_on(background) if background is not None else None
        planes = (
            self.frame_format.planes(buffer.pixels),
            self.canvas.planes,
            self.canvas.background_planes(self.frame_format),
        )
        for target, source, behind, place, old in zip(*planes, places, before or (None,) * 3, strict=True):
            across, down = place
            region = target[down.shown, across.shown]
            if region.size:
                subpixel_resize(source, across.axis, down.axis, region)
            if behind is not None:
                _draw_background(target, behind, place, old)
                _blend_edges(target, behind, place)
        if background is not None:
            buffer.keep(background, places)

    def close(self) -> None:
        """Nothing but memory is held."""


def photo_source(canvas: Canvas, path: CameraPath, frame_format: FrameFormat) -> PhotoSource:
    """The photo on its canvas as the camera sees it along its path."""
    luma, chroma, _ = frame_format.planes(np.empty(frame_format.frame_bytes, np.uint8))
    seen = [path.view(frame) for frame in range(path.frames)]
    views = np.array([(view.zoom, view.left * path.extent[0], view.top * path.extent[1]) for view in seen]).T
    return PhotoSource(
        canvas,
        path,
        frame_format,
        _places(views, canvas.place, canvas.luma, luma, 0.0),
        _places(views, canvas.place, canvas.blue, chroma, -CHROMA_SITING),
    )


def open_photo(photo: bytes, layout: Layout, path: CameraPath, frame_format: FrameFormat) -> PhotoSource:
    """Decode and lay out a photo for a shot.

    Raises:
        UnreadablePicture: it cannot be read.
    """
    picture = decode_photo(photo)
    laid = fold_strip(picture) if strip_rows(image_size(picture)) > 1 else picture
    return photo_source(make_canvas(laid, layout, frame_format, canvas_scale(path.zooms[1])), path, frame_format)
