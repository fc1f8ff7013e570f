"""WAV files of 16-bit mono PCM: read as providers really send them, written as they ought to be."""

import struct
from dataclasses import dataclass
from typing import Final

_BYTES_PER_SAMPLE: Final = 2
_PCM: Final = 1
_EXTENSIBLE: Final = 0xFFFE
_HEADER_BYTES: Final = 44


class UnsupportedWav(ValueError):
    """The bytes are no WAV file of 16-bit mono PCM; the text says in what they differ."""


@dataclass(frozen=True)
class Pcm:
    """Mono sound: little-endian signed 16-bit samples at `rate_hz`."""

    samples: bytes
    rate_hz: int

    @property
    def seconds(self) -> float:
        return len(self.samples) / _BYTES_PER_SAMPLE / self.rate_hz


def read(data: bytes) -> Pcm:
    """The sound in a WAV file.

    The sizes in the header are not trusted: OpenAI streams its answers with 0xFFFFFFFF (or 0) in them, so a data
    chunk that claims more than there is ends where the file ends, and half a sample at the end is dropped.

    Raises:
        NotPcmError: another container, coding, number of channels or sample width, or no sound at all.
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
    """A complete WAV file with true sizes in its header."""
    size = len(sound.samples)
    bytes_per_s = sound.rate_hz * _BYTES_PER_SAMPLE
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, _PCM, 1, sound.rate_hz, bytes_per_s, _BYTES_PER_SAMPLE, 16)
    head = struct.pack("<4sI4s", b"RIFF", 4 + len(form) + 8 + size, b"WAVE")
    return head + form + struct.pack("<4sI", b"data", size) + sound.samples


def _rate(data: bytes, at: int) -> int:
    """Sample rate of the format chunk whose body starts at `at`, provided that it is 16-bit mono PCM."""
    if at + 16 > len(data):
        raise UnsupportedWav("breaks off in its header")
    coding, channels, rate_hz, _, _, bits = struct.unpack_from("<HHIIHH", data, at)
    if coding not in {_PCM, _EXTENSIBLE} or channels != 1 or bits != 8 * _BYTES_PER_SAMPLE or rate_hz == 0:
        raise UnsupportedWav(
            f"is not 16-bit mono PCM (coding {coding}, {channels} channels, {bits} bits, {rate_hz} Hz)"
        )
    return int(rate_hz)


def _sound(data: bytes, at: int, size: int, rate_hz: int) -> Pcm:
    if rate_hz == 0:
        raise UnsupportedWav("has no format chunk before its data")
    claimed = at + size if size else len(data)
    end = min(claimed, len(data))
    return Pcm(data[at : end - (end - at) % _BYTES_PER_SAMPLE], rate_hz)
