"""The deletion of a closed account leaves nothing of it, whatever fails in between, and nothing of others goes."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from functions.account.service import RETRY_AFTER, Ports, delete_account, sweep
from testing.accounts import MemoryAccounts, MemorySignIns
from testing.ads import MemoryAds
from testing.clock import FixedClock
from testing.jobs import MemoryExecutions, MemoryJobs, job_row
from testing.queue import MemoryQueue
from testing.quotas import MemoryQuotas
from testing.store import MemoryStore
from testing.videos import MemoryVideos
from testing.webhooks import MemoryDeliveries, MemoryWebhooks
from testing.withdrawals import MemoryWithdrawals
from tests.contract.ads_rules import CHAIR, VIDEO
from tests.contract.webhooks_rules import delivery, webhook
from vidx import keys
from vidx.accounts import SETTLED_AFTER, Closure, DeletionStatus, Receipt
from vidx.admission.limits import AdmissionLimits, Limit, charge
from vidx.admission.queue import entry_of
from vidx.ads import new_ad
from vidx.errors import SignInsUnavailable, StorageUnavailable, VidxError
from vidx.jobs.model import Status
from vidx.moderation import Review
from vidx.ports.videos import PublicVideo

LATER_S = SETTLED_AFTER.total_seconds() + 60


@dataclass
class World:
    """Two sellers who have the same: a listed video, a job that runs, uploads, a draft and a webhook. `u1` closes."""

    clock: FixedClock = field(default_factory=FixedClock)
    accounts: MemoryAccounts = field(default_factory=MemoryAccounts)
    sign_ins: MemorySignIns = field(default_factory=lambda: MemorySignIns({"u1", "u2"}))
    webhooks: MemoryWebhooks = field(default_factory=MemoryWebhooks)
    deliveries: MemoryDeliveries = field(default_factory=MemoryDeliveries)
    executions: MemoryExecutions = field(default_factory=MemoryExecutions)
    quotas: MemoryQuotas = field(default_factory=MemoryQuotas)
    queue: MemoryQueue = field(default_factory=MemoryQueue)
    withdrawals: MemoryWithdrawals = field(default_factory=MemoryWithdrawals)
    store: MemoryStore = field(default_factory=MemoryStore)
    storage_down: bool = False

    def __post_init__(self) -> None:
        self.jobs = MemoryJobs(self.clock)
        self.ads = MemoryAds(self.jobs)
        self.videos = MemoryVideos(self.jobs)
        for owner in ("u1", "u2"):
            self._equip(owner)
        self.clock.pass_by(7 * 24 * 3600)
        for owner in ("u1", "u2"):
            self.start(owner, f"{owner}-running")
        self.closure = self.accounts.close(Closure(owner="u1", receipt_id="rc_1", closed_at=self.clock.now()))

    def _equip(self, owner: str) -> None:
        listed = job_row(f"{owner}-listed", owner, self.clock)
        video = VIDEO.model_copy(update={"video_url": f"https://media.test/{listed.public_stem}.mp4"})
        listed = listed.model_copy(update={"status": Status.COMPLETE, "video": video})
        self.jobs.create(listed)
        self.ads.create_for_job(new_ad(listed, CHAIR, self.clock.now()), listed)
        names = (keys.upload(owner, "p0"), keys.draft(owner, "d0"), keys.voice(listed.job_id))
        for key in names:
            self.store.put(key, b"x", "text/plain")
        row = webhook(owner, self.clock, f"wh_{owner}")
        self.webhooks.create(row)
        self.deliveries.create(delivery(row.webhook_id, self.clock, owner=owner))
        self.deliveries.create(delivery(f"wh_{owner}_deleted", self.clock, owner=owner))

    def start(self, owner: str, job_id: str) -> None:
        job = job_row(job_id, owner, self.clock)
        self.jobs.create(job)
        self.executions.start(job)
        self.store.put(keys.job_request(job_id), b"{}", "application/json")

    def open_store(self) -> MemoryStore:
        if self.storage_down:
            raise StorageUnavailable("storage is down")
        return self.store

    @property
    def ports(self) -> Ports:
        return Ports(
            self.accounts,
            self.sign_ins,
            self.jobs,
            self.ads,
            self.videos,
            self.webhooks,
            self.deliveries,
            self.executions,
            self.quotas,
            self.queue,
            self.withdrawals,
            self.open_store,
            self.clock,
        )

    @property
    def receipt(self) -> Receipt:
        return self.accounts.receipts["rc_1"]

    def left_of(self, owner: str) -> list[str]:
        """Everything that is stored of an owner, by name."""
        rows = [job.job_id for job in self.jobs.rows.values() if job.owner == owner]
        ads = [ad.ad_id for ad in self.ads.rows.values() if ad.owner == owner]
        webhooks = [each for holder, each in self.webhooks.rows if holder == owner]
        messages = [row.message_id for row in self.deliveries.rows.values() if row.owner == owner]
        files = [key for key in self.store.objects if f"/{owner}" in key]
        users = [user for user in self.sign_ins.users if user == owner]
        return [*rows, *ads, *webhooks, *messages, *files, *users]


@pytest.fixture
def world() -> World:
    return World()


def test_the_first_pass_deletes_all_but_the_row_of_a_job_that_ran(world: World) -> None:
    before = world.left_of("u2")

    delete_account("u1", world.ports)

    assert world.left_of("u1") == ["u1-running"]
    assert world.left_of("u2") == before
    assert world.jobs.rows["u1-running"].status is Status.CANCELED
    assert world.executions.stopped == ["u1-running"]
    assert set(world.withdrawals.stems) == {job_row("u1-listed").public_stem}
    assert world.receipt.status is DeletionStatus.DELETING


def test_videos_whose_jobs_have_expired_are_deleted(world: World) -> None:
    """Their rows in the jobs table are gone after 30 days, but their files stay public."""
    for owner in ("u1", "u2"):
        world.videos.add(PublicVideo(f"{owner}-old", f"videos/20260901_{owner}-old", owner, "f"), listed=False)
        world.store.put(keys.voice(f"{owner}-old"), b"x", "audio/wav")

    delete_account("u1", world.ports)

    assert "videos/20260901_u1-old" in world.withdrawals.stems
    assert set(world.videos.rows) == {"u2-old"}
    assert [key for key in world.store.objects if "-old" in key] == [keys.voice("u2-old")]
    assert set(world.videos.unlisted) == {"u2-old"}
    assert world.receipt.videos == 2


def test_the_last_pass_takes_what_came_late_and_completes_the_receipt(world: World) -> None:
    delete_account("u1", world.ports)
    world.store.put(keys.upload("u1", "late"), b"x", "image/jpeg")
    world.store.put(keys.voice("u1-running"), b"x", "audio/wav")
    world.deliveries.create(delivery("wh_u1", world.clock, "msg_late"))
    world.clock.pass_by(LATER_S)

    sweep(world.ports)

    assert world.left_of("u1") == []
    receipt = world.receipt
    assert (receipt.status, receipt.completed_at) == (DeletionStatus.DELETED, world.clock.now())
    counts = (receipt.videos, receipt.listings, receipt.files, receipt.webhooks, receipt.messages, receipt.sign_ins)
    assert counts == (2, 1, 6, 1, 3, 1)
    assert world.accounts.list_deleting() == []


def test_the_sweep_leaves_an_account_alone_between_its_passes(world: World) -> None:
    delete_account("u1", world.ports)
    world.clock.pass_by(SETTLED_AFTER.total_seconds() - 60)
    world.store.put(keys.upload("u1", "late"), b"x", "image/jpeg")

    sweep(world.ports)

    assert keys.upload("u1", "late") in world.store.objects


def test_a_job_that_waits_leaves_the_queue_and_counters_go_with_the_last_pass(world: World) -> None:
    now, limits = world.clock.now(), AdmissionLimits()
    for owner in ("u1", "u2"):
        world.queue.add(entry_of(world.jobs.rows[f"{owner}-running"], now))
        world.quotas.take([charge(Limit.JOBS, owner, 1, limits, now)])

    delete_account("u1", world.ports)
    assert [entry.owner for entry in world.queue.read().waiting] == ["u2"]
    assert world.quotas.total(Limit.JOBS) == 2
    world.clock.pass_by(LATER_S)
    sweep(world.ports)

    assert world.quotas.total(Limit.JOBS) == 1


def test_a_job_in_review_is_canceled_and_deleted(world: World) -> None:
    job = job_row("u1-reviewed", "u1", world.clock)
    world.jobs.create(job)
    world.jobs.request_review(job.job_id, job.attempt, Review(started_at=world.clock.now(), findings=()))
    world.store.put(keys.job_request(job.job_id), b"{}", "application/json")

    delete_account("u1", world.ports)

    assert world.jobs.rows[job.job_id].status is Status.CANCELED
    assert not world.jobs.list_reviews(10, None).jobs
    assert world.store.list_objects(keys.job_files(job.job_id)) == []
    world.clock.pass_by(SETTLED_AFTER.total_seconds() + 1)
    sweep(world.ports)
    assert world.left_of("u1") == []
    assert world.receipt.status is DeletionStatus.DELETED


def test_an_open_account_is_left_alone(world: World) -> None:
    before = world.left_of("u2")

    delete_account("u2", world.ports)

    assert world.left_of("u2") == before


def test_what_cannot_be_deleted_now_stops_nothing_else_and_is_deleted_by_the_sweep(world: World) -> None:
    world.storage_down = True
    world.withdrawals.error = StorageUnavailable("storage is down")

    with pytest.raises(StorageUnavailable):
        delete_account("u1", world.ports)

    assert "u1" not in world.sign_ins.users
    assert world.webhooks.list_by_owner("u1") == []
    assert world.jobs.rows["u1-running"].status is Status.CANCELED
    world.storage_down, world.withdrawals.error = False, None
    world.clock.pass_by(RETRY_AFTER.total_seconds())
    sweep(world.ports)
    assert world.left_of("u1") == ["u1-running"]


def test_a_sign_in_service_that_is_down_stops_nothing_else(world: World) -> None:
    world.sign_ins.error = SignInsUnavailable("down")

    with pytest.raises(SignInsUnavailable):
        delete_account("u1", world.ports)

    assert world.left_of("u1") == ["u1-running", "u1"]
    world.sign_ins.error = None
    world.clock.pass_by(LATER_S)
    sweep(world.ports)
    assert world.left_of("u1") == []
    assert world.receipt.sign_ins == 1


def test_a_pass_that_broke_off_is_repeated(world: World) -> None:
    """A crash leaves the pass's time reserved, and half of the things deleted."""
    world.accounts.begin_pass("u1", world.clock.now(), world.clock.now() + timedelta(minutes=15))
    world.sign_ins.delete("u1")
    world.jobs.cancel("u1-running")

    sweep(world.ports)
    assert len(world.left_of("u1")) > 1

    world.clock.pass_by(15 * 60)
    sweep(world.ports)
    assert world.left_of("u1") == ["u1-running"]


