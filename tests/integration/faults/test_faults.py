"""The quick rows of the fault matrix: whatever fails, the job ends well. `make faults` plays all rows."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from testing.faults.faulty_cloud import FaultyCloud
from testing.faults.play import Outcome, Row, play_all
from testing.faults.rows import ROWS

QUICK = [row for row in ROWS if row.quick]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Outcome]:
    """Outcomes of all rows by their names. Most rows play at the same time, so none can be played by itself."""
    folder: Path = tmp_path_factory.mktemp("faults")
    with FaultyCloud.running(folder) as system:
        return {row.name: outcome for row, outcome in play_all(QUICK, system)}


@pytest.mark.parametrize("row", QUICK, ids=lambda row: row.name)
def test_a_job_ends_well_after(row: Row, outcomes: Mapping[str, Outcome]) -> None:
    assert outcomes[row.name].is_good, outcomes[row.name]
