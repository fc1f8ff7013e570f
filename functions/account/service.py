"""Delete a closed account: its sign-in, webhooks, listings, jobs and files.

A pass deletes everything that it finds and may be repeated at any time. One pass follows the request at once. Another
one follows 90 minutes later, when nothing of the account can appear any more, and completes the receipt. A pass that
fails or is interrupted is repeated by the sweep.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from vidx import keys
from vidx.accounts import SETTLED_AFTER, Closure, DeletedItems
from vidx.errors import JobClosed, PipelineUnavailable, VidxError
from vidx.jobs.events import WithdrawInput
from vidx.jobs.model import Job
from vidx.observability import logger
from vidx.ports.accounts import Accounts, SignIns
from vidx.ports.admission import Queue, Quotas
from vidx.ports.ads import Ads
from vidx.ports.clock import Clock
from vidx.ports.executions import Executions
from vidx.ports.invocations import Withdrawals
from vidx.ports.jobs import Jobs
from vidx.ports.storage import Store
from vidx.ports.videos import PublicVideo, Videos
from vidx.ports.webhooks import Deliveries, Webhooks

PASS_TIME: Final = timedelta(minutes=15)
"""Longest time of a pass: the function's time-out. After it, an interrupted pass may be repeated."""
RETRY_AFTER: Final = timedelta(minutes=1)
REASON: Final = "its account was deleted"
THREADS: Final = 8
"""Files that are deleted at once; the threads mostly wait for storage."""


