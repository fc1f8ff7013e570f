"""`vidx unpublish`, and what it and `vidx delete` ask."""

from io import StringIO

import pytest
from starlette.responses import JSONResponse

from tests.unit.cli.conftest import Vidx
from tests.unit.cli.service import ANSWERS, JOB, FakeService

DELETE_JOB = f"DELETE /api/video/jobs/{JOB}"
DELETE_AD = "DELETE /api/ads/a1"
VERSIONS = f"GET /api/video/jobs/{JOB}/versions"


class Terminal(StringIO):
    """Standard input of an interactive user."""

    def isatty(self) -> bool:
        return True


def test_unpublish_deletes_the_listing_of_the_video(vidx: Vidx, service: FakeService) -> None:
    result = vidx("unpublish", JOB, "--yes")

    assert (result.code, result.out) == (0, "Listing a1 and its public files are deleted.\n")
    assert len(service.calls(DELETE_AD)) == 1


def test_unpublish_of_a_video_in_no_listing_is_refused(vidx: Vidx, service: FakeService) -> None:
    service.answers[VERSIONS].append(JSONResponse(ANSWERS[VERSIONS] | {"adId": None}))

    result = vidx("unpublish", JOB, "--yes")

    assert (result.code, service.calls("DELETE")) == (7, [])
    assert "this video is in no listing" in result.err


@pytest.mark.parametrize("command", ["unpublish", "delete"])
def test_unknown_job_is_not_found(vidx: Vidx, service: FakeService, command: str) -> None:
    result = vidx(command, "nonsense", "--yes")

    assert (result.code, result.out, service.calls("DELETE")) == (4, "", [])


@pytest.mark.parametrize(("command", "line"), [("unpublish", DELETE_AD), ("delete", DELETE_JOB)])
@pytest.mark.parametrize(("answer", "code", "calls"), [("y\n", 0, 1), ("n\n", 130, 0)])
def test_deleting_asks_for_confirmation_at_a_terminal(
    vidx: Vidx,
    service: FakeService,
    monkeypatch: pytest.MonkeyPatch,
    *,
    command: str,
    line: str,
    answer: str,
    code: int,
    calls: int,
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(answer))

    result = vidx(command, JOB)

    assert (result.code, len(service.calls(line))) == (code, calls)
    assert "[y/N]" in result.out + result.err


@pytest.mark.parametrize("command", ["unpublish", "delete"])
def test_without_a_terminal_nothing_is_deleted_without_the_flag(vidx: Vidx, service: FakeService, command: str) -> None:
    result = vidx(command, JOB, "--json")

    assert (result.code, service.calls("DELETE")) == (2, [])
    assert result.json["error"]["code"] == "NotConfirmed"
