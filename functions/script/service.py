"""Use cases of the script function: write a job's script once, and write a draft for a listing without a job."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from functions.script import template_writer
from functions.script.draft import ScriptDraft, draft_from_script, draft_from_text, finished_script
from functions.script.spoken_form import add_spoken_forms, with_checked_spoken_forms
from functions.script.writer import FindHarms, find_none, generate_script, write_template
from vidx import keys
from vidx.errors import ArtifactMissing, ProviderUnavailable, StorageUnavailable, Transient
from vidx.guard import check_seller_script
from vidx.jobs.artifacts import FINGERPRINT, draft_key, fingerprint_of, read_request, reuse_artifact
from vidx.jobs.events import DraftInput, DraftResult, ScriptResult, StageInput
from vidx.jobs.model import Stage
from vidx.jobs.paid_results import Payment, check_storage, pay_once
from vidx.jobs.request import Listing, VideoRequest
from vidx.observability import logger, record_fallbacks
from vidx.ports.clock import Clock
from vidx.ports.providers import Answer, Completion, LanguageModel
from vidx.ports.storage import Store
from vidx.script import Script
from vidx.settings import settings
from vidx.stored import parse_object
from vidx.usage import USAGE_COUNTER

RECIPE: Final = "script/5"
"""Part of the fingerprint: raise it when this code writes other scripts, so that old ones are not reused. The voice is
not part of the fingerprint, although the script fits its pace: a seller who changes the voice wants the same words."""
SELLER: Final = "seller"
"""Provider and model of a script that the seller wrote."""
PROBE_S: Final = 1.5
"""Longest time of a test write to storage, before a draft is paid for."""
CALL_S: Final = 2.8
"""Longest time of one call to the model for a draft."""
MODERATION_S: Final = 1.4
"""Longest time of a draft's moderation. `CALL_S` then still fits into `TOTAL_S`."""
TOTAL_S: Final = 4.3
"""Time for all calls of a draft. The rest of five seconds is for the function's start and the response."""


def write_script(
    event: StageInput,
    store: Store,
    writer: LanguageModel,
    report_progress: Callable[[float], None],
    find_harms: FindHarms = find_none,
) -> ScriptResult:
    """Write the job's script to `keys.script`: the seller's own, the model's or the template's.

    Args:
        find_harms: why the model has to write another script.

    Raises:
        FilesExpired: the job's request is gone.
        InvalidScript: the seller's script has no word that can be spoken, or contradicts the listing.
        Transient: the model is down for the moment, and a retry follows.
        JobClosed: the job is over; nothing is paid for.
        PaymentInterrupted: a worker was killed while it paid.
        StorageUnavailable: the storage is down; nothing is paid for if it was down before.
    """
    request = read_request(store, event.job_id)
    fingerprint = fingerprint_of(RECIPE, request.listing, str(request.choices.duration), request.script or "")
    key = keys.script(event.job_id)
    if reuse_artifact(store, request, fingerprint, keys.script):
        return _result(event, parse_object(Script, store.get(key)), reused=True)

    report_progress(0.0)
    if request.script is not None:
        check_seller_script(request.script, request.listing, contact_allowed=settings().contact_details)
    script = pay_once(
        Payment(store, key, fingerprint, event.attempt),
        lambda: _script(request, store, writer, find_harms, retry_follows=not event.last_try),
        lambda paid: store.put(key, paid.model_dump_json().encode(), "application/json", {FINGERPRINT: fingerprint}),
    )
    return _result(event, script, reused=False)


def _script(
    request: VideoRequest, store: Store, writer: LanguageModel, find_harms: FindHarms, *, retry_follows: bool
) -> Script:
    if request.script is None:
        return generate_script(
            request.listing, request.choices, writer, retry_follows=retry_follows, find_harms=find_harms
        )
    draft = _sellers_draft(request.script, request, store, writer)
    return finished_script(draft, request.listing, request.choices.voice, SELLER, SELLER)


def stored_script(job_id: str, store: Store) -> Script:
    """Return the script that `write_script` has written."""
    return parse_object(Script, store.get(keys.script(job_id)))


