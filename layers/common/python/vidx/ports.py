"""Ports: what the stages and the API need from the outside, as protocols.

Adapters implement them, and so do the fakes in `testing/`.

The adapter adds the fee of an AI provider's response to `vidx.usage.USAGE_COUNTER` before it reads the content, because
providers also charge for responses that are refused, malformed or discarded later.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Generic, Protocol, TypeVar

from pydantic import BaseModel

from vidx.accounts import Closure, DeletedItems, Receipt
from vidx.admission.limits import Charge, Reservation
from vidx.admission.queue import QueueEntry, QueueState
from vidx.ads import Ad, Report
from vidx.jobs.events import (
    DraftInput,
    DraftResult,
    TextModerationInput,
    TextModerationResult,
    VoiceSampleInput,
    VoiceSampleResult,
    WithdrawInput,
    WithdrawResult,
)
from vidx.jobs.model import Failure, Fallback, Job, JobSnapshot, Stage, StageRecord, Status
from vidx.jobs.request import Listing
from vidx.moderation import Assessment, Decision, Review
from vidx.webhooks.model import Attempt, Delivery, DeliveryStatus, DeliveryTask, EventType, Webhook

Answer = TypeVar("Answer", bound=BaseModel)


class Clock(Protocol):
    def now(self) -> datetime:
        """Current time, aware, UTC."""
        ...

    def monotonic_s(self) -> float: ...

    def wait(self, seconds: float) -> None: ...


@dataclass(frozen=True)
class ObjectInfo:
    """Properties of a stored object; names of metadata are lower case."""

    size_bytes: int
    content_type: str
    etag: str
    metadata: Mapping[str, str] = field(default_factory=dict)


MAX_LISTED: Final = 1000
"""Objects in one answer of S3's ListObjectsV2."""


@dataclass(frozen=True)
class StoredObject:
    key: str
    size_bytes: int


class Store(Protocol):
    """The work bucket.

    Every method may raise `StorageUnavailable`; reads of a missing key raise `ArtifactMissing`.
    """

    def get(self, key: str) -> bytes: ...

    def head(self, key: str) -> ObjectInfo | None:
        """Return the object's properties, or None if there is none."""
        ...

    def read_range(self, key: str, start: int, length: int) -> bytes:
        """Return at most `length` bytes from `start`; a negative `start` counts from the end."""
        ...

    def put(self, key: str, body: bytes, content_type: str, metadata: Mapping[str, str] | None = None) -> None: ...

    def download(self, key: str, path: Path) -> None: ...

    def upload(self, path: Path, key: str, content_type: str, metadata: Mapping[str, str] | None = None) -> None: ...

    def copy(self, source_key: str, key: str) -> ObjectInfo:
        """Copy an object with its metadata inside storage; return the copy's properties."""
        ...

    def delete(self, key: str) -> None: ...

    def list_objects(self, prefix: str, after: str = "") -> Sequence[StoredObject]:
        """Return at most `MAX_LISTED` objects whose keys begin with `prefix`, those after the key `after`, in order."""
        ...

    def presign_put(self, key: str, content_type: str, size_bytes: int, expires_s: int) -> str:
        """Return a URL that accepts a PUT of exactly this type and size."""
        ...

    def presign_get(self, key: str, expires_s: int) -> str:
        """Return a URL from which anybody may load this object."""
        ...


class Publisher(Protocol):
    """The public bucket; only the upload stage holds a token that may write it."""

    def publish(self, source_key: str, public_key: str, content_type: str, cache_control: str) -> ObjectInfo:
        """Copy an object of the work bucket inside storage; return the copy's properties."""
        ...

    def withdraw(self, public_key: str) -> None:
        """Delete the object, if it exists."""
        ...

    def url(self, public_key: str) -> str: ...


class StageJobs(Protocol):
    """The jobs table, for stages. Progress only grows within an attempt.

    Methods raise `JobClosed` if the job is unknown, has a final status, is in review or has a later attempt.
    """

    def begin(self, job_id: str, attempt: int, stage: Stage, token: str, lease_s: float) -> JobSnapshot:
        """Lease the stage to `token` and set the job's status, message and progress.

        Args:
            lease_s: time after which another token may take the lease, in seconds.

        Raises:
            StageBusy: another token holds the lease.
        """
        ...

    def report(self, job_id: str, attempt: int, stage: Stage, fraction: float) -> None:
        """Set the progress to `fraction` (0…1) of the stage's share."""
        ...

    def finish(self, job_id: str, attempt: int, stage: Stage, token: str, record: StageRecord) -> None:
        """Store the stage's record and release its lease."""
        ...

    def renew_lease(self, job_id: str, stage: Stage, token: str, lease_s: float) -> None:
        """Let the token's lease last `lease_s` seconds from now. A lease that another token holds is not changed."""
        ...

    def release(self, job_id: str, stage: Stage, token: str, record: StageRecord) -> None:
        """Release the lease after a failure, so that the next try need not wait until it expires.

        `record` is the stage's record from before the run, plus the costs of the failed run.
        """
        ...

    def request_review(self, job_id: str, attempt: int, review: Review) -> None:
        """Set the status `review`, in which the job waits without an execution. The stage must end."""
        ...


