"""Ads as they travel: camelCase JSON."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from functions.api.wire import LATE, Answer, Key
from vidx import options
from vidx.ads import AdStatus
from vidx.listing import Currency, Description, Listing, Price, Title, Wire


class AdBody(Listing):
    """What the listing says, and the job whose video it shows."""

    model_config = LATE

    job_id: Key

    def listing(self) -> Listing:
        return Listing.model_validate(self.model_dump(include=set(Listing.model_fields)))


class AdChanges(Wire):
    """What the listing is to say from now on; a field that is left out stays as it is, and so does the video."""

    model_config = LATE

    title: Title | None = None
    description: Description | None = None
    price: Price | None = None
    currency: Currency | None = None
    category: options.Category | None = None


class AdCreated(Answer):
    success: Literal[True] = True
    ad_id: str


class AdView(Answer):
    """A listing as anybody may see it."""

    ad_id: str
    title: str
    description: str
    price: float
    currency: str
    category: str
    status: AdStatus
    video_url: str | None
    thumbnail_url: str | None
    captions_url: str | None
    preview_url: str | None = Field(description="Three silent seconds of the video, as an animated WebP.")
    ai_generated: bool = Field(description="Whether a model made part of the video, its voice for one.")
    duration: float | None = Field(description="Length of the video in seconds.")
    created_at: datetime
    updated_at: datetime


class MyAd(AdView):
    """A listing as its owner sees it."""

    job_id: str


class AdList(Answer):
    ads: list[AdView]
    cursor: str | None = Field(description="Give it back to get the next page; None on the last page.")


class MyAds(Answer):
    ads: list[MyAd]
    cursor: str | None = Field(description="Give it back to get the next page; None on the last page.")
