"""From an uploaded Display P3 photo to the finished video: decoded colours against those of the photo."""

from io import BytesIO
from pathlib import Path
from typing import Final

import av
import numpy as np
import pytest
from PIL import Image

from functions.photos.photo import make_working_copy
from functions.render.service import render_job
from functions.render.toolchain import Toolchain
from layers.ffmpeg.build import build, this_architecture
from testing.clips import ffmpeg
from testing.colorimetry import (
    CHART,
    P3_PRIMARIES,
    Vector,
    delta_e,
    in_space,
    lab_of_srgb,
    rgb_of_bt709,
    srgb_decoded,
    srgb_encoded,
)
from testing.profiles import rgb_profile
from testing.render_job import ASS_HEAD, store_job
from testing.store import MemoryStore
from vidx import keys
from vidx.jobs.events import StageInput
from vidx.options import FRAME_SIZES

MOST: Final = 3.0
COLUMNS, ROWS = 2, 3
SIXES: Final = [CHART[start : start + COLUMNS * ROWS] for start in range(0, len(CHART), COLUMNS * ROWS)]


def p3_photo(colours: tuple[tuple[int, int, int], ...]) -> bytes:
    """Six large patches in the frame's own shape, as a phone stores them."""
    profile = rgb_profile(P3_PRIMARIES, lambda share: srgb_decoded(share * 255))
    codes = np.array([srgb_encoded(in_space(colour, P3_PRIMARIES)) for colour in colours])
    small = np.rint(codes).astype(np.uint8).reshape(ROWS, COLUMNS, 3)
    out = BytesIO()
    image = Image.fromarray(small).resize((1404, 2496), Image.Resampling.NEAREST)
    image.save(out, "JPEG", quality=92, icc_profile=profile)
    return out.getvalue()


def patches(frame: av.VideoFrame) -> list[Vector]:
    """L*a*b* of the six patches' middles; the camera moves less than a patch."""
    planes = frame.to_ndarray()
    height, width = frame.height, frame.width
    luma = planes[:height]
    blue, red = planes[height:].reshape(2, height // 2, width // 2)
    colours = []
    for row in range(ROWS):
        for column in range(COLUMNS):
            x, y = (column + 0.5) / COLUMNS, (row + 0.5) / ROWS
            middle = [
                plane[int(y * plane.shape[0]) - 4 : int(y * plane.shape[0]) + 4, int(x * plane.shape[1]) - 4 :][:, :8]
                for plane in (luma, blue, red)
            ]
            colours.append(lab_of_srgb(rgb_of_bt709(*(float(part.mean()) for part in middle))))
    return colours


@pytest.fixture(scope="module")
def frames(tmp_path_factory: pytest.TempPathFactory) -> list[list[Vector]]:
    """The patches of every sixth frame of a video of four charts, without captions."""
    folder = tmp_path_factory.mktemp("video")
    build(folder, this_architecture())
    store = MemoryStore()
    store_job(store, [make_working_copy(p3_photo(six), FRAME_SIZES["9:16"], 0, ffmpeg()) for six in SIXES], seconds=8)
    store.put(keys.captions_ass("j1"), ASS_HEAD.encode(), "text/x-ssa")
    toolchain = Toolchain(folder / "bin" / "ffmpeg", folder / "fonts", Path("/nowhere"), 0.25)
    result = render_job(StageInput(job_id="j1", attempt=1), lambda _: None, store, toolchain)
    with av.open(BytesIO(store.objects[result.video_key]), mode="r") as container:
        return [patches(frame) for n, frame in enumerate(container.decode(video=0)) if n % 6 == 0]


@pytest.mark.parametrize("colours", SIXES, ids=range(len(SIXES)))
def test_the_video_has_the_colours_of_the_photo(
    frames: list[list[Vector]], colours: tuple[tuple[int, int, int], ...]
) -> None:
    expected = [lab_of_srgb(colour) for colour in colours]

    closest = min(max(map(delta_e, frame, expected)) for frame in frames)

    assert closest < MOST
