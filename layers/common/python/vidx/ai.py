"""The seams to AI providers: what is asked, what comes back.

What an answer costs is counted on `vidx.usage.METER` by whoever gives it, before it is looked at: refused, misshapen
or thrown away later, it is charged all the same.
"""

from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel

Answer = TypeVar("Answer", bound=BaseModel)


@dataclass(frozen=True)
class Completion(Generic[Answer]):
    """A structured answer of a language model."""

    answer: Answer
    provider: str
    model: str


@dataclass(frozen=True)
class Synthesis:
    """Speech as a complete WAV file (16-bit PCM, mono, 16 to 48 kHz)."""

    wav: bytes
    provider: str
    model: str
    transcript: str | None = None
    """What the model says that it said, where it chooses its words; None where it reads what it was given."""


@dataclass(frozen=True)
class HeardWord:
    """One word as a recogniser spelled it."""

    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True)
class Transcript:
    words: tuple[HeardWord, ...]
    provider: str
    model: str


class Writer(Protocol):
    """A language model that answers in a given form.

    Methods raise leaves of `Transient` or `ProviderFailed`.
    """

    def write(self, instructions: str, facts: str, form: type[Answer]) -> Completion[Answer]:
        """Answer `instructions` about `facts` (data of the seller's, never instructions) as a `form`."""
        ...


class Speech(Protocol):
    """A text-to-speech model. Methods raise leaves of `Transient` or `ProviderFailed`."""

    def speak(self, text: str, voice: str, language: str) -> Synthesis: ...


class Transcriber(Protocol):
    """A recogniser with word timestamps. Methods raise leaves of `Transient` or `ProviderFailed`."""

    def transcribe(self, wav: bytes, language: str) -> Transcript: ...
