"""The quick rows of the fault matrix: whatever fails, the job ends well. `make faults` plays all rows."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from testing.faults.bench import Bench
from testing.faults.play import Row, play
from testing.faults.rows import ROWS


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    folder: Path = tmp_path_factory.mktemp("faults")
    with Bench.running(folder) as bench:
        yield bench


@pytest.mark.parametrize("row", [row for row in ROWS if row.quick], ids=lambda row: row.name)
def test_a_job_ends_well_after(row: Row, bench: Bench) -> None:
    outcome = play(row, bench)

    assert outcome.is_good, outcome
