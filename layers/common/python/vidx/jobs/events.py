"""Events between the state machine, the stages and the API: keys and numbers; content only where nothing is stored."""

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from vidx.jobs.model import Fallback, Notice
from vidx.jobs.request import Listing, VideoChoices
from vidx.moderation import Finding
from vidx.options import Language, Voice


class Event(BaseModel):
    """Payload of a function; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


Form = TypeVar("Form", bound=Event)


class StageInput(Event):
    """The payload with which the state machine invokes every stage."""

    job_id: str
    attempt: Annotated[int, Field(ge=1)]
    """Number of the job's execution: 1, plus one for each retry by its owner."""
    retry_count: Annotated[int, Field(ge=0)] = 0
    """Step Functions' own retries of this stage in this execution."""
    last_try: bool = False
    """Whether no further automatic retry follows, so that the stage must use its next provider."""


class StageResult(Event):
    """Output of every stage. Provider, model, reuse and notices go into the job's record."""

    provider: str | None = None
    model: str | None = None
    reused: bool = False
    """Whether the stage reused the output of an earlier run or version and paid nothing."""
    notices: tuple[Notice, ...] = ()
    """Messages for the seller."""
    fallbacks: tuple[Fallback, ...] = ()
    """Providers that were skipped."""


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
    photo_count: Annotated[int, Field(ge=0)] = 0
    """Number of photos published with the video."""


class DraftInput(Event):
    """Request for a script without a job. It has content, because nothing is stored yet."""

    owner: str
    listing: Listing
    choices: VideoChoices


class DraftResult(Event):
    script: str
    word_count: int
    estimated_s: float
    provider: str
    model: str
    cost_usd: float
    fallbacks: tuple[Fallback, ...] = ()
    """Models that were skipped."""


class TextModerationInput(Event):
    """Request to moderate the text of a listing that becomes public without a job, such as an edit."""

    text: str


class TextModerationResult(Event):
    findings: tuple[Finding, ...] = ()
    """Empty if the text passes."""


class VoiceSampleInput(Event):
    """Request for a voice sample. Its sentence is fixed, so that nobody can have other words spoken."""

    voice: Voice
    language: Language


class VoiceSampleResult(Event):
    sample_key: str
    cost_usd: float
    """The provider's fee for this call; 0 if the sample exists."""


class WithdrawInput(Event):
    """Request to delete a job's public files."""

    stem: Annotated[str, Field(pattern=r"^videos/[0-9]{8}_[0-9A-Za-z_-]{1,64}$")]
    """As `keys.public_stem` returns it. In pydantic's patterns `$` matches only at the end of the text."""


class WithdrawResult(Event):
    public_keys: tuple[str, ...]
    """Keys of the deleted files."""


def load(form: type[Form], event: Mapping[str, Any]) -> Form:
    """Parse an event.

    Raises:
        pydantic.ValidationError: names the field that is missing, unknown, of the wrong type or out of range.
    """
    return form.model_validate(event)


def dump(event: Event) -> dict[str, Any]:
    """Return the event as JSON-compatible values, which Lambda serialises."""
    return event.model_dump(mode="json")
