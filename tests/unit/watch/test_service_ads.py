"""A sweep gives each processing ad its video, or fails it when no job can finish one."""

import pytest

from functions.watch.service import sweep
from testing.jobs import job_row
from tests.contract.ads_rules import CHAIR, VIDEO
from tests.unit.watch.conftest import LATER_S, World
from vidx.ads import AdStatus, new_ad
from vidx.jobs.model import Failure, Status


def test_an_ad_half_deleted_before_its_job_completed_does_not_wait_for_ever(world: World) -> None:
    """`Ads.delete` has taken the ad off its job, and then failed."""
    world.jobs.rows["j1"] = world.job.model_copy(update={"ad_id": None, "status": Status.COMPLETE, "video": VIDEO})
    world.clock.pass_by(LATER_S)

    sweep(world.ports)

    assert world.ad_status is AdStatus.FAILED


def test_an_ad_that_missed_the_end_of_its_job_shows_the_video(world: World) -> None:
    world.jobs.rows["j1"] = world.job.model_copy(update={"status": Status.COMPLETE, "video": VIDEO})
    world.clock.pass_by(LATER_S)

    sweep(world.ports)

    assert world.ads.rows[world.ad_id].video == VIDEO
    assert world.ad_status is AdStatus.ACTIVE


@pytest.mark.parametrize("row", ["failed", "expired"])
def test_a_sweep_fails_an_ad_without_a_running_job(world: World, row: str) -> None:
    if row == "failed":
        world.jobs.fail("j1", 1, Failure(code="RenderFailed", stage="render", message="it broke"))
    else:
        del world.jobs.rows["j1"]
    world.clock.pass_by(LATER_S)

    sweep(world.ports)

    assert world.ad_status is AdStatus.FAILED


def test_a_sweep_checks_every_ad_of_many(world: World) -> None:
    ads = [new_ad(job_row(f"gone-{n}", clock=world.clock), CHAIR, world.clock.now()) for n in range(250)]
    world.ads.rows |= {ad.ad_id: ad for ad in ads}
    world.clock.pass_by(LATER_S)

    sweep(world.ports)

    assert {world.ads.rows[ad.ad_id].status for ad in ads} == {AdStatus.FAILED}