class DeletionInput(BaseModel):
    """The event with which the API invokes the function."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    owner: str


@dataclass(frozen=True)
class Ports:
    """The ports of the deletion.

    Attributes:
        open_store: opens storage, so that the sign-in is deleted even while storage is down.
    """

    accounts: Accounts
    sign_ins: SignIns
    jobs: Jobs
    ads: Ads
    videos: Videos
    webhooks: Webhooks
    deliveries: Deliveries
    executions: Executions
    quotas: Quotas
    queue: Queue
    withdrawals: Withdrawals
    open_store: Callable[[], Store]
    clock: Clock


def sweep(ports: Ports) -> None:
    """Make a pass over every closed account that is due.

    Raises:
        VidxError, ValidationError: a pass failed, but each account had its pass.
    """
    failures: list[Exception] = []
    for owner in ports.accounts.list_deleting():
        try:
            delete_account(owner, ports)
        except (VidxError, ValidationError) as error:
            failures.append(error)
    if failures:
        raise failures[0]


def delete_account(owner: str, ports: Ports) -> None:
    """Make a pass over a closed account, unless one runs or none is due.

    Raises:
        VidxError, ValidationError: something could not be deleted, but everything else was. The next pass follows soon.
    """
    now = ports.clock.now()
    closure = ports.accounts.begin_pass(owner, now, now + PASS_TIME)
    if closure is None:
        return
    deletion = _Pass(closure, ports)
    deletion.run()
    now = ports.clock.now()
    settled_at = closure.closed_at + SETTLED_AFTER
    if deletion.failures:
        ports.accounts.postpone(owner, now + RETRY_AFTER)
        raise deletion.failures[0]
    if deletion.is_complete and now >= settled_at:
        ports.quotas.forget(owner)
        ports.accounts.complete(closure, now)
        logger.info("an account is deleted", extra={"receipt_id": closure.receipt_id})
    else:
        ports.accounts.postpone(owner, max(settled_at, now + RETRY_AFTER))


@dataclass
class _Pass:
    """One pass over an account. `failures` are the errors of what could not be deleted."""

    closure: Closure
    ports: Ports
    failures: list[Exception] = field(default_factory=list)
    is_complete: bool = True
    """Whether no job is left that may still get files."""

    def run(self) -> None:
        """Delete the sign-in first, then what is public, and private files last."""
        owner = self.closure.owner
        with self._collect_error("sign-in"):
            self._delete_sign_in()
        with self._collect_error("webhooks"):
            self._delete_webhooks()
        job_ids: Sequence[str] = ()
        with self._collect_error("jobs"):
            job_ids = self.ports.jobs.list_ids_by_owner(owner)
        for job_id in job_ids:
            with self._collect_error(job_id):
                self._cancel(job_id)
        with self._collect_error("listings"):
            for ad_id in self.ports.ads.list_ids_by_owner(owner):
                with self._collect_error(ad_id):
                    self._delete_ad(ad_id)
        for job_id in job_ids:
            with self._collect_error(job_id):
                self._delete_job(job_id)
        with self._collect_error("videos"):
            for video in self.ports.videos.list_by_owner(owner):
                with self._collect_error(video.job_id):
                    self._delete_expired_job(video)
        with self._collect_error("files"):
            self._delete_files(keys.user_uploads(owner))
            self._delete_files(keys.user_drafts(owner))

    @contextmanager
    def _collect_error(self, part: str) -> Iterator[None]:
        """Add an error of the body to `failures`, so that the pass continues."""
        try:
            yield
        except (VidxError, ValidationError) as error:
            logger.exception(
                "a part of an account could not be deleted",
                extra={"receipt_id": self.closure.receipt_id, "part": part},
            )
            self.failures.append(error)

    def _count(self, items: DeletedItems) -> None:
        self.ports.accounts.add_deleted(self.closure.receipt_id, items)

    def _delete_sign_in(self) -> None:
        if self.ports.sign_ins.delete(self.closure.owner):
            self._count(DeletedItems(sign_ins=1))

    def _delete_webhooks(self) -> None:
        """Delete webhooks and messages, also those of webhooks that the seller has deleted. A message that `notify`
        adds meanwhile goes with the next pass.
        """
        owner = self.closure.owner
        webhooks = self.ports.webhooks.list_by_owner(owner)
        for webhook in webhooks:
            self.ports.webhooks.delete(owner, webhook.webhook_id)
        messages = self.ports.deliveries.list_keys_by_owner(owner)
        for webhook_id, message_id in messages:
            self.ports.deliveries.delete(webhook_id, message_id)
        if webhooks or messages:
            self._count(DeletedItems(webhooks=len(webhooks), messages=len(messages)))

    def _cancel(self, job_id: str) -> None:
        """Cancel a job that waits or runs. If its execution cannot be stopped, its stages stop at their next write.

        `functions/watch` settles what the job has cost.
        """
        job = self.ports.jobs.get(job_id)
        if job is None or job.status.final:
            return
        with suppress(JobClosed):  # it ended first
            canceled = self.ports.jobs.cancel(job_id)
            try:
                self.ports.queue.remove(canceled.execution_name)
                self.ports.executions.stop(canceled, REASON)
            except PipelineUnavailable:
                logger.warning("an execution could not be stopped", exc_info=True, extra={"job_id": job_id})

    def _delete_ad(self, ad_id: str) -> None:
        ad = self.ports.ads.get(ad_id)
        if ad is None:
            return
        stems = dict.fromkeys(filter(None, (ad.video_stem, *self.ports.ads.record_stems(ad).stems)))
        for stem in stems:
            self._withdraw(stem)
        self.ports.ads.delete(ad, frozenset(map(keys.job_of_stem, stems)))
        self._count(DeletedItems(listings=1))

    def _delete_job(self, job_id: str) -> None:
        """Delete the job's files, and its row once no stage of it can write files any more."""
        job = self.ports.jobs.get(job_id)
        if job is None:
            return
        if job.may_be_public:
            self._withdraw(job.public_stem)
        self._delete_files(keys.job_files(job_id))
        if self._may_still_run(job):
            self.is_complete = False
            return
        self.ports.jobs.erase(job_id)
        self._count(DeletedItems(videos=1))

    def _delete_expired_job(self, video: PublicVideo) -> None:
        """Delete a video whose job's row has expired, and files of the job that expire later than the row.

        Videos of other jobs were deleted with their jobs.
        """
        if self.ports.jobs.get(video.job_id):
            return
        self._withdraw(video.stem)
        self._delete_files(keys.job_files(video.job_id))
        self.ports.videos.delete(video.job_id)
        self._count(DeletedItems(videos=1))

    def _may_still_run(self, job: Job) -> bool:
        return not job.status.final or self.ports.clock.now() - job.updated_at < SETTLED_AFTER

    def _withdraw(self, stem: str) -> None:
        self.ports.withdrawals.withdraw(WithdrawInput(stem=stem))

    def _delete_files(self, prefix: str) -> None:
        store = self.ports.open_store()
        while objects := store.list_objects(prefix):
            with ThreadPoolExecutor(THREADS) as pool:
                list(pool.map(store.delete, (each.key for each in objects)))
            self._count(DeletedItems(files=len(objects)))
