"""Layers between frame and text: a dark scrim behind the title, and a blurred, dimmed frame behind the end card.

Their opacity is fixed, so that the contrast of a text does not depend on the photo (WCAG 2.2, 1.4.3).
"""

from dataclasses import dataclass, field
from typing import Final

import cv2
import numpy as np

from functions.render.compositing.downscale import downscale
from functions.render.compositing.frame import CHROMA_ZERO, LUMA_BLACK, FrameFormat, Image

BLUR_SHRINK: Final = 16
BLUR_SIGMA_PX: Final = 2.0
BLACK: Final = (LUMA_BLACK, CHROMA_ZERO, CHROMA_ZERO)


@dataclass
class Scrim:
    """Black over the frame's upper part: `opacity` down to `solid_px`, then fading out over `fade_px`."""

    frame_format: FrameFormat
    solid_px: float
    fade_px: float
    opacity: float
    _full: list[tuple[Image, Image]] = field(default_factory=list)

    def draw(self, buffer: Image, share: float) -> None:
        """Draw the scrim onto the frame, its opacity multiplied by `share` (0…1)."""
        masks = self._masks(share)
        for plane, (keep, black) in zip(self.frame_format.planes(buffer), masks, strict=True):
            part = plane[: len(keep)]
            cv2.add(cv2.multiply(part, keep, dst=part, scale=1 / 255), black, dst=part)

    def _masks(self, share: float) -> list[tuple[Image, Image]]:
        if share < 1:
            return self._compute_masks(share)
        if not self._full:
            self._full = self._compute_masks(1.0)
        return self._full

    def _compute_masks(self, share: float) -> list[tuple[Image, Image]]:
        """Return for each plane the factors (0…255) of its pixels and the black to add, row by row."""
        masks = []
        for half, black in zip((1, 2, 2), BLACK, strict=True):
            rows = (np.arange(min(int(self.solid_px + self.fade_px), self.frame_format.height) // half) + 0.5) * half
            down = np.clip((rows - self.solid_px) / self.fade_px, 0, 1)
            opacity = self.opacity * share * (1 - down * down * (3 - 2 * down))
            wide = np.ones((1, self.frame_format.width // half))
            keep = np.rint(255 * (1 - opacity)[:, None] * wide).astype(np.uint8)
            masks.append((keep, np.rint(black * opacity[:, None] * wide).astype(np.uint8)))
        return masks


def blur_and_dim(frame_format: FrameFormat, buffer: Image, opacity: float, share: float) -> None:
    """Cross-fade the frame by `share` (0…1) to its own blur under black of the given opacity."""
    for plane, black in zip(frame_format.planes(buffer), BLACK, strict=True):
        size = (max(2, frame_format.width // BLUR_SHRINK), max(2, frame_format.height // BLUR_SHRINK))
        small = downscale(plane, size)
        blurred = cv2.GaussianBlur(small, (0, 0), BLUR_SIGMA_PX)
        dimmed = cv2.convertScaleAbs(blurred, alpha=1 - opacity, beta=black * opacity)
        large = cv2.resize(dimmed, plane.shape[::-1], interpolation=cv2.INTER_LINEAR)
        cv2.addWeighted(large, share, plane, 1 - share, 0, dst=plane)
