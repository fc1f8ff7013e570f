"""The voice stage's use case: read the script aloud once, however often it is asked for."""

from collections.abc import Callable
from typing import Final

from functions.tts import voice
from functions.tts.chunks import split_for_speech
from vidx import costs, keys, spoken, wav
from vidx.ai import Speech, Synthesis
from vidx.artifacts import FINGERPRINT, fingerprint, made_from
from vidx.listing import JobRequest
from vidx.ports import ObjectInfo, Store
from vidx.script import Script
from vidx.steps import StageInput, TtsResult

RECIPE: Final = "voice/1"
"""Part of the fingerprint: a change in how a voice is made makes old ones stale."""
MAX_CHARS: Final = 4_096
"""Longest text of one request; the shortest limit among the hosts of the speech endpoint (OpenAI's)."""


def narrate(step: StageInput, store: Store, speech: Speech, progress: Callable[[float], None]) -> TtsResult:
    """Write the voice of the job's script to `keys.voice`, paying at most once for the same words and voice.

    Raises:
        ArtifactMissing: there is no script yet.
        Transient, ProviderFailed: what the provider ran into, or sound that cannot be the script.
        JobClosed: the job is over; nothing more is paid for.
    """
    request = JobRequest.model_validate_json(store.get(keys.job_request(step.job_id)))
    script = Script.model_validate_json(store.get(keys.script(step.job_id)))
    text = spoken.say(script.text, request.listing.language)
    made = fingerprint(RECIPE, text, request.choices.voice, request.listing.language)
    found = made_from(store, keys.voice(step.job_id), made)
    if found:
        return _reused(step, found)

    takes = []
    chunks = split_for_speech(text, MAX_CHARS)
    for done, chunk in enumerate(chunks):
        progress(done / len(chunks))
        takes.append(speech.speak(chunk, request.choices.voice, request.listing.language))
    return _written(step, store, text, takes, made)


def _written(step: StageInput, store: Store, text: str, takes: list[Synthesis], made: str) -> TtsResult:
    sound = voice.assemble([wav.read(take.wav) for take in takes], words=len(text.split()))
    provider, model = takes[0].provider, takes[0].model
    metadata = {FINGERPRINT: made, "provider": provider, "model": model, "voice-s": f"{sound.seconds:.3f}"}
    store.put(keys.voice(step.job_id), wav.write(sound), "audio/wav", metadata)
    return TtsResult(
        provider=provider,
        model=model,
        provider_usd=sum(costs.speech_usd(take.model, take.input_chars) for take in takes),
        voice_key=keys.voice(step.job_id),
        voice_s=round(sound.seconds, 3),
    )


def _reused(step: StageInput, found: ObjectInfo) -> TtsResult:
    return TtsResult(
        provider=found.metadata["provider"],
        model=found.metadata["model"],
        reused=True,
        voice_key=keys.voice(step.job_id),
        voice_s=float(found.metadata["voice-s"]),
    )
