"""Addresses of voice samples, which are recorded at the first request."""

from typing import Any, Final

from functions.api.dependencies import Ports
from vidx.errors import ProviderUnavailable, RequestInFlight
from vidx.jobs.events import VoiceSampleInput
from vidx.options import Language, Voice
from vidx.settings import Settings
from vidx.voice_samples import sample_key

LINK_VALID_S: Final = 3600
CACHE_S: Final = LINK_VALID_S - 600
OWNER: Final = "samples"
"""Owner of the recording requests for idempotency: shared by all users, and not a user id."""
MAX_WAIT_S: Final = 20.0
"""How long a request waits for a recording that another request has started."""
POLL_S: Final = 0.5


def sample_url(voice: Voice, language: Language, ports: Ports, settings: Settings) -> str:
    """Return a presigned URL that expires after one hour. If there is no sample yet, wait until it is recorded.

    Raises:
        Transient, ProviderFailed: the sample does not exist yet and cannot be recorded now.
    """
    key = sample_key(voice, language, settings)
    if ports.store.head(key) is None:
        _record(key, VoiceSampleInput(voice=voice, language=language), ports)
    return ports.store.presign_get(key, LINK_VALID_S)


def _record(key: str, sample: VoiceSampleInput, ports: Ports) -> None:
    """Record the sample once for all concurrent requests. If the recording fails, another request tries."""

    def work() -> dict[str, Any]:
        return {"key": ports.voice_samples.record(sample).preview_key}

    deadline_s = ports.clock.monotonic_s() + MAX_WAIT_S
    while True:
        try:
            ports.idempotency.run(OWNER, key, key, work)
        except RequestInFlight as busy:
            if ports.clock.monotonic_s() >= deadline_s:
                raise ProviderUnavailable("The sample is still being recorded; ask for it again in a minute.") from busy
            ports.clock.wait(POLL_S)
        else:
            break
    if ports.store.head(key) is None:  # recorded before, by the idempotency record, and deleted since
        work()
