"""The API's requests and responses as they travel: camelCase JSON."""

from datetime import datetime
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic.alias_generators import to_camel

from functions.api.detecting import detected
from vidx import options
from vidx.contact import Contact
from vidx.jobs.model import Status
from vidx.jobs.request import Listing, ScriptText, VideoChoices, Wire

MAX_CHARS_OF_KEY: Final = 512
Key = Annotated[str, StringConstraints(min_length=1, max_length=MAX_CHARS_OF_KEY)]


LATE = ConfigDict(defer_build=True)
"""Validators are built on first use: a cold start answers one route only."""


class Answer(BaseModel):
    """A response."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, frozen=True, defer_build=True)


class UploadWish(Wire):
    """A photo or video clip that the caller is about to upload."""

    model_config = LATE

    name: Annotated[str, StringConstraints(min_length=1, max_length=255)]
    content_type: str
    size: int = Field(description="Size of the file in bytes.")


class UploadSlot(Answer):
    key: str = Field(description="Give this to `photoKeys` once the file is uploaded.")
    url: str = Field(description="Accepts one PUT of exactly the announced type and size.")
    headers: dict[str, str] = Field(description="Headers that the PUT must carry.")
    expires_in: int = Field(description="Seconds for which the URL works.")


class UploadSlots(Answer):
    uploads: list[UploadSlot]


class DraftBody(Listing, VideoChoices):
    """The product's details and the choices for its video.

    Without `language` or `currency` both are detected from title, description and script.
    """

    model_config = LATE

    @model_validator(mode="before")
    @classmethod
    def _detect(cls, data: Any) -> Any:
        return detected(data) if isinstance(data, dict) else data

    def listing(self) -> Listing:
        return Listing.model_validate(self.model_dump(include=set(Listing.model_fields)))

    def choices(self) -> VideoChoices:
        return VideoChoices.model_validate(self.model_dump(include=set(VideoChoices.model_fields)))


class DetectBody(Wire):
    """The texts of an advert, as far as they are written."""

    model_config = ConfigDict(extra="ignore", defer_build=True)

    title: Annotated[str, StringConstraints(max_length=options.MAX_TITLE_CHARS)] = ""
    description: Annotated[str, StringConstraints(max_length=options.MAX_DESCRIPTION_CHARS)] = ""
    script: Annotated[str, StringConstraints(max_length=options.MAX_SCRIPT_CHARS)] = ""


class Draft(Answer):
    success: Literal[True] = True
    language: options.Language = Field(description="Of the script: as sent, else detected.")
    currency: str = Field(description="Of the price: as sent, else detected.")
    script: str
    estimated_duration: float = Field(description="Seconds that the script takes when spoken.")
    word_count: int
    cost: float = Field(description="US dollars paid for writing it.")


class GenerateBody(DraftBody):
    """A video wanted: details, choices and the uploaded photos."""

    photo_keys: tuple[Key, ...] = Field(
        min_length=1,
        max_length=options.MAX_PHOTOS,
        description="Keys of photos and clips from `/api/uploads`, in the order of showing.",
    )
    logo_key: Key | None = Field(
        default=None, description="Key of a logo from `/api/uploads`, shown on title card and end card."
    )
    script: ScriptText | None = Field(default=None, description="Your own script, spoken as it stands.")
    publish: bool = Field(default=False, description="Create the listing too; it goes live when the video is ready.")
    publish_later: bool = Field(
        default=False,
        description=(
            "The video is to be looked at first and published with `/api/ads/create`: its closing card shows the "
            "address that the listing is going to have."
        ),
    )
    contact: Contact | None = Field(
        default=None, description="With `publish`: link by which buyers reach the seller, see `AdBody`."
    )


class Detected(Answer):
    language: options.Language | None
    currency: str | None


class Accepted(Answer):
    success: Literal[True] = True
    job_id: str
    ad_id: str | None = Field(description="The listing that awaits the video, when `publish` asked for one.")
    ad_url: str | None = Field(default=None, description="The page of that listing, once the video is ready.")
    estimated_time: int = Field(description="Seconds until the video is likely to be ready.")
    language: options.Language | None = Field(default=None, description="Of the script: as sent, else detected.")
    currency: str | None = Field(default=None, description="Of the price: as sent, else detected.")
    status_url: str


class StageLine(Answer):
    name: str
    started_at: datetime
    seconds: float | None = Field(description="None while the stage runs.")
    cost_usd: float
    reused: bool = Field(description="Its output was there already, from an earlier attempt or version.")
    provider: str | None = None
    model: str | None = None


class CostLines(Answer):
    """US dollars, by dated list prices."""

    total_usd: float
    providers_usd: float
    compute_usd: float
    requests_usd: float = Field(description="Requests to storage and tables.")
    storage_usd: float = Field(description="Keeping the job's files for the first 30 days.")
    orchestration_usd: float
    prices_as_of: str


class JobError(Answer):
    code: str
    stage: str
    message: str = Field(description="What happened and what to do, in plain words.")
    retryable: bool = Field(description="Whether `retry` may help; if not, something has to be changed first.")
    photo: int | None = Field(
        description="Number of the photo or clip that is to blame, counted from 1; null when none is."
    )


class JobNotice(Answer):
    """Something to know about a video that is made all the same."""

    code: str
    message: str = Field(description="What is the case and what to do, in plain words.")


class JobSummary(Answer):
    job_id: str
    title: str
    status: Status
    progress: int = Field(description="Percent.")
    message: str
    created_at: datetime
    updated_at: datetime
    attempt: int
    ad_id: str | None = Field(description="The listing that awaits or shows the video.")
    photo_count: int
    remake_of: str | None = Field(description="The job that this one makes another version of.")
    first_version: str = Field(description="The job of the very first version, which may be this one.")
    video_url: str | None
    thumbnail_url: str | None
    preview_url: str | None = Field(description="Three silent seconds of the video, as an animated WebP.")
    ai_generated: bool = Field(description="Whether a model made part of the video, its voice for one.")
    duration: float | None = Field(description="Length of the finished video in seconds.")


class JobStatus(JobSummary):
    captions_url: str | None
    ai_parts: list[str] = Field(description="What a model made: `script`, `voice`.")
    size: int | None = Field(description="Size of the finished video in bytes.")
    stages: list[StageLine]
    script: str | None
    language: options.Language | None = Field(
        description="Spoken in the finished video; null once its files have expired."
    )
    choices: VideoChoices | None = Field(
        description="How the finished video sounds and looks: what another version may change. Null as `language` is."
    )
    details: Listing | None = Field(description="The product as the video shows it. Null as `language` is.")
    logo: bool | None = Field(description="Whether the finished video shows a logo. Null as `language` is.")
    cost: CostLines
    notices: list[JobNotice] = Field(
        description="What to know about the video, such as a voice much longer than asked for."
    )
    error: JobError | None


class JobList(Answer):
    jobs: list[JobSummary]
    cursor: str | None = Field(description="Give it back to get the next page; None on the last page.")


class Version(JobSummary):
    """A version of a video and what sets it apart from the others."""

    language: options.Language | None = Field(
        description="Spoken in the finished video; null once its files have expired."
    )
    choices: VideoChoices | None = Field(description="How the finished video sounds and looks. Null as `language` is.")


class Versions(Answer):
    """All versions of one video that are kept, newest first."""

    versions: list[Version]
    ad_id: str | None = Field(description="The listing of the video, whichever version it shows.")
    listed: str | None = Field(description="The job whose video the listing shows.")


class ShownPhoto(Answer):
    url: str = Field(description="Where to load it, as the video shows it, for `expiresIn` seconds.")
    clip: bool = Field(description="Whether it is a silent MP4 rather than a JPEG.")


class ShownPhotos(Answer):
    photos: list[ShownPhoto] = Field(description="In the order of showing, as `remake` numbers them.")
    expires_in: int = Field(description="Seconds for which the addresses work.")


class EstimateBody(VideoChoices):
    """What is known of the video so far; every field has a default. Details of the product are welcome."""

    model_config = ConfigDict(extra="ignore", defer_build=True)

    description: Annotated[str, StringConstraints(max_length=options.MAX_DESCRIPTION_CHARS)] = ""
    language: options.Language = "en"
    script: ScriptText | None = None
    photos: int = Field(default=5, ge=1, le=options.MAX_PHOTOS, description="Number of photos and clips.")
    clips: int = Field(default=0, ge=0, le=options.MAX_PHOTOS, description="How many of them are video clips.")


class EstimateLine(Answer):
    name: str
    seconds: float
    cost_usd: float


class Estimate(Answer):
    duration: float = Field(description="Length of the finished video in seconds.")
    estimated_time: int = Field(description="Seconds from request to finished video.")
    cost_usd: float = Field(description="All in all, as `cost.totalUsd`.")
    cost: CostLines
    stages: list[EstimateLine]
    prices_as_of: str


class FieldError(Answer):
    field: str
    message: str


class Problem(Answer):
    """An error, as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    retryable: bool = False
    errors: list[FieldError] = []
