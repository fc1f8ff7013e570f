"""A job's record: status, stages, progress, costs, failure and video."""

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Final, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidatorFunctionWrapHandler, WrapValidator

from vidx import keys
from vidx.jobs.request import Listing, VideoChoices
from vidx.moderation import Review


class Status(StrEnum):
    QUEUED = "queued"
    SCRIPT = "script"
    AUDIO = "audio"
    CAPTIONS = "captions"
    RENDER = "render"
    UPLOAD = "upload"
    REVIEW = "review"
    """An operator decides about the content. The job has no execution until it is approved."""
    COMPLETE = "complete"
    ERROR = "error"
    CANCELED = "canceled"

    @property
    def final(self) -> bool:
        return self in FINAL

    @property
    def has_execution(self) -> bool:
        """Whether an execution works on the job or is due to."""
        return not self.final and self is not Status.REVIEW


FINAL: Final = frozenset({Status.COMPLETE, Status.ERROR, Status.CANCELED})


class Stage(StrEnum):
    """The work of one Lambda function, in the order of the pipeline.

    The value is the function's folder and the name in the job record.
    """

    PHOTOS = "photos"
    SCRIPT = "script"
    TTS = "tts"
    CAPTIONS = "captions"
    RENDER = "render"
    UPLOAD = "upload"


class StageProgress(NamedTuple):
    """Status and message of a job while a stage runs, and the stage's share of the progress, in percent."""

    status: Status
    message: str
    starts_at: int
    ends_at: int

    def progress(self, fraction: float) -> int:
        """Return the job's progress, in whole percent, at `fraction` (0…1) of the stage."""
        return round(self.starts_at + (self.ends_at - self.starts_at) * min(max(fraction, 0.0), 1.0))


STAGE_PROGRESS: Final[dict[Stage, StageProgress]] = {
    Stage.PHOTOS: StageProgress(status=Status.SCRIPT, message="Preparing the photos", starts_at=3, ends_at=9),
    Stage.SCRIPT: StageProgress(status=Status.SCRIPT, message="Writing the script", starts_at=9, ends_at=12),
    Stage.TTS: StageProgress(status=Status.AUDIO, message="Recording the voice", starts_at=12, ends_at=22),
    Stage.CAPTIONS: StageProgress(status=Status.CAPTIONS, message="Timing the captions", starts_at=22, ends_at=30),
    Stage.RENDER: StageProgress(status=Status.RENDER, message="Rendering the video", starts_at=30, ends_at=95),
    Stage.UPLOAD: StageProgress(status=Status.UPLOAD, message="Finishing the video", starts_at=95, ends_at=99),
}
QUEUED_MESSAGE: Final = "Waiting to start"
COMPLETE_MESSAGE: Final = "The video is ready"
CANCELED_MESSAGE: Final = "Canceled"
EXPIRED_MESSAGE: Final = "The video was deleted, because it had no listing for a long time"
WITHDRAWN_MESSAGE: Final = "The video was taken down with its listing"


class RecordPart(BaseModel):
    """A part of a job's record. Unknown fields are ignored, because an older or newer release may write them."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)


class Notice(RecordPart):
    """Message for the seller about a video that is made nevertheless."""

    code: str
    message: str
    """What happened and what to do, in everyday English."""


class Fallback(RecordPart):
    """A provider or method that a stage skipped, so that the next one did its work."""

    provider: str
    """Its name in the stage's order, such as `speech`, `alignment` or a model."""
    code: str
    """Why: the error's class name, or `LowConfidence` or `Unusable`."""


class StageRecord(RecordPart):
    """A stage's last run. `seconds` is None while it runs; costs are sums over all attempts."""

    started_at: datetime
    attempt: int
    seconds: float | None = None
    reused: bool = False
    """Whether the output is of an earlier attempt or an earlier version of the video."""
    cold_start: bool = False
    """Whether the last run was the first of its instance of the function, which had to start before it."""
    provider: str | None = None
    model: str | None = None
    provider_usd: float = 0.0
    """Providers' fees."""
    compute_usd: float = 0.0
    """AWS Lambda's price for the seconds at the function's memory."""
    requests_usd: float = 0.0
    """Price of the requests to storage and tables."""
    storage_usd: float = 0.0
    """Price of storing the written objects for their first 30 days."""
    notices: tuple[Notice, ...] = ()
    fallbacks: tuple[Fallback, ...] = ()
    """What was skipped, in order; empty when the first choice did the work."""
    failed_photo: int | None = None
    """Number, from 1, of the photo or clip that made the last run fail."""

    @property
    def cost_usd(self) -> float:
        return self.provider_usd + self.compute_usd + self.requests_usd + self.storage_usd


