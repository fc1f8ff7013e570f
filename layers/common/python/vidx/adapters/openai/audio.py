"""Speech and transcription by OpenAI's audio endpoints."""

from typing import Final

from openai import omit
from openai.types.audio import TranscriptionVerbose

from vidx import costs, wav
from vidx.adapters.openai.client import PROVIDER, ClientFactory, mapped_errors, with_current_key
from vidx.errors import ProviderMalformed
from vidx.options import LANGUAGE_NAMES
from vidx.ports.providers import RecognizedWord, Synthesis, Transcript
from vidx.usage import USAGE_COUNTER

MAX_INPUT_CHARS: Final = 4_096
"""Longest text of one speech request; https://developers.openai.com/api/docs/api-reference/audio/createSpeech"""

READING_INSTRUCTIONS: Final = (
    "Read the text exactly as written, in {language}: lively, warm and clear, at a brisk, even pace."
)
_NO_INSTRUCTIONS_PREFIX: Final = "tts-1"
"""Prefix of models that accept no instructions."""


class OpenAiSpeech:
    """Implements `TextToSpeech`. Sellers choose voices by OpenAI's names, so no mapping is needed."""

    def __init__(self, connect: ClientFactory, model: str) -> None:
        self._connect = connect
        self._model = model

    @with_current_key
    def speak(self, text: str, voice: str, language: str) -> Synthesis:
        client = self._connect()
        instructions = (
            omit
            if self._model.startswith(_NO_INSTRUCTIONS_PREFIX)
            else READING_INSTRUCTIONS.format(language=LANGUAGE_NAMES.get(language, language))
        )
        with mapped_errors(self._model):
            response = client.audio.speech.create(
                model=self._model, voice=voice, input=text, instructions=instructions, response_format="wav"
            )
            USAGE_COUNTER.add_fee(costs.speech_usd(self._model, len(text)))
            sound = wav.read(response.content)
        return Synthesis(wav=wav.write(sound), provider=PROVIDER, model=self._model)


class OpenAiTranscriber:
    """Implements `Transcriber`. Only whisper-1 returns word timestamps."""

    def __init__(self, connect: ClientFactory, model: str) -> None:
        self._connect = connect
        self._model = model

    @with_current_key
    def transcribe(self, wav: bytes, language: str) -> Transcript:
        client = self._connect()
        with mapped_errors(self._model):
            transcription: TranscriptionVerbose = client.audio.transcriptions.create(
                file=("voice.wav", wav, "audio/wav"),
                model=self._model,
                language=language,
                response_format="verbose_json",
                timestamp_granularities=["word"],
            )
            USAGE_COUNTER.add_fee(costs.transcription_usd(self._model, _seconds(wav)))
            words = tuple(RecognizedWord(text=w.word, start_s=w.start, end_s=w.end) for w in transcription.words or ())
        if not words:
            raise ProviderMalformed(f"The transcription has no word timestamps ({self._model}).")
        return Transcript(words=words, provider=PROVIDER, model=self._model)


def _seconds(file: bytes) -> float:
    return wav.read(file).seconds
