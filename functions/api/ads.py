"""Listings: created with or for a job, shown to everybody once active, changed by their owner."""

import re
from typing import Any, Final

from functions.api.ads_wire import AdBody, AdChanges, AdView, MyAd
from functions.api.ports import Ports
from functions.api.status import my_job
from vidx.ads import Ad, Ads, AdStatus, ad_for
from vidx.errors import Conflict, JobClosed, NotFound
from vidx.jobs import Status
from vidx.listing import Listing
from vidx.records import Job

_AD_ID: Final = re.compile(r"[0-9a-z]{1,64}")


def create(body: AdBody, owner: str, ports: Ports) -> str:
    """Give the job its ad and return the ad's id; the ad that it has already is as good.

    Raises:
        NotFound: the job is not the caller's.
        JobClosed: the job has failed or was canceled, so that no video will come; or its video was taken down.
        Conflict: the job's ad is just being deleted.
    """
    try:
        return _attach(body, owner, ports)
    except JobClosed:
        raise
    except Conflict:
        return _attach(body, owner, ports)  # the job moved on between read and write, or another request was faster


def _attach(body: AdBody, owner: str, ports: Ports) -> str:
    job = my_job(body.job_id, owner, ports.jobs)
    if job.ad_id:
        return job.ad_id
    if job.status in {Status.ERROR, Status.CANCELED}:
        raise JobClosed(
            f"the job ended without a video ({job.status}); retry the job first, or start a new one", field="jobId"
        )
    if job.status is Status.COMPLETE and job.video is None:
        raise JobClosed("the job's video was taken down with its listing; make a new video", field="jobId")
    ad = ad_for(job, body.listing(), ports.clock.now())
    ports.ads.attach(ad, job)
    return ad.ad_id


def shown(ad_id: str, ads: Ads) -> Ad:
    """An active ad.

    Raises:
        NotFound: there is none of this id, or it is not active: the two are not told apart.
    """
    ad = find(ad_id, ads)
    if ad is None or ad.status is not AdStatus.ACTIVE:
        raise NotFound("there is no such listing; it may have been removed", field="adId")
    return ad


def change(ad_id: str, changes: AdChanges, owner: str, ads: Ads) -> Ad:
    """Raises `NotFound` when the ad is not the caller's."""
    ad = find(ad_id, ads)
    if ad is None or ad.owner != owner:
        raise NotFound("you have no ad with this id; see the list of yours", field="adId")
    said: dict[str, Any] = {name: getattr(ad, name) for name in Listing.model_fields}
    return ads.edit(ad, Listing.model_validate(said | changes.model_dump(exclude_none=True)))


def resume(job: Job, ports: Ports) -> None:
    """Have the ad of a job that runs again await its video, unless the job has ended in the meantime."""
    if job.ad_id is None:
        return
    ports.ads.resume(job.ad_id)
    now = ports.jobs.get(job.job_id)
    if now and now.status in {Status.ERROR, Status.CANCELED}:
        ports.ads.fail(job.ad_id)


def view(ad: Ad) -> AdView:
    return AdView(**_fields(ad))


def my_view(ad: Ad) -> MyAd:
    return MyAd(**_fields(ad), job_id=ad.job_id)


def find(ad_id: str, ads: Ads) -> Ad | None:
    """The ad, unless there is none, or `ad_id` could not be one."""
    return ads.get(ad_id) if _AD_ID.fullmatch(ad_id) else None


def _fields(ad: Ad) -> dict[str, Any]:
    video = ad.video
    return {
        **ad.model_dump(include=set(AdView.model_fields)),
        "video_url": video.video_url if video else None,
        "thumbnail_url": video.thumbnail_url if video else None,
        "captions_url": video.captions_url if video else None,
        "preview_url": video.preview_url if video else None,
        "ai_generated": video is not None,
        "duration": video.duration_s if video else None,
    }
