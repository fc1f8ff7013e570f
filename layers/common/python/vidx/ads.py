"""Ads: the records of listings, from the request of their video until the seller deletes them.

All versions of a video share one ad. Its id is derived from the first version's job id, so that a repeated creation
finds the existing ad, and the address on an end card is valid for every version.
"""

import base64
import hashlib
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

from pydantic import BaseModel, ConfigDict

from vidx import keys
from vidx.jobs.model import Job, Video
from vidx.jobs.request import Listing
from vidx.options import Format

ID_CHARS: Final = 12
MAX_REPORTS: Final = 20
"""Reports stored with an ad; later ones are in the log only."""


class AdStatus(StrEnum):
    PROCESSING = "processing"
    ACTIVE = "active"
    FAILED = "failed"


class Report(BaseModel):
    """A visitor's report about a listing."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    at: datetime
    reason: str
    text: str = ""


class Ad(BaseModel):
    """One row of the ads table."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

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
    """Aspect ratio of the video."""
    created_at: datetime
    updated_at: datetime
    video: Video | None = None
    contact: str | None = None
    """Contact link for buyers: https, mailto or tel."""
    reports: tuple[Report, ...] = ()
    """Visitors' reports, the oldest first; only the operator sees them."""
    mentioned_by: tuple[str, ...] = ()
    """Jobs besides `job_id` whose records have the ad's id: older and unfinished versions of its video."""
    stems: tuple[str, ...] = ()
    """Stems of the public files of all versions (`Job.public_stem`), since the jobs' records expire before the ad.
    Ads from before this was recorded have none, or not all."""

    @property
    def video_stem(self) -> str | None:
        """Stem of the public files of the version that the ad shows; None without a video."""
        return keys.stem_from_url(self.video.video_url) if self.video else None

    def unrecorded(self) -> tuple[str, ...]:
        """Return the jobs that the ad mentions without the stem of their files."""
        recorded = set(map(keys.job_of_stem, self.stems))
        return tuple(job_id for job_id in dict.fromkeys((self.job_id, *self.mentioned_by)) if job_id not in recorded)


def make_ad_id(family: str) -> str:
    """Return the ad's id for a `Job.family`: 12 characters of a hash, so it is short and cannot be guessed."""
    return base64.b32encode(hashlib.sha256(family.encode()).digest()).decode().lower()[:ID_CHARS]


def stems_with(ad: Ad, job: Job) -> tuple[str, ...]:
    """Return the stems of the ad's versions and of another job, each once."""
    return tuple(dict.fromkeys(filter(None, (*ad.stems, ad.video_stem, job.public_stem))))


def make_ad_url(ad_id: str, site: str) -> str:
    """Return the URL of the ad's page. `site` is the site's address without a slash at the end."""
    return f"{site}/ads/{ad_id}"


def new_ad(job: Job, listing: Listing, now: datetime, contact: str | None = None) -> Ad:
    """Return an ad of `listing` with the job's video: active if the video is ready, otherwise processing."""
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
        stems=(job.public_stem,),
        **listing.model_dump(),
    )
