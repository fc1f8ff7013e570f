"""Use case of the text-to-speech stage: synthesize the script's voice-over once, however often the stage runs."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from functions.tts.providers import ProviderChain, SpeechProvider, SpeechRequest, Voiceover
from functions.tts.transcript_check import with_script_spelling
from vidx import keys, wav
from vidx.jobs.artifacts import (
    FINGERPRINT,
    VOICE_PROVIDER,
    fallbacks_metadata,
    find_artifact,
    fingerprint_of,
    read_request,
    reuse_artifact,
    stored_fallbacks,
)
from vidx.jobs.events import StageInput, TtsResult
from vidx.jobs.model import Notice
from vidx.jobs.paid_results import Payment, pay_once
from vidx.jobs.rejected_voices import rejected_voices
from vidx.jobs.request import VideoRequest
from vidx.ports.storage import Store
from vidx.script import Script
from vidx.speech import SpokenText
from vidx.stored import parse_object

RECIPE: Final = "voice/1"
"""Part of the fingerprint: raise it when this code makes other voice-overs, so that old ones are not reused. The
provider is not part of the fingerprint: a retry reuses an existing voice-over of any provider."""
LENGTH_TOLERANCE: Final = 0.20
"""Largest deviation from the requested length without a notice, as a share of it. A script may deviate by 15 %
(`functions.script.pacing`), and voices differ in pace."""
LENGTH_NOTICE: Final = "SpokenLength"
"""Code of the notice about the length."""


def synthesize_voiceover(
    event: StageInput,
    store: Store,
    providers: Sequence[SpeechProvider],
    report_progress: Callable[[float], None],
) -> TtsResult:
    """Write the voice-over of the job's script to `keys.voice`. The same text and voice are paid for only once.

    If the voice has other words than the script but the same facts, its text is written to `keys.transcript` for the
    captions.

    Raises:
        FilesExpired: the job's request is gone.
        ArtifactMissing: the script does not exist.
        Transient: a provider is down for the moment, and a retry follows.
        ProviderFailed: every provider failed; the error is the first provider's.
        JobClosed: the job is over; nothing more is paid for.
        PaymentInterrupted: a worker was killed while it paid.
        StorageUnavailable: the storage is down; nothing is paid for if it was down before.
    """
    request = read_request(store, event.job_id)
    script = parse_object(Script, store.get(keys.script(event.job_id)))
    listing, voice = request.listing, request.choices.voice
    text = script.spoken_text(listing.language, listing.context)
    fingerprint = fingerprint_of(RECIPE, text.voice_text, voice, listing.language)
    rejected = [each for each in rejected_voices(store, event.job_id) if each.made_from == fingerprint]
    rejected_now = {each.provider for each in rejected if each.attempt == event.attempt}
    if rejected:  # an earlier version of the video may have the recording that was rejected here
        earlier = find_artifact(store, keys.voice(event.job_id), fingerprint)
    else:
        earlier = reuse_artifact(store, request, fingerprint, keys.voice)
    if earlier:
        return _result(request, earlier.metadata, reused=True)
    chain = ProviderChain(providers, event.last_try, report_progress, rejected_now)
    voiceover = pay_once(
        Payment(store, keys.voice(event.job_id), fingerprint, event.attempt),
        partial(chain.synthesize, SpeechRequest(text, voice, listing.title, listing.context)),
        lambda paid: _write_voiceover(store, event.job_id, fingerprint, paid, text),
    )
    return _result(request, _metadata(voiceover, fingerprint), reused=False)


def _write_voiceover(store: Store, job_id: str, fingerprint: str, voiceover: Voiceover, text: SpokenText) -> None:
    """Write the voice-over. If its words are not the script's, write the text for the captions first."""
    file = wav.write(voiceover.sound)
    if voiceover.transcript is not None:
        caption_text = with_script_spelling(text, voiceover.transcript)
        metadata = {FINGERPRINT: fingerprint_of(file)}
        store.put(keys.transcript(job_id), caption_text.encode(), "text/plain; charset=utf-8", metadata)
    store.put(keys.voice(job_id), file, "audio/wav", _metadata(voiceover, fingerprint))


def _metadata(voiceover: Voiceover, fingerprint: str) -> dict[str, str]:
    return {
        FINGERPRINT: fingerprint,
        "provider": voiceover.provider,
        "model": voiceover.model,
        "voice-s": f"{voiceover.sound.seconds:.3f}",
        VOICE_PROVIDER: voiceover.name,
        **fallbacks_metadata(voiceover.fallbacks),
    }


def length_notices(voice_s: float, request: VideoRequest) -> tuple[Notice, ...]:
    """Return a notice if the voice-over is longer or shorter than requested by more than `LENGTH_TOLERANCE`."""
    requested_s = request.choices.duration
    if abs(voice_s - requested_s) <= requested_s * LENGTH_TOLERANCE:
        return ()
    comparison = "longer" if voice_s > requested_s else "shorter"
    message = (
        f"The voice takes {voice_s:.0f} seconds, {comparison} than the {requested_s} seconds that you chose. "
        f"{_advice(comparison, own_script=request.script is not None)}"
    )
    return (Notice(code=LENGTH_NOTICE, message=message),)


def _advice(comparison: str, *, own_script: bool) -> str:
    if comparison == "longer":
        return "If that is too long, shorten the script and make another version."
    if own_script:
        return "If that is too short, add to the script and make another version."
    return "If that is too short, add to the description or the script and make another version."


def _result(request: VideoRequest, metadata: Mapping[str, str], *, reused: bool) -> TtsResult:
    """Build the stage's result from the metadata of the voice-over's object."""
    voice_s = float(metadata["voice-s"])
    return TtsResult(
        provider=metadata["provider"],
        model=metadata["model"],
        reused=reused,
        notices=length_notices(voice_s, request),
        fallbacks=stored_fallbacks(metadata),
        voice_key=keys.voice(request.job_id),
        voice_s=voice_s,
    )
