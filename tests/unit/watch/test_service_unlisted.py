"""A sweep deletes videos that nobody has listed for a long time."""

from dataclasses import replace
from typing import Final

import pytest

from functions.watch.service import sweep
from tests.contract.ads_rules import CHAIR, VIDEO
from tests.unit.watch.conftest import World
from vidx.ads import new_ad
from vidx.errors import StorageUnavailable
from vidx.jobs.model import EXPIRED_MESSAGE, Job, Status
from vidx.ports.videos import PublicVideo

DAY_S: Final = 86_400
STEM: Final = "videos/20261122_j9"


@pytest.fixture
def unlisted(world: World) -> Job:
    """A finished job without a listing."""
    video = VIDEO.model_copy(update={"video_url": f"https://media.test/{STEM}.mp4"})
    job = world.job.model_copy(
        update={"job_id": "unlisted", "status": Status.COMPLETE, "video": video, "ad_id": None, "owner": "u1"}
    )
    world.jobs.create(job)
    world.videos.add(PublicVideo("unlisted", STEM, "u1", "unlisted"), listed=False)
    return job


def test_a_video_without_a_listing_is_deleted_after_its_days(world: World, unlisted: Job) -> None:
    world.clock.pass_by(89 * DAY_S)
    sweep(world.ports)
    before = list(world.withdrawals.stems)
    world.clock.pass_by(2 * DAY_S)

    for _ in range(2):
        sweep(world.ports)

    assert before == []
    assert world.withdrawals.stems == [STEM]
    assert (world.videos.rows, world.videos.unlisted) == ({}, {})
    assert (world.jobs.rows["unlisted"].video, world.jobs.rows["unlisted"].message) == (None, EXPIRED_MESSAGE)


def test_a_video_whose_job_has_expired_is_deleted_too(world: World, unlisted: Job) -> None:
    del world.jobs.rows["unlisted"]
    world.clock.pass_by(91 * DAY_S)

    sweep(world.ports)

    assert world.withdrawals.stems == [STEM]
    assert world.videos.rows == {}


@pytest.mark.parametrize("job_expired", [False, True])
def test_a_video_that_was_listed_since_stays(world: World, unlisted: Job, job_expired: bool) -> None:
    world.ads.create_for_job(new_ad(unlisted, CHAIR, world.clock.now()), unlisted)
    if job_expired:
        del world.jobs.rows["unlisted"]
    world.clock.pass_by(91 * DAY_S)

    sweep(world.ports)

    assert STEM not in world.withdrawals.stems
    assert set(world.videos.rows) == {"unlisted"}
    assert world.videos.unlisted == {}


def test_a_video_that_a_listing_took_during_the_sweep_stays(world: World, unlisted: Job) -> None:
    world.jobs.rows["unlisted"] = unlisted.model_copy(update={"ad_id": "a-new-listing"})
    world.clock.pass_by(91 * DAY_S)

    sweep(world.ports)

    assert STEM not in world.withdrawals.stems
    assert world.jobs.rows["unlisted"].video


def test_the_deletion_is_repeated_while_storage_is_down(world: World, unlisted: Job) -> None:
    world.clock.pass_by(91 * DAY_S)
    world.withdrawals.error = StorageUnavailable("storage is down")
    with pytest.raises(StorageUnavailable):
        sweep(world.ports)
    kept = set(world.videos.unlisted)
    world.withdrawals.error = None

    sweep(world.ports)

    assert kept == {"unlisted"}
    assert world.withdrawals.stems == [STEM]
    assert world.videos.rows == {}


def test_nothing_is_deleted_where_videos_stay(world: World, unlisted: Job) -> None:
    world.clock.pass_by(1000 * DAY_S)

    sweep(replace(world.ports, unlisted_video_days=0))

    assert STEM not in world.withdrawals.stems
    assert world.videos.unlisted
