"""What every implementation of the `Quotas` port must do; run on the fake and on DynamoDB alike."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from vidx.admission.limits import (
    AdmissionLimits,
    Charge,
    Counter,
    Limit,
    Reservation,
    charge,
    job_charges,
    settlement,
)
from vidx.errors import LimitReached
from vidx.ports.admission import Quotas

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LIMITS = AdmissionLimits(
    seller_jobs_per_day=3, seller_unfinished_jobs=2, seller_spend_usd_per_day=1.0, spend_usd_per_day=1_000
)


def one_job(seller: str, at: datetime = NOON) -> Charge:
    return charge(Limit.JOBS, seller, 1, LIMITS, at)


def reservation(seller: str, usd: float = 0.01, execution: str = "") -> Reservation:
    name = execution or uuid4().hex
    charges = job_charges(seller, usd, LIMITS, NOON)
    return Reservation(execution=name, job_id=name, attempt=1, spent_before_micro_usd=0, charges=charges)


class QuotasRules:
    """Subclasses provide the fixture `quotas`."""

    @pytest.fixture
    def seller(self) -> str:
        return uuid4().hex

    def test_a_limit_is_reached_after_as_many_as_it_says(self, quotas: Quotas, seller: str) -> None:
        for _ in range(3):
            quotas.take([one_job(seller)])

        with pytest.raises(LimitReached) as refused:
            quotas.take([one_job(seller)])
        assert (refused.value.limit, refused.value.maximum) == ("sellerJobsPerDay", 3)
        assert refused.value.retry_after_s == timedelta(hours=12).total_seconds()

    def test_the_next_day_counts_anew(self, quotas: Quotas, seller: str) -> None:
        for _ in range(3):
            quotas.take([one_job(seller)])

        quotas.take([one_job(seller, NOON + timedelta(days=1))])

    def test_other_sellers_are_counted_by_themselves(self, quotas: Quotas, seller: str) -> None:
        for _ in range(3):
            quotas.take([one_job(seller)])

        quotas.take([one_job(uuid4().hex)])

    def test_an_amount_above_the_limit_is_refused_at_once(self, quotas: Quotas, seller: str) -> None:
        with pytest.raises(LimitReached):
            quotas.take([charge(Limit.JOBS, seller, 4, LIMITS, NOON)])

    def test_of_several_charges_all_are_counted_or_none(self, quotas: Quotas, seller: str) -> None:
        too_much = charge(Limit.UPLOAD_MB, seller, 10**15, LIMITS, NOON)
        for _ in range(5):
            with pytest.raises(LimitReached) as refused:
                quotas.take([one_job(seller), too_much])
            assert refused.value.limit == "sellerUploadMbPerDay"

        for _ in range(3):
            quotas.take([one_job(seller)])

    def test_what_is_given_back_can_be_taken_again(self, quotas: Quotas, seller: str) -> None:
        for _ in range(3):
            quotas.take([one_job(seller)])
        quotas.correct([charge(Limit.JOBS, seller, -1, LIMITS, NOON)])

        quotas.take([one_job(seller)])

    def test_a_reservation_counts_once(self, quotas: Quotas, seller: str) -> None:
        held = reservation(seller)
        for _ in range(5):
            quotas.reserve(held, held.charges)

        quotas.reserve(other := reservation(seller), other.charges)
        with pytest.raises(LimitReached) as refused:
            quotas.reserve(third := reservation(seller), third.charges)
        assert refused.value.limit == "sellerUnfinishedJobs"

    def test_a_refused_reservation_leaves_nothing_behind(self, quotas: Quotas, seller: str) -> None:
        held = reservation(seller, usd=1.5)
        with pytest.raises(LimitReached) as refused:
            quotas.reserve(held, held.charges)

        assert refused.value.limit == "sellerSpendUsdPerDay"
        assert quotas.reservation(held.execution) is None
        for _ in range(2):
            quotas.reserve(other := reservation(seller), other.charges)

    def test_what_a_seller_is_refused_does_not_count_for_everybody(self, quotas: Quotas, seller: str) -> None:
        limits = LIMITS.model_copy(update={"spend_usd_per_day": 0.5})
        day = NOON + timedelta(days=int(seller[:6], 16) % 100_000)  # of its own: all tests share this counter
        too_dear = job_charges(seller, 0.3, limits.model_copy(update={"seller_spend_usd_per_day": 0.1}), day)
        for _ in range(5):
            name = uuid4().hex
            held = Reservation(execution=name, job_id=name, attempt=1, spent_before_micro_usd=0, charges=too_dear)
            with pytest.raises(LimitReached) as refused:
                quotas.reserve(held, held.charges)
            assert refused.value.limit == "sellerSpendUsdPerDay"

        charges = job_charges(uuid4().hex, 0.3, limits, day)
        fits = held.model_copy(update={"execution": uuid4().hex, "charges": charges})
        for _ in range(3):
            quotas.reserve(fits, charges)
        other = job_charges(uuid4().hex, 0.3, limits, day)
        with pytest.raises(LimitReached) as refused:
            quotas.reserve(held.model_copy(update={"execution": uuid4().hex, "charges": other}), other)
        assert refused.value.limit == "spendUsdPerDay"
        quotas.settle(fits, settlement(fits, 0))
        quotas.settle(fits, settlement(fits, 0))
        quotas.take(job_charges(uuid4().hex, 0.4, limits, day))

    def test_settling_replaces_the_estimate_by_the_cost_once(self, quotas: Quotas, seller: str) -> None:
        held = reservation(seller, usd=0.9)
        quotas.reserve(held, held.charges)
        for _ in range(3):
            quotas.settle(held, settlement(held, 400_000))

        assert quotas.reservation(held.execution) is None
        quotas.reserve(rest := reservation(seller, usd=0.6), rest.charges)
        with pytest.raises(LimitReached):
            quotas.reserve(over := reservation(seller, usd=0.01), over.charges)

    def test_open_reservations_are_listed(self, quotas: Quotas, seller: str) -> None:
        held, settled = reservation(seller), reservation(seller)
        for each in (held, settled):
            quotas.reserve(each, each.charges)
        quotas.settle(settled, settlement(settled, 0))

        names = [each.execution for each in quotas.reservations()]
        assert held.execution in names
        assert settled.execution not in names
        assert quotas.reservation(held.execution) == held

    def test_requests_at_once_never_exceed_a_limit(self, quotas: Quotas, seller: str) -> None:
        def admitted(_: int) -> bool:
            mine = reservation(seller, usd=0.3)
            try:
                quotas.reserve(mine, mine.charges[1:])
            except LimitReached:
                return False
            return True

        with ThreadPoolExecutor(8) as threads:
            answers = list(threads.map(admitted, range(12)))

        assert answers.count(True) == 3

    def test_the_counters_of_one_seller_are_forgotten(self, quotas: Quotas, seller: str) -> None:
        other = uuid4().hex
        for subject in (seller, other):
            for _ in range(3):
                quotas.take([one_job(subject)])
        quotas.forget(seller)
        quotas.forget(seller)
        quotas.take([one_job(seller)])
        with pytest.raises(LimitReached):
            quotas.take([one_job(other)])

    def test_the_counters_of_the_current_windows_are_listed(self, quotas: Quotas, seller: str) -> None:
        quotas.reserve(reservation(seller, usd=0.25), reservation(seller, usd=0.25).charges)
        quotas.take([charge(Limit.DRAFTS, seller, 1, LIMITS, NOON - timedelta(hours=1))])
        quotas.take([charge(Limit.REQUESTS, seller, 1, LIMITS, NOON)])

        counters = [each for each in quotas.list_counters(NOON) if each.subject == seller]

        assert sorted(counters, key=lambda each: each.limit) == [
            Counter(limit=Limit.SELLER_SPEND, subject=seller, used=250_000),
            Counter(limit=Limit.UNFINISHED_JOBS, subject=seller, used=1),
        ]

    def test_a_counter_can_be_read_for_its_window(self, quotas: Quotas, seller: str) -> None:
        charged = one_job(seller)
        quotas.take([charged])

        assert quotas.used(charged.limit, seller, charged.at) == 1
        assert quotas.used(charged.limit, seller, charged.at - timedelta(days=2)) == 0
