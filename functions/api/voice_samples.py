"""Voice samples: anybody can listen to an existing one, and signed-in users can have a missing one recorded."""

import json
from typing import Any, Final

from functions.api.admission import take_voice_sample
from functions.api.dependencies import Ports
from vidx.errors import (
    ArtifactMissing,
    NotFound,
    ProviderFailed,
    ProviderUnavailable,
    RequestInFlight,
    Transient,
    VidxError,
    errors_by_code,
)
from vidx.jobs.events import VoiceSampleInput
from vidx.observability import logger
from vidx.options import Language, Voice
from vidx.settings import Settings
from vidx.voice_samples import sample_key

URL_VALID_S: Final = 3600
CACHE_S: Final = URL_VALID_S - 600
RECORDINGS: Final = "samples"
"""Owner of the recording requests for idempotency: shared by all users, and not a user id."""
MAX_WAIT_S: Final = 20.0
"""How long a request waits for a recording that another request has started."""
POLL_S: Final = 0.5
PAUSE_S: Final = 3600
"""Time between two recordings of a sample that failed: what the provider sent may have been paid for."""
TRANSIENT_PAUSE_S: Final = 10
"""The same after a failure that costs nothing, such as a provider that is down."""


def sample_url(voice: Voice, language: Language, ports: Ports, settings: Settings) -> str:
    """Return a presigned URL that expires after one hour. Costs nothing.

    Raises:
        NotFound: the sample has not been recorded yet.
    """
    key = sample_key(voice, language, settings)
    if ports.store.head(key) is None:
        raise NotFound("this voice has no sample in this language yet; sign in to have one recorded")
    return ports.store.presign_get(key, URL_VALID_S)


def record_sample(voice: Voice, language: Language, owner: str, ports: Ports, settings: Settings) -> None:
    """Have the sample recorded unless it exists; wait until it is. Concurrent requests pay once.

    The recording counts against the limits of `owner`, the seller who asks for it first.

    Raises:
        LimitReached: the seller has had too many samples recorded this hour, or the budget of the day is used up.
        Transient, ProviderFailed: it cannot be recorded now, or could not a moment ago.
    """
    key = sample_key(voice, language, settings)
    if ports.store.head(key) is None:
        _record(key, VoiceSampleInput(voice=voice, language=language), owner, ports)


def _record(key: str, sample: VoiceSampleInput, owner: str, ports: Ports) -> None:
    """Record the sample once for all concurrent requests. If the recording fails, another request tries later."""

    def work() -> dict[str, Any]:
        _refuse_after_failure(key, ports)
        take_voice_sample(owner, ports)
        try:
            return {"key": ports.voice_samples.record(sample).sample_key}
        except VidxError as error:
            _remember_failure(key, error, ports)
            raise

    deadline_s = ports.clock.monotonic_s() + MAX_WAIT_S
    while True:
        try:
            ports.idempotency.run(RECORDINGS, key, key, work)
        except RequestInFlight as busy:
            if ports.clock.monotonic_s() >= deadline_s:
                raise ProviderUnavailable("The sample is still being recorded; ask for it again in a minute.") from busy
            ports.clock.wait(POLL_S)
        else:
            break
    if ports.store.head(key) is None:  # recorded before, by the idempotency record, and deleted since
        work()


def _failure_key(key: str) -> str:
    return f"{key}.failed"


def _remember_failure(key: str, error: VidxError, ports: Ports) -> None:
    pause_s = TRANSIENT_PAUSE_S if isinstance(error, Transient) else PAUSE_S
    failure = {"code": error.code(), "message": str(error), "until_s": ports.clock.now().timestamp() + pause_s}
    try:
        ports.store.put(_failure_key(key), json.dumps(failure).encode(), "application/json")
    except VidxError as fault:  # the recording's own error counts
        logger.warning("the failure of a recording cannot be stored", extra={"key": key, "reason": str(fault)})


def _refuse_after_failure(key: str, ports: Ports) -> None:
    """Raise the error of the last recording, until its pause is over."""
    try:
        failure = json.loads(ports.store.get(_failure_key(key)))
    except ArtifactMissing:
        return
    if ports.clock.now().timestamp() < failure["until_s"]:
        raise errors_by_code().get(failure["code"], ProviderFailed)(failure["message"])
