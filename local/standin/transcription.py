"""`/v1/audio/transcriptions`."""

from typing import Any, Final

import numpy as np

from local.standin import errors, models, recognition
from local.standin.faults import Kind
from local.standin.memory import Memory
from vidx import wav

NAMES: Final = {"en": "english", "es": "spanish", "fr": "french", "de": "german", "pt": "portuguese", "it": "italian"}
"""The API takes a language by its code and answers with its name."""


def transcribe(
    sound: bytes, fields: dict[str, str], granularities: list[str], fault: Kind | None, memory: Memory
) -> dict[str, Any]:
    """Transcribe a WAV file: exactly when it was spoken here, otherwise by recognition."""
    model = models.check_model(fields.get("model"), models.TRANSCRIPTION)
    form = fields.get("response_format", "json")
    if form not in {"json", "verbose_json"}:
        raise errors.bad_request(f"This stand-in answers json and verbose_json only, not {form}.", "response_format")
    if form == "verbose_json" and model not in models.WITH_WORD_TIMES:
        message = f"response_format 'verbose_json' is not compatible with model '{model}'. Use 'json' instead."
        raise errors.bad_request(message, "response_format", "unsupported_value")
    if fault is Kind.REFUSAL:
        raise errors.refused()
    try:
        pcm = wav.read(sound)
    except wav.UnsupportedWav as error:
        message = f"Invalid file format: the file {error}."
        raise errors.bad_request(message, "file", "unsupported_format") from error
    samples = np.frombuffer(pcm.samples, dtype="<i2").astype(np.int16)
    words = memory.words_in(samples, pcm.rate_hz) or recognition.words_in(samples, pcm.rate_hz)
    text = " ".join(word.text for word in words)
    if form == "json" or fault is Kind.MALFORMED:
        return {"text": text}
    heard = [{"word": word.text, "start": round(word.start_s, 3), "end": round(word.end_s, 3)} for word in words]
    return {
        "task": "transcribe",
        "language": NAMES.get(fields.get("language", "en"), "english"),
        "duration": round(pcm.seconds, 3),
        "text": text,
        **({"words": heard} if "word" in granularities else {}),
        "usage": {"type": "duration", "seconds": int(-(-pcm.seconds // 1))},
    }
