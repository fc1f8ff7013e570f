"""The seams of the system: what a stage may ask of the world. Adapters implement these; so do the tests' fakes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from vidx.jobs.events import PreviewInput, PreviewResult, WithdrawInput, WithdrawResult
from vidx.jobs.model import Record, Stage, StageRun, Status


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


class JobNow(Record):
    """What a stage may know of its job's record."""

    created_at: datetime
    status: Status
    progress: int
    message: str
    attempt: int
    stages: Mapping[Stage, StageRun]


class StageJobs(Protocol):
    """The jobs table as a stage sees it. Progress only grows within an attempt.

    Methods raise `JobClosed` when the job is final, unknown, or has moved on to a later attempt.
    """

    def begin(self, job_id: str, attempt: int, stage: Stage, token: str, lease_s: float) -> JobNow:
        """Start (or start again) a stage: status and message follow, and the stage is leased to `token`.

        Raises `StageBusy` while another token's lease of this stage lasts.
        """
        ...

    def report(self, job_id: str, attempt: int, stage: Stage, fraction: float) -> None:
        """Move the progress to `fraction` (0…1) of the stage's share."""
        ...

    def finish(self, job_id: str, attempt: int, stage: Stage, token: str, run: StageRun) -> None:
        """Note how the stage went and give its lease back."""
        ...

    def release(self, job_id: str, stage: Stage, token: str, spent: StageRun) -> None:
        """Give the lease back after a failure, so that the next try need not wait for it to run out.

        `spent` is the run as it began, with what the failed try has cost.
        """
        ...


class Previews(Protocol):
    """Samples of the voices, made while the caller waits. Raises as `vidx.drafts.Drafts` does."""

    def record(self, ask: PreviewInput) -> PreviewResult: ...


class Withdrawals(Protocol):
    """Public files taken down while the caller waits. Raises as `vidx.drafts.Drafts` does."""

    def withdraw(self, ask: WithdrawInput) -> WithdrawResult: ...


class Clock(Protocol):
    def now(self) -> datetime:
        """Current time, aware, UTC."""
        ...

    def monotonic_s(self) -> float: ...

    def wait(self, seconds: float) -> None: ...
