"""Where a sample of a voice can be heard."""

from typing import Any, Final

from functions.api.ports import Ports
from vidx.errors import ProviderUnavailable, RequestInFlight
from vidx.jobs.events import VoiceSampleInput
from vidx.options import Language, Voice
from vidx.settings import Settings
from vidx.voice_samples import sample_key

LINK_WORKS_S: Final = 3600
BROWSERS_KEEP_S: Final = LINK_WORKS_S - 600
OWNER: Final = "samples"
"""Whose requests the recordings are: everybody's, and no user's id."""
PATIENCE_S: Final = 20.0
"""How long somebody waits for the recording that another one has asked for."""
LOOK_EVERY_S: Final = 0.5


def sample_url(voice: Voice, language: Language, ports: Ports, here: Settings) -> str:
    """Address that works for an hour; the first caller, and whoever asks meanwhile, waits until it is recorded.

    Raises:
        Transient, ProviderFailed: it is not there yet, and cannot be recorded just now.
    """
    key = sample_key(voice, language, here)
    if ports.store.head(key) is None:
        _record(key, VoiceSampleInput(voice=voice, language=language), ports)
    return ports.store.presign_get(key, LINK_WORKS_S)


def _record(key: str, ask: VoiceSampleInput, ports: Ports) -> None:
    """Have the sample recorded by one of all who ask at the same time; the next tries when that one fails."""

    def work() -> dict[str, Any]:
        return {"key": ports.voice_samples.record(ask).preview_key}

    until_s = ports.clock.monotonic_s() + PATIENCE_S
    while True:
        try:
            ports.idempotency.run(OWNER, key, key, work)
        except RequestInFlight as busy:
            if ports.clock.monotonic_s() >= until_s:
                raise ProviderUnavailable("The sample is still being recorded; ask for it again in a minute.") from busy
            ports.clock.wait(LOOK_EVERY_S)
        else:
            break
    if ports.store.head(key) is None:  # recorded earlier today, as is remembered, and deleted since
        work()
