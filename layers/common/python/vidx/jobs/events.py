"""What goes into a stage and what comes out: keys and numbers, never content."""

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from vidx.jobs.model import Notice
from vidx.jobs.request import Listing, VideoChoices
from vidx.options import Language, Voice


class Event(BaseModel):
    """What crosses a function's boundary; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Form = TypeVar("Form", bound=Event)


class StageInput(Event):
    """The payload with which the state machine invokes every stage."""

    job_id: str
    attempt: Annotated[int, Field(ge=1)]
    """Counts the job's executions: 1, and one more for every retry asked for by its owner."""
    retry_count: Annotated[int, Field(ge=0)] = 0
    """Step Functions' own retries of this stage in this execution."""
    last_try: bool = False
    """No further automatic retry follows: time to move to the next provider."""


class StageResult(Event):
    """What every stage returns; the fields that describe who did the work go into the job record."""

    provider: str | None = None
    model: str | None = None
    reused: bool = False
    """True when the stage found its output of an earlier run, or of an earlier version's, and paid nothing."""
    notices: tuple[Notice, ...] = ()
    """What the seller should know; goes into the job record, too."""


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
    """Photos published beside the video."""


class DraftInput(Event):
    """A script asked for before there is a job: the one event that carries content, since nothing is stored yet."""

    listing: Listing
    choices: VideoChoices


class DraftResult(Event):
    script: str
    word_count: int
    estimated_s: float
    provider: str
    model: str
    cost_usd: float


class VoiceSampleInput(Event):
    """A sample of a voice asked for: always the same sentence, so that nobody can have his own words spoken."""

    voice: Voice
    language: Language


class VoiceSampleResult(Event):
    preview_key: str
    cost_usd: float
    """Fees of the provider for this call; 0 when the sample was there already."""


class WithdrawInput(Event):
    """A job's public files that are to go."""

    stem: Annotated[str, Field(pattern=r"^videos/[0-9]{8}_[0-9A-Za-z_-]{1,64}$")]
    """As `keys.public_stem` makes it. In pydantic's patterns `$` matches only at the very end of the text."""


class WithdrawResult(Event):
    public_keys: tuple[str, ...]
    """What is not there any more."""


def load(form: type[Form], event: Mapping[str, Any]) -> Form:
    """The event as a `form`.

    Raises:
        pydantic.ValidationError: a field is missing, unknown, of the wrong type or out of range; it names the field.
    """
    return form.model_validate(event)


def dump(event: Event) -> dict[str, Any]:
    """The event as JSON-compatible values, for Lambda to serialise."""
    return event.model_dump(mode="json")
