"""Recordings that break off before the script's end.

The captions stage finds such a recording, deletes it and stores its provider here. The voice stage then skips that
provider for the rest of the attempt. A retry by the seller is a new attempt, in which the provider is tried again.
"""

from pydantic import BaseModel, ConfigDict, TypeAdapter

from vidx import keys
from vidx.errors import ArtifactMissing
from vidx.ports.storage import Store


class RejectedVoice(BaseModel):
    """A recording that was rejected.

    Attributes:
        made_from: fingerprint of its text and voice.
        provider: its provider's name in the setting `voice_order`.
        attempt: the job's attempt in which it was rejected.
    """

    model_config = ConfigDict(frozen=True)

    made_from: str
    provider: str
    attempt: int


_LIST = TypeAdapter(tuple[RejectedVoice, ...])


def rejected_voices(store: Store, job_id: str) -> tuple[RejectedVoice, ...]:
    """Return the job's rejected recordings, in order."""
    try:
        return _LIST.validate_json(store.get(keys.rejected_voices(job_id)))
    except ArtifactMissing:
        return ()


def reject_voice(store: Store, job_id: str, voice: RejectedVoice) -> None:
    """Record the rejection, then delete the recording, so that it is never used again."""
    body = _LIST.dump_json((*rejected_voices(store, job_id), voice))
    store.put(keys.rejected_voices(job_id), body, "application/json")
    store.delete(keys.voice(job_id))
