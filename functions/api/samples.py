"""Where a sample of a voice can be heard."""

from typing import Final

from functions.api.ports import Ports
from vidx.options import Language, Voice
from vidx.previews import key_of
from vidx.settings import Settings
from vidx.steps import PreviewInput

LINK_WORKS_S: Final = 3600
BROWSERS_KEEP_S: Final = LINK_WORKS_S - 600


def sample_url(voice: Voice, language: Language, ports: Ports, here: Settings) -> str:
    """Address that works for an hour; the first caller waits until the sample is recorded.

    Raises:
        Transient, ProviderFailed: it is not there yet, and cannot be recorded just now.
    """
    key = key_of(voice, language, here)
    if ports.store.head(key) is None:
        key = ports.previews.record(PreviewInput(voice=voice, language=language)).preview_key
    return ports.store.presign_get(key, LINK_WORKS_S)
