"""`vidx publish`, `versions` and `delete`."""

import pytest

from functions.api.ads_wire import AdBody
from tests.unit.cli.conftest import Vidx
from tests.unit.cli.service import JOB, FakeService, problem


@pytest.mark.parametrize(
    ("flags", "body"),
    [([], {"jobId": JOB}), (["--contact", "anna@example.com"], {"jobId": JOB, "contact": "anna@example.com"})],
)
def test_publish_names_the_listing(vidx: Vidx, service: FakeService, flags: list[str], body: dict[str, str]) -> None:
    ran = vidx("publish", JOB, *flags)

    assert (ran.code, "Published as listing a1." in ran.out) == (0, True)
    (asked,) = service.calls("POST /api/ads/create")
    assert asked.json == body
    AdBody.model_validate(asked.json)


def test_versions_shows_all_and_the_one_that_is_listed(vidx: Vidx) -> None:
    ran = vidx("versions", JOB)

    assert ran.code == 0
    assert JOB in ran.out
    assert "The listing shows first." in ran.out + ran.err


def test_delete_says_what_is_gone(vidx: Vidx, service: FakeService) -> None:
    ran = vidx("delete", JOB)

    assert (ran.code, "are deleted" in ran.out) == (0, True)
    assert len(service.calls(f"DELETE /api/video/jobs/{JOB}")) == 1


def test_a_listed_video_is_not_deleted(vidx: Vidx, service: FakeService) -> None:
    refusal = problem(409, "JobClosed", "this video belongs to a listing; delete the listing instead")
    service.answers[f"DELETE /api/video/jobs/{JOB}"].append(refusal)

    ran = vidx("delete", JOB)

    assert ran.code != 0
    assert "delete the listing instead" in ran.err
