import subprocess
import sys
from pathlib import Path

import pytest

from testing.scheduling import group_of, start_order

UNIT = "tests/unit/cli/test_client.py::test_a[x]"
E2E = "tests/e2e/test_making.py::test_b"
PIPELINE = "tests/integration/test_pipeline.py::test_c"
RENDER = "tests/integration/render/test_audio.py::test_d"
CONTRACT = "tests/contract/test_template.py::test_e"


@pytest.mark.parametrize(
    ("nodeid", "group"),
    [
        (UNIT, "tests/unit/cli/test_client.py"),
        (CONTRACT, "tests/contract/test_template.py"),
        (E2E, "tests/e2e"),
        (PIPELINE, "tests/integration"),
        (RENDER, "tests/integration/render/test_audio.py"),
    ],
)
def test_folders_that_use_a_cloud_are_one_group_and_other_files_one_each(nodeid: str, group: str) -> None:
    assert group_of(nodeid) == group


def test_the_longest_folders_start_first() -> None:
    assert sorted([UNIT, CONTRACT, RENDER, E2E, PIPELINE], key=start_order) == [E2E, PIPELINE, RENDER, CONTRACT, UNIT]


def test_the_order_hook_is_in_force(request: pytest.FixtureRequest) -> None:
    order = [start_order(item.nodeid) for item in request.session.items]

    assert order == sorted(order)
    assert all(item.get_closest_marker("xdist_group") for item in request.session.items)


def test_a_group_runs_on_one_worker(tmp_path: Path) -> None:
    module = f"""
import os, pathlib, pytest

@pytest.mark.xdist_group("one")
@pytest.mark.parametrize("number", range(4))
def test_where(number):
    (pathlib.Path({str(tmp_path)!r}) / f"{{number}}.worker").write_text(os.environ["PYTEST_XDIST_WORKER"])
"""
    (tmp_path / "pytest.ini").write_text("[pytest]")
    (tmp_path / "test_group.py").write_text(module)

    options = ["--numprocesses", "2", "--dist", "loadgroup", "--no-loadscope-reorder"]
    subprocess.run([sys.executable, "-m", "pytest", *options, str(tmp_path)], check=True, cwd=tmp_path)

    workers = [path.read_text() for path in tmp_path.glob("*.worker")]
    assert len(workers) == 4
    assert len(set(workers)) == 1
