"""The seam to scripts written before there is a job: what is asked, and what comes back."""

from typing import Final, Protocol

from pydantic import BaseModel, ConfigDict

from vidx import keys
from vidx.jobs.artifacts import fingerprint
from vidx.jobs.request import Listing, VideoChoices

EDITION: Final = "draft/1"
"""Part of a kept draft's key."""


class _Event(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DraftInput(_Event):
    """A script asked for before there is a job: the one event that carries content, since nothing is stored yet."""

    listing: Listing
    choices: VideoChoices


class DraftResult(_Event):
    script: str
    word_count: int
    estimated_s: float
    provider: str
    model: str
    cost_usd: float


class Drafts(Protocol):
    """Scripts written while the caller waits. Raises leaves of `Transient`, `ProviderFailed` and `StageFailed`."""

    def write(self, ask: DraftInput) -> DraftResult: ...


def draft_key(text: str, listing: Listing) -> str:
    """Where a draft with these words is kept: they are read alike in the same language, category and currency."""
    words = " ".join(text.split())
    return keys.draft(fingerprint(EDITION, listing.language, listing.category, listing.currency, words))