@dataclass(frozen=True)
class JobPage:
    jobs: Sequence[Job]
    cursor: str | None
    """Opaque token of the next page; None on the last page."""


@dataclass(frozen=True)
class PlannedWithdrawal:
    """Public files that could not be deleted when they should have been."""

    stem: str
    planned_at: datetime


class Jobs(StageJobs, Protocol):
    """The whole jobs table. Only `restart` changes a final status, and only `approve` continues a review."""

    def create(self, job: Job) -> None:
        """Create the job's row. Raises `Conflict` if the id is taken."""
        ...

    def get(self, job_id: str) -> Job | None: ...

    def list_by_owner(self, owner: str, status: Status | None, limit: int, cursor: str | None) -> JobPage:
        """Return one page of the owner's jobs, newest first."""
        ...

    def list_versions(self, owner: str, family: str) -> Sequence[Job]:
        """Return the owner's jobs of one `Job.family`, newest first."""
        ...

    def cancel(self, job_id: str) -> Job:
        """Set the status `canceled`. Raises `JobClosed` if the job has another final status."""
        ...

    def delete(self, job: Job) -> None:
        """Delete the rows of a job and of its video, if they exist. Raises `Conflict` if an ad refers to the job."""
        ...

    def list_ids_by_owner(self, owner: str) -> Sequence[str]:
        """Return the ids of all jobs of the owner, even of rows that cannot be read. A new one may be missing."""
        ...

    def erase(self, job_id: str) -> None:
        """Delete the rows of a job and of its video, if they exist, even if an ad refers to the job."""
        ...

    def fail(self, job_id: str, attempt: int, failure: Failure) -> None:
        """Set the status `error`. Raises `JobClosed` as the methods of `StageJobs` do."""
        ...

    def list_unfinished(self) -> Sequence[str]:
        """Return the ids of all owners' jobs that should have an execution. A job that just changed may be missing."""
        ...

    def plan_withdrawal(self, stem: str) -> None:
        """Remember that the public files of `stem` must be deleted. A second plan replaces the first."""
        ...

    def list_withdrawals(self) -> Sequence[PlannedWithdrawal]:
        """All planned withdrawals, oldest first. One that was just planned may be missing."""
        ...

    def drop_withdrawal(self, stem: str) -> None:
        """Forget a planned withdrawal; one that is gone already is fine."""
        ...

    def restart(self, job_id: str, attempt: int) -> Job:
        """Set the status `queued` for attempt number `attempt` of a job that ended in `error` or `canceled`."""
        ...

    def list_reviews(self, limit: int, cursor: str | None) -> JobPage:
        """Return one page of all owners' jobs in review, oldest first. One that has just changed may be missing."""
        ...

    def approve(self, job: Job, decision: Decision) -> Job:
        """Set the status `queued` for the next attempt, and approve the content that the review names.

        Raises `JobClosed` if the job's attempt is no longer in review.
        """
        ...

    def reject(self, job: Job, decision: Decision, failure: Failure) -> Job:
        """Set the status `error`. Raises `JobClosed` as `approve` does."""
        ...


class ExecutionState(StrEnum):
    """State of the execution of a job's current attempt."""

    RUNNING = "running"
    ENDED = "ended"
    MISSING = "missing"
    """It never started, or AWS has deleted it (after 90 days)."""


@dataclass(frozen=True)
class Execution:
    """A job's current execution; `error` and `cause` are those of its end, if it failed."""

    state: ExecutionState
    error: str | None = None
    cause: str | None = None
    """At most 32 KiB, cut where it is longer: for a failed function, the JSON of its error."""


class Executions(Protocol):
    """Executions of the state machine. Every method may raise `PipelineUnavailable`."""

    def start(self, job: Job) -> None:
        """Start the execution of the job's current attempt. A repeated call changes nothing."""
        ...

    def stop(self, job: Job, reason: str) -> None:
        """Stop the execution of the current attempt, if it runs."""
        ...

    def describe(self, job: Job) -> Execution:
        """The execution of the current attempt; best effort: an execution that just ended may still be RUNNING."""
        ...


