"""Whole films by the real FFmpeg, probed with PyAV and FFmpeg's own meters."""

import io
import os
import re
import subprocess
import tempfile
import time
import wave
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc
from numpy.typing import NDArray

from functions.render.loudness import Loudness, parse_loudness
from functions.render.step import render_film
from functions.render.studio import Studio
from functions.render.timeline import TAIL_S
from layers.ffmpeg.build import build, this_architecture
from layers.ffmpeg.font_sources import SOURCES
from tests.fakes.film import ASS_HEAD, bed, job, photo
from tests.fakes.store import MemoryStore
from vidx import keys
from vidx.errors import JobClosed
from vidx.lettering.legible import escaped_for_ass
from vidx.steps import RenderResult, StageInput

SAFE_LEFT, SAFE_RIGHT, SAFE_TOP, SAFE_BOTTOM = 65, 900, 270, 1248
"""Of 1080×1920, DESIGN §7."""
SIZES = ((1500, 2000), (1600, 1200), (900, 1600))
Frame = NDArray[np.uint8]


@dataclass
class Made:
    store: MemoryStore
    result: RenderResult
    path: Path
    reports: list[float]

    @cached_property
    def lumas(self) -> list[Frame]:
        """Every frame's luma plane, in the video's own range."""
        with av.open(self.path) as container:
            return [_luma(frame) for frame in container.decode(video=0)]


def _luma(frame: av.VideoFrame) -> Frame:
    return np.asarray(frame.to_ndarray()[: frame.height], np.uint8)


@pytest.fixture(scope="module")
def layer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The staged layer, with one music bed beside it."""
    folder = tmp_path_factory.mktemp("opt")
    build(folder, this_architecture())
    (folder / "music").mkdir()
    (folder / "music" / "upbeat.wav").write_bytes(bed())
    return folder


def studio(layer: Path, frame_scale: float) -> Studio:
    return Studio(layer / "bin" / "ffmpeg", layer / "fonts", layer / "music", frame_scale)


def make(layer: Path, store: MemoryStore, folder: Path, frame_scale: float) -> Made:
    reports: list[float] = []
    result = render_film(StageInput(job_id="j1", attempt=1), reports.append, store, studio(layer, frame_scale))
    path = folder / "film.mp4"
    path.write_bytes(store.objects[result.video_key])
    return Made(store, result, path, reports)


@pytest.fixture(scope="module")
def small(layer: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Three photos, 7 s of voice, music; a quarter of the size."""
    store = MemoryStore()
    job(store, [photo(n, *size) for n, size in enumerate(SIZES, 1)], seconds=7.0, music="upbeat")
    return make(layer, store, tmp_path_factory.mktemp("small"), 0.25)


@pytest.fixture(scope="module")
def full(layer: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """One photo, 2 s of voice, full size."""
    store = MemoryStore()
    job(store, [photo(1, 1500, 2000)], seconds=2.0)
    return make(layer, store, tmp_path_factory.mktemp("full"), 1.0)


@pytest.fixture(params=["small", "full"])
def either(request: pytest.FixtureRequest) -> Made:
    made: Made = request.getfixturevalue(request.param)
    return made


def test_the_film_is_h264_high_and_aac_in_the_agreed_form(full: Made) -> None:
    with av.open(full.path) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]

        assert (video.codec_context.name, video.profile) == ("h264", "High")
        assert (video.width, video.height, video.pix_fmt) == (1080, 1920, "yuv420p")
        assert video.average_rate == 30
        assert (audio.codec_context.name, audio.rate, audio.channels) == ("aac", 48_000, 2)


def test_the_small_film_is_a_quarter_of_the_size(small: Made) -> None:
    assert small.lumas[0].shape == (480, 270)


def test_colours_are_tagged_bt709_in_limited_range(either: Made) -> None:
    with av.open(either.path) as container:
        context = container.streams.video[0].codec_context

        assert context.colorspace == Colorspace.ITU709
        assert context.color_range == ColorRange.MPEG
        assert context.color_primaries == ColorPrimaries.BT709
        assert context.color_trc == ColorTrc.BT709


