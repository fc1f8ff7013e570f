"""Where captions of a style may be in a frame, and at which size, in pixels of the frame."""

from dataclasses import dataclass

from functions.captions.theme import TALL_LINE_PITCH, VERTICAL_POSITION, StyleMetrics
from vidx.options import FrameSize
from vidx.typography.safe_area import REFERENCE_FRAME, Box, safe_box


@dataclass(frozen=True)
class Canvas:
    """A frame, and the metrics of the style in which captions are drawn on it."""

    frame: FrameSize
    metrics: StyleMetrics

    @property
    def safe_box(self) -> Box:
        return safe_box(self.frame)

    @property
    def em_px(self) -> float:
        """Font size before lines are shrunk to fit."""
        return self.metrics.em_px * min(self.frame) / min(REFERENCE_FRAME)

    @property
    def margin_px(self) -> float:
        """How far the ink extends beyond the letters' advance widths on either side."""
        return self.em_px * self.metrics.overhang

    @property
    def max_centred_width_px(self) -> float:
        """Width of the longest line in the middle of the frame that stays inside the safe box."""
        box, middle_px = self.safe_box, self.frame.width_px / 2
        return 2 * (min(middle_px - box.left_px, box.right_px - middle_px) - self.margin_px)

    @property
    def max_width_px(self) -> float:
        """Width of the longest line that fits the safe box."""
        return self.safe_box.right_px - self.safe_box.left_px - 2 * self.margin_px

    @property
    def centre_y_px(self) -> float:
        """Vertical middle of the captions, the same for one line and for two. Both stay inside the safe box."""
        box = self.safe_box
        lowest_px = box.bottom_px - self.em_px * (TALL_LINE_PITCH / 2 + self.metrics.half_height)
        return min(box.top_px + VERTICAL_POSITION * (box.bottom_px - box.top_px), lowest_px)
