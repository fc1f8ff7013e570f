"""Jobs and their videos, as the API returns them."""

from datetime import datetime

from pydantic import Field

from functions.api.schemas.common import CostLines, ResponseModel
from vidx import options
from vidx.jobs.model import Status
from vidx.jobs.request import Listing, VideoChoices


class StageLine(ResponseModel):
    name: str
    started_at: datetime
    seconds: float | None = Field(description="None while the stage runs.")
    cost_usd: float
    reused: bool = Field(description="Its output was there already, from an earlier attempt or version.")
    cold_start: bool = Field(description="Whether the stage's function had to start first, outside these seconds.")
    provider: str | None = None
    model: str | None = None


class JobError(ResponseModel):
    code: str
    stage: str
    message: str = Field(description="What happened and what to do, in plain words.")
    retryable: bool = Field(description="Whether `retry` may help; if not, something has to be changed first.")
    photo: int | None = Field(
        description="Number of the photo or clip that is to blame, counted from 1; null when none is."
    )


class JobNotice(ResponseModel):
    """A message about a video that is made nevertheless."""

    code: str
    message: str = Field(description="What happened and what to do, in plain words.")


class JobFallback(ResponseModel):
    """A provider or method that failed or was skipped, so that a substitute did the stage's work."""

    stage: str
    provider: str = Field(description="What failed or was skipped, such as `speech` or a model.")
    code: str = Field(description="Why: the code of an error, `LowConfidence` or `Unusable`.")
    message: str = Field(description="What it means for the video, in plain words.")


class JobSummary(ResponseModel):
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
    paused: bool = Field(
        description="Whether the job waits because the operator has paused the making of videos. Nothing is lost."
    )
    queue_position: int | None = Field(
        description="Place among the jobs that wait to start, counted from 1; null once the job has started."
    )
    estimated_start_at: datetime | None = Field(
        description="When the waiting job is likely to start; null once it has started."
    )
    estimated_ready_at: datetime | None = Field(
        description="When the video is likely to be ready; null when that is not known, or has passed."
    )
    captions_url: str | None
    ai_parts: list[str] = Field(description="What a model made: `script`, `voice`.")
    size: int | None = Field(description="Size of the finished video in bytes.")
    stages: list[StageLine]
    script: str | None = Field(description="Null until it is written, and once it has expired.")
    script_unavailable: bool = Field(
        description="Whether storage is down, so that `script` is null although there may be one. Nothing is lost."
    )
    language: options.Language | None = Field(
        description="Spoken in the finished video; null for other jobs and for videos made before it was recorded."
    )
    choices: VideoChoices | None = Field(
        description="How the finished video sounds and looks: what another version may change. Null as `language` is."
    )
    details: Listing | None = Field(description="The product as the video shows it. Null as `language` is.")
    logo: bool | None = Field(description="Whether the finished video shows a logo. Null as `language` is.")
    cost: CostLines
    notices: list[JobNotice] = Field(
        description="What to know about the video, such as a voice much longer than requested."
    )
    fallbacks: list[JobFallback] = Field(description="What substitutes did, because the first choice failed.")
    error: JobError | None


class JobList(ResponseModel):
    jobs: list[JobSummary]
    cursor: str | None = Field(description="Pass it as `cursor` to get the next page; null on the last page.")


class Version(JobSummary):
    """A version of a video and what sets it apart from the others."""

    language: options.Language | None = Field(
        description="Spoken in the finished video; null for other jobs and for videos made before it was recorded."
    )
    choices: VideoChoices | None = Field(description="How the finished video sounds and looks. Null as `language` is.")


class Versions(ResponseModel):
    """All versions of one video that are kept, newest first."""

    versions: list[Version]
    ad_id: str | None = Field(description="The listing of the video, whichever version it shows.")
    listed: str | None = Field(description="The job whose video the listing shows.")


class ShownPhoto(ResponseModel):
    url: str = Field(description="Where to load it, as the video shows it, for `expiresIn` seconds.")
    clip: bool = Field(description="Whether it is a silent MP4 rather than a JPEG.")


class ShownPhotos(ResponseModel):
    photos: list[ShownPhoto] = Field(description="In the order of showing, as `remake` numbers them.")
    expires_in: int = Field(description="Seconds for which the addresses work.")
