"""What the load run reads from the jobs' order."""

from datetime import UTC, datetime, timedelta

import pytest

from benchmarks.load import Started, largest_lead

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("order", "lead"),
    [
        ("abcabcabc", 1),
        ("aaabbbccc", 3),
        ("abab" + "aaaa", 1),  # b has no more jobs
        ("aab", 2),
    ],
)
def test_the_lead_counts_starts_ahead_of_sellers_who_still_wait(order: str, lead: int) -> None:
    jobs = [
        Started("abc".index(letter), str(number), "complete", NOON + timedelta(seconds=number))
        for number, letter in enumerate(order)
    ]

    assert largest_lead(jobs, 0) == lead


def test_jobs_that_never_started_do_not_count() -> None:
    assert largest_lead([Started(0, "j", "lost", None)], 0) == 0
