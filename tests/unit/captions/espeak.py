"""Speech whose word times are known: espeak-ng with its own word events (a development dependency only)."""

import ctypes
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import espeakng_loader

from vidx.wav import Pcm

_SYNCHRONOUS: Final = 2
_DO_NOT_EXIT: Final = 0x8000
_UTF8: Final = 1
_WORD: Final = 1
_END: Final = 0
_RATE: Final = 1


@dataclass(frozen=True)
class Spoken:
    """The voice, and for the character offset of each word in the text the time at which it starts."""

    voice: Pcm
    starts_s: dict[int, float]


class _Event(ctypes.Structure):
    """`espeak_EVENT` of speak_lib.h; the union at its end is eight bytes."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


@cache
def _engine() -> tuple[Any, int]:
    """The library and its sample rate; once a process, since it does not survive a second start."""
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    rate_hz = library.espeak_Initialize(_SYNCHRONOUS, 0, espeakng_loader.get_data_path().encode(), _DO_NOT_EXIT)
    if rate_hz <= 0:
        raise RuntimeError("espeak-ng does not start")
    return library, rate_hz


def speak(text: str, voice: str = "en-us", words_per_minute: int = 165) -> Spoken:
    """Synthesise plain words; `voice` is one of espeak's, with an optional variant (`en-us+f3`)."""
    library, rate_hz = _engine()
    samples, starts_s = bytearray(), {}

    def receive(wave: Any, count: int, events: Any) -> int:
        if wave and count > 0:
            samples.extend(ctypes.string_at(wave, count * 2))
        at = 0
        while events[at].type != _END:
            if events[at].type == _WORD:
                starts_s[events[at].text_position - 1] = events[at].sample / rate_hz
            at += 1
        return 0

    callback = _Callback(receive)
    library.espeak_SetSynthCallback(callback)
    if library.espeak_SetVoiceByName(voice.encode()) != 0:
        raise ValueError(f"espeak-ng has no voice {voice}")
    library.espeak_SetParameter(_RATE, words_per_minute, 0)
    data = text.encode()
    library.espeak_Synth(data, ctypes.c_size_t(len(data) + 1), 0, 1, 0, _UTF8, None, None)
    library.espeak_Synchronize()
    return Spoken(Pcm(bytes(samples), rate_hz), starts_s)
