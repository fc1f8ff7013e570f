"""`vidx delete`."""

from tests.unit.cli.conftest import Vidx
from tests.unit.cli.service import JOB, FakeService, problem

DELETE_JOB = f"DELETE /api/video/jobs/{JOB}"


def test_delete_says_what_is_deleted(vidx: Vidx, service: FakeService) -> None:
    result = vidx("delete", JOB, "--yes")

    assert (result.code, "are deleted" in result.out) == (0, True)
    assert len(service.calls(DELETE_JOB)) == 1


def test_a_listed_video_is_not_deleted(vidx: Vidx, service: FakeService) -> None:
    refusal = problem(409, "JobClosed", "this video belongs to a listing; delete the listing instead")
    service.answers[DELETE_JOB].append(refusal)

    result = vidx("delete", JOB, "--yes")

    assert result.code == 7
    assert f"vidx unpublish {JOB}" in result.err
