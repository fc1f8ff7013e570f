"""The stages and statuses of a job."""

from itertools import pairwise

import pytest

from testing.jobs import job_row
from vidx.jobs.model import STAGE_PROGRESS, Job, Stage, StageProgress, Status


def test_the_progress_of_the_stages_is_in_order() -> None:
    for earlier, later in pairwise(Stage):
        assert STAGE_PROGRESS[earlier].ends_at <= STAGE_PROGRESS[later].starts_at
    assert set(STAGE_PROGRESS) == set(Stage)
    assert STAGE_PROGRESS[Stage.UPLOAD].progress(1.0) < 100


@pytest.mark.parametrize(("fraction", "percent"), [(-1.0, 30), (0.0, 30), (0.5, 62), (1.0, 95), (7.0, 95)])
def test_progress_stays_within_the_share_of_the_stage(fraction: float, percent: int) -> None:
    share = StageProgress(status=Status.RENDER, message="Rendering the video", starts_at=30, ends_at=95)

    assert share.progress(fraction) == percent


def test_only_complete_error_and_canceled_are_final() -> None:
    assert {status for status in Status if status.final} == {Status.COMPLETE, Status.ERROR, Status.CANCELED}


def test_a_row_whose_listing_cannot_be_read_any_more_is_read_without_it() -> None:
    row = job_row().model_dump(mode="json") | {"listing": {"title": "", "currency": "XXX"}}

    assert Job.model_validate(row) == job_row()
