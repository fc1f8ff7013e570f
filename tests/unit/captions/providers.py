"""Recognisers that answer, or fail, as told."""

from dataclasses import dataclass, field

from vidx import costs
from vidx.ports import RecognizedWord, Transcriber, Transcript
from vidx.usage import METER


@dataclass
class Recogniser:
    """Hears `words` in every voice, or raises `failure`; `calls` counts what was paid for."""

    words: tuple[RecognizedWord, ...] = ()
    failure: Exception | None = None
    calls: list[str] = field(default_factory=list)

    def transcribe(self, wav: bytes, language: str) -> Transcript:
        assert wav.startswith(b"RIFF")
        self.calls.append(language)
        if self.failure is not None:
            raise self.failure
        METER.add_fee(costs.transcription_usd("whisper-1", 60.0))
        return Transcript(self.words, provider="openai", model="whisper-1")


def hears(text: str, word_s: float = 0.4) -> Recogniser:
    """One that hears the words of `text` one after the other, each `word_s` long."""
    words = tuple(RecognizedWord(word, at * word_s, (at + 1) * word_s) for at, word in enumerate(text.split()))
    return Recogniser(words)


def _conforms(recogniser: Recogniser) -> Transcriber:
    """Never called: has the type checker hold the fake to its port."""
    return recogniser
