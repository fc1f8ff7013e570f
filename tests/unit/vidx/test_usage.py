"""Counting a stage's use of storage and tables."""

import pytest

from vidx import costs
from vidx.usage import Usage, UsageCounter

GB = 1_000_000_000


def test_written_bytes_are_charged_for_their_time_in_storage() -> None:
    meter = UsageCounter()
    meter.add_write("jobs/j1/render.mp4", GB)
    meter.add_write("videos/1.mp4", GB)
    assert meter.snapshot() == Usage(storage_writes=2, stored_gb_months=2.0)


def test_a_read_original_is_charged_with_its_upload_and_a_month_of_storage() -> None:
    meter = UsageCounter()
    meter.add_read("uploads/u1/a", GB)
    used = meter.snapshot()
    assert (used.storage_writes, used.storage_reads) == (1, 1)
    assert used.stored_gb_months == pytest.approx(1.0)


def test_reading_the_metadata_of_an_object_stores_nothing() -> None:
    meter = UsageCounter()
    meter.add_read("uploads/u1/a")
    assert meter.snapshot() == Usage(storage_reads=1)


def test_only_use_since_the_last_reading_is_charged() -> None:
    meter = UsageCounter()
    meter.add_write("jobs/j1/a", GB)
    before = meter.snapshot()
    meter.add_row_write()
    meter.add_row_read()
    used = meter.snapshot().since(before)
    assert costs.storage_usd(used) == 0
    assert costs.requests_usd(used) == pytest.approx(4 * 0.625e-6 + 0.125e-6)


def test_storage_and_its_requests_have_their_list_prices() -> None:
    used = Usage(storage_writes=1_000_000, storage_reads=1_000_000, stored_gb_months=2.0)
    assert costs.requests_usd(used) == pytest.approx(4.86)
    assert costs.storage_usd(used) == pytest.approx(0.03)
