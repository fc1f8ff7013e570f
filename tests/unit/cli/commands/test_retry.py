"""`vidx retry`."""

from pathlib import Path

import pytest

from tests.unit.cli.conftest import Vidx
from tests.unit.cli.service import JOB, FakeService, problem


def test_retry_follows_the_job_to_its_video(vidx: Vidx, home: Path) -> None:
    assert vidx("retry", JOB).code == 0

    assert (home / "output" / f"{JOB}.mp4").exists()


def test_retry_without_waiting_names_the_next_command_on_one_line(
    vidx: Vidx, service: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")

    result = vidx("retry", JOB, "--no-wait")

    assert result.code == 0
    assert f"`vidx status {JOB} --wait`" in result.out
    assert not service.calls("GET /api/video/status")


def test_a_retry_of_a_job_whose_files_have_expired_is_refused(vidx: Vidx, service: FakeService) -> None:
    refusal = problem(410, "FilesExpired", "the files of this video have expired; start again with your photos")
    service.answers[f"POST /api/video/jobs/{JOB}/retry"].append(refusal)

    result = vidx("retry", JOB)

    assert (result.code, "start again with your photos" in result.err) == (7, True)
