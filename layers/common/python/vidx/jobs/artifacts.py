"""Reuse of a stage's earlier output, so that no work is paid for twice.

A stage writes each output with the SHA-256 of its inputs as metadata. Before a paid call it looks for an object with
the same fingerprint, under the job's own key or under the keys of the job's earlier versions, from where it is copied.
So a fingerprint must not include a job's id, or anything else that a remake does not share.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Final, Protocol

from vidx import keys
from vidx.errors import ArtifactMissing, files_expired
from vidx.jobs.model import Fallback
from vidx.jobs.request import Listing, VideoRequest
from vidx.ports.storage import ObjectInfo, Store
from vidx.stored import parse_object

FINGERPRINT: Final = "made-from"
FALLBACKS: Final = "fallbacks"
"""Metadata of an artifact: the providers that were skipped when it was made, as `provider:code provider:code`."""
DRAFT_RECIPE: Final = "draft/1"
"""Part of the key of a stored draft."""
VOICE_PROVIDER: Final = "voice-provider"
"""Metadata of the voice: its provider's name in the setting `voice_order`."""
PHOTO_TYPE: Final = "image/jpeg"
CLIP_TYPE: Final = "video/mp4"
"""Content types of the working copies of photos and clips."""
BEST_S: Final = "best-s"
"""Metadata of a working clip: where its best seconds start."""


class Model(Protocol):
    """Any pydantic model."""

    def model_dump_json(self) -> str: ...


class Version(Protocol):
    """A job and its earlier versions, the latest first."""

    @property
    def job_id(self) -> str: ...

    @property
    def earlier(self) -> tuple[str, ...]: ...


def read_request(store: Store, job_id: str) -> VideoRequest:
    """Return the job's request.

    Raises:
        FilesExpired: it is gone. No retry helps: only a new job has one again.
    """
    try:
        return parse_object(VideoRequest, store.get(keys.job_request(job_id)))
    except ArtifactMissing as error:
        raise files_expired("jobId") from error


def fingerprint_of(*inputs: str | bytes | Model) -> str:
    """SHA-256 (hex) over the inputs in order; each is length-prefixed, so that moving a boundary changes the sum."""
    digest = hashlib.sha256()
    for item in inputs:
        data = item if isinstance(item, str | bytes) else item.model_dump_json()
        raw = data.encode() if isinstance(data, str) else data
        digest.update(len(raw).to_bytes(8, "big"))
        digest.update(raw)
    return digest.hexdigest()


def fallbacks_metadata(fallbacks: Sequence[Fallback]) -> dict[str, str]:
    """Return the metadata that stores the fallbacks with an artifact; empty when there are none."""
    return {FALLBACKS: " ".join(f"{each.provider}:{each.code}" for each in fallbacks)} if fallbacks else {}


def stored_fallbacks(metadata: Mapping[str, str]) -> tuple[Fallback, ...]:
    """Return the fallbacks of an artifact with this metadata."""
    pairs = (pair.rpartition(":") for pair in metadata.get(FALLBACKS, "").split())
    return tuple(Fallback(provider=provider, code=code) for provider, _, code in pairs)


def find_artifact(store: Store, key: str, fingerprint: str) -> ObjectInfo | None:
    """Return the object at `key` if it was made from the inputs with this fingerprint."""
    info = store.head(key)
    return info if info is not None and info.metadata.get(FINGERPRINT) == fingerprint else None


def reuse_artifact(
    store: Store, request: Version, fingerprint: str, *locations: Callable[[str], str]
) -> ObjectInfo | None:
    """Return the job's object that was made from these inputs, copied from an earlier version if needed.

    Args:
        fingerprint: of the inputs.
        locations: key of the object by job id, then other keys at which an earlier version may have stored it.
    """
    key = locations[0](request.job_id)
    own = find_artifact(store, key, fingerprint)
    if own is not None:
        return own
    for earlier_key in (location(job_id) for job_id in request.earlier for location in locations):
        if find_artifact(store, earlier_key, fingerprint) is not None:
            with suppress(ArtifactMissing):  # it has expired meanwhile, so it is made again
                return store.copy(earlier_key, key)
    return None


def draft_key(owner: str, text: str, listing: Listing) -> str:
    """Key of a seller's draft. Equal words in the same language, category and currency are spoken equally."""
    words = " ".join(text.split())
    return keys.draft(owner, fingerprint_of(DRAFT_RECIPE, listing.language, listing.category, listing.currency, words))
