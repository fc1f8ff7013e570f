"""Requests and responses about listings."""

from datetime import datetime
from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints

from functions.api.schemas.common import DEFERRED, JobKey, ResponseModel
from vidx import options
from vidx.ads import AdStatus
from vidx.categories import Category
from vidx.contact import Contact
from vidx.jobs.request import Currency, Description, JsonModel, Listing, Price, Title

MAX_REPORT_CHARS: Final = 1000
CONTACT: Final = (
    "Link by which buyers reach the seller or the shop: a web address (https), an e-mail address (mailto) or a phone "
    "number (tel), shown on the listing's page. Empty removes it."
)


class AdChanges(JsonModel):
    """Changes of a listing. Fields that are left out, and the video, stay unchanged."""

    model_config = DEFERRED

    title: Title | None = None
    description: Description | None = None
    price: Price | None = None
    currency: Currency | None = None
    category: Category | None = None
    contact: Contact | None = Field(default=None, description=CONTACT)

    def applied_to(self, listing: Listing) -> Listing:
        """The listing with these changes."""
        changes = self.model_dump(exclude_none=True, include=set(Listing.model_fields))
        return Listing.model_validate(listing.model_dump() | changes)


class AdBody(AdChanges):
    """The job whose video is published, and the listing. Fields that are left out are those of the video."""

    model_config = DEFERRED

    job_id: JobKey
    language: options.Language | None = None


class ReportBody(JsonModel):
    """A visitor's report about a listing."""

    model_config = DEFERRED

    reason: Literal["scam", "prohibited", "offensive", "copyright", "other"]
    text: Annotated[str, StringConstraints(max_length=MAX_REPORT_CHARS)] = Field(
        default="", description="What is wrong, in the visitor's words."
    )


class Reported(ResponseModel):
    success: Literal[True] = True


class AdCreated(ResponseModel):
    success: Literal[True] = True
    ad_id: str
    url: str = Field(description="The listing's page; relative when the service does not know its own address.")
    contact: str | None = Field(description="Link by which buyers reach the seller, as the listing shows it.")


class AdView(ResponseModel):
    """A listing, for everybody."""

    ad_id: str
    title: str
    description: str
    price: float
    currency: str
    category: str
    language: str
    status: AdStatus
    video_url: str | None
    thumbnail_url: str | None
    captions_url: str | None
    preview_url: str | None = Field(description="Three silent seconds of the video, as an animated WebP.")
    ai_generated: bool = Field(description="Whether a model made part of the video, its voice for one.")
    duration: float | None = Field(description="Length of the video in seconds.")
    photo_urls: list[str] = Field(description="The photos of the video, small enough for a page.")
    contact: str | None = Field(description="Link by which buyers reach the seller: https, mailto or tel.")
    created_at: datetime
    updated_at: datetime


class MyAd(AdView):
    """A listing, for its owner."""

    job_id: str
    url: str = Field(description="The listing's page; relative when the service does not know its own address.")


class AdList(ResponseModel):
    ads: list[AdView]
    cursor: str | None = Field(description="Pass it as `cursor` to get the next page; null on the last page.")


class MyAds(ResponseModel):
    ads: list[MyAd]
    cursor: str | None = Field(description="Pass it as `cursor` to get the next page; null on the last page.")
