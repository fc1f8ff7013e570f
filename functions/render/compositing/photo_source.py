"""A shot's frames from a photo under a moving camera."""

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
"""Shift in chroma samples: H.264 places them on the left luma column of a pair, our planes in the middle."""


def _visible_regions(views: Floats, place: Area, source: Image, target: Image, shift: float) -> list[VisibleRegion]:
    """Return which part of a plane shows the photo, for every frame.

    Args:
        views: zoom, left and top of the camera in every frame; left and top, like `place`, in frame sides from the
            canvas' corner.
        shift: moves the view to the right, in pixels of the plane.
    """
    (zooms, lefts, tops), (height, width) = views, target.shape
    start = (place.left - lefts) * zooms * width - shift
    across = visible_spans(start, start + place.width * zooms * width, width, source.shape[1])
    start = (place.top - tops) * zooms * height
    down = visible_spans(start, start + place.height * zooms * height, height, source.shape[0])
    return list(zip(across, down, strict=True))


def _draw_background(target: Image, background: Image, region: VisibleRegion, before: VisibleRegion | None) -> None:
    """Copy the background around the photo; when the plane already shows it, only where the photo was `before`."""
    across, down = region
    columns, rows = (
        (before[0].pixels, before[1].pixels) if before else (slice(0, target.shape[1]), slice(0, len(target)))
    )
    for margin in (slice(rows.start, down.first), slice(down.last, rows.stop)):
        target[margin, columns] = background[margin, columns]
    for margin in (slice(columns.start, across.first), slice(across.last, columns.stop)):
        target[down.pixels, margin] = background[down.pixels, margin]


def _blend_edges(target: Image, background: Image, region: VisibleRegion) -> None:
    """Blend the background into the photo's outermost pixels, which it covers partly."""
    across, down = region
    edges = (
        (down.before, (slice(down.first, down.first + 1), across.pixels)),
        (down.after, (slice(down.last - 1, down.last), across.pixels)),
        (across.before, (down.pixels, slice(across.first, across.first + 1))),
        (across.after, (down.pixels, slice(across.last - 1, across.last))),
    )
    for coverage, edge in edges:
        if coverage < 1:
            cv2.addWeighted(target[edge], coverage, background[edge], 1 - coverage, 0, dst=target[edge])


@dataclass(frozen=True)
class PhotoSource:
    """A `Source`: a photo's canvas, and the regions of the luma and chroma planes that show it in every frame."""

    canvas: Canvas
    path: CameraPath
    frame_format: FrameFormat
    luma: Sequence[VisibleRegion]
    chroma: Sequence[VisibleRegion]

    def draw(self, frame: int, buffer: FrameBuffer) -> None:
        regions = self.luma[frame], self.chroma[frame], self.chroma[frame]
        background = self.canvas.background
        before = buffer.regions_on(background) if background is not None else None
        planes = (
            self.frame_format.planes(buffer.pixels),
            self.canvas.planes,
            self.canvas.background_planes(self.frame_format),
        )
        for target, source, backdrop, region, earlier in zip(*planes, regions, before or (None,) * 3, strict=True):
            across, down = region
            visible = target[down.pixels, across.pixels]
            if visible.size:
                subpixel_resize(source, across.axis, down.axis, visible)
            if backdrop is not None:
                _draw_background(target, backdrop, region, earlier)
                _blend_edges(target, backdrop, region)
        if background is not None:
            buffer.remember(background, regions)

    def close(self) -> None:
        """Do nothing: a photo holds memory only."""


def photo_source(canvas: Canvas, path: CameraPath, frame_format: FrameFormat) -> PhotoSource:
    """Return the source of a canvas' frames along the camera's path."""
    luma, chroma, _ = frame_format.planes(np.empty(frame_format.frame_bytes, np.uint8))
    camera = [path.view(frame) for frame in range(path.frames)]
    views = np.array([(view.zoom, view.left * path.extent[0], view.top * path.extent[1]) for view in camera]).T
    return PhotoSource(
        canvas,
        path,
        frame_format,
        _visible_regions(views, canvas.place, canvas.luma, luma, 0.0),
        _visible_regions(views, canvas.place, canvas.blue, chroma, -CHROMA_SITING),
    )


def open_photo(photo: bytes, layout: Layout, path: CameraPath, frame_format: FrameFormat) -> PhotoSource:
    """Decode a photo and lay it out for a shot.

    Raises:
        UnreadablePicture: the photo cannot be decoded.
    """
    picture = decode_photo(photo)
    folded = fold_strip(picture) if strip_rows(image_size(picture)) > 1 else picture
    return photo_source(make_canvas(folded, layout, frame_format, canvas_scale(path.zooms[1])), path, frame_format)
