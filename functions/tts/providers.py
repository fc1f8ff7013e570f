"""Try the speech providers in order until one gives a usable voice-over."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from functions.tts.audio import assemble_voiceover
from functions.tts.length_check import check_length
from functions.tts.transcript_check import factual_changes, word_differences
from vidx import wav
from vidx.errors import (
    ProviderFailed,
    ProviderMalformed,
    ProviderRateLimited,
    ProviderUnavailable,
    VoiceIncomplete,
)
from vidx.jobs.model import Fallback
from vidx.observability import logger
from vidx.options import Language, Voice
from vidx.ports.providers import Synthesis, TextToSpeech
from vidx.speech import NO_CONTEXT, Context, SpokenText, normalize
from vidx.wav import Pcm

_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True)
class SpeechProvider:
    """A provider in the chain.

    Attributes:
        name: its name in the setting `voice_order`.
        client: creates the client, called when the provider's turn comes, because some clients are slow to import.
        max_chars: longest text of one request, in characters.
    """

    name: str
    client: Callable[[], TextToSpeech]
    max_chars: int


@dataclass(frozen=True)
class SpeechRequest:
    """The text of a voice-over and how to read it.

    Attributes:
        title: the listing's title, whose words no provider may change.
    """

    text: SpokenText
    voice: Voice
    title: str = ""
    context: Context = NO_CONTEXT

    @property
    def language(self) -> Language:
        return self.text.language


@dataclass(frozen=True)
class Voiceover:
    """The finished voice-over and the provider that made it.

    Attributes:
        transcript: what the voice says, if its words differ from the requested text; else None.
        name: the provider's name in the setting `voice_order`.
        fallbacks: the providers that were skipped.
    """

    sound: Pcm
    provider: str
    model: str
    transcript: SpokenText | None = None
    name: str = ""
    fallbacks: tuple[Fallback, ...] = ()


@dataclass(frozen=True)
class ChunkRecording:
    """The recording of one chunk of the text.

    Attributes:
        transcript: the words of the recording, if they differ from the chunk's; else None.
    """

    chunk: str
    synthesis: Synthesis
    transcript: SpokenText | None = None


@dataclass
class ProviderChain:
    """Providers that are tried in order until one gives a usable voice-over.

    Attributes:
        last_try: no retry of the stage follows, so that an unavailable provider is skipped.
        rejected: names of providers whose recording of this text broke off.
        report_progress: receives the synthesized share of the text (0…1) before each paid call; may raise to stop.
    """

    providers: Sequence[SpeechProvider]
    last_try: bool
    report_progress: Callable[[float], None]
    rejected: Collection[str] = ()

    def synthesize(self, request: SpeechRequest) -> Voiceover:
        """Return the voice-over of the first provider that gives a usable one.

        Raises:
            ProviderUnavailable, ProviderRateLimited: a provider is down for the moment; a retry of the stage follows.
            Transient, ProviderFailed: every provider failed; the error is the first provider's.
            ProviderMalformed: the recordings of all providers broke off.
        """
        failures: list[ProviderFailed | ProviderUnavailable | ProviderRateLimited] = []
        fallbacks = [
            Fallback(provider=provider.name, code=VoiceIncomplete.code())
            for provider in self.providers
            if provider.name in self.rejected
        ]
        for provider in self.providers:
            if provider.name in self.rejected:
                continue
            try:
                voiceover = self._synthesize_with(provider, request)
                return replace(voiceover, name=provider.name, fallbacks=tuple(fallbacks))
            except ProviderFailed as error:
                failures.append(error)
            except (ProviderUnavailable, ProviderRateLimited) as error:
                if not self.last_try:
                    raise
                failures.append(error)
            reason = {"code": failures[-1].code(), "reason": str(failures[-1])}
            logger.warning("voice provider skipped", extra={"voice_provider": provider.name, **reason})
            fallbacks.append(Fallback(provider=provider.name, code=reason["code"]))
        raise failures[0] if failures else ProviderMalformed("The recordings end before the script does.")

    def _synthesize_with(self, provider: SpeechProvider, request: SpeechRequest) -> Voiceover:
        client, chunks = provider.client(), split_for_speech(request.text.voice_text, provider.max_chars)
        recordings: list[ChunkRecording] = []
        for index, chunk in enumerate(chunks):
            self.report_progress(index / len(chunks))
            text = request.text if len(chunks) == 1 else None
            recordings.append(self._checked_recording(client, chunk, text, request))
        sound = assemble_voiceover([wav.read(recording.synthesis.wav) for recording in recordings])
        check_length(sound.seconds, request.text.spoken_form, request.language, request.voice)
        synthesis = recordings[0].synthesis
        return Voiceover(sound, synthesis.provider, synthesis.model, _joined_transcript(recordings, request))

    def _checked_recording(
        self, client: TextToSpeech, chunk: str, text: SpokenText | None, request: SpeechRequest
    ) -> ChunkRecording:
        """Record the chunk, and record it again if the words of the first recording differ.

        If the words of both differ, use the later one that keeps the facts; captions then follow its transcript.

        Args:
            text: the normalized chunk, or None to normalize it when it is needed.

        Raises:
            ProviderMalformed: both recordings change a number, a price, a name or a negation.
        """
        synthesis = client.speak(chunk, request.voice, request.language)
        if synthesis.transcript is None:
            return ChunkRecording(chunk, synthesis)
        text = text or normalize(chunk, request.language, request.context)
        recordings = [_compared(synthesis, chunk, text, request)]
        if recordings[0].transcript is not None:
            synthesis = client.speak(chunk, request.voice, request.language)
            recordings.append(_compared(synthesis, chunk, text, request))
        title = normalize(request.title, request.language, request.context)
        for recording in reversed(recordings):
            if recording.transcript is None or not factual_changes(text, recording.transcript, title):
                return recording
        model = recordings[0].synthesis.model
        raise ProviderMalformed(f"The AI model does not keep to the script's figures and names ({model}).")


def _compared(synthesis: Synthesis, chunk: str, text: SpokenText, request: SpeechRequest) -> ChunkRecording:
    """Return the recording, with its transcript if that has other words than `text`, the normalized chunk."""
    if synthesis.transcript is None:
        return ChunkRecording(chunk, synthesis)
    transcript = normalize(synthesis.transcript, request.language, request.context)
    differences = word_differences(text, transcript)
    if not differences:
        return ChunkRecording(chunk, synthesis)
    logger.warning(
        "the recording has other words than the text", extra={"model": synthesis.model, "changes": len(differences)}
    )
    return ChunkRecording(chunk, synthesis, transcript)


def _joined_transcript(recordings: Sequence[ChunkRecording], request: SpeechRequest) -> SpokenText | None:
    """Return the text of all recordings, or None if every recording has the words of its chunk."""
    if all(recording.transcript is None for recording in recordings):
        return None
    texts = [
        recording.transcript or normalize(recording.chunk, request.language, request.context)
        for recording in recordings
    ]
    return SpokenText.of_tokens(tuple(token for text in texts for token in text.tokens), request.language)


def split_for_speech(text: str, max_chars: int) -> list[str]:
    """Split `text` at sentence ends into as few chunks as possible.

    Args:
        max_chars: longest chunk, in characters.

    Returns:
        Chunks in reading order. A sentence that is too long is split at blanks, a word that is too long anywhere.
        Joined with a blank they equal `text` with white space normalized, except for words that were cut.
    """
    chunks: list[str] = []
    for part in _parts(" ".join(text.split()), max_chars):
        if chunks and len(chunks[-1]) + 1 + len(part) <= max_chars:
            chunks[-1] += f" {part}"
        else:
            chunks.append(part)
    return chunks


def _parts(text: str, max_chars: int) -> Iterator[str]:
    """Yield sentences that fit, and the words of those that do not."""
    for sentence in _SENTENCE_END.split(text):
        if len(sentence) <= max_chars:
            yield sentence
            continue
        for word in sentence.split(" "):
            yield from (word[start : start + max_chars] for start in range(0, len(word), max_chars))


def _speech_endpoint() -> TextToSpeech:
    from vidx.adapters.openai.providers import speech

    return speech()


def _realtime() -> TextToSpeech:
    from vidx.adapters.openai.providers import realtime

    return realtime()


def _polly() -> TextToSpeech:
    from vidx.adapters.polly import polly

    return polly()


PROVIDERS: Final = {
    # developers.openai.com/api/docs/api-reference/audio/createSpeech
    "speech": SpeechProvider("speech", _speech_endpoint, max_chars=4_096),
    # About a minute of speech; in longer answers the model no longer keeps to the text.
    "realtime": SpeechProvider("realtime", _realtime, max_chars=1_000),
    # docs.aws.amazon.com/polly/latest/dg/limits.html
    "polly": SpeechProvider("polly", _polly, max_chars=3_000),
}


def speech_providers(order: str) -> Sequence[SpeechProvider]:
    """Return the providers of the setting `voice_order`, in its order; the settings validate the names."""
    return [PROVIDERS[name] for name in order.split(",")]