@dataclass(frozen=True)
class AdPage:
    ads: Sequence[Ad]
    cursor: str | None
    """Opaque token of the next page; None on the last page."""


class Ads(Protocol):
    """The ads table. Changes of an ad together with its job are one transaction."""

    def create_with_job(self, ad: Ad, job: Job) -> None:
        """Create the job and its ad. Raises `Conflict` if one of them exists."""
        ...

    def create_for_job(self, ad: Ad, job: Job) -> None:
        """Create the ad of an existing job. Raises `Conflict` if the job's status has changed or it has an ad."""
        ...

    def add_version(self, ad_id: str, job: Job, before: Job) -> None:
        """Create a job whose video replaces, once it is ready, the ad's video by the job `before`.

        Raises `Conflict` if the job exists or the ad does not.
        """
        ...

    def select_version(self, ad: Ad, job: Job) -> None:
        """Show the job's video in the ad, at once or when the job completes.

        Raises `Conflict` if the job's status has changed, the job is in another ad, or the ad does not exist.
        """
        ...

    def add_report(self, ad_id: str, report: Report) -> None:
        """Store a report with the ad, up to `MAX_REPORTS`. Raises `NotFound` if the ad does not exist."""
        ...

    def record_stems(self, ad: Ad) -> Ad:
        """Return the ad with the stems of versions that it mentions without one, as far as their videos are known."""
        ...

    def get(self, ad_id: str) -> Ad | None: ...

    def list_by_owner(self, owner: str, limit: int, cursor: str | None) -> AdPage:
        """Return one page of the owner's ads, newest first."""
        ...

    def list_ids_by_owner(self, owner: str) -> Sequence[str]:
        """Return the ids of all ads of the owner, even of rows that cannot be read. A new one may be missing."""
        ...

    def list_active(self, limit: int, cursor: str | None) -> AdPage:
        """Return one page of all owners' active ads, newest first."""
        ...

    def edit(self, ad: Ad, listing: Listing, contact: str | None = None) -> Ad:
        """Change the ad's listing and contact. Raises `NotFound` if the ad does not exist."""
        ...

    def list_processing(self, limit: int, cursor: str | None) -> AdPage:
        """Return one page of all owners' ads that wait for a video. An ad that has just changed may be missing."""
        ...

    def fail(self, ad_id: str) -> None:
        """Change the status `processing` to `failed`; leave any other."""
        ...

    def resume(self, ad_id: str) -> None:
        """Change the status `failed` to `processing`; leave any other."""
        ...

    def delete(self, ad: Ad, taken_down: frozenset[str] = frozenset()) -> None:
        """Delete the ad, if it exists, and its id from the rows of its jobs.

        Args:
            taken_down: jobs whose public files are deleted; their videos are removed from the records.

        Raises:
            Conflict: another version was requested since `ad` was read. The ad stays.
        """
        ...


