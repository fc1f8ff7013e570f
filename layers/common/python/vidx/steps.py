"""What goes into a stage and what comes out: keys and numbers, never content."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from vidx.listing import Listing, VideoChoices
from vidx.options import Language, Voice


class _Event(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class StageInput(_Event):
    """The payload with which the state machine invokes every stage."""

    job_id: str
    attempt: int = Field(ge=1)
    """Counts the job's executions: 1, and one more for every retry asked for by its owner."""
    retry_count: int = Field(default=0, ge=0)
    """Step Functions' own retries of this stage in this execution."""
    last_try: bool = False
    """No further automatic retry follows: time to move to the next provider."""


class StageResult(_Event):
    """What every stage returns; the fields that describe who did the work go into the job record."""

    provider: str | None = None
    model: str | None = None
    provider_usd: float = 0.0
    """Fees of outside providers for this run, in US dollars; 0 when an earlier result was reused."""
    reused: bool = False
    """True when the stage found its output of an earlier run, or of an earlier version's, and paid nothing."""


class ScriptResult(StageResult):
    script_key: str
    word_count: int
    estimated_s: float


class PhotosResult(StageResult):
    photo_count: int


class TtsResult(StageResult):
    voice_key: str
    voice_s: float


class CaptionsResult(StageResult):
    words_key: str
    ass_key: str
    vtt_key: str
    method: str
    confidence: float


class RenderResult(StageResult):
    video_key: str
    thumbnail_key: str
    duration_s: float
    size_bytes: int


class UploadResult(StageResult):
    video_url: str
    thumbnail_url: str
    captions_url: str
    preview_url: str
    video_key: str
    """Key in the public bucket."""
    duration_s: float
    size_bytes: int


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


class PreviewInput(_Event):
    """A sample of a voice asked for: always the same sentence, so that nobody can have his own words spoken."""

    voice: Voice
    language: Language


class PreviewResult(_Event):
    preview_key: str
    cost_usd: float
    """Fees of the provider for this call; 0 when the sample was there already."""


class WithdrawInput(_Event):
    """A job's public files that are to go."""

    stem: str = Field(pattern=r"^videos/\d{8}_[0-9A-Za-z_-]{1,64}$")
    """As `keys.public_stem` made it."""


class WithdrawResult(_Event):
    public_keys: tuple[str, ...]
    """What is not there any more."""


def dump(event: BaseModel) -> dict[str, Any]:
    """The event as JSON-compatible values, for Lambda to serialise."""
    return event.model_dump(mode="json")
