"""Reading and writing WAV files."""

import io
import struct
import wave

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidx import wav
from vidx.wav import Pcm, UnsupportedWav

SOUND = Pcm(b"\x01\x02" * 480, 24_000)


def with_sizes(data: bytes, riff: int, body: int) -> bytes:
    return data[:4] + struct.pack("<I", riff) + data[8:40] + struct.pack("<I", body) + data[44:]


def test_a_written_file_is_read_by_pythons_wave_module() -> None:
    with wave.open(io.BytesIO(wav.write(SOUND))) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 24_000)
        assert file.readframes(file.getnframes()) == SOUND.samples


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF, 0x7FFFFFFF])
def test_the_sizes_of_a_streamed_header_are_ignored(size: int) -> None:
    assert wav.read(with_sizes(wav.write(SOUND), size, size)) == SOUND


def test_half_a_sample_at_the_end_is_dropped() -> None:
    assert wav.read(with_sizes(wav.write(SOUND) + b"\x01", 0xFFFFFFFF, 0xFFFFFFFF)) == SOUND


def test_chunks_before_the_sound_are_skipped_and_those_after_it_left_out() -> None:
    data = wav.write(SOUND)
    listed = struct.pack("<4sI", b"LIST", 5) + b"hello\x00"

    assert wav.read(data[:36] + listed + data[36:] + listed) == SOUND


def stereo() -> bytes:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(24_000)
        file.writeframes(bytes(400))
    return buffer.getvalue()


@pytest.mark.parametrize(
    "data", [b"", b"<html>bad gateway</html>", b"ID3" + bytes(100), stereo(), wav.write(SOUND)[:36] + bytes(8)]
)
def test_anything_that_is_no_wav_is_refused(data: bytes) -> None:
    with pytest.raises(UnsupportedWav):
        wav.read(data)


@given(st.binary(max_size=200))
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    try:
        wav.read(b"RIFF\x00\x00\x00\x00WAVE" + data)
    except UnsupportedWav:
        return


def test_length_follows_from_samples_and_rate() -> None:
    assert SOUND.seconds == pytest.approx(0.02)
