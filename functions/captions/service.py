"""The captions use case: find every word's time in the voice, then lay the captions out."""

from collections.abc import Callable, Sequence
from typing import Final

from functions.captions import ass, vtt
from functions.captions.canvas import Canvas
from functions.captions.chain import Ways, find_times
from functions.captions.cues import cues
from functions.captions.style import LOOKS
from functions.captions.timing import timed, timed_tokens
from vidx import keys
from vidx.jobs.artifacts import FINGERPRINT, fingerprint, made_before
from vidx.jobs.events import CaptionsResult, StageInput
from vidx.jobs.request import JobRequest, Listing
from vidx.options import FRAMES
from vidx.ports import Store
from vidx.script import Script
from vidx.speech import Token, tokens
from vidx.wav import read
from vidx.words import Words

_TIMING_EDITION: Final = "timing 4"
_LAYOUT_EDITION: Final = "layout 9"
"""Raise these with a change of behaviour, so that a retry does not take the outputs of the older code for its own."""
_PROVIDER: Final = "provider"

Progress = Callable[[float], None]


def caption(step: StageInput, store: Store, ways: Ways, progress: Progress) -> CaptionsResult:
    """Write the job's words.json, captions.ass and captions.vtt, each only when it is not there already.

    Raises:
        ArtifactMissing: script, voice or request were not written.
        InvalidScript: nothing in the script can be spoken.
        Transient: the recogniser is unavailable for now (not on the last try).
    """
    request = JobRequest.model_validate_json(store.get(keys.job_request(step.job_id)))
    words, provider, kept = _words(step.job_id, store, ways, request)
    progress(0.9)
    drawn = _draw(step.job_id, store, words, request)
    return CaptionsResult(
        provider=provider,
        model=words.model,
        reused=kept and not drawn,
        words_key=keys.words(step.job_id),
        ass_key=keys.captions_ass(step.job_id),
        vtt_key=keys.captions_vtt(step.job_id),
        method=words.method,
        confidence=words.confidence,
    )


def _words(job_id: str, store: Store, ways: Ways, request: JobRequest) -> tuple[Words, str, bool]:
    """The word times, who found them, and whether they were there before."""
    script = Script.model_validate_json(store.get(keys.script(job_id)))
    voice_file = store.get(keys.voice(job_id))
    language, key = request.listing.language, keys.words(job_id)
    heard = _said(store, request, voice_file)
    made = fingerprint(
        _TIMING_EDITION,
        heard or script.text,
        *script.spoken,
        voice_file,
        language,
        request.listing.category,
        request.listing.currency,
        *ways.order,
    )
    if (info := made_before(store, request, made, keys.words)) is not None:
        return Words.model_validate_json(store.get(key)), info.metadata[_PROVIDER], True
    voice, tokens = read(voice_file), timed_tokens(_tokens(script, heard, request.listing))
    timing = find_times(tokens, voice, request.listing, ways)
    words = timed(tokens, timing, voice.seconds)
    body = words.model_dump_json().encode()
    store.put(key, body, "application/json", {FINGERPRINT: made, _PROVIDER: timing.provider})
    return words, timing.provider, False


def _tokens(script: Script, heard: str | None, listing: Listing) -> Sequence[Token]:
    """The words to show, each with what the voice says for it; `heard` is the text of a reworded reading."""
    own = script.tokens(listing.language, listing.context)
    if heard is None:
        return own
    spoken_forms = {token.shown: token for token in own}
    return [spoken_forms.get(token.shown, token) for token in tokens(heard, listing.language, listing.context)]


def _said(store: Store, request: JobRequest, voice_file: bytes) -> str | None:
    """What this voice says, where its reader chose other words than the script's; captions follow the voice."""
    if made_before(store, request, fingerprint(voice_file), keys.said) is None:
        return None
    return store.get(keys.said(request.job_id)).decode()


def _draw(job_id: str, store: Store, words: Words, request: JobRequest) -> bool:
    """Write the two caption files unless both are there for these words; whether anything was written."""
    choices = request.choices
    frame, caption_style, brand = FRAMES[choices.format], choices.caption_style, choices.brand_colour
    made = fingerprint(_LAYOUT_EDITION, words, choices.format, caption_style, brand)
    files = {keys.captions_ass(job_id): "text/x-ssa", keys.captions_vtt(job_id): "text/vtt; charset=utf-8"}
    if all(made_before(store, request, made, place) for place in (keys.captions_ass, keys.captions_vtt)):
        return False
    shown = cues(words, Canvas(frame, LOOKS[caption_style]))
    texts = (ass.render(shown, frame, caption_style, brand), vtt.render(shown))
    for (key, content_type), text in zip(files.items(), texts, strict=True):
        store.put(key, text.encode(), content_type, {FINGERPRINT: made})
    return True
