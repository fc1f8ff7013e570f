"""Runs the rows of a list, a few at a time: send the photos, order the job, follow it. What is done stays done."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from cli.api import Api, patient_retries
from cli.batch.rows import Row
from cli.batch.state import Done, State
from cli.errors import CliError, SignedOut
from cli.jobs import Job
from cli.photos import Photo
from cli.upload import upload_photos
from cli.waiting import follow

KEY_PREFIX: Final = "batch-"
SENDING: Final = "Sending the photos"
ORDERING: Final = "Starting the job"

Seen = Callable[[Row, str, int], None]
"""Called with a row, what it is doing, and its percent."""


class _Stopped(Exception):
    """Ctrl-C, or an error that concerns every row."""


@dataclass
class Batch:
    """One run over the rows."""

    api: Api
    state: State
    seen: Seen
    ended: Callable[[Row, Done], None]
    """Called once for each row, when it has come to its end in this run."""
    retry_failed: bool = False
    stop: threading.Event = field(default_factory=threading.Event)

    def run(self, rows: Sequence[Row], at_once: int) -> None:
        """Bring every row to its end, `at_once` of them at the same time.

        Raises:
            SignedOut: the sign-in ended; rows that had begun go on without us.
            KeyboardInterrupt: Ctrl-C; the same.
        """
        with ThreadPoolExecutor(at_once) as pool:
            running = [pool.submit(self._row, row) for row in rows]
            try:
                for one in as_completed(running):
                    one.result()
            except BaseException:
                self.stop.set()
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def _row(self, row: Row) -> None:
        done = self.state.of(row)
        try:
            if not done.complete and not (done.failed and not self.retry_failed):
                done = self._finish(row, done)
        except (_Stopped, SignedOut):
            raise
        except CliError as error:
            done = self.state.note(row, error=_in_the_rows_words(error))
        self.ended(row, done)

    def _finish(self, row: Row, done: Done) -> Done:
        if done.job_id is None:
            done = self._order(row, done)
        elif done.failed:
            self._patiently(self.api.post, f"/video/jobs/{done.job_id}/retry")
            done = self.state.note(row, job=None, error=None)
        state = follow(self.api, str(done.job_id), partial(self._shown, row), self._sleep)
        job = Job.model_validate(state)
        error = None if job.error is None else job.error.message
        return self.state.note(row, job=state, error=error if job.video_url is None else None)

    def _order(self, row: Row, done: Done) -> Done:
        """The files' keys are noted before the job is asked for: a request repeated to the letter starts one job."""
        if not done.photo_keys:
            self.seen(row, SENDING, 0)
            logo = self._send([row.logo])[0] if row.logo else None
            done = self.state.note(row, photo_keys=tuple(self._send(row.photos)), logo_key=logo)
        self.seen(row, ORDERING, 0)
        body = {"photoKeys": list(done.photo_keys), **({"logoKey": done.logo_key} if done.logo_key else {}), **row.body}
        try:
            started = self._patiently(
                self.api.post, "/video/generate", body, headers={"Idempotency-Key": f"{KEY_PREFIX}{row.key}"}
            )
        except CliError as error:
            if error.code in {"UnusablePhoto", "InvalidPhotos"}:
                self.state.note(row, photo_keys=())  # they may have expired; the next run sends them again
            raise
        chosen = {name: started.get(name) for name in ("language", "currency")}
        address = started.get("adUrl")
        ad_url = self.api.service.absolute(address) if address else None
        return self.state.note(row, job_id=str(started["jobId"]), ad_url=ad_url, **chosen, error=None)

    def _send(self, files: Sequence[Photo]) -> list[str]:
        """The keys under which the files are stored from now on."""
        keys: list[str] = self._patiently(upload_photos, self.api, files, lambda _index, _sent: None)
        return keys

    def _patiently(self, call: Callable[..., Any], *given: Any, **named: Any) -> Any:
        return patient_retries(self._sleep)(call, *given, **named)

    def _shown(self, row: Row, job: Job) -> None:
        self.seen(row, job.message or job.status, job.progress)

    def _sleep(self, seconds: float) -> None:
        """Raises `_Stopped` as soon as the run is to end."""
        if self.stop.wait(seconds):
            raise _Stopped


def _in_the_rows_words(error: CliError) -> str:
    if error.code == "IdempotencyMismatch":
        return "was ordered before by another run, whose state file is gone; find the video with `vidx list`"
    return "; ".join(str(fault) for fault in error.faults)
