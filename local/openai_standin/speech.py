"""`/v1/audio/speech`, and the speech of all endpoints."""

import struct
from typing import Any, Final

import numpy as np
from starlette.responses import Response

from local.openai_standin import protocol
from local.openai_standin.audio import Recording, RecordingCache, Word, damage, resample, word_end_s
from local.openai_standin.espeak import VOICES, synthesize, voice_for
from local.openai_standin.faults import Fault
from local.openai_standin.languages import detect_language
from vidx.options import Language

RATE_HZ: Final = 24_000
MAX_INPUT_CHARS: Final = 4_096
_TYPES: Final = {"wav": "audio/wav", "pcm": "audio/pcm"}
_UNKNOWN_SIZE: Final = 0xFFFFFFFF


def speak(body: dict[str, Any], fault: Fault | None, recordings: RecordingCache) -> Response:
    """Speak the input. The WAV header has no sizes because, like OpenAI's, it stands before a stream."""
    protocol.check_model(body.get("model"), protocol.SPEECH)
    text, voice, form = body.get("input"), body.get("voice"), body.get("response_format", "mp3")
    if not isinstance(text, str) or not text.strip():
        raise protocol.bad_request("Invalid 'input': string too short.", "input", "string_below_min_length")
    if len(text) > MAX_INPUT_CHARS:
        message = f"Invalid 'input': string too long. Expected a string with maximum length {MAX_INPUT_CHARS}."
        raise protocol.bad_request(message, "input", "string_above_max_length")
    if voice not in VOICES:
        raise protocol.bad_request(f"Invalid value: '{voice}'. Supported values are: {', '.join(VOICES)}.", "voice")
    if form not in _TYPES:
        raise protocol.bad_request(f"This stand-in speaks {' and '.join(_TYPES)} only, not {form}.", "response_format")
    if fault is Fault.REFUSAL:
        raise protocol.refused()
    if fault is Fault.MALFORMED:
        return Response(b"<html>bad gateway</html>", media_type=_TYPES[form])
    recording = damage(record_speech(text, voice, detect_language(body.get("instructions") or "", text)), fault)
    recordings.add(recording)
    samples = recording.samples.astype("<i2").tobytes()
    return Response(_streamed_header() + samples if form == "wav" else samples, media_type=_TYPES[form])


def record_speech(text: str, voice: str, language: Language = "en") -> Recording:
    """Speak `text` in OpenAI's voice `voice`, with the times of its words."""
    synthesis = synthesize(text, voice_for(voice, language))
    samples = resample(np.frombuffer(synthesis.samples, dtype=np.int16), synthesis.rate_hz, RATE_HZ)
    word_starts = [
        (word.text, word.sample / synthesis.rate_hz) for word in synthesis.words if any(map(str.isalnum, word.text))
    ]
    starts = [start for _, start in word_starts]
    ends = [*starts[1:], len(samples) / RATE_HZ]
    words = tuple(
        Word(word, start, word_end_s(samples, RATE_HZ, start, end))
        for (word, start), end in zip(word_starts, ends, strict=True)
    )
    return Recording(samples, RATE_HZ, words)


def _streamed_header() -> bytes:
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, RATE_HZ, 2 * RATE_HZ, 2, 16)
    riff = struct.pack("<4sI4s", b"RIFF", _UNKNOWN_SIZE, b"WAVE")
    return riff + form + struct.pack("<4sI", b"data", _UNKNOWN_SIZE)
