"""Overlays, thumbnail and AI mark of a whole video."""

from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from functions.render.output.provenance import SOURCE_TYPE
from testing.render_job import photo, store_job
from testing.store import MemoryStore
from tests.integration.render.render_run import RenderRun, run_render
from vidx import keys
from vidx.options import END_CARD_TAIL_S, OVERLAYS

LINK = "https://vidx.example/ads/ab2cd3ef4gh5"
VOICE_S = 4.0


@pytest.fixture(scope="module")
def run(layer: Path, tmp_path_factory: pytest.TempPathFactory) -> RenderRun:
    """One photo, every overlay, 4 s of voice, full size."""
    store = MemoryStore()
    request = store_job(store, [photo(1, 1500, 2000)], VOICE_S, overlays=OVERLAYS)
    with_link = request.model_copy(update={"ad_url": LINK, "logo_key": "uploads/seller/logo"})
    store.put(keys.logo("j1"), cv2.imencode(".png", np.full((100, 200, 4), 255, np.uint8))[1].tobytes(), "image/png")
    store.put(keys.job_request("j1"), with_link.model_dump_json(by_alias=True).encode(), "application/json")
    return run_render(layer, store, tmp_path_factory.mktemp("run"), 1.0)


def test_the_videos_code_leads_to_the_listing(run: RenderRun) -> None:
    assert cv2.QRCodeDetector().detectAndDecode(run.lumas[-1])[0] == LINK


def test_the_end_card_has_its_time_after_the_voice(run: RenderRun) -> None:
    assert len(run.lumas) == round((VOICE_S + END_CARD_TAIL_S) * 30)


def test_the_title_is_there_at_first_and_gone_later(run: RenderRun) -> None:
    """White letters on the scrim: bright and dark pixels over a photo that has neither."""
    title, later = (luma[430:560, 60:300] for luma in (run.lumas[30], run.lumas[-1]))

    assert (title > 200).mean() > 0.05
    assert (later > 200).mean() < 0.01


def test_the_logo_is_there_with_the_title_and_at_the_end_only(run: RenderRun) -> None:
    """A white one, 176×88 pixels, at the upper left and then in the middle above the price."""
    places = (slice(290, 360), slice(90, 230))
    first, between = (run.lumas[number][places] for number in (30, 85))

    assert (first > 225).mean() > 0.99
    assert (between > 225).mean() < 0.2
    assert (run.lumas[-1][282:700, 500:580] > 225).mean() > 0.15


def test_the_thumbnail_carries_the_title(run: RenderRun) -> None:
    body = run.store.objects[run.result.thumbnail_key]
    picture = cv2.imdecode(np.frombuffer(body, np.uint8), cv2.IMREAD_GRAYSCALE)

    assert picture is not None
    assert picture.shape == (1920, 1080)
    assert _bright(picture[430:560, 60:500]) > 0.05
    assert _bright(picture[590:650, 60:500]) < 0.01


def _bright(part: NDArray[np.generic]) -> float:
    return float(np.mean(part.astype(np.int16) > 230))


def test_the_video_says_that_a_model_made_part_of_it(run: RenderRun) -> None:
    with av.open(run.path, options={"export_xmp": "1"}) as container:
        metadata = container.metadata

    assert SOURCE_TYPE in metadata["comment"]
    assert f"<Iptc4xmpExt:DigitalSourceType>{SOURCE_TYPE}<" in metadata["xmp"]
    assert set(metadata) <= {"comment", "xmp", "major_brand", "minor_version", "compatible_brands", "encoder"}
