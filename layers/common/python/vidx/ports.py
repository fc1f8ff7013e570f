"""What the system asks of the world. Adapters implement these protocols; so do the fakes in `testing/`.

The adapter adds the fee of an AI provider's response to `vidx.usage.USAGE_COUNTER` before it reads the content, because
providers also charge for responses that are refused, malformed or discarded later.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from pydantic import BaseModel

from vidx.ads import Ad, Report
from vidx.jobs.events import DraftInput, DraftResult, VoiceSampleInput, VoiceSampleResult, WithdrawInput, WithdrawResult
from vidx.jobs.model import Failure, Job, JobSnapshot, Stage, StageRecord, Status
from vidx.jobs.request import Listing

Answer = TypeVar("Answer", bound=BaseModel)


class Clock(Protocol):
    def now(self) -> datetime:
        """Current time, aware, UTC."""
        ...

    def monotonic_s(self) -> float: ...

    def wait(self, seconds: float) -> None: ...


@dataclass(frozen=True)
class ObjectInfo:
    """What is known of a stored object without reading it; metadata names are lower case."""

    size_bytes: int
    content_type: str
    etag: str
    metadata: Mapping[str, str] = field(default_factory=dict)


class Store(Protocol):
    """The work bucket. Every method may raise `StorageUnavailable`, reads of an unknown key `ArtifactMissing`."""

    def get(self, key: str) -> bytes: ...

    def head(self, key: str) -> ObjectInfo | None: ...

    def read_range(self, key: str, start: int, length: int) -> bytes:
        """At most `length` bytes from `start`; a negative `start` counts from the end."""
        ...

    def put(self, key: str, body: bytes, content_type: str, metadata: Mapping[str, str] | None = None) -> None: ...

    def download(self, key: str, path: Path) -> None: ...

    def upload(self, path: Path, key: str, content_type: str, metadata: Mapping[str, str] | None = None) -> None: ...

    def copy(self, source_key: str, key: str) -> ObjectInfo:
        """Copy an object with its metadata on the server's side, and tell what is there afterwards."""
        ...

    def delete(self, key: str) -> None: ...

    def presign_put(self, key: str, content_type: str, size_bytes: int, expires_s: int) -> str:
        """URL that accepts one PUT of exactly this type and size."""
        ...

    def presign_get(self, key: str, expires_s: int) -> str:
        """URL from which anybody may load this one object."""
        ...


class Publisher(Protocol):
    """The public bucket; only the upload stage holds a token that may write it."""

    def publish(self, source_key: str, public_key: str, content_type: str, cache_control: str) -> ObjectInfo:
        """Copy an object of the work bucket on the server's side and tell what is there afterwards."""
        ...

    def withdraw(self, public_key: str) -> None:
        """Delete the object; one that is gone already is fine."""
        ...

    def url(self, public_key: str) -> str: ...


class StageJobs(Protocol):
    """The jobs table as a stage sees it. Progress only grows within an attempt.

    Methods raise `JobClosed` when the job is final, unknown, or has moved on to a later attempt.
    """

    def begin(self, job_id: str, attempt: int, stage: Stage, token: str, lease_s: float) -> JobSnapshot:
        """Start (or start again) a stage: status and message follow, and the stage is leased to `token`.

        Raises `StageBusy` while another token's lease of this stage lasts.
        """
        ...

    def report(self, job_id: str, attempt: int, stage: Stage, fraction: float) -> None:
        """Move the progress to `fraction` (0…1) of the stage's share."""
        ...

    def finish(self, job_id: str, attempt: int, stage: Stage, token: str, record: StageRecord) -> None:
        """Note how the stage went and give its lease back."""
        ...

    def release(self, job_id: str, stage: Stage, token: str, record: StageRecord) -> None:
        """Give the lease back after a failure, so that the next try need not wait for it to run out.

        `record` is the stage's record from before the run, plus the costs of the failed run.
        """
        ...


@dataclass(frozen=True)
class JobPage:
    jobs: Sequence[Job]
    cursor: str | None
    """Opaque; None on the last page."""


class Jobs(StageJobs, Protocol):
    """The whole jobs table. Nothing changes a final status but `restart`."""

    def create(self, job: Job) -> None:
        """Raises `Conflict` when the id is taken."""
        ...

    def get(self, job_id: str) -> Job | None: ...

    def list_by_owner(self, owner: str, status: Status | None, limit: int, cursor: str | None) -> JobPage:
        """The owner's jobs, newest first."""
        ...

    def list_versions(self, owner: str, family: str) -> Sequence[Job]:
        """The owner's jobs of one `Job.family`, newest first."""
        ...

    def cancel(self, job_id: str) -> Job: ...

    def delete(self, job: Job) -> None:
        """Remove the record of a job and of its video; one that is gone already is fine.

        Raises `Conflict` when a listing mentions the job.
        """
        ...

    def fail(self, job_id: str, attempt: int, failure: Failure) -> None: ...

    def list_unfinished(self) -> Sequence[str]:
        """Ids of all jobs without a final status, of every owner. A job that has just changed may be missing."""
        ...

    def restart(self, job_id: str, attempt: int) -> Job:
        """Queue attempt number `attempt` of a job that ended in `error` or `canceled`."""
        ...


class ExecutionState(StrEnum):
    """What a job's current attempt has of an execution."""

    RUNNING = "running"
    ENDED = "ended"
    MISSING = "missing"
    """It never started, or AWS has forgotten it (after 90 days)."""


