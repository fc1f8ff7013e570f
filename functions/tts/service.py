"""The voice stage's use case: read the script aloud once, however often it is asked for."""

from collections.abc import Callable, Sequence
from typing import Final

from functions.tts.chain import Reader, Recording, Session, Text
from functions.tts.length import length_notices
from functions.tts.retold import retold
from vidx import keys, wav
from vidx.jobs.artifacts import FINGERPRINT, fingerprint, made_before
from vidx.jobs.events import StageInput, TtsResult
from vidx.jobs.request import JobRequest
from vidx.ports import ObjectInfo, Store
from vidx.script import Script

RECIPE: Final = "voice/1"
"""Part of the fingerprint: a change in how a voice is made makes old ones stale. Who reads it is no part of it, so
that a retry keeps the voice that is there, whichever provider made it."""


def narrate(step: StageInput, store: Store, readers: Sequence[Reader], progress: Callable[[float], None]) -> TtsResult:
    """Write the voice of the job's script to `keys.voice`, paying at most once for the same words and voice.

    A reading in other words, none of them of weight, leaves those at `keys.said` for the captions to show.

    Raises:
        ArtifactMissing: there is no script yet.
        Transient: a provider is down for the moment, and another try follows.
        ProviderFailed: no provider could read it; the error is the first one's.
        JobClosed: the job is over; nothing more is paid for.
    """
    request = JobRequest.model_validate_json(store.get(keys.job_request(step.job_id)))
    script = Script.model_validate_json(store.get(keys.script(step.job_id)))
    listing, voice = request.listing, request.choices.voice
    said = script.aloud(listing.language, listing.context)
    made = fingerprint(RECIPE, said, voice, listing.language)
    found = made_before(store, request, made, keys.voice)
    if found:
        return _reused(step, found, request)
    session = Session(readers, step.last_try, progress)
    recording = session.record(Text(said, voice, listing.language, listing.title, listing.context))
    file = wav.write(recording.sound)
    if recording.reworded is not None:
        shown = retold(
            script.tokens(listing.language, listing.context), recording.reworded, listing.language, listing.context
        )
        store.put(keys.said(step.job_id), shown.encode(), "text/plain; charset=utf-8", {FINGERPRINT: fingerprint(file)})
    return _written(step, store, recording, file, made, request)


def _written(
    step: StageInput, store: Store, recording: Recording, file: bytes, made: str, request: JobRequest
) -> TtsResult:
    sound = recording.sound
    maker = {"provider": recording.provider, "model": recording.model}
    metadata = {FINGERPRINT: made, **maker, "voice-s": f"{sound.seconds:.3f}"}
    store.put(keys.voice(step.job_id), file, "audio/wav", metadata)
    return TtsResult(
        provider=recording.provider,
        model=recording.model,
        notices=length_notices(sound.seconds, request),
        voice_key=keys.voice(step.job_id),
        voice_s=round(sound.seconds, 3),
    )


def _reused(step: StageInput, found: ObjectInfo, request: JobRequest) -> TtsResult:
    voice_s = float(found.metadata["voice-s"])
    return TtsResult(
        provider=found.metadata["provider"],
        model=found.metadata["model"],
        reused=True,
        notices=length_notices(voice_s, request),
        voice_key=keys.voice(step.job_id),
        voice_s=voice_s,
    )
