"""Ports of the AI providers: language model, voice, recogniser and moderation.

The adapter adds the fee of a provider's response to `vidx.usage.USAGE_COUNTER` before it reads the content, because
providers also charge for responses that are refused, malformed or discarded later.
"""

from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel

from vidx.jobs.model import Fallback
from vidx.moderation import Assessment

Answer = TypeVar("Answer", bound=BaseModel)


@dataclass(frozen=True)
class Completion(Generic[Answer]):
    """Structured output of a language model.

    Attributes:
        fallbacks: the models that were skipped.
    """

    answer: Answer
    provider: str
    model: str
    fallbacks: tuple[Fallback, ...] = ()


class LanguageModel(Protocol):
    """A language model with structured output.

    Methods raise leaves of `Transient` or `ProviderFailed`.
    """

    def write(self, instructions: str, facts: str, form: type[Answer]) -> Completion[Answer]:
        """Return the response to `instructions` about `facts`, the seller's data, as an instance of `form`."""
        ...


@dataclass(frozen=True)
class Synthesis:
    """Speech as a complete WAV file (16-bit PCM, mono, 16 to 48 kHz)."""

    wav: bytes
    provider: str
    model: str
    transcript: str | None = None
    """The words that the model reports to have spoken, if it generates them; None for a model that reads the text."""


class TextToSpeech(Protocol):
    """A text-to-speech model. Methods raise leaves of `Transient` or `ProviderFailed`."""

    def speak(self, text: str, voice: str, language: str) -> Synthesis: ...


@dataclass(frozen=True)
class RecognizedWord:
    """One word in the recogniser's spelling."""

    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True)
class Transcript:
    words: tuple[RecognizedWord, ...]
    provider: str
    model: str


class Transcriber(Protocol):
    """A recogniser with word timestamps. Methods raise leaves of `Transient` or `ProviderFailed`."""

    def transcribe(self, wav: bytes, language: str) -> Transcript: ...


class Moderator(Protocol):
    """A moderation model. Methods raise leaves of `Transient` or `ProviderFailed`."""

    def assess_text(self, text: str) -> Assessment: ...

    def assess_image(self, image: bytes, content_type: str) -> Assessment:
        """Assess a JPEG or PNG file."""
        ...
