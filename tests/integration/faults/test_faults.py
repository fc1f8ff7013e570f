"""The quick rows of the fault matrix: whatever fails, the job ends well. `make faults` plays all rows."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from testing.faults.faulty_cloud import FaultyCloud
from testing.faults.play import Row, play
from testing.faults.rows import ROWS


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FaultyCloud]:
    folder: Path = tmp_path_factory.mktemp("faults")
    with FaultyCloud.running(folder) as system:
        yield system


@pytest.mark.parametrize("row", [row for row in ROWS if row.quick], ids=lambda row: row.name)
def test_a_job_ends_well_after(row: Row, system: FaultyCloud) -> None:
    outcome = play(row, system)

    assert outcome.is_good, outcome
