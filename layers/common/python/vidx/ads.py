"""Ads: what a listing shows, from the moment its video is asked for until its seller deletes it.

A video and its other versions have at most one ad together, and its id derives from the first version's job: a creation
that is repeated finds the first one, and the address on a closing card stays right whichever version is shown.
"""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final, Protocol

from pydantic import BaseModel, ConfigDict

from vidx.jobs.model import Video
from vidx.jobs.record import Job
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


def ad_id_of(family: str) -> str:
    """Id of the ad of a video and its versions (`Job.family`): short enough for an address, and not to be guessed."""
    return base64.b32encode(hashlib.sha256(family.encode()).digest()).decode().lower()[:ID_CHARS]


def address_of(ad_id: str, site: str) -> str:
    """Where the ad is shown; `site` is the site's own address, without a slash at the end."""
    return f"{site}/ads/{ad_id}"


def ad_for(job: Job, listing: Listing, now: datetime, contact: str | None = None) -> Ad:
    """The ad that announces `listing` with the job's video: active when the video is ready, else processing."""
    return Ad(
        ad_id=ad_id_of(job.family),
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


def listing_of(job: Job, ads: "Ads") -> Ad | None:
    """The ad of the job's video: the job's own, or that of another version."""
    for ad_id in dict.fromkeys((job.ad_id, ad_id_of(job.family))):
        ad = ads.get(ad_id) if ad_id else None
        if ad and ad.owner == job.owner:
            return ad
    return None


@dataclass(frozen=True)
class AdPage:
    ads: Sequence[Ad]
    cursor: str | None
    """Opaque; None on the last page."""


class Ads(Protocol):
    """The ads table. Whatever concerns an ad and its job at once is one transaction."""

    def open(self, ad: Ad, job: Job) -> None:
        """Create the job and its ad together. Raises `Conflict` when either is there already."""
        ...

    def attach(self, ad: Ad, job: Job) -> None:
        """Create the ad of an existing job, as long as the job still is what `job` says.

        Raises `Conflict` when its status has changed, or it has an ad.
        """
        ...

    def renew(self, ad_id: str, job: Job, before: Job) -> None:
        """Create a job whose video the ad is to show once it is ready, instead of the one of the job `before`.

        Raises `Conflict` when the job is there already, or the ad is not.
        """
        ...

    def adopt(self, ad: Ad, job: Job) -> None:
        """Have the ad show the job's video, or await it while the job runs, as long as both are what they were.

        Raises `Conflict` when the job's status has changed, it is in another ad, or the ad is gone.
        """
        ...

    def report(self, ad_id: str, report: Report) -> None:
        """Keep a report with the ad, up to `MAX_REPORTS`. Raises `NotFound` when there is no such ad."""
        ...

    def get(self, ad_id: str) -> Ad | None: ...

    def of_owner(self, owner: str, limit: int, cursor: str | None) -> AdPage:
        """The owner's ads, newest first."""
        ...

    def active(self, limit: int, cursor: str | None) -> AdPage:
        """Everybody's active ads, newest first."""
        ...

    def edit(self, ad: Ad, listing: Listing, contact: str | None = None) -> Ad:
        """Change what the ad says. Raises `NotFound` when it was deleted meanwhile."""
        ...

    def processing(self, limit: int, cursor: str | None) -> AdPage:
        """Ads of every owner that await their first video. One that has just changed may be missing."""
        ...

    def fail(self, ad_id: str) -> None:
        """Mark a processing ad as failed; any other stays as it is."""
        ...

    def resume(self, ad_id: str) -> None:
        """Mark a failed ad as processing again; any other stays as it is."""
        ...

    def delete(self, ad: Ad, taken_down: frozenset[str] = frozenset()) -> None:
        """Remove the ad, from its jobs the mention of it, and all record of the videos of the jobs `taken_down`.

        One that is gone already is fine. The job of an ad that shows no video yet keeps the video that comes.
        Raises `Conflict` when other versions have been ordered since `ad` was read, and then leaves the ad.
        """
        ...
