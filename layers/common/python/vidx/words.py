"""Word timings, which the captions stage writes to `keys.words` and the render stage reads."""

from typing import Literal

from pydantic import BaseModel, ConfigDict


class TimedWord(BaseModel):
    """A word of the script in its written form, with punctuation, and its time in the voice."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    text: str
    start_s: float
    end_s: float


class WordTimings(BaseModel):
    """Timings of all words of the script, in order, without overlaps.

    Attributes:
        confidence: 0…1.
        method: how the times were found.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    words: tuple[TimedWord, ...]
    voice_s: float
    method: Literal["alignment", "transcription", "proportional"]
    confidence: float
    model: str
