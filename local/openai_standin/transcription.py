"""`/v1/audio/transcriptions`: exact for audio of this server, else English by pocketsphinx."""

import re
from functools import cache
from threading import Lock
from typing import Any, Final

import numpy as np
from pocketsphinx import Decoder

from local.openai_standin import protocol
from local.openai_standin.audio import RecordingCache, Samples, Word, resample
from local.openai_standin.faults import Fault
from vidx import wav

NAMES: Final = {"en": "english", "es": "spanish", "fr": "french", "de": "german", "pt": "portuguese", "it": "italian"}
"""A request has the language's code; the response has its name."""


def transcribe(
    sound: bytes, fields: dict[str, str], granularities: list[str], fault: Fault | None, recordings: RecordingCache
) -> dict[str, Any]:
    """Transcribe a WAV file."""
    model = protocol.check_model(fields.get("model"), protocol.TRANSCRIPTION)
    form = fields.get("response_format", "json")
    if form not in {"json", "verbose_json"}:
        raise protocol.bad_request(f"This stand-in answers json and verbose_json only, not {form}.", "response_format")
    if form == "verbose_json" and model not in protocol.WORD_TIMESTAMPS:
        message = f"response_format 'verbose_json' is not compatible with model '{model}'. Use 'json' instead."
        raise protocol.bad_request(message, "response_format", "unsupported_value")
    if fault is Fault.REFUSAL:
        raise protocol.refused()
    try:
        pcm = wav.read(sound)
    except wav.UnsupportedWav as error:
        message = f"Invalid file format: the file {error}."
        raise protocol.bad_request(message, "file", "unsupported_format") from error
    samples = np.frombuffer(pcm.samples, dtype="<i2").astype(np.int16)
    words = recordings.find_words(samples, pcm.rate_hz) or recognize(samples, pcm.rate_hz)
    text = " ".join(word.text for word in words)
    if form == "json" or fault is Fault.MALFORMED:
        return {"text": text}
    timed = [{"word": word.text, "start": round(word.start_s, 3), "end": round(word.end_s, 3)} for word in words]
    return {
        "task": "transcribe",
        "language": NAMES.get(fields.get("language", "en"), "english"),
        "duration": round(pcm.seconds, 3),
        "text": text,
        **({"words": timed} if "word" in granularities else {}),
        "usage": {"type": "duration", "seconds": int(-(-pcm.seconds // 1))},
    }


RATE_HZ: Final = 16_000
_FRAMES_PER_S: Final = 100
_PRONUNCIATION: Final = re.compile(r"\(\d+\)$")
_lock = Lock()


def recognize(samples: Samples, rate_hz: int) -> tuple[Word, ...]:
    """Recognize English words with pocketsphinx and its own language model, in order."""
    sound = resample(samples, rate_hz, RATE_HZ).tobytes()
    with _lock:
        decoder = _decoder()
        decoder.start_utt()
        decoder.process_raw(sound, full_utt=True)
        decoder.end_utt()
        segments = [(segment.word, segment.start_frame, segment.end_frame + 1) for segment in decoder.seg() or ()]
    return tuple(
        Word(_PRONUNCIATION.sub("", word), start / _FRAMES_PER_S, end / _FRAMES_PER_S)
        for word, start, end in segments
        if word[0].isalpha()
    )


@cache
def _decoder() -> Any:
    return Decoder(samprate=RATE_HZ, loglevel="FATAL")
