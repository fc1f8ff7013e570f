"""A sweep deletes public files that could not be deleted when they should have been."""

from typing import Final

import pytest

from functions.watch.service import end_job, sweep
from tests.contract.ads_rules import VIDEO
from tests.unit.watch.conftest import World, end
from vidx.errors import StorageUnavailable
from vidx.jobs.model import Status

STEM: Final = "videos/20261122_j1"


def test_a_sweep_deletes_files_that_could_not_be_deleted_before(world: World) -> None:
    end_job(end(), world.ports)
    world.jobs.plan_withdrawal(STEM)
    world.withdrawals.error = StorageUnavailable("storage is down")
    with pytest.raises(StorageUnavailable):
        sweep(world.ports)
    kept = set(world.jobs.withdrawals)
    world.withdrawals.error = None

    sweep(world.ports)

    assert kept == {STEM}
    assert world.withdrawals.stems == [STEM]
    assert not world.jobs.withdrawals


def test_the_files_of_a_deleted_job_are_deleted(world: World) -> None:
    del world.jobs.rows["j1"]
    world.jobs.plan_withdrawal(STEM)

    sweep(world.ports)

    assert world.withdrawals.stems == [STEM]


@pytest.mark.parametrize("retried_to", [Status.QUEUED, Status.COMPLETE])
def test_a_retry_keeps_the_files_that_it_makes_again(world: World, retried_to: Status) -> None:
    world.jobs.plan_withdrawal(STEM)
    world.clock.pass_by(5)
    video = VIDEO if retried_to is Status.COMPLETE else None
    changes = {"status": retried_to, "video": video, "updated_at": world.clock.now()}
    world.jobs.rows["j1"] = world.job.model_copy(update=changes)
    world.executions.started.append("j1")

    sweep(world.ports)

    assert not world.withdrawals.stems
    assert not world.jobs.withdrawals


def test_a_video_whose_listing_is_being_deleted_loses_its_files(world: World) -> None:
    """The withdrawal is planned before the video leaves the job's row."""
    world.jobs.rows["j1"] = world.job.model_copy(update={"status": Status.COMPLETE, "video": VIDEO})
    world.clock.pass_by(5)
    world.jobs.plan_withdrawal(STEM)

    sweep(world.ports)

    assert world.withdrawals.stems == [STEM]
