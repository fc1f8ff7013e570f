"""Word timings, as the captions stage writes them to `keys.words` and render reads them."""

from typing import Literal

from pydantic import BaseModel, ConfigDict


class TimedWord(BaseModel):
    """One word of the script in its own spelling, punctuation attached, with its time in the voice."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    start_s: float
    end_s: float


class Words(BaseModel):
    """Timings of every word of the script, in order, without overlaps.

    `confidence` is 0…1; `method` tells how the times were found.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: tuple[TimedWord, ...]
    voice_s: float
    method: Literal["alignment", "transcription", "proportional"]
    confidence: float
    model: str
