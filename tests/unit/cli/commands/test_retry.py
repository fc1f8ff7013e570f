"""`vidx retry`."""

from pathlib import Path

import pytest

from tests.unit.cli.conftest import Vidx
from tests.unit.cli.service import JOB, FakeService


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
