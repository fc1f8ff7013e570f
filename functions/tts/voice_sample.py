"""Record a sample of a voice, for users who choose one."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from functions.tts.providers import ProviderChain, SpeechProvider, SpeechRequest, Voiceover
from vidx import wav
from vidx.jobs.events import VoiceSampleInput, VoiceSampleResult
from vidx.jobs.paid_results import Payment, pay_once
from vidx.observability import logger
from vidx.ports.storage import Store
from vidx.settings import Settings
from vidx.speech import normalize
from vidx.usage import USAGE_COUNTER
from vidx.voice_samples import SENTENCES, sample_key

_CONTENT_TYPE: Final = "audio/wav"


def record_voice_sample(
    request: VoiceSampleInput, store: Store, providers: Sequence[SpeechProvider], settings: Settings
) -> VoiceSampleResult:
    """Record the sample with the provider chain of the videos, and store it at its key, unless it exists.

    While a provider is down for the moment, no other one replaces it, because its sample would be stored for good.

    Raises:
        Transient: a provider is down for the moment.
        ProviderFailed: every provider failed; the error is the first provider's.
        StorageUnavailable: the storage is down; nothing is paid for if it was down before.
    """
    key = sample_key(request.voice, request.language, settings)
    if store.head(key) is not None:
        return VoiceSampleResult(sample_key=key, cost_usd=0.0)
    usage_before = USAGE_COUNTER.snapshot()
    text = normalize(SENTENCES[request.language], request.language)
    chain = ProviderChain(providers, last_try=False, report_progress=_ignore_progress)
    voiceover = pay_once(
        Payment(store, key, made_from=key),
        partial(chain.synthesize, SpeechRequest(text, request.voice)),
        lambda paid: store.put(key, wav.write(paid.sound), _CONTENT_TYPE, _origin(paid)),
    )
    usd = USAGE_COUNTER.snapshot().since(usage_before).fees_usd
    logger.info("voice sample recorded", extra={"key": key, "usd": usd, **_origin(voiceover)})
    return VoiceSampleResult(sample_key=key, cost_usd=usd)


def _origin(voiceover: Voiceover) -> dict[str, str]:
    return {"provider": voiceover.provider, "model": voiceover.model}


def _ignore_progress(_fraction: float) -> None:
    """Ignore the progress: a sample belongs to no job that could show it."""
