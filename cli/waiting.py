"""Follows a job until it ends, at the pace the service asks for, through network trouble."""

import time
from collections.abc import Callable
from typing import Any, Final

import httpx

from cli.api import Api
from cli.errors import CliError, Unavailable, Unreachable
from cli.jobs import Job
from cli.problems import retry_after_s

PATIENCE_S: Final = 120.0
"""How long the service may stay away, without a single answer in between."""
PACE_S: Final = 2.0
"""Between two looks when the service does not say; from its first failure on, also the least."""


def follow(
    api: Api, job_id: str, seen: Callable[[Job], None], sleep: Callable[[float], None] = time.sleep
) -> dict[str, Any]:
    """The job's last state, once it is final; `seen` is called with every new state.

    Raises:
        NotFound: no such job.
        SignedOut: the sign-in ended and could not be renewed.
        Unreachable, Unavailable: nothing was heard for `PATIENCE_S`.
    """
    etag, silent_since = "", 0.0
    while True:
        try:
            response = api.get(f"/video/status/{job_id}", headers={"If-None-Match": etag} if etag else None)
        except (Unreachable, Unavailable) as error:
            silent_since = silent_since or time.monotonic()
            if time.monotonic() - silent_since > PATIENCE_S:
                raise
            sleep(_pause_after(error))
            continue
        silent_since = 0.0
        if response.status_code != httpx.codes.NOT_MODIFIED:
            etag = response.headers.get("ETag", "")
            state: dict[str, Any] = response.json()
            job = Job.model_validate(state)
            seen(job)
            if job.final:
                return state
        sleep(PACE_S if (asked := retry_after_s(response)) is None else asked)


def _pause_after(error: CliError) -> float:
    asked = error.retry_after_s if isinstance(error, Unavailable) else None
    return max(asked or 0.0, PACE_S)
