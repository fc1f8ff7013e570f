"""Finding a stage's own earlier output again, so that no work is paid for twice.

A stage writes each output with the SHA-256 of what it was made from; before a paid call it asks whether an
object of the same making is already there.
"""

import hashlib
from typing import Final

from pydantic import BaseModel

from vidx.ports import ObjectInfo, Store

FINGERPRINT: Final = "made-from"


def fingerprint(*inputs: str | bytes | BaseModel) -> str:
    """SHA-256 (hex) over the inputs in order; each is length-prefixed, so that moving a boundary changes the sum."""
    digest = hashlib.sha256()
    for item in inputs:
        data = item.model_dump_json() if isinstance(item, BaseModel) else item
        raw = data.encode() if isinstance(data, str) else data
        digest.update(len(raw).to_bytes(8, "big"))
        digest.update(raw)
    return digest.hexdigest()


def made_from(store: Store, key: str, made: str) -> ObjectInfo | None:
    """The object at `key`, provided that it was made from the inputs with fingerprint `made`."""
    info = store.head(key)
    return info if info is not None and info.metadata.get(FINGERPRINT) == made else None
