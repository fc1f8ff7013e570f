"""The captions use case: find the time of every word in the voice, then lay out the captions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from functions.captions import ass, webvtt
from functions.captions.layout.canvas import Canvas
from functions.captions.layout.cues import lay_out_cues
from functions.captions.method_chain import MethodChain, time_tokens
from functions.captions.theme import STYLE_METRICS
from functions.captions.timing import Timing, speakable, to_words
from vidx import keys
from vidx.errors import VoiceIncomplete
from vidx.jobs.artifacts import (
    FINGERPRINT,
    VOICE_PROVIDER,
    fallbacks_metadata,
    fingerprint_of,
    read_request,
    reuse_artifact,
    stored_fallbacks,
)
from vidx.jobs.events import CaptionsResult, StageInput
from vidx.jobs.model import Fallback
from vidx.jobs.paid_results import Payment, make_once, write_patiently
from vidx.jobs.rejected_voices import RejectedVoice, reject_voice
from vidx.jobs.request import Listing, VideoRequest
from vidx.options import FRAME_SIZES
from vidx.ports.storage import Store
from vidx.script import Script
from vidx.speech import Token, tokenize
from vidx.stored import parse_object
from vidx.wav import read
from vidx.words import WordTimings

_TIMING_RECIPE: Final = "timing 5"
_LAYOUT_RECIPE: Final = "layout 9"
"""Part of the fingerprints. Raise them when the behaviour changes, so that a retry does not reuse older outputs."""
_PROVIDER: Final = "provider"

Progress = Callable[[float], None]


def write_captions(event: StageInput, store: Store, methods: MethodChain, report_progress: Progress) -> CaptionsResult:
    """Write words.json, captions.ass and captions.vtt of the job, each only when its inputs have changed.

    Raises:
        FilesExpired: the job's request is gone.
        ArtifactMissing: the script or the voice does not exist.
        InvalidScript: the script has no word that can be spoken.
        PaymentInterrupted: a worker was killed while it paid the recogniser.
        Transient: the recogniser is unavailable for now. Not raised on the last try.
        VoiceIncomplete: the voice breaks off before the script's end. It is deleted and its provider recorded, so that
            the voice stage uses the next provider.
    """
    request = read_request(store, event.job_id)
    try:
        timed = _time_words(event, store, methods, request)
    except VoiceIncomplete:
        _reject_voice(event, store)
        raise
    words = timed.words
    report_progress(0.9)
    layout_reused = _lay_out(event.job_id, store, words, request)
    return CaptionsResult(
        provider=timed.provider,
        model=words.model,
        reused=timed.reused and layout_reused,
        fallbacks=timed.fallbacks,
        words_key=keys.words(event.job_id),
        ass_key=keys.captions_ass(event.job_id),
        vtt_key=keys.captions_vtt(event.job_id),
        method=words.method,
        confidence=words.confidence,
    )


def _reject_voice(event: StageInput, store: Store) -> None:
    voice = store.head(keys.voice(event.job_id))
    metadata = voice.metadata if voice else {}
    rejected = RejectedVoice(
        made_from=metadata.get(FINGERPRINT, ""), provider=metadata.get(VOICE_PROVIDER, ""), attempt=event.attempt
    )
    write_patiently(partial(reject_voice, store, event.job_id, rejected))


@dataclass(frozen=True)
class TimedScript:
    """The word times, the provider that found them, the methods that failed before, and whether they are reused."""

    words: WordTimings
    provider: str
    fallbacks: tuple[Fallback, ...]
    reused: bool


def _time_words(event: StageInput, store: Store, methods: MethodChain, request: VideoRequest) -> TimedScript:
    job_id = event.job_id
    script = parse_object(Script, store.get(keys.script(job_id)))
    voice_file = store.get(keys.voice(job_id))
    language, key = request.listing.language, keys.words(job_id)
    reworded_text = _reworded_text(store, request, voice_file)
    fingerprint = fingerprint_of(
        _TIMING_RECIPE,
        reworded_text or script.text,
        *script.spoken,
        voice_file,
        language,
        request.listing.category,
        request.listing.currency,
        *methods.order,
    )
    if (info := reuse_artifact(store, request, fingerprint, keys.words)) is not None:
        words = parse_object(WordTimings, store.get(key))
        return TimedScript(words, info.metadata[_PROVIDER], stored_fallbacks(info.metadata), reused=True)
    voice, script_tokens = read(voice_file), speakable(_tokens(script, reworded_text, request.listing))

    def write(timing: Timing) -> None:
        body = to_words(script_tokens, timing, voice.seconds).model_dump_json().encode()
        store.put(key, body, "application/json", _metadata(fingerprint, timing))

    payment = Payment(store, key, fingerprint, event.attempt)
    methods = replace(methods, before_payment=payment.begin)
    timing = make_once(payment, lambda: time_tokens(script_tokens, voice, request.listing, methods), write)
    words = to_words(script_tokens, timing, voice.seconds)
    return TimedScript(words, timing.provider, timing.fallbacks, reused=False)


def _metadata(fingerprint: str, timing: Timing) -> dict[str, str]:
    return {FINGERPRINT: fingerprint, _PROVIDER: timing.provider, **fallbacks_metadata(timing.fallbacks)}


def _tokens(script: Script, reworded_text: str | None, listing: Listing) -> Sequence[Token]:
    """Return the words to show, each with its spoken form; those of `reworded_text` when the voice reads that."""
    script_tokens = script.spoken_text(listing.language, listing.context).tokens
    if reworded_text is None:
        return script_tokens
    by_text = {token.written_form: token for token in script_tokens}
    return [
        by_text.get(token.written_form, token) for token in tokenize(reworded_text, listing.language, listing.context)
    ]


def _reworded_text(store: Store, request: VideoRequest, voice_file: bytes) -> str | None:
    """Return the text that this voice reads when its provider reworded the script; None when it did not."""
    if reuse_artifact(store, request, fingerprint_of(voice_file), keys.transcript) is None:
        return None
    return store.get(keys.transcript(request.job_id)).decode()


def _lay_out(job_id: str, store: Store, words: WordTimings, request: VideoRequest) -> bool:
    """Write the two caption files unless both exist for these words. Return whether they are reused."""
    choices = request.choices
    frame, caption_style, brand = FRAME_SIZES[choices.format], choices.caption_style, choices.brand_colour
    fingerprint = fingerprint_of(_LAYOUT_RECIPE, words, choices.format, caption_style, brand)
    if all(reuse_artifact(store, request, fingerprint, key) for key in (keys.captions_ass, keys.captions_vtt)):
        return True
    cues = lay_out_cues(words, Canvas(frame, STYLE_METRICS[caption_style]))
    files = (
        (keys.captions_ass(job_id), "text/x-ssa", ass.write_ass(cues, frame, caption_style, brand)),
        (keys.captions_vtt(job_id), "text/vtt; charset=utf-8", webvtt.write_webvtt(cues)),
    )
    for key, content_type, text in files:
        write_patiently(partial(store.put, key, text.encode(), content_type, {FINGERPRINT: fingerprint}))
    return False
