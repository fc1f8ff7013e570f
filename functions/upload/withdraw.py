"""A job's public files taken down again, when the listing that showed them is deleted."""

from vidx import keys, options
from vidx.jobs.events import WithdrawInput, WithdrawResult
from vidx.observability import logger
from vidx.ports import Publisher


def withdraw_video(ask: WithdrawInput, publisher: Publisher) -> WithdrawResult:
    """Delete video, captions, thumbnail, preview and photos; repeated, it finishes what was left half-done.

    Caches may show them for as long as `ONE_DAY` in step.py lets them.

    Raises:
        StorageUnavailable: storage does not answer.
    """
    public_keys = (
        keys.public_video(ask.stem),
        keys.public_captions(ask.stem),
        keys.public_thumbnail(ask.stem),
        keys.public_preview(ask.stem),
        *(keys.public_photo(ask.stem, number) for number in range(1, options.MAX_PHOTOS + 1)),
    )
    for key in public_keys:
        publisher.withdraw(key)
    logger.info("public files taken down", extra={"stem": ask.stem})
    return WithdrawResult(public_keys=public_keys)
