"""AI providers without a network."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from pydantic import BaseModel

from vidx import costs, wav
from vidx.costs import VoiceTokens
from vidx.errors import VidxError
from vidx.ports.providers import Answer, Completion, LanguageModel, Synthesis, TextToSpeech
from vidx.speech import verbalize
from vidx.usage import USAGE_COUNTER


@dataclass
class ScriptedModel:
    """Returns the prepared answers or raises the prepared errors, one after the other. `requests` has its prompts."""

    answers: Sequence[BaseModel | VidxError]
    prompts: list[tuple[str, str]] = field(default_factory=list)

    def write(self, instructions: str, facts: str, form: type[Answer]) -> Completion[Answer]:
        self.prompts.append((instructions, facts))
        answer = self.answers[len(self.prompts) - 1]
        if isinstance(answer, VidxError):
            raise answer
        assert isinstance(answer, form)
        USAGE_COUNTER.add_fee(costs.chat_usd("gpt-6-luna", 1_000, 100))
        return Completion(answer, "openai", "gpt-6-luna")


def tone(seconds: float, rate_hz: int = 24_000, peak: int = 8_000) -> wav.Pcm:
    """A steady 200 Hz tone; silence with a peak of 0."""
    period = rate_hz // 200
    wave = (round(peak * math.sin(2 * math.pi * at / period)) for at in range(period))
    cycle = b"".join(sample.to_bytes(2, "little", signed=True) for sample in wave)
    return wav.Pcm(cycle * round(seconds * 200), rate_hz)


@dataclass
class ToneSpeech:
    """Returns a tone of a third of a second for every word."""

    errors: list[VidxError] = field(default_factory=list)
    provider: str = "openai"
    model: str = "gpt-4o-mini-tts"
    tokens: VoiceTokens | None = None
    """Tokens that a call is charged for. None charges by characters."""
    transcripts: list[str] = field(default_factory=list)
    """Transcript of each call. Empty for a model without transcripts."""
    peak: int = 8_000
    spoken: list[tuple[str, str]] = field(default_factory=list)

    def speak(self, text: str, voice: str, language: str) -> Synthesis:
        assert language == "en"
        self.spoken.append((text, voice))
        if self.errors:
            raise self.errors.pop(0)
        USAGE_COUNTER.add_fee(self._usd(text))
        sound = wav.write(tone(len(verbalize(text, "en").split()) / 3, peak=self.peak))
        transcript = self.transcripts.pop(0) if self.transcripts else None
        return Synthesis(sound, self.provider, self.model, transcript)

    def _usd(self, text: str) -> float:
        if self.tokens is not None:
            return costs.voice_tokens_usd(self.model, self.tokens)
        return costs.speech_usd(self.model, len(text))


_writer: LanguageModel = ScriptedModel([])
_speech: TextToSpeech = ToneSpeech()
