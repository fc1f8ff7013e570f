"""Windows, amounts and messages of the limits."""

from datetime import UTC, datetime, timedelta

import pytest

from vidx.admission.limits import (
    RULES,
    AdmissionLimits,
    Limit,
    Reservation,
    charge,
    job_charges,
    settlement,
    spend_charges,
)

LATE = datetime(2026, 11, 22, 23, 59, 55, tzinfo=UTC)
LIMITS = AdmissionLimits()


@pytest.mark.parametrize(
    ("limit", "retry_after_s"),
    [(Limit.JOBS, 5), (Limit.DRAFTS, 5), (Limit.SPEND, 5), (Limit.REQUESTS, 5), (Limit.UNFINISHED_JOBS, 30)],
)
def test_retry_after_is_the_rest_of_the_window(limit: Limit, retry_after_s: int) -> None:
    refusal = charge(limit, "u1", 1, LIMITS, LATE).refusal()

    assert refusal.retry_after_s == retry_after_s


@pytest.mark.parametrize("limit", [limit for limit in Limit if RULES[limit].window])
def test_a_request_after_retry_after_falls_into_the_next_window(limit: Limit) -> None:
    at = LATE + timedelta(seconds=0.6)
    refused = charge(limit, "u1", 1, LIMITS, at)

    repeated = charge(limit, "u1", 1, LIMITS, at + timedelta(seconds=refused.retry_after_s))

    assert repeated.counter != refused.counter


def test_a_day_begins_at_midnight_in_utc() -> None:
    counters = {charge(Limit.JOBS, "u1", 1, LIMITS, LATE + timedelta(seconds=s)).counter for s in (0, 4, 5, 6)}

    assert {start for _, start in counters} == {"2026-11-22T00:00:00+00:00", "2026-11-23T00:00:00+00:00"}


@pytest.mark.parametrize("limit", Limit)
def test_a_refusal_names_the_setting_and_its_value_and_says_what_to_do(limit: Limit) -> None:
    refusal = charge(limit, "u1", 1, LIMITS, LATE).refusal()

    assert refusal.maximum == getattr(LIMITS, limit)
    assert refusal.limit.lower() == limit.replace("_", "")
    assert any(words in str(refusal) for words in ("as soon as", "it works again at 00:00 UTC", "try again in 5 s"))


def test_counters_outlive_their_window_and_no_longer() -> None:
    for limit in Limit:
        held = charge(limit, "u1", 1, LIMITS, LATE)
        if RULES[limit].window is None:
            assert held.expires_at is None
        else:
            assert held.expires_at is not None
            assert held.window_end is not None
            assert held.expires_at > held.window_end.timestamp()


def test_money_is_counted_for_the_seller_and_for_everybody() -> None:
    charges = spend_charges("u1", 0.0047, LIMITS, LATE)

    assert [(each.limit, each.amount) for each in charges] == [(Limit.SELLER_SPEND, 4700), (Limit.SPEND, 4700)]
    assert {each.counter[0].split("#")[1] for each in charges} == {"u1", "everybody"}


def test_a_settlement_ends_the_job_and_corrects_the_money_by_what_this_attempt_cost() -> None:
    held = Reservation(
        execution="j1-2",
        job_id="j1",
        attempt=2,
        spent_before_micro_usd=1_000,
        charges=job_charges("u1", 0.005, LIMITS, LATE),
    )

    amounts = {each.limit: each.amount for each in settlement(held, spent_micro_usd=4_000)}

    assert amounts == {Limit.UNFINISHED_JOBS: -1, Limit.SELLER_SPEND: -2_000, Limit.SPEND: -2_000}
