"""Whole videos by the real FFmpeg, probed with PyAV and FFmpeg's own meters."""

import re
import shutil
import subprocess
import tempfile
from itertools import pairwise
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc
from numpy.typing import NDArray

from functions.render.output.encoder import CAPTIONS
from functions.render.service import render_job
from functions.render.subtitle_fonts import FONTS, prepare_fonts, write_ass
from functions.render.toolchain import Toolchain
from layers.ffmpeg.font_sources import SOURCES
from testing.render_job import ASS_HEAD, photo, store_job
from testing.store import MemoryStore
from tests.integration.render.render_run import Frame, RenderRun, run_render, toolchain_in
from vidx import keys
from vidx.errors import JobClosed, RenderFailed
from vidx.ffmpeg import FFmpeg
from vidx.jobs.events import StageInput
from vidx.options import TAIL_S
from vidx.typography.ass import escape_ass

SAFE_LEFT, SAFE_RIGHT, SAFE_TOP, SAFE_BOTTOM = 65, 900, 270, 1248
"""Of 1080×1920, DESIGN §7."""


def test_the_video_is_h264_high_and_aac_in_the_agreed_form(full: RenderRun) -> None:
    with av.open(full.path) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]

        assert (video.codec_context.name, video.profile) == ("h264", "High")
        assert (video.width, video.height, video.pix_fmt) == (1080, 1920, "yuv420p")
        assert video.average_rate == 30
        assert (audio.codec_context.name, audio.rate, audio.channels) == ("aac", 48_000, 2)


def test_the_small_video_is_a_quarter_of_the_size(small: RenderRun) -> None:
    assert small.lumas[0].shape == (480, 270)


def test_colours_are_tagged_bt709_in_limited_range(either: RenderRun) -> None:
    with av.open(either.path) as container:
        context = container.streams.video[0].codec_context

        assert context.colorspace == Colorspace.ITU709
        assert context.color_range == ColorRange.MPEG
        assert context.color_primaries == ColorPrimaries.BT709
        assert context.color_trc == ColorTrc.BT709


@pytest.mark.parametrize(("which", "voice_s"), [("small", 7.0), ("full", 2.0)])
def test_the_video_lasts_as_long_as_the_voice_and_its_tail(
    which: str, voice_s: float, request: pytest.FixtureRequest
) -> None:
    run: RenderRun = request.getfixturevalue(which)

    with av.open(run.path) as container:
        duration_s = (container.duration or 0) / av.time_base
        streams_s = [float((s.duration or 0) * (s.time_base or 0)) for s in container.streams]

    assert duration_s == pytest.approx(voice_s + TAIL_S, abs=0.1)
    assert streams_s == [pytest.approx(voice_s + TAIL_S, abs=0.1)] * 2
    assert len(run.lumas) == round((voice_s + TAIL_S) * 30)
    assert run.result.duration_s == pytest.approx(duration_s, abs=0.05)
    assert run.result.size_bytes == run.path.stat().st_size


def test_the_index_comes_before_the_media(either: RenderRun) -> None:
    content = either.path.read_bytes()

    assert 0 < content.index(b"moov") < content.index(b"mdat")


