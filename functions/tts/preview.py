"""A sample of a voice, for those who are about to choose one."""

from collections.abc import Sequence
from typing import Final

from functions.tts.chain import Reader, Session, Text
from vidx import speech, wav
from vidx.jobs.events import PreviewInput, PreviewResult
from vidx.observability import logger
from vidx.ports import Store
from vidx.previews import SENTENCES, key_of
from vidx.settings import Settings
from vidx.usage import METER

TYPE: Final = "audio/wav"


def record_preview(ask: PreviewInput, store: Store, readers: Sequence[Reader], here: Settings) -> PreviewResult:
    """Write the sample to its key unless it is there, by the chain of providers that reads the videos' scripts.

    A provider that is down for the moment is not passed over: the next one's voice would be kept as this one's.

    Raises:
        Transient: a provider is down for the moment.
        ProviderFailed: no provider could read it; the error is the first one's.
    """
    key = key_of(ask.voice, ask.language, here)
    if store.head(key) is not None:
        return PreviewResult(preview_key=key, cost_usd=0.0)
    before = METER.so_far()
    text = Text(speech.say(SENTENCES[ask.language], ask.language), ask.voice, ask.language)
    recording = Session(readers, last_try=False, progress=_nobody_waits).record(text)
    maker = {"provider": recording.provider, "model": recording.model}
    store.put(key, wav.write(recording.sound), TYPE, maker)
    usd = METER.so_far().since(before).fees_usd
    logger.info("voice sample made", extra={"key": key, "usd": usd, **maker})
    return PreviewResult(preview_key=key, cost_usd=usd)


def _nobody_waits(_fraction: float) -> None:
    """No job shows the progress of a sample."""
