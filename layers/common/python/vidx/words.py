"""Word timings, as the captions stage writes them to `keys.words` and render reads them."""

from typing import Literal

import msgspec
from msgspec import Struct


class TimedWord(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One word of the script in its own spelling, punctuation attached, with its time in the voice."""

    text: str
    start_s: float
    end_s: float


class Words(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Timings of every word of the script, in order, without overlaps.

    `confidence` is 0…1; `method` tells how the times were found.
    """

    words: tuple[TimedWord, ...]
    voice_s: float
    method: Literal["alignment", "transcription", "proportional"]
    confidence: float
    model: str


def words_of(document: bytes) -> Words:
    """Of the document at `keys.words`.

    Raises:
        msgspec.ValidationError: it is not what the captions stage writes; the message names the field.
    """
    return msgspec.json.decode(document, type=Words)
