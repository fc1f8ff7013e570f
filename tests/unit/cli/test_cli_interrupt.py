import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cli.auth import TokenFile
from tests.unit.cli.conftest import Vidx
from tests.unit.cli.service import JOB, FakeService, job_state

ROOT = Path(__file__).parents[3]
DETAILS = ["--title", "T", "--description", "D", "--price", "1"]


@pytest.fixture(autouse=True)
def _sigint_enabled() -> Iterator[None]:
    """Let child processes receive SIGINT, which a background shell makes its programs ignore."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("as_json", [False, True])
def test_ctrl_c_leaves_the_job_running_and_names_the_next_command(
    as_json: bool, photos: list[str], service: FakeService, sign_in: Callable[..., TokenFile]
) -> None:
    sign_in()
    service.states.extend(job_state("render", progress=n % 100) for n in range(100_000))
    command = [sys.executable, "-m", "cli", "create", *photos, *DETAILS, *(["--json"] if as_json else [])]
    vidx = subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 30
    while not service.calls("GET /api/video/status") and vidx.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)

    vidx.send_signal(signal.SIGINT)
    out, err = vidx.communicate(timeout=30)

    assert vidx.returncode == 130, err
    assert f"job {JOB} continues" in (out if as_json else err)
    assert f"vidx status {JOB} --wait" in (out if as_json else err)
    assert (err if as_json else out) == ""
    assert not service.calls(f"POST /api/video/jobs/{JOB}/cancel")


def test_a_batch_ended_by_ctrl_c_continues_where_it_stopped(
    home: Path, photos: list[str], service: FakeService, vidx: Vidx
) -> None:
    (home / "l.csv").write_text("photos,title,description,price\na.jpg,Lamp,Brass.,89\nb.jpg,Camera,Fine.,1\n")
    service.states.extend(job_state("render", progress=n % 100) for n in range(100_000))
    process = subprocess.Popen(
        [sys.executable, "-m", "cli", "batch", "l.csv", "--jobs", "1"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 30
    while not service.calls("GET /api/video/status") and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    service.states.clear()

    again = vidx("batch", "l.csv")

    assert (process.returncode, again.code) == (130, 0), err
    assert "Run the same command again to continue" in err
    assert [request.json["title"] for request in service.calls("POST /api/video/generate")] == ["Lamp", "Camera"]
