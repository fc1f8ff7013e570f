"""Working copies of clips, by the real FFmpeg, and what its log tells of a clip."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from functions.photos import clip as clip_module
from functions.photos.best_seconds import Excerpt
from functions.photos.clip import (
    ClipColours,
    ClipReader,
    make_working_clip,
    parse_colours,
    parse_stream,
    to_bt709,
    working_size,
)
from functions.photos.tone_mapping import HLG, PQ
from testing.clips import (
    COLUMNS,
    ROWS,
    SMALL,
    anamorphic_clip,
    chart_clip,
    clip,
    clip_with_late_video,
    ffmpeg,
    interlaced_clip,
    patch_box,
    rotated_clip,
    run_ffmpeg,
    trimmed_clip,
)
from testing.colorimetry import CHART, delta_e, lab_of_srgb, rgb_of_bt709
from testing.ffmpeg_script import ffmpeg_script
from vidx.errors import RenderFailed, RenderStalled, UnusableClip
from vidx.media.clip import ClipFacts
from vidx.media.inspection import inspect_file
from vidx.media.iso_bmff import Box, find_box

MAX_DELTA_E: Final = 3.0
Planes = NDArray[np.uint8]


def working_clip(file: bytes, folder: Path, index: int = 0) -> tuple[Excerpt, Path]:
    facts = inspect_file(file, index)
    assert isinstance(facts, ClipFacts)
    original, out = folder / "original", folder / "working.mp4"
    original.write_bytes(file)
    return make_working_clip(ffmpeg(), original, facts, index, out), out


def test_a_stalled_ffmpeg_is_no_fault_of_the_clip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = ffmpeg_script(tmp_path, "kill -STOP $$")
    monkeypatch.setattr(clip_module, "FFmpeg", lambda *_: replace(stopped, stall_s=0.3))
    facts = ClipFacts("MP4", 64, 48, 2.0, "h264")

    with pytest.raises(RenderStalled):
        make_working_clip(stopped.program, tmp_path / "original", facts, 0, tmp_path / "working.mp4")


def frames_of(path: Path) -> list[av.VideoFrame]:
    with av.open(str(path), mode="r") as container:
        return list(container.decode(video=0))


def worst(frame: av.VideoFrame) -> float:
    """The largest ΔE of the chart's patches, four in a row."""
    planes = frame.to_ndarray()
    height, width = frame.height, frame.width
    luma, chroma = planes[:height], planes[height:].reshape(2, height // 2, width // 2)
    off = []
    for n, patch in enumerate(CHART):
        x, y = (n % COLUMNS + 0.5) / COLUMNS, (n // COLUMNS + 0.5) / ROWS
        levels = [_middle(plane, x, y) for plane in (luma, *chroma)]
        off.append(delta_e(lab_of_srgb(rgb_of_bt709(*levels)), lab_of_srgb(patch)))
    return max(off)


def _middle(plane: Planes, x: float, y: float) -> float:
    row, column = int(y * plane.shape[0]), int(x * plane.shape[1])
    return float(plane[row - 4 : row + 4, column - 4 : column + 4].mean())


@pytest.mark.parametrize("transfer", ["bt709", "smpte2084", "arib-std-b67"], ids=["SDR", "PQ", "HLG"])
def test_a_charts_colours_are_right(transfer: str, tmp_path: Path) -> None:
    """HDR: white lies where ITU-R BT.2408 puts it, and everything below shows as it would in SDR."""
    _, path = working_clip(chart_clip(transfer), tmp_path)

    frame = frames_of(path)[30]
    assert (frame.color_range, frame.colorspace) == (1, 1)
    assert worst(frame) < MAX_DELTA_E


def test_bt601_becomes_bt709(tmp_path: Path) -> None:
    old = chart_clip(filters="scale=out_color_matrix=bt601", colours=("smpte170m", "smpte170m", "smpte170m"))

    _, path = working_clip(old, tmp_path)

    assert worst(frames_of(path)[30]) < MAX_DELTA_E


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_phones_turned_clip_comes_out_upright(degrees: int, tmp_path: Path) -> None:
    _, path = working_clip(rotated_clip(degrees), tmp_path)

    frame = frames_of(path)[30]
    assert (frame.width, frame.height) == (240, 360)
    assert worst(frame) < MAX_DELTA_E


VP9: Final = ("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8")
MJPEG: Final = ("-c:v", "mjpeg", "-q:v", "3")
MPEG4: Final = ("-c:v", "mpeg4", "-q:v", "3")


@pytest.mark.parametrize("size", [(301, 241), (300, 241), (301, 240)])
@pytest.mark.parametrize(
    ("ending", "codec", "form"),
    [("mp4", VP9, "yuv420p"), ("mp4", MPEG4, "yuv420p"), ("mov", MJPEG, "yuvj422p")],
    ids=["VP9", "MPEG-4", "Motion JPEG"],
)
def test_odd_sizes_lose_a_column_or_a_row(
    size: tuple[int, int], ending: str, codec: tuple[str, ...], form: str, tmp_path: Path
) -> None:
    scale = f"scale={size[0]}:{size[1]},setsar=1,format={form}"
    _, path = working_clip(clip(2, ending=ending, sound=None, codec=codec, extra=("-vf", scale)), tmp_path)

    assert (frames_of(path)[0].width, frames_of(path)[0].height) == (300, 240)


def test_pictures_that_start_after_the_sound_are_all_kept(tmp_path: Path) -> None:
    excerpt, path = working_clip(clip_with_late_video(3.5, 4), tmp_path)

    assert len(frames_of(path)) == pytest.approx(120, abs=1)
    assert excerpt.start_s + excerpt.best_s <= 1.1


def test_a_picture_shown_for_long_fills_its_time(tmp_path: Path) -> None:
    """Screen recordings hold no frame while nothing moves: this one has two in 20 seconds."""
    slides = run_ffmpeg(["-f", "lavfi", "-i", "testsrc2=s=240x320:r=1/10", "-t", "20", *SMALL], "mp4")

    excerpt, path = working_clip(slides, tmp_path)

    assert excerpt.length_s == 12
    assert len(frames_of(path)) == pytest.approx(360, abs=1)


def test_a_trimmed_clip_without_a_key_frame_in_sight_is_looked_at_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clip_module, "FULL_SAMPLING_PIXELS", 0)

    _, path = working_clip(trimmed_clip(1.5, 2.5), tmp_path)

    assert len(frames_of(path)) == pytest.approx(75, abs=3)


@pytest.mark.parametrize(("rate", "picked"), [("30", False), ("60", True)])
def test_only_key_frames_of_a_clip_with_many_pixels_a_second_are_looked_at(
    rate: str, picked: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clip_module, "FULL_SAMPLING_PIXELS", 240 * 426 * 2 * 45)
    options = list[bool]()
    run = ClipReader.run

    def counting(reader: ClipReader, before: Sequence[str], *rest: Any) -> str:
        options.append("nokey" in before)
        return run(reader, before, *rest)

    monkeypatch.setattr(ClipReader, "run", counting)

    working_clip(clip(2, sound=None, extra=("-r", rate)), tmp_path)

    assert any(options) == picked


def test_a_clip_without_a_frame_is_refused(tmp_path: Path) -> None:
    """Its list of key frames is corrupt, so that FFmpeg finds none to start from and reports no error."""
    original = tmp_path / "original"
    key_frames = (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stss")
    original.write_bytes(patch_box(clip(sound=None), key_frames, 8, b"\xff" * 4))

    with pytest.raises(UnusableClip, match="clip 1 is damaged"):
        make_working_clip(ffmpeg(), original, ClipFacts("MP4", 240, 426, 3.0, "avc1"), 0, tmp_path / "out.mp4")


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
@pytest.mark.parametrize("codec", [SMALL, MPEG4, ("-c:v", "prores_ks")], ids=["H.264", "MPEG-4", "ProRes"])
def test_interlaced_frames_become_one_picture_a_field(codec: tuple[str, ...], degrees: int, tmp_path: Path) -> None:
    """The bar runs one way: with the fields in the wrong order it would go back at every second picture."""
    _, path = working_clip(interlaced_clip(3, codec, degrees), tmp_path)

    upright = [frame.to_ndarray()[: frame.height].astype(np.int16) for frame in frames_of(path)]
    assert upright[0].shape == ((320, 240) if degrees in {90, 270} else (240, 320))
    frames = [np.rot90(frame, -degrees // 90) for frame in upright]
    assert len(frames) == pytest.approx(90, abs=1)
    combing = [np.abs(np.diff(frame, axis=0)).mean() for frame in frames]
    assert float(np.mean(combing)) < 1
    rows = [frame[120] > 128 for frame in frames]
    steps = np.diff([np.flatnonzero(row).mean() if row.any() else 0 for row in rows])
    assert sum(steps > 4) > 80


@pytest.mark.parametrize("name", ["hflip", "vflip"])
def test_a_mirrored_clip_is_shown_mirrored(name: str, tmp_path: Path) -> None:
    with_matrix, with_pixels = tmp_path / "matrix", tmp_path / "pixels"
    plain = clip(2, (240, 426), sound=None)
    start = inside_matrix(plain)
    sign = (-1 << 16).to_bytes(4, "big", signed=True)
    at = start if name == "hflip" else start + 16
    mirrored = plain[:at] + sign + plain[at + 4 :]
    for folder in (with_matrix, with_pixels):
        folder.mkdir()

    presented = frames_of(working_clip(mirrored, with_matrix)[1])[30].to_ndarray()[:426].astype(np.int16)
    whole = frames_of(working_clip(plain, with_pixels)[1])[30].to_ndarray()[:426].astype(np.int16)

    assert np.abs(presented - (whole[:, ::-1] if name == "hflip" else whole[::-1])).mean() < 2


def inside_matrix(file: bytes) -> int:
    """Where the matrix of the first track's header starts."""
    box = find_box(file, Box(b"", 0, len(file)), b"moov", b"trak", b"tkhd")
    assert box is not None
    return box.content + 40


@pytest.mark.parametrize(("degrees", "size"), [(0, (320, 360)), (90, (360, 320))])
def test_a_clip_of_wide_pixels_keeps_its_shape(degrees: int, size: tuple[int, int], tmp_path: Path) -> None:
    _, path = working_clip(anamorphic_clip(degrees), tmp_path)

    assert (frames_of(path)[0].width, frames_of(path)[0].height) == size


def test_a_pixel_shape_that_only_the_pictures_tell_counts(tmp_path: Path) -> None:
    file = anamorphic_clip()
    assert file.count(b"pasp") == 1

    _, path = working_clip(file.replace(b"pasp", b"free"), tmp_path)

    assert (frames_of(path)[0].width, frames_of(path)[0].height) == (320, 360)


def test_a_clip_that_takes_too_long_is_reported_with_a_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clip_module, "CLIP_TIME_LIMIT_S", 0)

    with pytest.raises(UnusableClip, match="clip 2 takes too long to prepare; use fewer seconds of it, or export it"):
        working_clip(clip(8, (960, 540), sound=None), tmp_path, 1)


def test_nothing_but_the_pictures_is_left(tmp_path: Path) -> None:
    where = ("-metadata", "location=+48.2000+016.3700/", "-metadata", "com.apple.quicktime.make=Maker")
    file = clip(ending="mov", extra=(*where, "-movflags", "use_metadata_tags"))
    assert b"+48.2000" in file

    _, path = working_clip(file, tmp_path)

    file_bytes = path.read_bytes()
    assert b"+48.2" not in file_bytes
    assert b"Maker" not in file_bytes
    with av.open(str(path), mode="r") as container:
        assert [stream.type for stream in container.streams] == ["video"]


@pytest.mark.parametrize("rate", ["24", "25", "60", "30000/1001"])
def test_any_frame_rate_becomes_30_at_its_natural_speed(rate: str, tmp_path: Path) -> None:
    _, path = working_clip(clip(extra=("-r", rate), sound=None), tmp_path)

    assert len(frames_of(path)) == pytest.approx(90, abs=2)


def test_large_clips_are_brought_to_working_size_and_small_ones_left(tmp_path: Path) -> None:
    _, path = working_clip(clip(2, (2048, 512)), tmp_path)

    assert (frames_of(path)[0].width, frames_of(path)[0].height) == (1920, 480)
    assert working_size(3840, 2160) == (1920, 1080)
    assert working_size(481, 641) == (480, 640)


def test_of_a_long_clip_the_best_seconds_are_kept(tmp_path: Path) -> None:
    """Dark but for the seconds 14 to 18."""
    dark = "eq=brightness=-0.45:enable='not(between(t,14,18))'"

    excerpt, path = working_clip(clip(24, extra=("-vf", dark), sound=None), tmp_path)

    assert 13.9 <= excerpt.start_s + excerpt.best_s <= 15.3
    assert len(frames_of(path)) == pytest.approx(360, abs=1)


def test_damaged_pictures_are_refused_by_number(tmp_path: Path) -> None:
    file = clip(extra=("-movflags", "+faststart"))
    start = file.index(b"mdat") + 4

    with pytest.raises(UnusableClip, match="clip 3 is damaged and cannot be read"):
        working_clip(file[:start] + bytes(len(file) - start), tmp_path, 2)


H264: Final = (*SMALL, "-g", "30")
HEVC: Final = ("-c:v", "libx265", "-preset", "ultrafast", "-tag:v", "hvc1", "-g", "30", "-pix_fmt", "yuv420p")
HEVC_QUIET: Final = (*HEVC, "-x265-params", "log-level=error")
CODECS: Final = {
    "H.264 in MP4": ("mp4", H264),
    "H.264 in MOV": ("mov", H264),
    "HEVC in MP4": ("mp4", HEVC_QUIET),
    "HEVC in MOV": ("mov", HEVC_QUIET),
    "VP9": ("mp4", VP9),
    "MPEG-4": ("mp4", MPEG4),
    "Motion JPEG": ("mov", MJPEG),
    "ProRes": ("mov", ("-c:v", "prores_ks")),
}


def overwritten(file: bytes, start: float, end: float, content: bytes = b"\0") -> bytes:
    """The clip with a stretch of its coded frames (0 is where they start, 1 where they end) replaced."""
    box = find_box(file, Box(b"", 0, len(file)), b"mdat")
    assert box is not None
    first, after = (box.content + int((box.end - box.content) * share) for share in (start, end))
    return file[:first] + content * (after - first) + file[after:]


@pytest.mark.parametrize("name", CODECS)
@pytest.mark.parametrize(
    ("start", "end", "content"),
    [(0.5, 1, b"\0"), (0, 0.5, b"\0"), (0.4, 0.6, b"\0"), (0.5, 1, b"\xff")],
    ids=["tail", "head", "middle", "tail of ones"],
)
def test_a_clip_of_which_a_part_is_overwritten_is_refused(
    name: str, start: float, end: float, content: bytes, tmp_path: Path
) -> None:
    ending, codec = CODECS[name]
    file = clip(4, sound=None, ending=ending, codec=codec, extra=("-movflags", "+faststart"))

    with pytest.raises(UnusableClip, match="clip 2 is damaged"):
        working_clip(overwritten(file, start, end, content), tmp_path, 1)


@pytest.mark.parametrize("name", CODECS)
def test_a_clip_with_one_or_two_broken_frames_is_accepted(name: str, tmp_path: Path) -> None:
    ending, codec = CODECS[name]
    file = clip(4, sound=None, ending=ending, codec=codec, extra=("-movflags", "+faststart"))

    _, path = working_clip(overwritten(file, 0.73, 0.735), tmp_path)

    assert len(frames_of(path)) == pytest.approx(120, abs=1)


def test_an_installation_without_ffmpeg_is_our_fault(tmp_path: Path) -> None:
    file = clip()
    facts = inspect_file(file)
    assert isinstance(facts, ClipFacts)

    with pytest.raises(RenderFailed, match="cannot be started"):
        make_working_clip(tmp_path / "ffmpeg", tmp_path / "original", facts, 0, tmp_path / "out.mp4")


def test_a_playlist_in_disguise_opens_nothing(tmp_path: Path) -> None:
    """The container is forced to be MP4 or MOV, so that a text file cannot have FFmpeg read other files."""
    (tmp_path / "secret.txt").write_text("secret")
    original = tmp_path / "original"
    original.write_text(f"ffconcat version 1.0\nfile {tmp_path}/secret.txt\n")

    with pytest.raises(UnusableClip, match="damaged"):
        make_working_clip(ffmpeg(), original, ClipFacts("MP4", 320, 240, 3.0, "avc1"), 0, tmp_path / "out.mp4")


FACTS = ClipFacts("MP4", 720, 576, 4.0, "avc1")
LOG = """\
  Duration: 00:00:08.00, start: {file}, bitrate: 1051 kb/s
  Stream #0:0[0x1](und): Audio: aac (LC), 44100 Hz, mono, fltp, 69 kb/s (default)
  Stream #0:1[0x2](und): Video: h264 (avc1), yuv420p, 720x576 [SAR {shape} DAR 4:3], 9 kb/s, 59.94 fps, 60 tbr{start}
"""


def log(file: str = "0.000000", start: str = "", shape: str = "1:1") -> str:
    return LOG.format(file=file, start=start, shape=shape)


@pytest.mark.parametrize(
    ("file", "start", "start_s"),
    [
        ("0.000000", "", 0),
        ("0.000000", ", start 3.500000 (default)", 3.5),
        ("3.500000", ", start 3.500000", 0),
        ("-0.021000", ", start 0.479000", 0.5),
        ("-0.021000", "", 0.021),
        ("0.000000", ", start -0.066667", 0),
    ],
)
def test_the_pictures_start_is_counted_from_the_files(file: str, start: str, start_s: float) -> None:
    assert parse_stream(log(file, start), FACTS).start_s == pytest.approx(start_s)


def test_the_frame_rate_is_the_files() -> None:
    assert parse_stream(log(), FACTS).frames_per_s == pytest.approx(59.94)
    assert parse_stream("", FACTS).frames_per_s == 30


@pytest.mark.parametrize(
    ("presented", "shape", "size"),
    [
        ((720, 576), "16:15", (768, 576)),
        ((576, 720), "16:15", (576, 768)),
        ((768, 576), "16:15", (768, 576)),
        ((720, 576), "1:1", (720, 576)),
        ((720, 576), "0:1", (720, 576)),
    ],
    ids=["told by the pictures", "and turned", "told by the index", "square", "unknown"],
)
def test_pixels_that_are_not_square_are_stretched_once(
    presented: tuple[int, int], shape: str, size: tuple[int, int]
) -> None:
    stream = parse_stream(log(shape=shape), FACTS._replace(width_px=presented[0], height_px=presented[1]))

    assert (stream.width_px, stream.height_px) == size


STREAM_START = "  Stream #0:0[0x1](und): Video: "


@pytest.mark.parametrize(
    ("line", "colours"),
    [
        (
            "h264 (High) (avc1 / 0x31637661), yuv420p(tv, bt709, progressive), 1920x1080, 9 kb/s",
            ClipColours("limited", "bt709", "bt709", "bt709"),
        ),
        (
            "hevc (Main 10) (hvc1 / 0x31637668), yuv420p10le(tv, bt2020nc/bt2020/arib-std-b67), 1080x1920, 30 fps",
            ClipColours("limited", "bt2020nc", "bt2020", HLG),
        ),
        (
            "hevc (Main 10), yuv420p10le(tv, bt2020nc/bt2020/smpte2084), 3840x2160 [SAR 1:1 DAR 16:9]",
            ClipColours("limited", "bt2020nc", "bt2020", PQ),
        ),
        ("mjpeg, yuvj420p(pc, bt470bg/unknown/unknown), 640x480", ClipColours("full", "bt470bg", "smpte170m", "bt709")),
        ("h264, yuv420p(progressive), 1920x1080, 30 fps", ClipColours("limited", "bt709", "bt709", "bt709")),
        ("h264, yuv420p, 640x480, 30 fps", ClipColours("limited", "smpte170m", "smpte170m", "bt709")),
        (
            "hevc, yuv420p10le(unknown/unknown/arib-std-b67), 1920x1080",
            ClipColours("limited", "bt2020nc", "bt2020", HLG),
        ),
        (
            "prores (HQ) (apch / 0x68637061), yuv422p10le(tv, bt709, top coded first (swapped)), 720x576, 30057 kb/s",
            ClipColours("limited", "bt709", "bt709", "bt709"),
        ),
        (
            "prores, yuv422p10le(tv, top coded first (swapped)), 720x576",
            ClipColours("limited", "smpte170m", "smpte170m", "bt709"),
        ),
        (
            "h264, yuv420p(tv, x=1/bt709,split/bt709), 640x480",
            ClipColours("limited", "smpte170m", "smpte170m", "bt709"),
        ),
    ],
)
def test_colours_are_known_names_whatever_the_file_declares(line: str, colours: ClipColours) -> None:
    assert parse_colours(STREAM_START + line + "\n  Stream #0:1: Audio: aac") == colours


def test_a_missing_declaration_is_taken_for_hd() -> None:
    assert parse_colours("") == ClipColours("limited", "bt709", "bt709", "bt709")


def test_only_hdr_goes_through_the_table() -> None:
    sdr = ClipColours("full", "smpte170m", "smpte170m", "bt709")

    assert "lut3d" not in to_bt709(sdr, 720, 1280)
    assert "lut3d" in to_bt709(sdr._replace(transfer=PQ), 720, 1280)
