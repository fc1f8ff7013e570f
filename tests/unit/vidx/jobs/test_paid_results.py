"""Results that cost money are written before they count."""

from collections.abc import Mapping

import pytest

from testing.clock import FixedClock
from testing.store import MemoryStore
from vidx.errors import PaymentInterrupted, ProviderUnavailable, StorageUnavailable
from vidx.jobs import paid_results
from vidx.jobs.paid_results import PROBE, TIMEOUT_S, WAITS_S, Payment, make_once, pay_once, write_patiently

KEY = "jobs/j1/voice.wav"


class Provider:
    """Counts its payments."""

    def __init__(self) -> None:
        self.payments = 0

    def pay(self) -> bytes:
        self.payments += 1
        return b"voice"


@pytest.fixture(autouse=True)
def fresh_worker() -> None:
    paid_results._unwritten.clear()


def run(store: MemoryStore, provider: Provider, made_from: str = "text 1", attempt: int | None = 1) -> bytes:
    payment = Payment(store, KEY, made_from, attempt, FixedClock())
    return pay_once(payment, provider.pay, lambda voice: store.put(KEY, voice, "audio/wav"))


class Killed(BaseException):
    """Ends a try without any handler, as a killed worker ends."""


class FatalProvider(Provider):
    def pay(self) -> bytes:
        super().pay()
        raise Killed


def test_a_dead_storage_costs_nothing() -> None:
    store, provider = MemoryStore(), Provider()
    store.fail_puts(forever=True)

    with pytest.raises(StorageUnavailable):
        run(store, provider)

    assert provider.payments == 0


@pytest.mark.parametrize("failures", [1, 3, len(WAITS_S)])
def test_a_failing_write_is_repeated_without_paying_again(failures: int) -> None:
    store, provider = MemoryStore(), Provider()
    store.fail_puts(failures, key=KEY)

    run(store, provider)

    assert (provider.payments, store.objects[KEY]) == (1, b"voice")


def test_the_next_try_on_the_same_worker_only_writes() -> None:
    store, provider = MemoryStore(), Provider()
    store.fail_puts(forever=True, key=KEY)
    for _ in range(3):
        with pytest.raises(StorageUnavailable):
            run(store, provider)
    store.repair()

    assert run(store, provider) == b"voice"
    assert provider.payments == 1
    assert set(store.objects) == {KEY}


def test_another_text_is_another_payment() -> None:
    store, provider = MemoryStore(), Provider()

    run(store, provider, "text 1")
    run(store, provider, "text 2")

    assert provider.payments == 2


def test_a_written_result_is_not_kept_in_memory() -> None:
    run(MemoryStore(), Provider())

    assert paid_results._unwritten == {}


def test_a_killed_workers_payment_is_not_repeated_in_the_same_attempt() -> None:
    store, provider = MemoryStore(), FatalProvider()
    with pytest.raises(Killed):
        run(store, provider)

    for _ in range(2):
        with pytest.raises(PaymentInterrupted):
            run(store, provider)
    assert provider.payments == 1


def test_a_seller_who_tries_again_pays_again() -> None:
    store, provider = MemoryStore(), FatalProvider()
    with pytest.raises(Killed):
        run(store, provider)

    assert run(store, Provider(), attempt=2) == b"voice"


def test_another_worker_does_not_pay_for_a_result_that_could_not_be_written() -> None:
    store, provider = MemoryStore(), Provider()
    store.fail_puts(forever=True, key=KEY)
    with pytest.raises(StorageUnavailable):
        run(store, provider)
    store.repair()
    paid_results._unwritten.clear()

    with pytest.raises(PaymentInterrupted):
        run(store, provider)


def test_a_failed_or_finished_payment_leaves_no_mark() -> None:
    def fail() -> bytes:
        raise ProviderUnavailable("503")

    store = MemoryStore()
    with pytest.raises(ProviderUnavailable):
        pay_once(Payment(store, KEY, "text 1", 1), fail, lambda _: None)
    run(store, Provider())

    assert set(store.objects) == {KEY}
    assert store.puts[f"{KEY}{PROBE}"] == 2


def test_a_mark_that_was_written_without_an_answer_is_deleted() -> None:
    class SilentStore(MemoryStore):
        def put(self, key: str, body: bytes, content_type: str, metadata: Mapping[str, str] | None = None) -> None:
            super().put(key, body, content_type, metadata)
            raise StorageUnavailable("no answer in time")

    store, provider = SilentStore(), Provider()
    with pytest.raises(StorageUnavailable):
        run(store, provider)

    assert run(MemoryStore(store.objects, store.info), provider) == b"voice"


def test_a_result_that_needs_no_payment_writes_no_mark() -> None:
    store = MemoryStore()

    make_once(Payment(store, KEY, "text 1", 1), lambda: b"words", lambda words: store.put(KEY, words, "text/plain"))

    assert store.puts == {KEY: 1}


def test_a_result_of_no_job_is_paid_again_after_a_killed_worker() -> None:
    store = MemoryStore()
    with pytest.raises(Killed):
        run(store, FatalProvider(), attempt=None)

    assert run(store, Provider(), attempt=None) == b"voice"


def test_a_storage_that_hangs_is_given_up_before_the_function_ends() -> None:
    clock, attempts = FixedClock(), []

    def hang() -> None:
        attempts.append(clock.monotonic_s())
        clock.pass_by(30)
        raise StorageUnavailable("no answer")

    with pytest.raises(StorageUnavailable):
        write_patiently(hang, clock)

    assert attempts[-1] - attempts[0] <= TIMEOUT_S
