"""`/v1/audio/speech`."""

import struct
from typing import Any, Final

import numpy as np
from starlette.responses import Response

from local.standin import errors, models
from local.standin.espeak import synthesize
from local.standin.faults import Kind
from local.standin.languages import language_of
from local.standin.memory import Memory, Take, Word
from local.standin.sound import last_loud_s, resampled
from local.standin.voices import VOICES, voice_in
from vidx.options import Language

RATE_HZ: Final = 24_000
MAX_INPUT_CHARS: Final = 4_096
_TYPES: Final = {"wav": "audio/wav", "pcm": "audio/pcm"}
_UNKNOWN_SIZE: Final = 0xFFFFFFFF


def speak(body: dict[str, Any], fault: Kind | None, memory: Memory) -> Response:
    """Speak the input; the WAV header bears no sizes, as OpenAI's does not, since it streams."""
    models.check_model(body.get("model"), models.SPEECH)
    text, voice, form = body.get("input"), body.get("voice"), body.get("response_format", "mp3")
    if not isinstance(text, str) or not text.strip():
        raise errors.bad_request("Invalid 'input': string too short.", "input", "string_below_min_length")
    if len(text) > MAX_INPUT_CHARS:
        message = f"Invalid 'input': string too long. Expected a string with maximum length {MAX_INPUT_CHARS}."
        raise errors.bad_request(message, "input", "string_above_max_length")
    if voice not in VOICES:
        raise errors.bad_request(f"Invalid value: '{voice}'. Supported values are: {', '.join(VOICES)}.", "voice")
    if form not in _TYPES:
        raise errors.bad_request(f"This stand-in speaks {' and '.join(_TYPES)} only, not {form}.", "response_format")
    if fault is Kind.REFUSAL:
        raise errors.refused()
    if fault is Kind.MALFORMED:
        return Response(b"<html>bad gateway</html>", media_type=_TYPES[form])
    take = take_of(text, voice, language_of(body.get("instructions") or "", text))
    memory.keep(take)
    samples = take.samples.astype("<i2").tobytes()
    return Response(_streamed_header() + samples if form == "wav" else samples, media_type=_TYPES[form])


def take_of(text: str, voice: str, language: Language = "en") -> Take:
    """`text` in the voice, with the times of its words."""
    spoken = synthesize(text, voice_in(voice, language))
    samples = resampled(np.frombuffer(spoken.samples, dtype=np.int16), spoken.rate_hz, RATE_HZ)
    heard = [(word.text, word.sample / spoken.rate_hz) for word in spoken.words if any(map(str.isalnum, word.text))]
    starts = [start for _, start in heard]
    ends = [*starts[1:], len(samples) / RATE_HZ]
    words = tuple(
        Word(word, start, last_loud_s(samples, RATE_HZ, start, end))
        for (word, start), end in zip(heard, ends, strict=True)
    )
    return Take(samples, RATE_HZ, words)


def _streamed_header() -> bytes:
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, RATE_HZ, 2 * RATE_HZ, 2, 16)
    riff = struct.pack("<4sI4s", b"RIFF", _UNKNOWN_SIZE, b"WAVE")
    return riff + form + struct.pack("<4sI", b"data", _UNKNOWN_SIZE)
