"""Where captions of a look may stand in a frame, and how large: pure geometry, in pixels of the frame."""

from dataclasses import dataclass

from functions.captions.style import CENTRE_OF_BOX, TALL_PITCH, Look
from vidx.options import Frame
from vidx.typography.safe_area import REFERENCE, Box, safe_box


@dataclass(frozen=True)
class Canvas:
    """A frame and the look of what is written on it."""

    frame: Frame
    look: Look

    @property
    def safe_box(self) -> Box:
        return safe_box(self.frame)

    @property
    def em_px(self) -> float:
        """Size of the type before anything is shrunk to fit."""
        return self.look.em_px * min(self.frame) / min(REFERENCE)

    @property
    def margin_px(self) -> float:
        """What the ink reaches beyond the letters' own widths on either side."""
        return self.em_px * self.look.beside

    @property
    def centred_room_px(self) -> float:
        """Width of the longest line that may stand in the middle of the frame, within the safe box."""
        box, middle_px = self.safe_box, self.frame.width_px / 2
        return 2 * (min(middle_px - box.left_px, box.right_px - middle_px) - self.margin_px)

    @property
    def room_px(self) -> float:
        """Width of the longest line that the safe box holds at all."""
        return self.safe_box.right_px - self.safe_box.left_px - 2 * self.margin_px

    @property
    def centre_y_px(self) -> float:
        """Middle of the captions' height, the same for one line and for two, which both stay in the safe box."""
        box = self.safe_box
        lowest_px = box.bottom_px - self.em_px * (TALL_PITCH / 2 + self.look.above)
        return min(box.top_px + CENTRE_OF_BOX * (box.bottom_px - box.top_px), lowest_px)