SUMS: Final = frozenset({"provider_usd", "compute_usd", "requests_usd", "storage_usd"})
"""Fields of a stage's record that are sums over all attempts."""


class Failure(RecordPart):
    """Why a job ended in `error`; `code` is the class name of the error."""

    code: str
    stage: str
    message: str


class Video(RecordPart):
    """The published result."""

    video_url: str
    thumbnail_url: str
    captions_url: str
    preview_url: str | None = None
    """None for videos from before previews existed."""
    duration_s: float
    size_bytes: int
    photo_count: int = 0
    """Number of photos published with the video, for its listing."""

    @property
    def photo_urls(self) -> tuple[str, ...]:
        """URLs of the published photos, derived from the video's (`keys.public_photo`)."""
        stem = self.video_url.removesuffix(".mp4")
        return tuple(f"{stem}_{number}.jpg" for number in range(1, self.photo_count + 1))


class JobSnapshot(RecordPart):
    """The part of a job's record that stages read."""

    created_at: datetime
    status: Status
    progress: int
    message: str
    attempt: int
    stages: Mapping[Stage, StageRecord]
    approved_content: tuple[str, ...] = ()
    """As `Job.approved_content`."""
    owner: str = ""
    request_id: str = ""
    """As `Job.request_id`."""


def _listing_or_none(stored: object, validate: ValidatorFunctionWrapHandler) -> Listing | None:
    """Leave out a copy that the rules of a later version refuse: it must not make the whole row unreadable."""
    try:
        listing: Listing | None = validate(stored)
    except ValidationError:
        return None
    return listing


ListingCopy = Annotated[Listing | None, WrapValidator(_listing_or_none)]


class Job(BaseModel):
    """One row of the jobs table."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    job_id: str
    owner: str
    request_id: str = ""
    """API Gateway's id of the request that created the job, as in the API's logs; empty in older rows."""
    title: str
    created_at: datetime
    updated_at: datetime
    status: Status = Status.QUEUED
    progress: int = 0
    message: str = QUEUED_MESSAGE
    attempt: int = 1
    choices: VideoChoices
    photo_count: int
    has_script: bool = False
    has_logo: bool = False
    listing: ListingCopy = None
    """The product as the video shows it, so that the job's state can be told without storage. None in older rows."""
    ad_id: str | None = None
    """The ad that shows the job's video, or waits for it."""
    remake_of: str | None = None
    """The job whose video this job makes another version of."""
    first_version: str | None = None
    """The job of the first version; None for the first version itself."""
    stages: dict[Stage, StageRecord] = Field(default_factory=dict)
    review: Review | None = None
    """The latest review of the content by an operator; None if none was needed."""
    approved_content: tuple[str, ...] = ()
    """Digests of the parts of the content that an operator has approved, for this job or an earlier version."""
    error: Failure | None = None
    video: Video | None = None
    """None before it is published, and after it was taken down with its listing."""
    expires_at: int
    """When DynamoDB deletes the row (its TTL), in seconds since 1970."""

    @property
    def family(self) -> str:
        """Id that all versions of a video share: the first version's job id."""
        return self.first_version or self.job_id

    @property
    def content_after_approval(self) -> tuple[str, ...]:
        """`approved_content` once an operator approves what the review names."""
        digests = (finding.digest for finding in self.review.findings) if self.review else ()
        return tuple(dict.fromkeys((*self.approved_content, *digests)))

    @property
    def public_stem(self) -> str:
        """Stem of the keys of the public files, which exist once the video is published."""
        if self.video:
            return keys.stem_from_url(self.video.video_url)
        return keys.public_stem(self.created_at.astimezone(UTC).date(), self.job_id)

    @property
    def may_be_public(self) -> bool:
        """Whether the job has published files: all of them, or some of them before it was stopped."""
        return self.video is not None or (self.status.final and Stage.UPLOAD in self.stages)

    @property
    def execution_name(self) -> str:
        """Name of the current attempt's execution in Step Functions."""
        return self.job_id if self.attempt == 1 else f"{self.job_id}-{self.attempt}"
