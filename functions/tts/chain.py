"""The providers of a voice in their order, and when to go on to the next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from functions.tts import voice
from functions.tts.chunks import split_for_speech
from functions.tts.fidelity import differences
from functions.tts.weighty import weighty
from vidx import wav
from vidx.errors import ProviderFailed, ProviderMalformed, ProviderRateLimited, ProviderUnavailable
from vidx.observability import logger
from vidx.options import Language, Voice
from vidx.ports import Speech, Synthesis
from vidx.speech import NO_CONTEXT, Context
from vidx.wav import Pcm


@dataclass(frozen=True)
class Reader:
    """A provider in the chain.

    Attributes:
        name: as `voice_order` has it.
        speech: makes the provider when its turn comes, since some clients are slow to import.
        max_chars: longest text of one request.
    """

    name: str
    speech: Callable[[], Speech]
    max_chars: int


@dataclass(frozen=True)
class Text:
    """What is to be read, and how."""

    said: str
    voice: Voice
    language: Language
    title: str = ""
    """The listing's, whose words no reading may change."""
    context: Context = NO_CONTEXT


@dataclass(frozen=True)
class Recording:
    """The finished voice, and who made it."""

    sound: Pcm
    provider: str
    model: str
    reworded: str | None = None
    """What was said, where that is not what was to be read."""


@dataclass(frozen=True)
class Take:
    """One piece as it was read: in the words of `said`, other than the text's where `reworded`."""

    speech: Synthesis
    said: str
    reworded: bool


@dataclass
class Session:
    """One run through the chain.

    Attributes:
        last_try: no retry follows, so that an unavailable provider means the next one.
        progress: told the share of the text that is spoken (0…1) before every paid call; may raise to stop.
    """

    readers: Sequence[Reader]
    last_try: bool
    progress: Callable[[float], None]

    def record(self, text: Text) -> Recording:
        """The text in the voice of the first provider that gives a usable one.

        Raises:
            ProviderUnavailable, ProviderRateLimited: a provider is down for the moment, and the stage is tried again.
            Transient, ProviderFailed: none gave one; this is what the first of them ran into.
        """
        failures: list[ProviderFailed | ProviderUnavailable | ProviderRateLimited] = []
        for reader in self.readers:
            try:
                return self._recording(reader, text)
            except ProviderFailed as error:
                failures.append(error)
            except (ProviderUnavailable, ProviderRateLimited) as error:
                if not self.last_try:
                    raise
                failures.append(error)
            reason = {"code": failures[-1].code(), "reason": str(failures[-1])}
            logger.warning("voice provider passed over", extra={"voice_provider": reader.name, **reason})
        raise failures[0]

    def _recording(self, reader: Reader, text: Text) -> Recording:
        speech, chunks = reader.speech(), split_for_speech(text.said, reader.max_chars)
        takes = []
        for done, chunk in enumerate(chunks):
            self.progress(done / len(chunks))
            takes.append(self._faithful(speech, chunk, text))
        sound = voice.assemble([wav.read(take.speech.wav) for take in takes], text.said)
        reworded = " ".join(take.said for take in takes) if any(take.reworded for take in takes) else None
        return Recording(sound, takes[0].speech.provider, takes[0].speech.model, reworded)

    def _faithful(self, speech: Speech, chunk: str, text: Text) -> Take:
        """A take that says what it was given; a reworded one is asked for once more.

        When both are reworded, the later one that changes nothing of weight is taken, and captions follow it.

        Raises:
            ProviderMalformed: both readings change a number, a price or a name.
        """
        takes = [self._take(speech, chunk, text)]
        if takes[0].reworded:
            takes.append(self._take(speech, chunk, text))
        for take in reversed(takes):
            if not take.reworded or not weighty(chunk, take.said, text.title, text.language, text.context):
                return take
        raise ProviderMalformed(
            f"The AI model does not keep to the script's figures and names ({takes[0].speech.model})."
        )

    def _take(self, speech: Speech, chunk: str, text: Text) -> Take:
        """One reading, compared with what was asked for."""
        take = speech.speak(chunk, text.voice, text.language)
        changed = [] if take.transcript is None else differences(chunk, take.transcript, text.language, text.context)
        if not changed or take.transcript is None:
            return Take(take, chunk, reworded=False)
        logger.warning("reworded reading", extra={"model": take.model, "changes": changed[:5]})
        return Take(take, take.transcript, reworded=True)
