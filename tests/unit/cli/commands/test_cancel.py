"""`vidx cancel`."""

from tests.unit.cli.conftest import Vidx
from tests.unit.cli.service import JOB, FakeService, problem


def test_cancel_says_how_to_start_again(vidx: Vidx, service: FakeService) -> None:
    result = vidx("cancel", JOB)

    assert result.code == 0
    assert f"vidx retry {JOB}" in result.out
    assert service.calls(f"POST /api/video/jobs/{JOB}/cancel")


def test_cancel_of_a_finished_job_is_refused(vidx: Vidx, service: FakeService) -> None:
    answer = problem(409, "JobClosed", "the job is complete already")
    service.answers[f"POST /api/video/jobs/{JOB}/cancel"].append(answer)

    result = vidx("cancel", JOB, "--json")

    assert result.code == 7
    assert result.json["error"]["code"] == "JobClosed"
