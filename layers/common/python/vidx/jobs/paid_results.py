"""Results that cost money: paid only while storage works, and stored before they count.

Step Functions repeats a whole stage, so the provider would be paid again after a failed write. Therefore a stage checks
storage before it pays, and repeats only the write if that fails. A result that could not be written stays in the
worker's memory: the next try of the stage usually reaches the same worker and only writes it.

During a payment, a mark is stored beside the result's key. It is deleted when the payment ends. So a try that finds a
mark knows that a worker was killed while it paid, and does not pay again: the seller decides.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from vidx.adapters.clock import SystemClock
from vidx.errors import PaymentInterrupted, StorageUnavailable, VidxError
from vidx.jobs.artifacts import FINGERPRINT
from vidx.observability import logger
from vidx.ports.clock import Clock
from vidx.ports.storage import Store

Result = TypeVar("Result")

PROBE: Final = ".probe"
"""Suffix of a result's key: the key of the mark, an empty object."""
ATTEMPT: Final = "attempt"
"""Metadata of a mark: the job's attempt that pays."""
WAITS_S: Final = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
"""Pauses between the attempts of a write."""
TIMEOUT_S: Final = 45.0
"""No attempt starts later than this after the first one, so that the stage ends before its function's time-out."""

CLOCK: Final[Clock] = SystemClock()
"""The clock of the pauses, unless a caller passes another one."""

_unwritten: dict[str, Any] = {}
"""The last result that could not be written, by its fingerprint. It has at most one entry."""


def check_storage(store: Store, key: str) -> None:
    """Write an empty object beside `key`. Raise `StorageUnavailable` if that fails."""
    store.put(f"{key}{PROBE}", b"", "application/octet-stream")


def write_patiently(write: Callable[[], None], clock: Clock | None = None) -> None:
    """Call `write`, again after each of the pauses while the storage is down.

    Raises:
        StorageUnavailable: the last attempt failed.
    """
    clock = clock or CLOCK
    give_up_s = clock.monotonic_s() + TIMEOUT_S
    for wait_s in WAITS_S:
        try:
            return write()
        except StorageUnavailable as error:
            if clock.monotonic_s() + wait_s > give_up_s:
                raise
            logger.warning("a result is written again", extra={"reason": str(error), "wait_s": wait_s})
        clock.wait(wait_s)
    return write()


@dataclass
class Payment:
    """A payment to a provider, for one result.

    Attributes:
        key: key of the result.
        made_from: fingerprint of the result's inputs.
        attempt: the job's attempt; None for a result that belongs to no job and that a caller waits for.
        is_marked: whether storage may have the mark of this payment.
    """

    store: Store
    key: str
    made_from: str
    attempt: int | None = None
    clock: Clock = field(default_factory=lambda: CLOCK)
    is_marked: bool = False

    def begin(self) -> None:
        """Write the mark, which also checks that storage works. Later calls for the same result do nothing.

        Raises:
            PaymentInterrupted: an earlier try of this attempt has left its mark.
            StorageUnavailable: the storage is down, so that nothing must be paid.
        """
        if self.is_marked:
            return
        mark = {FINGERPRINT: self.made_from, ATTEMPT: str(self.attempt)}
        earlier = self.store.head(f"{self.key}{PROBE}") if self.attempt is not None else None
        if earlier and earlier.metadata == mark:
            raise PaymentInterrupted("a worker was killed while it paid a provider; its result is lost")
        self.is_marked = True  # even if writing fails: the storage may have the mark when no answer comes
        self.store.put(f"{self.key}{PROBE}", b"", "application/octet-stream", mark)

    def end(self) -> None:
        """Delete the mark. If the storage is down, it stays, and a later try of this attempt does not pay."""
        if not self.is_marked:
            return
        self.is_marked = False
        try:
            self.store.delete(f"{self.key}{PROBE}")
        except VidxError as error:
            logger.warning("the mark of a payment cannot be deleted", extra={"reason": str(error)})


def pay_once(payment: Payment, pay: Callable[[], Result], write: Callable[[Result], None]) -> Result:
    """Return the result of `pay`, which always pays a provider, after it is written.

    Raises:
        PaymentInterrupted, StorageUnavailable: as `make_once`; also before `pay` is called.
    """

    def begin_and_pay() -> Result:
        payment.begin()
        return pay()

    return make_once(payment, begin_and_pay, write)


def make_once(payment: Payment, make: Callable[[], Result], write: Callable[[Result], None]) -> Result:
    """Return the result of `make` after it is written.

    Args:
        make: makes the result; calls `payment.begin` before it pays. It is not called when an earlier call in this
            process has made the result from the same inputs.
        write: stores the result.

    Raises:
        PaymentInterrupted: an earlier try has paid, and its result is lost.
        StorageUnavailable: the storage is down.
    """
    if payment.made_from in _unwritten:
        payment.is_marked = True  # by the earlier try
    else:
        try:
            result = make()
        except Exception:
            payment.end()
            raise
        _unwritten.clear()
        _unwritten[payment.made_from] = result
    result = _unwritten[payment.made_from]
    write_patiently(lambda: write(result), payment.clock)
    del _unwritten[payment.made_from]
    payment.end()
    return result
