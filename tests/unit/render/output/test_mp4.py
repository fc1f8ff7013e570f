"""The facts of a rendered MP4 file."""

import struct
from pathlib import Path

import pytest

from functions.render.output.mp4 import inspect_mp4
from vidx.errors import RenderFailed


def box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content) + 8, name) + content


def movie(version: int, timescale: int, duration: int) -> bytes:
    times = (
        struct.pack(">QQIQ", 0, 0, timescale, duration) if version else struct.pack(">IIII", 0, 0, timescale, duration)
    )
    return box(b"moov", box(b"udta", b"x") + box(b"mvhd", bytes([version, 0, 0, 0]) + times + bytes(80)))


TYPE = box(b"ftyp", b"isom")
MEDIA = box(b"mdat", bytes(1000))


@pytest.mark.parametrize("version", [0, 1])
def test_duration_and_size_are_read(tmp_path: Path, version: int) -> None:
    path = tmp_path / "video.mp4"
    path.write_bytes(TYPE + movie(version, 1000, 20_800) + MEDIA)

    facts = inspect_mp4(path)

    assert facts.duration_s == pytest.approx(20.8)
    assert facts.size_bytes == path.stat().st_size
    assert facts.starts_fast


def test_an_index_after_the_media_is_detected(tmp_path: Path) -> None:
    path = tmp_path / "video.mp4"
    large = struct.pack(">I4sQ", 1, b"mdat", 1016) + bytes(1000)
    path.write_bytes(TYPE + large + movie(0, 1000, 1000))

    assert not inspect_mp4(path).starts_fast


@pytest.mark.parametrize(
    "content", [b"", b"not a video", TYPE + MEDIA, TYPE + movie(0, 0, 1) + MEDIA, TYPE + movie(0, 1, 1)]
)
def test_an_incomplete_video_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "video.mp4"
    path.write_bytes(content)

    with pytest.raises(RenderFailed, match="not a complete MP4"):
        inspect_mp4(path)
