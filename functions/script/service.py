"""The script stage's use case: one script per job, written once however often it is asked for."""

from collections.abc import Callable
from typing import Final

from functions.script.aloud import checked, with_spoken_forms
from functions.script.drafted import Drafted, finished, from_seller
from functions.script.kept import kept
from functions.script.writing import SELLER, write
from vidx import keys
from vidx.guard import check_own_script
from vidx.jobs.artifacts import FINGERPRINT, fingerprint, reuse_artifact
from vidx.jobs.events import ScriptResult, StageInput
from vidx.jobs.request import Listing, VideoRequest
from vidx.ports import LanguageModel, Store
from vidx.script import Script
from vidx.settings import settings

RECIPE: Final = "script/5"
"""Part of the fingerprint: a change in how scripts are made makes old ones stale. The voice, whose pace a script is
written to, is no part of it: who asks for another voice wants the same words."""


def write_script(
    step: StageInput, store: Store, writer: LanguageModel, progress: Callable[[float], None]
) -> ScriptResult:
    """Write the job's script to `keys.script`: the seller's own, the model's, or the template's.

    Raises:
        ArtifactMissing: the job's request is not there.
        InvalidScript: nothing in the seller's script can be spoken, or it contradicts the listing.
        Transient: the model is down for the moment and another try follows.
        JobClosed: the job is over; nothing is paid for.
    """
    request = VideoRequest.model_validate_json(store.get(keys.job_request(step.job_id)))
    voice = request.choices.voice
    made = fingerprint(RECIPE, request.listing, str(request.choices.duration), request.script or "")
    key = keys.script(step.job_id)
    if reuse_artifact(store, request, made, keys.script):
        return _result(step, Script.model_validate_json(store.get(key)), reused=True)

    progress(0.0)
    if request.script is None:
        script = write(request.listing, request.choices, writer, patient=not step.last_try)
    else:
        check_own_script(request.script, request.listing, contact_allowed=settings().contact_details)
        draft = _seller_draft(request.script, request.listing, store, writer)
        script = finished(draft, request.listing, voice, SELLER, SELLER)
    store.put(key, script.model_dump_json().encode(), "application/json", {FINGERPRINT: made})
    return _result(step, script, reused=False)


def _seller_draft(text: str, listing: Listing, store: Store, writer: LanguageModel) -> Drafted:
    """The seller's own script with its spoken forms; an unedited draft of ours has them already."""
    draft = kept(text, listing, store)
    if draft is not None:
        return checked(draft, listing)
    return with_spoken_forms(from_seller(text, listing.language), listing, writer)


def _result(step: StageInput, script: Script, *, reused: bool) -> ScriptResult:
    return ScriptResult(
        provider=script.provider,
        model=script.model,
        reused=reused,
        script_key=keys.script(step.job_id),
        word_count=script.word_count,
        estimated_s=script.estimated_s,
    )