def test_a_failing_account_does_not_keep_the_next_one_waiting(world: World) -> None:
    class HalfBroken(MemorySignIns):
        def delete(self, user_id: str) -> bool:
            if user_id == "u1":
                raise SignInsUnavailable("down")
            return super().delete(user_id)

    world.sign_ins = HalfBroken({"u1", "u2"})
    world.accounts.close(Closure(owner="u2", receipt_id="rc_2", closed_at=world.clock.now()))

    with pytest.raises(VidxError):
        sweep(world.ports)

    assert world.sign_ins.users == {"u1"}


def test_a_job_that_ends_while_it_is_canceled_is_deleted_with_its_public_files(world: World) -> None:
    job = world.jobs.rows["u1-running"]
    video = VIDEO.model_copy(update={"video_url": f"https://media.test/{job.public_stem}.mp4"})

    class Racing(MemoryJobs):
        def cancel(self, job_id: str):  # type: ignore[no-untyped-def]  # as in MemoryJobs
            self.rows[job_id] = self.rows[job_id].model_copy(update={"status": Status.COMPLETE, "video": video})
            return super().cancel(job_id)

    world.jobs = Racing(world.clock, world.jobs.rows)

    delete_account("u1", world.ports)

    assert job.public_stem in world.withdrawals.stems
