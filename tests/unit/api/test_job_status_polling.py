"""How often clients ask for a job's status."""

from datetime import timedelta

import pytest

from functions.api.job_status import poll_after_s
from testing.clock import FixedClock
from testing.jobs import job_row
from vidx.jobs.model import Job, Stage, StageRecord, Status

NOW = FixedClock().now()


def job(run_s: float, attempt: int = 1) -> Job:
    """A job whose attempt has run for so many seconds; an earlier attempt started an hour ago."""
    earlier = StageRecord(started_at=NOW - timedelta(hours=1), attempt=attempt - 1)
    latest = StageRecord(started_at=NOW - timedelta(seconds=run_s), attempt=attempt)
    changes = {"status": Status.RENDER, "attempt": attempt, "stages": {Stage.SCRIPT: earlier, Stage.RENDER: latest}}
    return job_row().model_copy(update=changes)


@pytest.mark.parametrize(("run_s", "pause_s"), [(0, 2), (15, 2), (24, 3), (45, 5), (80, 10), (600, 10)])
def test_the_pause_grows_with_the_run_of_the_attempt(run_s: float, pause_s: int) -> None:
    assert poll_after_s(job(run_s), NOW) == pause_s
    assert poll_after_s(job(run_s, attempt=2), NOW) == pause_s


@pytest.mark.parametrize(("waited_s", "pause_s"), [(0, 2), (40, 5), (3600, 10)])
def test_the_pause_grows_while_a_job_waits_in_the_queue(waited_s: float, pause_s: int) -> None:
    waiting = job_row().model_copy(update={"updated_at": NOW - timedelta(seconds=waited_s)})

    assert poll_after_s(waiting, NOW) == pause_s


def test_a_clock_that_is_behind_does_not_ask_for_less() -> None:
    assert poll_after_s(job(-5), NOW) == 2


def requests(run_s: float) -> int:
    """Polls of a client that follows a job to its end."""
    at_s, count = 0.0, 0
    while at_s < run_s:
        at_s += poll_after_s(job(at_s), NOW)
        count += 1
    return count


def test_the_figures_of_the_page_about_scale() -> None:
    """docs/scale.md names them."""
    assert (requests(45), requests(600)) == (18, 75)