class Executions(Protocol):
    """Executions of the state machine. Every method may raise `PipelineUnavailable`."""

    def start(self, job: Job) -> None:
        """Start the execution of the job's current attempt; the same call again changes nothing."""
        ...

    def stop(self, job: Job, reason: str) -> None:
        """Stop the current attempt's execution; one that has ended already is fine."""
        ...

    def state(self, job: Job) -> ExecutionState: ...


@dataclass(frozen=True)
class AdPage:
    ads: Sequence[Ad]
    cursor: str | None
    """Opaque; None on the last page."""


class Ads(Protocol):
    """The ads table. Whatever concerns an ad and its job at once is one transaction."""

    def create_with_job(self, ad: Ad, job: Job) -> None:
        """Create the job and its ad together. Raises `Conflict` when either is there already."""
        ...

    def create_for_job(self, ad: Ad, job: Job) -> None:
        """Create the ad of an existing job, as long as the job still is what `job` says.

        Raises `Conflict` when its status has changed, or it has an ad.
        """
        ...

    def add_version(self, ad_id: str, job: Job, before: Job) -> None:
        """Create a job whose video the ad is to show once it is ready, instead of the one of the job `before`.

        Raises `Conflict` when the job is there already, or the ad is not.
        """
        ...

    def select_version(self, ad: Ad, job: Job) -> None:
        """Have the ad show the job's video, or await it while the job runs, as long as both are what they were.

        Raises `Conflict` when the job's status has changed, it is in another ad, or the ad is gone.
        """
        ...

    def add_report(self, ad_id: str, report: Report) -> None:
        """Keep a report with the ad, up to `MAX_REPORTS`. Raises `NotFound` when there is no such ad."""
        ...

    def get(self, ad_id: str) -> Ad | None: ...

    def list_by_owner(self, owner: str, limit: int, cursor: str | None) -> AdPage:
        """The owner's ads, newest first."""
        ...

    def list_active(self, limit: int, cursor: str | None) -> AdPage:
        """Everybody's active ads, newest first."""
        ...

    def edit(self, ad: Ad, listing: Listing, contact: str | None = None) -> Ad:
        """Change what the ad says. Raises `NotFound` when it was deleted meanwhile."""
        ...

    def list_processing(self, limit: int, cursor: str | None) -> AdPage:
        """Ads of every owner that await their first video. One that has just changed may be missing."""
        ...

    def fail(self, ad_id: str) -> None:
        """Mark a processing ad as failed; any other stays as it is."""
        ...

    def resume(self, ad_id: str) -> None:
        """Mark a failed ad as processing again; any other stays as it is."""
        ...

    def delete(self, ad: Ad, taken_down: frozenset[str] = frozenset()) -> None:
        """Remove the ad, from its jobs the mention of it, and all record of the videos of the jobs `taken_down`.

        One that is gone already is fine. The job of an ad that shows no video yet keeps the video that comes.
        Raises `Conflict` when other versions have been ordered since `ad` was read, and then leaves the ad.
        """
        ...


class Idempotency(Protocol):
    """Requests that are answered once per owner and Idempotency-Key."""

    def run(self, owner: str, key: str, body: str, work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """Return the response of `work`, or its earlier response to the same key and `body` (a fingerprint).

        Raises:
            RequestInFlight: the same request is being processed.
            IdempotencyMismatch: the key belongs to a request with another body.
            Exception: any error of `work`; the key is free again.
        """
        ...


class Drafts(Protocol):
    """Scripts written while the caller waits. Raises leaves of `Transient`, `ProviderFailed` and `StageFailed`."""

    def write(self, request: DraftInput) -> DraftResult: ...


class VoiceSamples(Protocol):
    """Samples of the voices, made while the caller waits. Raises as `Drafts` does."""

    def record(self, request: VoiceSampleInput) -> VoiceSampleResult: ...


class Withdrawals(Protocol):
    """Public files taken down while the caller waits. Raises as `Drafts` does."""

    def withdraw(self, request: WithdrawInput) -> WithdrawResult: ...


@dataclass(frozen=True)
class Completion(Generic[Answer]):
    """A structured answer of a language model."""

    answer: Answer
    provider: str
    model: str


@dataclass(frozen=True)
class Synthesis:
    """Speech as a complete WAV file (16-bit PCM, mono, 16 to 48 kHz)."""

    wav: bytes
    provider: str
    model: str
    transcript: str | None = None
    """What the model says that it said, where it chooses its words; None where it reads what it was given."""


@dataclass(frozen=True)
class RecognizedWord:
    """One word as a recogniser spelled it."""

    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True)
class Transcript:
    words: tuple[RecognizedWord, ...]
    provider: str
    model: str


class LanguageModel(Protocol):
    """A language model that answers in a given form.

    Methods raise leaves of `Transient` or `ProviderFailed`.
    """

    def write(self, instructions: str, facts: str, form: type[Answer]) -> Completion[Answer]:
        """Answer `instructions` about `facts` (data of the seller's, never instructions) as a `form`."""
        ...


class TextToSpeech(Protocol):
    """A text-to-speech model. Methods raise leaves of `Transient` or `ProviderFailed`."""

    def speak(self, text: str, voice: str, language: str) -> Synthesis: ...


class Transcriber(Protocol):
    """A recogniser with word timestamps. Methods raise leaves of `Transient` or `ProviderFailed`."""

    def transcribe(self, wav: bytes, language: str) -> Transcript: ...