@pytest.mark.parametrize(("which", "voice_s"), [("small", 7.0), ("full", 2.0)])
def test_the_film_lasts_as_long_as_the_voice_and_its_tail(
    which: str, voice_s: float, request: pytest.FixtureRequest
) -> None:
    made: Made = request.getfixturevalue(which)

    with av.open(made.path) as container:
        duration_s = (container.duration or 0) / av.time_base
        streams_s = [float((s.duration or 0) * (s.time_base or 0)) for s in container.streams]

    assert duration_s == pytest.approx(voice_s + TAIL_S, abs=0.1)
    assert streams_s == [pytest.approx(voice_s + TAIL_S, abs=0.1)] * 2
    assert len(made.lumas) == round((voice_s + TAIL_S) * 30)
    assert made.result.duration_s == pytest.approx(duration_s, abs=0.05)
    assert made.result.size_bytes == made.path.stat().st_size


def test_the_index_comes_before_the_media(either: Made) -> None:
    content = either.path.read_bytes()

    assert 0 < content.index(b"moov") < content.index(b"mdat")


def loudness_of(layer: Path, path: Path) -> Loudness:
    command = [
        str(layer / "bin" / "ffmpeg"),
        "-nostats",
        "-i",
        str(path),
        "-af",
        "ebur128=peak=true",
        "-f",
        "null",
        "-",
    ]
    return parse_loudness(subprocess.run(command, capture_output=True, text=True, check=True).stderr)


def test_the_sound_is_at_fourteen_lufs_without_overs(layer: Path, either: Made) -> None:
    heard = loudness_of(layer, either.path)

    assert heard.integrated_lufs == pytest.approx(-14, abs=0.5)
    assert heard.peak_db <= -1


def test_music_fills_the_pauses_and_yields_to_the_voice(layer: Path, small: Made, tmp_path: Path) -> None:
    """Against the same film without music: the pauses are louder, the voice is not drowned."""
    store = MemoryStore()
    job(store, [photo(1, 400, 700)], seconds=7.0, music="none")
    plain = make(layer, store, tmp_path, 0.1)

    with_music, without = loudest_and_quietest(small.path), loudest_and_quietest(plain.path)

    assert with_music[1] > without[1] + 12
    assert 8 < with_music[0] - with_music[1] < 40
    assert abs(with_music[0] - without[0]) < 2


