"""A logo in a colour that no test photo has, and how much of it a video shows."""

from io import BytesIO
from typing import Final

import av
import numpy as np

from testing.pictures import picture

LOGO: Final = picture("PNG", 400, 200, "magenta")


def logo_shares(video: bytes) -> tuple[float, float, float]:
    """Return the share of the frame in the logo's colour: in the first second, in the middle, at the end."""
    with av.open(BytesIO(video), mode="r") as container:
        frames = list(container.decode(video=0))
    return _share(frames[30]), _share(frames[len(frames) // 2]), _share(frames[-1])


def _share(frame: av.VideoFrame) -> float:
    rgb = frame.to_ndarray(format="rgb24").astype(np.int16)
    return float(((rgb[..., 0] > 200) & (rgb[..., 1] < 70) & (rgb[..., 2] > 200)).mean())
