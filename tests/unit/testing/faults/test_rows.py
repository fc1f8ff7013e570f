"""The table of faults covers every stage and every kind."""

import pytest

from testing.faults.rows import ROWS
from testing.faults.rows.stages import WORDS
from vidx.jobs.model import Stage

NAMES = [row.name for row in ROWS]


def test_every_row_has_its_own_name() -> None:
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize(
    "fault",
    [
        "Step Functions: StopExecution in the {} stage",
        "Delivery: {} stage called twice at once",
        "Workers: worker of the {} stage killed",
        "Workers: worker of the {} stage hangs until its time-out (20 s here)",
        "Seller: cancels in the {} stage, then retries",
    ],
)
def test_every_stage_is_stopped_repeated_killed_hung_and_canceled(stage: Stage, fault: str) -> None:
    assert fault.format(WORDS[stage]) in NAMES


def test_every_row_breaks_something() -> None:
    assert all(row.provider or row.rules or row.upload_rules or row.act or row.without_table for row in ROWS)


def test_make_test_plays_some_rows_of_almost_every_part() -> None:
    """A worker's or FFmpeg's second try, a full disk and a restart of the emulator take too long for it."""
    quick = [row for row in ROWS if row.quick]

    assert {row.part for row in quick} | {"Workers", "FFmpeg", "Disk", "Emulator"} == {row.part for row in ROWS}
