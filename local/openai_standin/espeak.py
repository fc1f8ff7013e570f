"""espeak-ng as a library: text in, samples and word times out; with one of its voices for each of OpenAI's.

The library keeps one global state: it is initialised once per process (a second time crashes) and serves one caller
at a time.
"""

import ctypes
import threading
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, NamedTuple

import espeakng_loader

from vidx.options import Language

_SYNCHRONOUS: Final = 2
_DONT_EXIT: Final = 0x8000
_BY_CHARACTER: Final = 1
_UTF8: Final = 1
_RATE: Final = 1
_PITCH: Final = 3
_END_OF_LIST: Final = 0
_WORD: Final = 1
_lock = threading.Lock()


class _Event(ctypes.Structure):
    """`espeak_EVENT` of speak_lib.h."""

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


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(_Event))


class WordStart(NamedTuple):
    """A word, the sample at which it starts, and its offset in the text, in characters."""

    text: str
    sample: int
    offset: int


@dataclass(frozen=True)
class Synthesis:
    """16-bit mono samples and their words."""

    samples: bytes
    rate_hz: int
    words: tuple[WordStart, ...]


@dataclass(frozen=True)
class Voice:
    """An espeak voice with variant (`en-us+f3`), its pitch (0…99) and its nominal words per minute."""

    name: str
    pitch: int
    rate: int


def synthesize(text: str, voice: Voice) -> Synthesis:
    """Speak `text` in the voice."""
    samples = bytearray()
    events: list[tuple[int, int, int]] = []

    def collect(chunk: int | None, count: int, event: Any) -> int:
        if chunk and count > 0:
            samples.extend(ctypes.string_at(chunk, 2 * count))
        index = 0
        while event[index].type != _END_OF_LIST:
            if event[index].type == _WORD:
                events.append((event[index].text_position - 1, event[index].length, event[index].sample))
            index += 1
        return 0

    with _lock:
        library, rate_hz = _library()
        callback = _Callback(collect)
        library.espeak_SetSynthCallback(callback)
        if library.espeak_SetVoiceByName(voice.name.encode()) != 0:
            raise ValueError(f"espeak-ng has no voice {voice.name}")
        library.espeak_SetParameter(_RATE, voice.rate, 0)
        library.espeak_SetParameter(_PITCH, voice.pitch, 0)
        data = text.encode()
        library.espeak_Synth(data, ctypes.c_size_t(len(data) + 1), 0, _BY_CHARACTER, 0, _UTF8, None, None)
        library.espeak_Synchronize()
    words = tuple(WordStart(text[start : start + length], sample, start) for start, length, sample in events)
    return Synthesis(bytes(samples), rate_hz, words)


@cache
def _library() -> tuple[ctypes.CDLL, int]:
    """Load the library; return it and its sample rate in Hz."""
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    data = espeakng_loader.get_data_path().encode()
    rate_hz = int(library.espeak_Initialize(_SYNCHRONOUS, 0, data, _DONT_EXIT))
    if rate_hz <= 0:
        raise OSError("espeak-ng could not be started")
    return library, rate_hz


VOICES: Final[dict[str, Voice]] = {
    "alloy": Voice("en-us+f3", 45, 165),
    "ash": Voice("en-us+m1", 35, 165),
    "ballad": Voice("en-us+m2", 50, 165),
    "cedar": Voice("en-us+m7", 30, 165),
    "coral": Voice("en-us+f2", 60, 165),
    "echo": Voice("en-us+m3", 45, 165),
    "fable": Voice("en-gb-x-rp+m4", 55, 165),
    "marin": Voice("en-us+f4", 50, 165),
    "nova": Voice("en-us+f1", 65, 165),
    "onyx": Voice("en-us+m5", 20, 165),
    "sage": Voice("en-us+f5", 40, 165),
    "shimmer": Voice("en-us+f2", 75, 165),
    "verse": Voice("en-us+m6", 55, 165),
}
"""By OpenAI's names, all at about 165 words a minute, told apart by variant and pitch."""
_ESPEAK_LANGUAGES: Final[dict[Language, str]] = {"es": "es", "fr": "fr", "de": "de", "pt": "pt-br", "it": "it"}


def voice_for(name: str, language: Language) -> Voice:
    """Return OpenAI's voice `name` in the language, with the same variant and pitch in each."""
    voice = VOICES[name]
    if language == "en":
        return voice
    variant = voice.name.partition("+")[2]
    return Voice(f"{_ESPEAK_LANGUAGES[language]}+{variant}", voice.pitch, voice.rate)
