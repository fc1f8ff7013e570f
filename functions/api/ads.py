"""Listings: created with or for a job, shown to everybody once active, changed and deleted by their owner."""

import re
from typing import Any, Final

from functions.api.ads_wire import AdBody, AdChanges, AdView, MyAd
from functions.api.ports import Ports
from functions.api.status import my_job
from vidx.ads import Ad, Ads, AdStatus, ad_for
from vidx.errors import Conflict, JobClosed, NotFound
from vidx.jobs import Status, Video
from vidx.keys import public_stem_of
from vidx.listing import Listing
from vidx.records import Job, Jobs
from vidx.steps import WithdrawInput

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
    ad = _find(ad_id, ads)
    if ad is None or ad.status is not AdStatus.ACTIVE:
        raise NotFound("there is no such listing; it may have been removed", field="adId")
    return ad


def change(ad_id: str, changes: AdChanges, owner: str, ads: Ads) -> Ad:
    """Raises `NotFound` when the ad is not the caller's."""
    ad = _find(ad_id, ads)
    if ad is None or ad.owner != owner:
        raise NotFound("you have no ad with this id; GET /api/ads/mine lists yours", field="adId")
    said: dict[str, Any] = {name: getattr(ad, name) for name in Listing.model_fields}
    return ads.edit(ad, Listing.model_validate(said | changes.model_dump(exclude_none=True)))


def remove(ad_id: str, owner: str, ports: Ports) -> None:
    """Delete the ad and take down the video that it shows, and the versions that it showed before; one that is gone
    already is fine.

    The files go first: when they cannot, the ad stays, and asking again finishes it.

    Raises:
        NotFound: it is somebody else's.
        Transient, StageFailed: the files cannot be taken down just now.
    """
    ad = _find(ad_id, ports.ads)
    if ad is None:
        return
    if ad.owner != owner:
        raise NotFound("you have no ad with this id; GET /api/ads/mine lists yours", field="adId")
    videos = _public_videos(ad, ports.jobs)
    for video in videos.values():
        ports.withdrawals.withdraw(WithdrawInput(stem=public_stem_of(video.video_url)))
    ports.ads.delete(ad, frozenset(videos))


def _public_videos(ad: Ad, jobs: Jobs) -> dict[str, Video]:
    """The ad's video and those of its finished jobs that it was replaced by or took the place of, by job id."""
    known = (jobs.get(job_id) for job_id in dict.fromkeys((ad.job_id, *ad.mentioned_by)))
    videos = {job.job_id: job.video for job in known if job and job.ad_id == ad.ad_id and job.video}
    return videos | ({ad.job_id: ad.video} if ad.video else {})


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


def _find(ad_id: str, ads: Ads) -> Ad | None:
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
