"""`vidx list`."""

import pytest
from starlette.responses import JSONResponse

from tests.unit.cli.conftest import Vidx
from tests.unit.cli.service import JOB, FakeService, job_state


def test_list_shows_jobs(vidx: Vidx) -> None:
    result = vidx("list")

    assert result.code == 0
    assert JOB in result.out
    assert "✓ complete" in result.out
    assert "● render 40%" in result.out


def test_id_and_status_stay_whole_in_a_narrow_terminal(
    vidx: Vidx, service: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    job = {**job_state(), "jobId": "a1" * 16, "title": "Halden 35 M rangefinder camera with 45 mm f/2.8 lens"}
    service.answers["GET /api/video/jobs"].append(JSONResponse({"jobs": [job], "cursor": None}))

    result = vidx("list")

    assert "a1" * 16 in result.out
    assert "✓ complete" in result.out
    assert "Halden 35 M" in result.out


def test_list_follows_the_pages_up_to_the_limit(vidx: Vidx, service: FakeService) -> None:
    pages = [{"jobs": [job_state(), job_state()], "cursor": "next"}, {"jobs": [job_state()] * 5, "cursor": "more"}]
    service.answers["GET /api/video/jobs"].extend(JSONResponse(page) for page in pages)

    result = vidx("list", "--limit", "4", "--status", "complete", "--json")

    assert len(result.json["jobs"]) == 4
    assert [call.query for call in service.calls("GET /api/video/jobs")] == [
        {"status": "complete", "limit": "4"},
        {"status": "complete", "limit": "2", "cursor": "next"},
    ]


def test_empty_list_says_how_to_begin(vidx: Vidx, service: FakeService) -> None:
    service.answers["GET /api/video/jobs"].append(JSONResponse({"jobs": [], "cursor": None}))

    assert "vidx create" in vidx("list").out
