"""The table of faults covers every stage and every kind."""

import re

import pytest

from testing.faults.play import Row
from testing.faults.rows import QUICK_PATTERNS, ROWS
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
    assert all(
        row.provider or row.rules or row.upload_rules or row.act or row.prepare or row.without_table for row in ROWS
    )


def test_make_test_plays_a_quarter_of_the_rows() -> None:
    """Workers, a full disk, a restart of the emulator and lost events wait for time-outs that are too long for it."""
    quick = [row for row in ROWS if row.quick]
    slow = {"Workers", "Disk", "Emulator", "EventBridge", "Secrets Manager"}

    assert {row.part for row in quick} | slow == {row.part for row in ROWS}
    assert len(quick) * 4 >= len(ROWS)


def test_every_pattern_of_a_quick_row_matches_one() -> None:
    assert all(any(re.match(pattern, name) for name in NAMES) for pattern in QUICK_PATTERNS)


@pytest.mark.parametrize("row", [row for row in ROWS if not row.is_alone], ids=lambda row: row.name)
def test_a_row_that_plays_beside_others_breaks_only_what_names_its_job(row: Row) -> None:
    rules = (*row.rules, *row.upload_rules, *([row.hold] if row.hold else []))

    assert {rule.service for rule in rules} <= {"s3", "dynamodb", "states"}
