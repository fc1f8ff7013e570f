"""Run the rows of a list, several at a time, and save their progress in a file beside the list."""

import json
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from cli.batch.reader import Row
from cli.client import ApiClient, outage_retries, time_after
from cli.errors import CliError, Fault, InvalidRequest, LimitReached, SignedOut
from cli.jobs import wait_for_job
from cli.models import COMPLETE, REVIEW, Job
from cli.photos import Photo
from cli.transfer import upload_photos

IDEMPOTENCY_PREFIX: Final = "batch-"
SENDING: Final = "Sending the photos"
STARTING: Final = "Starting the job"
MIN_LIMIT_WAIT_S: Final = 1.0

OnProgress = Callable[[Row, str, int], None]
"""Called with a row, a message and the percentage."""


class RowState(BaseModel):
    """Progress of one row, as in the state file."""

    model_config = ConfigDict(frozen=True)

    photo_keys: tuple[str, ...] = ()
    """Stored because the API recognizes a repeated request only if its body is identical."""
    logo_key: str | None = None
    job_id: str | None = None
    language: str | None = None
    ad_url: str | None = None
    """Page of the row's listing."""
    currency: str | None = None
    """Language and currency come from the row, or the API detects them."""
    job: dict[str, Any] | None = None
    """The job's final state, or its state in review."""
    error: str | None = None

    @property
    def complete(self) -> bool:
        return self.job is not None and self.job.get("status") == COMPLETE

    @property
    def failed(self) -> bool:
        """Whether the job ended without a video. A row without a job has not started."""
        return self.job is not None and not self.complete and not self.in_review

    @property
    def in_review(self) -> bool:
        """Whether an operator decides about the job first. The next run of the list checks it again."""
        return self.job is not None and self.job.get("status") == REVIEW


_ROWS: Final = TypeAdapter(dict[str, RowState])


@dataclass
class BatchState:
    """State of every row by its key, saved in a file beside the list. Thread-safe."""

    path: Path
    rows: dict[str, RowState] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, row: Row) -> RowState:
        return self.rows.get(row.key, RowState())

    def update(self, row: Row, **changes: Any) -> RowState:
        """Change fields of the row's state and save the file."""
        with self._lock:
            state = self.of(row).model_copy(update=changes)
            self.rows[row.key] = state
            partial = self.path.with_name(f"{self.path.name}.part")
            partial.write_bytes(_ROWS.dump_json(self.rows, indent=1, exclude_defaults=True))
            partial.replace(self.path)
            return state


def load_state(list_path: Path) -> BatchState:
    """Load the state of earlier runs of the list, or an empty one.

    Raises:
        InvalidRequest: the state file is damaged.
    """
    path = list_path.with_name(f"{list_path.name}.state.json")
    try:
        return BatchState(path, _ROWS.validate_json(path.read_bytes()))
    except FileNotFoundError:
        return BatchState(path)
    except (OSError, ValidationError, json.JSONDecodeError) as error:
        raise InvalidRequest(
            Fault("is not a valid state file; repair it, or move it away to start over", str(path))
        ) from error


class _Stopped(Exception):
    """Raised in a row to end it, because of Ctrl-C or an error that affects every row."""


@dataclass
class BatchRunner:
    """One run over the rows, except those that are complete."""

    api: ApiClient
    state: BatchState
    on_progress: OnProgress
    on_end: Callable[[Row, RowState], None]
    """Called once for each row when it ends in this run."""
    retry_failed: bool = False
    stop: threading.Event = field(default_factory=threading.Event)

    def run(self, rows: Sequence[Row], concurrency: int) -> None:
        """Run every row, at most `concurrency` at the same time.

        Raises:
            SignedOut: the sign-in has ended; jobs that have started continue.
            KeyboardInterrupt: Ctrl-C; jobs that have started continue.
        """
        with ThreadPoolExecutor(concurrency) as pool:
            futures = [pool.submit(self._run_row, row) for row in rows]
            try:
                for future in as_completed(futures):
                    future.result()
            except BaseException:
                self.stop.set()
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def _run_row(self, row: Row) -> None:
        state = self.state.of(row)
        try:
            if not state.complete and not (state.failed and not self.retry_failed):
                state = self._finish(row, state)
        except (_Stopped, SignedOut):
            raise
        except CliError as error:
            state = self.state.update(row, error=_row_error(error))
        self.on_end(row, state)

    def _finish(self, row: Row, state: RowState) -> RowState:
        if state.job_id is None:
            state = self._start_job(row, state)
        elif state.failed:
            self._with_retries(row, self.api.post, f"/video/jobs/{state.job_id}/retry")
            state = self.state.update(row, job=None, error=None)
        job_state = wait_for_job(self.api, str(state.job_id), partial(self._show, row), self._sleep)
        job = Job.model_validate(job_state)
        error = None if job.error is None else job.error.message
        return self.state.update(row, job=job_state, error=error if job.video_url is None else None)

    def _start_job(self, row: Row, state: RowState) -> RowState:
        """Start the row's job. The files' keys are saved first, because a repeated request must be identical."""
        if not state.photo_keys:
            self.on_progress(row, SENDING, 0)
            logo = self._send(row, [row.logo])[0] if row.logo else None
            state = self.state.update(row, photo_keys=tuple(self._send(row, row.photos)), logo_key=logo)
        self.on_progress(row, STARTING, 0)
        body = {
            "photoKeys": list(state.photo_keys),
            **({"logoKey": state.logo_key} if state.logo_key else {}),
            **row.body,
        }
        try:
            response = self._with_retries(
                row,
                self.api.post,
                "/video/generate",
                body,
                headers={"Idempotency-Key": f"{IDEMPOTENCY_PREFIX}{row.key}"},
            )
        except CliError as error:
            if error.code in {"UnusablePhoto", "InvalidPhotos"}:
                # The next run uploads the files again, because they may have expired.
                self.state.update(row, photo_keys=())
            raise
        detected = {name: response.get(name) for name in ("language", "currency")}
        address = response.get("adUrl")
        ad_url = self.api.service.absolute(address) if address else None
        return self.state.update(row, job_id=str(response["jobId"]), ad_url=ad_url, **detected, error=None)

    def _send(self, row: Row, files: Sequence[Photo]) -> list[str]:
        """Upload the files and return their keys."""
        keys: list[str] = self._with_retries(row, upload_photos, self.api, files, lambda _index, _sent_bytes: None)
        return keys

    def _with_retries(self, row: Row, call: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Call until the service accepts the request. If a limit is reached, wait until the time in the response."""
        while True:
            try:
                return outage_retries(self._sleep)(call, *args, **kwargs)
            except LimitReached as limit:
                wait_s = limit.retry_after_s or MIN_LIMIT_WAIT_S
                self.on_progress(row, f"Limit reached, continues {time_after(wait_s)}", 0)
                self._sleep(max(wait_s, MIN_LIMIT_WAIT_S))

    def _show(self, row: Row, job: Job) -> None:
        self.on_progress(row, job.state_text, job.progress)

    def _sleep(self, seconds: float) -> None:
        """Sleep, and raise `_Stopped` as soon as the run must end."""
        if self.stop.wait(seconds):
            raise _Stopped


def _row_error(error: CliError) -> str:
    if error.code == "IdempotencyMismatch":
        return "was started before by another run whose state file is gone; find the video with `vidx list`"
    return "; ".join(str(fault) for fault in error.faults)