def test_no_frame_is_black_and_none_is_frozen(either: RenderRun) -> None:
    """Captions aside: the rows above them, down to well inside the photo, change only if the photo moves."""
    above = [luma[: luma.shape[0] * 900 // 1920].astype(np.int16) for luma in either.lumas]

    assert min(float(luma.mean()) for luma in above) > 24
    assert min(float(luma.std()) for luma in above) > 3
    changes = [float(np.abs(a - b).mean()) for a, b in pairwise(above)]
    assert min(changes) > 0.05
    assert max(changes) < 25  # a push is the fastest thing there is


def test_progress_follows_the_frames(either: RenderRun) -> None:
    assert either.reports[0] == 0
    assert either.reports[-1] == 1
    assert either.reports == sorted(either.reports)
    assert sum(0.2 < share < 0.9 for share in either.reports) > 30


def test_the_thumbnail_is_a_whole_picture_of_the_first_photo(small: RenderRun) -> None:
    body = small.store.objects[small.result.thumbnail_key]
    picture = cv2.imdecode(np.frombuffer(body, np.uint8), cv2.IMREAD_GRAYSCALE)

    assert picture is not None
    assert picture.shape == (480, 270)
    frame_numbers = [int(np.argmin([_distance(picture, luma) for luma in small.lumas]))]
    assert frame_numbers[0] < len(small.lumas) / 3


def _distance(picture: NDArray[np.generic], luma: Frame) -> float:
    return float(np.abs((picture.astype(np.float32) * 219 / 255 + 16) - luma)[:120].mean())


def test_captions_are_burned_in_and_stay_in_the_safe_box(layer: Path, full: RenderRun, tmp_path: Path) -> None:
    """Against the same video without captions: what differs much is text."""
    store = MemoryStore()
    store_job(store, [photo(1, 1500, 2000)], seconds=2.0)
    store.put(keys.captions_ass("j1"), ASS_HEAD.encode(), "text/x-ssa")
    bare = run_render(layer, store, tmp_path, 1.0)
    number = 12

    differing = np.abs(full.lumas[number].astype(int) - bare.lumas[number]) > 60

    rows, columns = np.nonzero(differing)
    assert rows.size > 2000
    assert columns.min() >= SAFE_LEFT
    assert columns.max() <= SAFE_RIGHT
    assert rows.min() >= SAFE_TOP
    assert rows.max() <= SAFE_BOTTOM


def test_captions_are_drawn_from_the_shipped_fonts_alone(layer: Path, tmp_path: Path) -> None:
    """Every script and emoji with the machine's own fonts hidden: each glyph found in the one font asked for it."""
    text = escape_ass("Čaj €5 “ö” Щука Ґ Καλημέρα Ωά مرحبا שלום हिन्दी สวัสดี 日本語 中文 한국어 🔥☕")
    ffmpeg = FFmpeg(layer / "bin" / "ffmpeg", tmp_path)
    prepare_fonts(ffmpeg.folder, layer / "fonts")
    write_ass(ffmpeg.folder, CAPTIONS, f"{ASS_HEAD}Dialogue: 0,0:00:00.00,0:00:01.00,Cap,,0,0,0,,{text}\n")
    source = ["-f", "lavfi", "-i", "color=black:s=270x480:d=0.1"]

    arguments = [*source, "-vf", f"ass={CAPTIONS}:fontsdir={FONTS}", "-f", "null", "-"]
    log = ffmpeg.read_frames(arguments, 1, lambda _: None, level="verbose")

    fonts = dict(re.findall(r"fontselect: \(([^,]+), 400, 0\) -> ([\w-]+),", log))
    assert fonts == {source.family: source.postscript_name for source in SOURCES}
    assert "not found, selecting one more font" not in log
    assert "failed to find any fallback" not in log


def test_a_second_run_reuses_the_video(layer: Path, small: RenderRun) -> None:
    puts = dict(small.store.puts)

    again = render_job(StageInput(job_id="j1", attempt=2), small.reports.append, small.store, toolchain_in(layer, 0.25))

    assert again.reused
    assert again.model_copy(update={"reused": False}) == small.result
    assert small.store.puts == puts


def test_a_job_closed_half_way_leaves_no_process_no_file_and_no_object(
    layer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    store = MemoryStore()
    store_job(store, [photo(1, 400, 700)], seconds=4.0)

    def report(share: float) -> None:
        if share > 0.4:
            raise JobClosed("the job was cancelled")

    with pytest.raises(JobClosed):
        render_job(StageInput(job_id="j1", attempt=1), report, store, toolchain_in(layer, 0.25))

    assert list(tmp_path.iterdir()) == []
    assert store.head(keys.render("j1")) is None
    running = subprocess.run(["ps", "-Ao", "args"], capture_output=True, text=True, check=True).stdout
    assert str(layer / "bin" / "ffmpeg") not in running


def test_a_sound_that_cannot_be_made_stops_the_video(layer: Path, tmp_path: Path) -> None:
    music = tmp_path / "music"
    shutil.copytree(layer / "music", music)
    (music / "upbeat.ogg").write_bytes(b"no music")
    store, reports = MemoryStore(), list[float]()
    store_job(store, [photo(1, 400, 700)], seconds=20.0, music="upbeat")
    deaf = Toolchain(layer / "bin" / "ffmpeg", layer / "fonts", music, 0.25)

    with pytest.raises(RenderFailed, match=r"upbeat\.ogg"):
        render_job(StageInput(job_id="j1", attempt=1), reports.append, store, deaf)

    assert max(reports, default=0.0) < 0.9
    assert store.head(keys.render("j1")) is None