class Idempotency(Protocol):
    """Run a request once per owner and Idempotency-Key."""

    def run(self, owner: str, key: str, body: str, work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """Return the response of `work`, or its earlier response to the same key and `body` (a fingerprint).

        Raises:
            RequestInFlight: the same request is being processed.
            IdempotencyMismatch: the key belongs to a request with another body.
            Exception: any error of `work`; the key is free again.
        """
        ...


class Quotas(Protocol):
    """Counters of the limits, and what the executions under way have reserved."""

    def take(self, charges: Sequence[Charge]) -> None:
        """Count all charges, or none. Raises `LimitReached` for the first charge that exceeds its limit."""
        ...

    def correct(self, charges: Sequence[Charge]) -> None:
        """Add the amounts, negative ones too, whatever the limits are."""
        ...

    def reserve(self, reservation: Reservation, charges: Sequence[Charge]) -> None:
        """Count the charges once for the reservation's execution. The same call again changes nothing.

        Raises `LimitReached` as `take` does.
        """
        ...

    def reservations(self) -> Sequence[Reservation]:
        """All reservations that are not settled."""
        ...

    def reservation(self, execution: str) -> Reservation | None:
        """The execution's reservation, or None when there is none or it is settled."""
        ...

    def settle(self, reservation: Reservation, charges: Sequence[Charge]) -> None:
        """Delete the reservation and add the amounts. Once it is deleted, the same call changes nothing."""
        ...

    def forget(self, subject: str) -> None:
        """Delete all counters of a seller who has no reservation any more."""
        ...


class Queue(Protocol):
    """Jobs that wait for their execution, and the executions that run."""

    def read(self) -> QueueState:
        """The queue as it is now. Waiting jobs may be newer than the rest."""
        ...

    def add(self, entry: QueueEntry) -> None:
        """Add a waiting job; one that waits already stays in its place."""
        ...

    def remove(self, execution: str) -> bool:
        """Remove a waiting job; return whether it was waiting."""
        ...

    def claim(self, entry: QueueEntry, state: QueueState) -> bool:
        """Move a waiting job to the running ones, if nothing has started or ended and it still waits since `state`.

        Of several claims on the same `state`, one at most succeeds.
        """
        ...

    def release(self, execution: str) -> bool:
        """Remove a running execution; return whether it was running."""
        ...


class Drafts(Protocol):
    """Write scripts while the caller waits. Raises leaves of `Transient`, `ProviderFailed` and `StageFailed`."""

    def write(self, request: DraftInput) -> DraftResult: ...


class TextModerations(Protocol):
    """Moderate a text while the caller waits. Raises the errors of `Drafts`."""

    def check(self, request: TextModerationInput) -> TextModerationResult: ...


class VoiceSamples(Protocol):
    """Record samples of voices while the caller waits. Raises the errors of `Drafts`."""

    def record(self, request: VoiceSampleInput) -> VoiceSampleResult: ...


class Withdrawals(Protocol):
    """Delete public files while the caller waits. Raises the errors of `Drafts`."""

    def withdraw(self, request: WithdrawInput) -> WithdrawResult: ...


class Accounts(Protocol):
    """The accounts table: closed accounts, and the receipts of their deletion."""

    def close(self, closure: Closure) -> Closure:
        """Store the closure and its receipt, and return it. A closed account keeps its earlier closure."""
        ...

    def get(self, owner: str) -> Closure | None:
        """Return the account's closure; None if it is open, or has been deleted for more than a day."""
        ...

    def get_receipt(self, receipt_id: str) -> Receipt | None: ...

    def list_deleting(self) -> Sequence[str]:
        """Return the user ids of closed accounts that are not deleted yet. One that was just closed may be missing."""
        ...

    def begin_pass(self, owner: str, now: datetime, until: datetime) -> Closure | None:
        """Keep other passes away until `until`; return None if a pass runs, is not due yet, or none is needed."""
        ...

    def postpone(self, owner: str, until: datetime) -> None:
        """Let the next pass begin at `until`."""
        ...

    def remember_webhooks(self, owner: str, webhook_ids: Sequence[str]) -> None:
        """Store `Closure.webhook_ids`."""
        ...

    def add_deleted(self, receipt_id: str, items: DeletedItems) -> None:
        """Add to the numbers of the receipt."""
        ...

    def complete(self, closure: Closure, now: datetime) -> None:
        """Complete the receipt, and let the closure expire after `CLOSURE_KEPT`."""
        ...


class SignIns(Protocol):
    """The user pool. Raises `SignInsUnavailable`."""

    def delete(self, user_id: str) -> bool:
        """Delete the user, whose refresh tokens end with it. Return whether there was one."""
        ...


class Deletions(Protocol):
    """Start the deletion of a closed account in the background."""

    def start(self, owner: str) -> None:
        """Raises `ProviderUnavailable` if the function cannot be reached."""
        ...


class Webhooks(Protocol):
    """The webhooks table."""

    def create(self, webhook: Webhook) -> None:
        """Raises `Conflict` when the seller has a webhook with this id."""
        ...

    def get(self, owner: str, webhook_id: str) -> Webhook | None: ...

    def list_by_owner(self, owner: str) -> Sequence[Webhook]:
        """All webhooks of a seller, the oldest first."""
        ...

    def delete(self, owner: str, webhook_id: str) -> None:
        """One that is gone already is fine."""
        ...

    def subscribe(self, owner: str, webhook_id: str, events: Sequence[EventType]) -> Webhook:
        """Replace the events. Raises `NotFound` when there is no such webhook."""
        ...

    def rotate(self, webhook: Webhook, secret: str, now: datetime) -> Webhook:
        """Make `secret` the current one and the current one the previous one.

        Raises `Conflict` when the webhook was rotated or deleted since it was read.
        """
        ...

    def record_success(self, webhook: Webhook) -> None:
        """Enable the webhook and forget its failures."""
        ...

    def record_failure(self, webhook: Webhook, now: datetime, retry_at: datetime | None) -> Webhook:
        """Keep the time of the first failure since the last success, and `retry_at` if there is one.

        Returns the webhook, `webhook` if it is gone.
        """
        ...

    def disable(self, webhook: Webhook, now: datetime, note: str) -> None: ...


@dataclass(frozen=True)
class DeliveryPage:
    deliveries: Sequence[Delivery]
    cursor: str | None
    """Opaque; None on the last page."""


class Deliveries(Protocol):
    """The deliveries table, the log of webhook messages."""

    def create(self, delivery: Delivery) -> Delivery:
        """Store the delivery and return it, or return the one with its ids that is stored already."""
        ...

    def get(self, webhook_id: str, message_id: str) -> Delivery | None: ...

    def list_by_webhook(self, webhook_id: str, limit: int, cursor: str | None) -> DeliveryPage:
        """The webhook's deliveries, newest first."""
        ...

    def add_attempt(
        self, delivery: Delivery, attempt: Attempt, status: DeliveryStatus, next_attempt_at: datetime | None, note: str
    ) -> None:
        """Log an attempt of the delivery's round. One of an earlier round is dropped."""
        ...

    def postpone(self, delivery: Delivery, next_attempt_at: datetime) -> None:
        """Change the time of the next attempt."""
        ...

    def delete(self, webhook_id: str, message_id: str) -> None:
        """One that is gone already is fine."""
        ...

    def list_ids_by_webhook(self, webhook_id: str) -> Sequence[str]:
        """Return the ids of all messages of the webhook, even of rows that cannot be read."""
        ...

    def close(self, delivery: Delivery, note: str) -> None:
        """Mark the round as failed without a further attempt."""
        ...

    def restart(self, delivery: Delivery, now: datetime) -> Delivery:
        """Start the next round. Raises `Conflict` when the delivery has changed since it was read."""
        ...


class DeliveryQueue(Protocol):
    """The queue of deliveries to attempt."""

    def send(self, task: DeliveryTask) -> None: ...

    def postpone(self, receipt: str, delay_s: int) -> None:
        """Hide a received message for `delay_s` seconds, at most twelve hours; it comes again if it is not deleted."""
        ...

    def set_aside(self, record: Mapping[str, Any]) -> None:
        """Put what no code can read into the dead-letter queue, for the operator."""
        ...


@dataclass(frozen=True)
class WebhookResponse:
    """The answer of a receiver, or a reason in plain words why there was none: one of the first two is None.

    Attributes:
        retry_after: value of the header `Retry-After`.
    """

    status_code: int | None
    fault: str | None
    retry_after: str | None = None


class WebhookClient(Protocol):
    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> WebhookResponse:
        """Send one POST request to a public address. It follows no redirect, and the answer's body is not read."""
        ...


@dataclass(frozen=True)
class Completion(Generic[Answer]):
    """Structured output of a language model.

    Attributes:
        fallbacks: the models that were passed over before.
    """

    answer: Answer
    provider: str
    model: str
    fallbacks: tuple[Fallback, ...] = ()


@dataclass(frozen=True)
class Synthesis:
    """Speech as a complete WAV file (16-bit PCM, mono, 16 to 48 kHz)."""

    wav: bytes
    provider: str
    model: str
    transcript: str | None = None
    """The words that the model reports to have spoken, if it generates them; None for a model that reads the text."""


@dataclass(frozen=True)
class RecognizedWord:
    """One word in the recogniser's spelling."""

    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True)
class Transcript:
    words: tuple[RecognizedWord, ...]
    provider: str
    model: str


class LanguageModel(Protocol):
    """A language model with structured output.

    Methods raise leaves of `Transient` or `ProviderFailed`.
    """

    def write(self, instructions: str, facts: str, form: type[Answer]) -> Completion[Answer]:
        """Return the response to `instructions` about `facts`, the seller's data, as an instance of `form`."""
        ...


class TextToSpeech(Protocol):
    """A text-to-speech model. Methods raise leaves of `Transient` or `ProviderFailed`."""

    def speak(self, text: str, voice: str, language: str) -> Synthesis: ...


class Transcriber(Protocol):
    """A recogniser with word timestamps. Methods raise leaves of `Transient` or `ProviderFailed`."""

    def transcribe(self, wav: bytes, language: str) -> Transcript: ...


class Moderator(Protocol):
    """A moderation model. Methods raise leaves of `Transient` or `ProviderFailed`."""

    def assess_text(self, text: str) -> Assessment: ...

    def assess_image(self, image: bytes, content_type: str) -> Assessment:
        """Assess a JPEG or PNG file."""
        ...