def draft_script(
    request: DraftInput,
    writer: LanguageModel,
    clock: Clock,
    open_store: Callable[[], Store],
    is_allowed: Callable[[Listing], bool] = lambda _: True,
) -> DraftResult:
    """Write a script for a listing without a job. The template writes it if the model does not answer in time.

    A model's draft is stored with its spoken forms: a job that uses the draft unchanged does not pay for them again.

    Args:
        writer: must abandon a call after `CALL_S` seconds.
        is_allowed: returns whether a model may write about the listing; otherwise the template does.

    Raises:
        ContentRefused: raised by `is_allowed`.
        StorageUnavailable: storage is down; nothing is paid for.
    """
    deadline_writer = DeadlineWriter(writer, clock, clock.monotonic_s() + TOTAL_S)
    usage_before = USAGE_COUNTER.snapshot()
    if is_allowed(request.listing):
        _check_storage_in_time(open_store)
        script = generate_script(request.listing, request.choices, deadline_writer, retry_follows=False)
        record_fallbacks(Stage.SCRIPT, script.fallbacks)
    else:
        script = write_template(request.listing, request.choices)
    if script.provider != template_writer.PROVIDER:
        _store_draft(script, request, open_store())
    return DraftResult(
        script=script.text,
        word_count=script.word_count,
        estimated_s=script.estimated_s,
        provider=script.provider,
        model=script.model,
        cost_usd=USAGE_COUNTER.snapshot().since(usage_before).fees_usd,
        fallbacks=script.fallbacks,
    )


@dataclass(frozen=True)
class DeadlineWriter:
    """A `LanguageModel` that retries once after a transient error, and starts no call that could miss the deadline."""

    writer: LanguageModel
    clock: Clock
    deadline_s: float
    """On the clock's monotonic scale."""

    def write(self, instructions: str, facts: str, form: type[Answer]) -> Completion[Answer]:
        try:
            return self._call(instructions, facts, form)
        except Transient:
            return self._call(instructions, facts, form)

    def _call(self, instructions: str, facts: str, form: type[Answer]) -> Completion[Answer]:
        if self.clock.monotonic_s() + CALL_S > self.deadline_s:
            raise ProviderUnavailable("There is no time left to call the AI provider again.")
        return self.writer.write(instructions, facts, form)


def _sellers_draft(text: str, request: VideoRequest, store: Store, writer: LanguageModel) -> ScriptDraft:
    """Return the seller's own script with spoken forms. Those of an unedited model draft are already stored."""
    listing = request.listing
    draft = _stored_draft(request.owner, text, listing, store)
    if draft is not None:
        return with_checked_spoken_forms(draft, listing)
    return add_spoken_forms(draft_from_text(text, listing.language), listing, writer)


def _check_storage_in_time(open_store: Callable[[], Store]) -> None:
    """Raise `StorageUnavailable` unless a small object can be written to storage within `PROBE_S`."""
    executor = ThreadPoolExecutor(1)
    try:
        executor.submit(lambda: check_storage(open_store(), keys.storage_probe())).result(PROBE_S)
    except TimeoutError as error:
        raise StorageUnavailable("scripts cannot be written just now; try again in a minute") from error
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


def _store_draft(script: Script, request: DraftInput, store: Store) -> None:
    """Store the script. A storage error is only logged, because the seller can use the draft anyway."""
    try:
        key = draft_key(request.owner, script.text, request.listing)
        store.put(key, script.model_dump_json().encode(), "application/json")
    except StorageUnavailable as error:
        logger.warning("draft not stored", extra={"reason": str(error)})


def _stored_draft(owner: str, text: str, listing: Listing, store: Store) -> ScriptDraft | None:
    """Return the seller's stored draft with this text for this listing, or None."""
    try:
        script = parse_object(Script, store.get(draft_key(owner, text, listing)))
    except ArtifactMissing:
        return None
    return draft_from_script(script)


def _result(event: StageInput, script: Script, *, reused: bool) -> ScriptResult:
    return ScriptResult(
        provider=script.provider,
        model=script.model,
        reused=reused,
        fallbacks=script.fallbacks,
        script_key=keys.script(event.job_id),
        word_count=script.word_count,
        estimated_s=script.estimated_s,
    )
