"""Request and response models of the moderation routes."""

from datetime import datetime
from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints

from functions.api.schemas.common import DEFERRED, ResponseModel
from functions.api.schemas.jobs import ShownPhoto
from vidx.jobs.model import Status
from vidx.jobs.request import JsonModel, Listing
from vidx.moderation import Part

MAX_REASON_CHARS: Final = 500


class FindingView(ResponseModel):
    """A part of the content that an operator has to decide about."""

    part: Part
    photo: int | None = Field(description="Number of the photo or clip, from 1.")
    categories: list[str] = Field(description="Categories of the moderation model, the likeliest first.")
    score: float = Field(description="Probability of the first category, 0 to 1.")


class ReviewView(ResponseModel):
    """A job that waits for an operator's decision."""

    job_id: str
    owner: str = Field(description="The seller's user id.")
    title: str
    since: datetime
    age_hours: float = Field(description="How long the job has waited, in hours.")
    expires_at: datetime = Field(description="When the job ends without a video, if nobody decides.")
    findings: list[FindingView]


class ReviewList(ResponseModel):
    jobs: list[ReviewView]
    cursor: str | None = Field(description="Pass it as `cursor` to get the next page; null on the last page.")


class ReviewContent(ReviewView):
    """A job in review, with its content."""

    details: Listing
    script: str | None = Field(
        description="The seller's own script, or the written one if the review is about it; null otherwise."
    )
    link: str | None = Field(description="Address that the video's end card shows.")
    photos: list[ShownPhoto] = Field(description="In the order of the video.")
    logo_url: str | None
    expires_in: int = Field(description="Seconds for which the URLs work.")


class RejectBody(JsonModel):
    model_config = DEFERRED

    reason: Annotated[str, StringConstraints(min_length=1, max_length=MAX_REASON_CHARS)] = Field(
        description="For the seller: what has to change. It follows the words `cannot make this video:`.",
        json_schema_extra={"pattern": r"\S"},
    )


class Decided(ResponseModel):
    success: Literal[True] = True
    job_id: str
    status: Status
