"""Results that cost money: made only while the storage works, and written before they count.

Step Functions repeats a whole stage, so a failed write would pay the provider again. Therefore a stage checks the
storage before it pays, and repeats the write alone when it fails. A result that could not be written stays in the
worker's memory: the next try of the stage usually reaches the same worker and then only writes.
"""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from vidx.adapters.clock import SystemClock
from vidx.errors import StorageUnavailable
from vidx.observability import logger
from vidx.ports import Clock, Store

Result = TypeVar("Result")

PROBE: Final = ".probe"
"""Added to a key: an empty object beside the place of a result."""
WAITS_S: Final = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
"""Pauses between the attempts of a write."""
PATIENCE_S: Final = 45.0
"""No attempt starts later than this after the first one, so that the stage ends before its function's time-out."""

CLOCK: Final[Clock] = SystemClock()
"""For the pauses, unless a caller gives another clock."""

_unwritten: dict[str, Any] = {}
"""The latest result that could not be written, by its fingerprint; at most one."""


def check_storage(store: Store, key: str) -> None:
    """Write an empty object beside `key`. Raise `StorageUnavailable` if the storage does not take it."""
    store.put(f"{key}{PROBE}", b"", "application/octet-stream")


def write_patiently(write: Callable[[], None], clock: Clock | None = None) -> None:
    """Call `write`, again after each of the pauses while the storage is down.

    Raises:
        StorageUnavailable: the last attempt failed.
    """
    clock = clock or CLOCK
    give_up_s = clock.monotonic_s() + PATIENCE_S
    for wait_s in WAITS_S:
        try:
            return write()
        except StorageUnavailable as error:
            if clock.monotonic_s() + wait_s > give_up_s:
                raise
            logger.warning("a result is written again", extra={"reason": str(error), "wait_s": wait_s})
        clock.wait(wait_s)
    return write()


def pay_once(
    store: Store,
    key: str,
    made_from: str,
    pay: Callable[[], Result],
    write: Callable[[Result], None],
    clock: Clock | None = None,
) -> Result:
    """Return the result of `pay` after it is written.

    Args:
        key: where the result goes.
        made_from: fingerprint of the result's inputs.
        pay: makes the result. It is not called when an earlier call in this process has made it from the same inputs.
        write: stores the result.

    Raises:
        StorageUnavailable: the storage is down; before `pay` is called, if it was down then.
    """
    if made_from not in _unwritten:
        check_storage(store, key)
        result = pay()
        _unwritten.clear()
        _unwritten[made_from] = result
    result = _unwritten[made_from]
    write_patiently(lambda: write(result), clock)
    del _unwritten[made_from]
    return result
