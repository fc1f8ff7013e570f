"""Read and write WAV files of 16-bit mono PCM. Reading accepts the wrong sizes in providers' headers."""

import struct
from dataclasses import dataclass
from typing import Final

_BYTES_PER_SAMPLE: Final = 2
_PCM: Final = 1
_EXTENSIBLE: Final = 0xFFFE
_HEADER_BYTES: Final = 44


class UnsupportedWav(ValueError):
    """The bytes are no WAV file of 16-bit mono PCM; the message says why."""


@dataclass(frozen=True)
class Pcm:
    """Mono sound: little-endian signed 16-bit samples at `rate_hz`."""

    samples: bytes
    rate_hz: int

    @property
    def seconds(self) -> float:
        return len(self.samples) / _BYTES_PER_SAMPLE / self.rate_hz


def read(data: bytes) -> Pcm:
    """Return the sound of a WAV file.

    A data chunk ends at the end of the file at the latest, because OpenAI streams WAV with 0xFFFFFFFF or 0 as its size.
    Half a sample at the end is ignored.

    Raises:
        UnsupportedWav: another container, coding, number of channels or sample width, or no sound.
    """
    if len(data) < _HEADER_BYTES or data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise UnsupportedWav("is no WAV file")
    at, rate_hz = 12, 0
    while at + 8 <= len(data):
        name, size = struct.unpack_from("<4sI", data, at)
        at += 8
        if name == b"fmt ":
            rate_hz = _rate(data, at)
        if name == b"data":
            return _sound(data, at, size, rate_hz)
        at += size + size % 2
    raise UnsupportedWav("holds no data chunk")


def write(sound: Pcm) -> bytes:
    """Return a WAV file with correct sizes in its header."""
    size = len(sound.samples)
    bytes_per_s = sound.rate_hz * _BYTES_PER_SAMPLE
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, _PCM, 1, sound.rate_hz, bytes_per_s, _BYTES_PER_SAMPLE, 16)
    head = struct.pack("<4sI4s", b"RIFF", 4 + len(form) + 8 + size, b"WAVE")
    return head + form + struct.pack("<4sI", b"data", size) + sound.samples


def _rate(data: bytes, at: int) -> int:
    """Return the sample rate, in Hz, of the format chunk with its body at `at`. Raise `UnsupportedWav` as `read`."""
    if at + 16 > len(data):
        raise UnsupportedWav("ends in its header")
    coding, channels, rate_hz, _, _, bits = struct.unpack_from("<HHIIHH", data, at)
    if coding not in {_PCM, _EXTENSIBLE} or channels != 1 or bits != 8 * _BYTES_PER_SAMPLE or rate_hz == 0:
        raise UnsupportedWav(
            f"is not 16-bit mono PCM (coding {coding}, {channels} channels, {bits} bits, {rate_hz} Hz)"
        )
    return int(rate_hz)


def _sound(data: bytes, at: int, size: int, rate_hz: int) -> Pcm:
    if rate_hz == 0:
        raise UnsupportedWav("has no format chunk before its data")
    chunk_end = at + size if size else len(data)
    end = min(chunk_end, len(data))
    return Pcm(data[at : end - (end - at) % _BYTES_PER_SAMPLE], rate_hz)
