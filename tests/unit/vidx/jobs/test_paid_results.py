"""Results that cost money are written before they count."""

import pytest

from testing.clock import FixedClock
from testing.store import MemoryStore
from vidx.errors import StorageUnavailable
from vidx.jobs import paid_results
from vidx.jobs.paid_results import PATIENCE_S, WAITS_S, pay_once, write_patiently

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


def run(store: MemoryStore, provider: Provider, made_from: str = "text 1") -> bytes:
    return pay_once(store, KEY, made_from, provider.pay, lambda voice: store.put(KEY, voice, "audio/wav"), FixedClock())


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


def test_another_text_is_another_payment() -> None:
    store, provider = MemoryStore(), Provider()

    run(store, provider, "text 1")
    run(store, provider, "text 2")

    assert provider.payments == 2


def test_a_written_result_is_not_kept_in_memory() -> None:
    run(MemoryStore(), Provider())

    assert paid_results._unwritten == {}


def test_a_storage_that_hangs_is_given_up_before_the_function_ends() -> None:
    clock, attempts = FixedClock(), []

    def hang() -> None:
        attempts.append(clock.monotonic_s())
        clock.pass_by(30)
        raise StorageUnavailable("no answer")

    with pytest.raises(StorageUnavailable):
        write_patiently(hang, clock)

    assert attempts[-1] - attempts[0] <= PATIENCE_S