def loudest_and_quietest(path: Path) -> tuple[float, float]:
    """Level in decibels of the film's loudest and quietest 50 ms between its first and last half second."""
    with av.open(path) as container:
        samples = np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])
    pieces = samples[24_000 : samples.size - 48_000]
    pieces = pieces[: pieces.size // 2400 * 2400].reshape(-1, 2400)
    levels = 20 * np.log10(np.sqrt((pieces.astype(np.float64) ** 2).mean(axis=1)) + 1e-6)
    return float(levels.max()), float(levels.min())


def test_no_frame_is_black_and_none_is_frozen(either: Made) -> None:
    """Captions aside: the rows above them, down to well inside the photo, change only if the photo moves."""
    above = [luma[: luma.shape[0] * 900 // 1920].astype(np.int16) for luma in either.lumas]

    assert min(float(luma.mean()) for luma in above) > 24
    assert min(float(luma.std()) for luma in above) > 3
    changes = [float(np.abs(a - b).mean()) for a, b in pairwise(above)]
    assert min(changes) > 0.05
    assert max(changes) < 25  # a push is the fastest thing there is


def test_progress_follows_the_frames(either: Made) -> None:
    assert either.reports[0] == 0
    assert either.reports[-1] == 1
    assert either.reports == sorted(either.reports)
    assert sum(0.2 < share < 0.9 for share in either.reports) > 30


def test_the_thumbnail_is_a_whole_picture_of_the_first_photo(small: Made) -> None:
    body = small.store.objects[small.result.thumbnail_key]
    picture = cv2.imdecode(np.frombuffer(body, np.uint8), cv2.IMREAD_GRAYSCALE)

    assert picture is not None
    assert picture.shape == (480, 270)
    shown = [int(np.argmin([_distance(picture, luma) for luma in small.lumas]))]
    assert shown[0] < len(small.lumas) / 3


def _distance(picture: NDArray[np.generic], luma: Frame) -> float:
    return float(np.abs((picture.astype(np.float32) * 219 / 255 + 16) - luma)[:120].mean())


def test_captions_are_burned_in_and_stay_in_the_safe_box(layer: Path, full: Made, tmp_path: Path) -> None:
    """Against the same film without captions: what differs much is text."""
    store = MemoryStore()
    job(store, [photo(1, 1500, 2000)], seconds=2.0)
    store.put(keys.captions_ass("j1"), ASS_HEAD.encode(), "text/x-ssa")
    bare = make(layer, store, tmp_path, 1.0)
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
    text = escaped_for_ass("Čaj €5 “ö” Щука Ґ Καλημέρα Ωά مرحبا שלום हिन्दी สวัสดี 日本語 中文 한국어 🔥☕")
    (tmp_path / "captions.ass").write_text(f"{ASS_HEAD}Dialogue: 0,0:00:00.00,0:00:01.00,Cap,,0,0,0,,{text}\n", "utf-8")
    (tmp_path / "fonts.conf").write_text("<fontconfig></fontconfig>")
    (tmp_path / "fonts").symlink_to(layer / "fonts")
    source = ["-f", "lavfi", "-i", "color=black:s=270x480:d=0.1"]
    command = [str(layer / "bin" / "ffmpeg"), "-v", "verbose", *source, "-vf", "ass=captions.ass:fontsdir=fonts"]

    done = subprocess.run(
        [*command, "-f", "null", "-"],
        cwd=tmp_path,
        env={**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf")},
        capture_output=True,
        text=True,
        check=True,
    )

    chosen = dict(re.findall(r"fontselect: \(([^,]+), 400, 0\) -> ([\w-]+),", done.stderr))
    assert chosen == {source.family: source.postscript_name for source in SOURCES}
    assert "not found, selecting one more font" not in done.stderr
    assert "failed to find any fallback" not in done.stderr


def test_a_second_run_reuses_the_film(layer: Path, small: Made) -> None:
    puts = dict(small.store.puts)

    again = render_film(StageInput(job_id="j1", attempt=2), small.reports.append, small.store, studio(layer, 0.25))

    assert again.reused
    assert again.model_copy(update={"reused": False}) == small.result
    assert small.store.puts == puts


def test_the_sound_starts_with_the_picture(layer: Path, small: Made) -> None:
    """There is no lead-in: the first word's buzz begins at 0, as the captions assume."""
    with av.open(small.path) as container:
        heard = np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])[: 48_000 * 7]
    with wave.open(io.BytesIO(small.store.objects[keys.voice("j1")])) as file:
        said = np.frombuffer(file.readframes(file.getnframes()), "<i2")

    envelopes = [_envelope(heard, 480), _envelope(said, 240)]

    length = min(map(len, envelopes)) - 20
    lags = range(-20, 21)
    likeness = [np.corrcoef(envelopes[0][20:length], envelopes[1][20 + lag : length + lag])[0, 1] for lag in lags]
    assert abs(lags[int(np.argmax(likeness))]) <= 2


def _envelope(samples: NDArray[np.generic], every: int) -> NDArray[np.float64]:
    """Mean level of each 10 ms."""
    whole = samples[: samples.size // every * every].astype(np.float64)
    levels: NDArray[np.float64] = np.abs(whole).reshape(-1, every).mean(axis=1)
    return levels


def test_a_job_closed_half_way_leaves_no_process_no_file_and_no_object(
    layer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    store = MemoryStore()
    job(store, [photo(1, 400, 700)], seconds=4.0)
    closed_at_s: list[float] = []

    def report(share: float) -> None:
        if share > 0.4:
            closed_at_s.append(time.monotonic())
            raise JobClosed("the job was cancelled")

    with pytest.raises(JobClosed):
        render_film(StageInput(job_id="j1", attempt=1), report, store, studio(layer, 0.25))

    assert time.monotonic() - closed_at_s[0] < 3
    assert list(tmp_path.iterdir()) == []
    assert store.head(keys.render("j1")) is None
    running = subprocess.run(["ps", "-Ao", "args"], capture_output=True, text=True, check=True).stdout
    assert str(layer / "bin" / "ffmpeg") not in running
