"""Ads: what a listing shows, from the moment its video is asked for until its seller deletes it.

A video and its other versions have at most one ad together, and its id derives from the first version's job: a creation
that is repeated finds the first one, and the address on a closing card stays right whichever version is shown.
"""

import base64
import hashlib
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

from pydantic import BaseModel, ConfigDict

from vidx.jobs.model import Job, Video
from vidx.jobs.request import Listing
from vidx.options import Format

ID_CHARS: Final = 12
MAX_REPORTS: Final = 20
"""Reports kept with an ad; later ones are in the log alone."""


class AdStatus(StrEnum):
    PROCESSING = "processing"
    ACTIVE = "active"
    FAILED = "failed"


class Report(BaseModel):
    """What a visitor has reported about a listing."""

    model_config = ConfigDict(frozen=True)

    at: datetime
    reason: str
    text: str = ""


class Ad(BaseModel):
    """One row of the ads table."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    ad_id: str
    owner: str
    job_id: str
    status: AdStatus
    title: str
    description: str
    price: Decimal
    currency: str
    category: str
    language: str
    format: Format = "9:16"
    """Shape of the video."""
    created_at: datetime
    updated_at: datetime
    video: Video | None = None
    contact: str | None = None
    """Where a buyer reaches the seller: an https, mailto or tel link."""
    reports: tuple[Report, ...] = ()
    """What visitors have reported, the oldest first; never shown to anybody but the operator."""
    mentioned_by: tuple[str, ...] = ()
    """Jobs beside `job_id` whose records mention the ad: versions of its video that are older or being made."""


def make_ad_id(family: str) -> str:
    """Id of the ad of a video and its versions (`Job.family`): short enough for an address, and not to be guessed."""
    return base64.b32encode(hashlib.sha256(family.encode()).digest()).decode().lower()[:ID_CHARS]


def make_ad_url(ad_id: str, site: str) -> str:
    """Where the ad is shown; `site` is the site's own address, without a slash at the end."""
    return f"{site}/ads/{ad_id}"


def new_ad(job: Job, listing: Listing, now: datetime, contact: str | None = None) -> Ad:
    """The ad that announces `listing` with the job's video: active when the video is ready, else processing."""
    return Ad(
        ad_id=make_ad_id(job.family),
        owner=job.owner,
        job_id=job.job_id,
        format=job.choices.format,
        status=AdStatus.ACTIVE if job.video else AdStatus.PROCESSING,
        created_at=now,
        updated_at=now,
        video=job.video,
        contact=contact or None,
        **listing.model_dump(),
    )
