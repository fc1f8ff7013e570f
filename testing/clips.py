"""Short video clips of every kind, encoded by the FFmpeg that the product ships, from computed pictures."""

import struct
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from layers.ffmpeg.build import find_ffmpeg, installed_packages
from testing.colorimetry import BT2020_PRIMARIES, CHART, SRGB_PRIMARIES, Vector, srgb_decoded, to_xyz
from vidx.media.iso_bmff import Box, find_box

FAST_START: Final = ("-movflags", "+faststart")
"""The index precedes the media."""
SMALL: Final = ("-c:v", "libx264", "-preset", "ultrafast", "-crf", "20", "-pix_fmt", "yuv420p")
TONE: Final = "sine=frequency=440"
SILENCE: Final = "anullsrc"
SLOW: Final = ("-r", "5")
"""Frames a second of a clip of which only the length counts."""
COLUMNS, ROWS = 4, 6
WHITE_NITS: Final = 203
KR_2020, KB_2020 = 0.2627, 0.0593


@cache
def ffmpeg() -> Path:
    return find_ffmpeg(installed_packages())


def run_ffmpeg(arguments: Sequence[str], ending: str, stdin: bytes = b"") -> bytes:
    """Return the file with this ending that FFmpeg writes for these arguments."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / f"clip.{ending}"
        command = [str(ffmpeg()), "-v", "error", "-nostats", *arguments, str(out)]
        subprocess.run(command, input=stdin, check=True, timeout=60)
        return out.read_bytes()


@cache
def clip(
    seconds: float = 3,
    size: tuple[int, int] = (240, 426),
    *,
    ending: str = "mp4",
    sound: str | None = TONE,
    picture: str = "testsrc2",
    codec: tuple[str, ...] = SMALL,
    extra: tuple[str, ...] = (),
) -> bytes:
    """Return a moving test picture of (width, height), with sound unless `sound` is None."""
    source = ["-f", "lavfi", "-i", f"{picture}=size={size[0]}x{size[1]}:rate=30"]
    audio = [] if sound is None else ["-f", "lavfi", "-i", sound, "-c:a", "aac"]
    return run_ffmpeg([*source, *audio, "-t", str(seconds), *codec, *extra], ending)


@cache
def rotated_clip(degrees: int, ending: str = "mov") -> bytes:
    """Return the chart as a phone stores it: recorded sideways, with a matrix that rotates it for display."""
    turns = {90: "transpose=clock", 180: "hflip,vflip", 270: "transpose=cclock"}
    return set_rotation(chart_clip(filters=f"scale=out_color_matrix=bt709,{turns[degrees]}"), degrees, ending)


@cache
def trimmed_clip(start_s: float, seconds: float, ending: str = "mov") -> bytes:
    """Return a part of a clip as phones trim it: from the key frame before, which an edit list hides."""
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.mp4"
        whole.write_bytes(clip(start_s + seconds + 1, (240, 240), sound=None, extra=("-g", "900")))
        return run_ffmpeg(["-ss", str(start_s), "-i", str(whole), "-c", "copy", "-t", str(seconds)], ending)


@cache
def clip_with_late_video(sound_first_s: float, seconds: float) -> bytes:
    """Return a clip whose sound starts before its pictures."""
    with tempfile.TemporaryDirectory() as folder:
        silent = Path(folder) / "silent.mp4"
        silent.write_bytes(clip(seconds, sound=None))
        tone = ["-f", "lavfi", "-t", str(sound_first_s + seconds), "-i", TONE]
        pictures = ["-itsoffset", str(sound_first_s), "-i", str(silent)]
        return run_ffmpeg([*tone, *pictures, "-map", "0:a", "-map", "1:v", "-c:v", "copy"], "mp4")


@cache
def interlaced_clip(seconds: float, codec: tuple[str, ...], degrees: int = 0) -> bytes:
    """Return a white bar that moves across black, 50 fields a second, rotated by a matrix for display."""
    bar = "color=black:s=320x240:r=50[b];color=white:s=40x240:r=50[w];[b][w]overlay=x='mod(8*n,280)',interlace"
    sideways = run_ffmpeg(["-f", "lavfi", "-i", bar, "-t", str(seconds), *codec, "-flags", "+ilme+ildct"], "mov")
    return set_rotation(sideways, degrees, "mov")


def set_rotation(file: bytes, degrees: int, ending: str) -> bytes:
    """Return the clip with a matrix that rotates it counterclockwise for display."""
    with tempfile.TemporaryDirectory() as folder:
        sideways = Path(folder) / "lying"
        sideways.write_bytes(file)
        return run_ffmpeg(["-display_rotation:v:0", str(degrees), "-i", str(sideways), "-c", "copy"], ending)


def patch_box(file: bytes, path: Sequence[bytes], offset: int, content: bytes) -> bytes:
    """Return the file with `content` at `offset` in the first box at `path`."""
    box = find_box(file, Box(b"", 0, len(file)), *path)
    assert box is not None
    start = box.content + offset
    return file[:start] + content + file[start + len(content) :]


@cache
def anamorphic_clip(degrees: int = 0) -> bytes:
    """Return a clip of 240x360 pixels of 4:3 each, whose track header ignores their shape; rotated for display."""
    with tempfile.TemporaryDirectory() as folder:
        upright = Path(folder) / "upright.mp4"
        upright.write_bytes(clip(2, (240, 360), sound=None, extra=("-vf", "setsar=4/3")))
        file = run_ffmpeg(["-display_rotation:v:0", str(degrees), "-i", str(upright), "-c", "copy"], "mp4")
    return patch_box(file, (b"moov", b"trak", b"tkhd"), 76, struct.pack(">II", 240 << 16, 360 << 16))


@cache
def chart_clip(
    transfer: str = "bt709",
    filters: str = "scale=out_color_matrix=bt709",
    seconds: float = 2.5,
    colours: tuple[str, str, str] = ("bt709", "bt709", "bt709"),
) -> bytes:
    """Return a still video of the chart, four patches in a row; `transfer` by FFmpeg's name, HDR with its own codes.

    Args:
        colours: matrix, primaries and transfer with which SDR is tagged; `filters` must produce them.
    """
    if transfer == "bt709":
        frame, form = _sdr(), "rgb24"
        codec = ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "12", "-pix_fmt", "yuv420p"]
    else:
        frame, form, filters, colours = _hdr(transfer), "yuv444p10le", "null", ("bt2020nc", "bt2020", transfer)
        codec = ["-c:v", "libx265", "-preset", "ultrafast", "-crf", "12", "-pix_fmt", "yuv420p10le", "-tag:v", "hvc1"]
        codec += ["-x265-params", "log-level=error"]
    size = f"{COLUMNS * 60}x{ROWS * 60}"
    matrix, primaries, curve = colours
    tags = ["-colorspace", matrix, "-color_primaries", primaries, "-color_trc", curve, "-color_range", "tv"]
    known = tags if form != "rgb24" else []
    source = ["-f", "rawvideo", "-pix_fmt", form, "-s", size, "-r", "30", *known, "-i", "pipe:0"]
    arguments = [*source, "-vf", filters, *codec, *tags]
    return run_ffmpeg(arguments, "mp4", frame * round(seconds * 30))


def _patches(codes: Vector) -> Vector:
    """Six rows of four patches of 60 pixels."""
    return np.kron(codes.reshape(ROWS, COLUMNS, -1), np.ones((60, 60, 1)))


def _sdr() -> bytes:
    return _patches(np.array(CHART, np.float64)).astype(np.uint8).tobytes()


def _hdr(transfer: str) -> bytes:
    """10-bit Y'CbCr (ITU-R BT.2100-2, tables 4 to 9) of the chart lit so that white has 203 cd/m²."""
    linear = np.array([srgb_decoded(patch) for patch in CHART])
    wide = linear @ np.linalg.solve(to_xyz(BT2020_PRIMARIES), to_xyz(SRGB_PRIMARIES)).T
    encoded = (pq if transfer == "smpte2084" else hlg)(np.clip(wide, 0, None) * WHITE_NITS)
    luma = encoded @ [KR_2020, 1 - KR_2020 - KB_2020, KB_2020]
    blue = (encoded[:, 2] - luma) / (2 * (1 - KB_2020))
    red = (encoded[:, 0] - luma) / (2 * (1 - KR_2020))
    codes = np.rint([64 + 876 * luma, 512 + 896 * blue, 512 + 896 * red])
    return b"".join(_patches(plane).astype("<u2").tobytes() for plane in codes)


def pq(nits: Vector) -> Vector:
    """Inverse EOTF of BT.2100-2, table 4."""
    power = (nits / 10_000) ** (2610 / 16384)
    return ((3424 / 4096 + 2413 / 128 * power) / (1 + 2392 / 128 * power)) ** (2523 / 32)


def hlg(nits: Vector) -> Vector:
    """Inverse OOTF for a display of 1000 cd/m² and OETF of BT.2100-2, table 5."""
    display = nits / 1000
    light = display @ np.array([0.2627, 0.6780, 0.0593])
    scene = display * (light[:, None] ** (1 / 1.2 - 1))
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    codes: Vector = np.where(scene <= 1 / 12, np.sqrt(3 * scene), a * np.log(np.maximum(12 * scene - b, 1e-9)) + c)
    return codes
