"""`vidx moderation`, and what sellers read while an operator decides."""

from pathlib import Path

import pytest
from starlette.responses import JSONResponse

from tests.unit.cli.conftest import Vidx
from tests.unit.cli.service import JOB, FakeService, in_review, job_state, problem


def test_list_shows_what_was_found(vidx: Vidx) -> None:
    result = vidx("moderation", "list")

    assert result.code == 0
    for text in (JOB, "photo 2: violence 0.61", "Camera"):
        assert text in result.out


def test_an_empty_list_says_so(vidx: Vidx, service: FakeService) -> None:
    service.answers["GET /api/moderation/jobs"].append(JSONResponse({"jobs": [], "cursor": None}))

    assert "No job is in review." in vidx("moderation", "list").out


def test_list_as_json_is_the_answer(vidx: Vidx) -> None:
    assert vidx("moderation", "list", "--json").json == {"jobs": [in_review()]}


def test_show_has_texts_and_links(vidx: Vidx) -> None:
    result = vidx("moderation", "show", JOB)

    for text in ("Camera", "Fine.", "Meet the camera.", "https://s/1", "Clip 2", "https://s/2", "1299 EUR"):
        assert text in result.out


def test_approve_and_reject_send_the_decision(vidx: Vidx, service: FakeService) -> None:
    assert "is approved" in vidx("moderation", "approve", JOB).out
    assert "is rejected" in vidx("moderation", "reject", JOB, "--reason", "no weapons").out

    assert service.calls(f"POST /api/moderation/jobs/{JOB}/approve")
    assert service.calls(f"POST /api/moderation/jobs/{JOB}/reject")[0].json == {"reason": "no weapons"}


def test_a_rejection_needs_a_reason(vidx: Vidx, service: FakeService) -> None:
    assert vidx("moderation", "reject", JOB).code == 2
    assert not service.calls(f"POST /api/moderation/jobs/{JOB}/reject")


def test_a_user_who_is_no_operator_reads_why(vidx: Vidx, service: FakeService) -> None:
    service.answers["GET /api/moderation/jobs"].append(problem(403, "Forbidden", "only operators may do this"))

    result = vidx("moderation", "list")

    assert result.code == 3
    assert "only operators may do this" in result.err


@pytest.fixture
def reviewed(service: FakeService) -> str:
    message = "We look at your ad first. You need not do anything."
    service.answers[f"GET /api/video/status/{JOB}"].append(JSONResponse(job_state("review", message=message)))
    return message


def test_status_says_that_somebody_looks_first(vidx: Vidx, reviewed: str) -> None:
    result = vidx("status", JOB)

    assert result.code == 0
    assert reviewed in result.out
    assert "%" not in result.out.splitlines()[1]


def test_waiting_ends_when_an_operator_has_to_decide(vidx: Vidx, reviewed: str, tmp_path: Path) -> None:
    result = vidx("status", JOB, "--wait", "--output", str(tmp_path / "v.mp4"))

    assert result.code == 7
    assert reviewed in result.err
    assert f"vidx status {JOB} --wait" in result.err
