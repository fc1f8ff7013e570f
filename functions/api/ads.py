"""Listings: created with or for a job, shown to everybody once active, changed by their owner."""

import re
from typing import Any, Final

from functions.api.ads_wire import AdBody, AdChanges, AdCreated, AdView, MyAd, ReportBody
from functions.api.ports import Ports
from functions.api.status import listing_of, my_job
from vidx import keys
from vidx.ads import Ad, AdStatus, Report, ad_for, address_of
from vidx.errors import ArtifactMissing, Conflict, InvalidDetails, JobClosed, NotFound
from vidx.jobs.model import Job, Status
from vidx.jobs.request import Listing, VideoRequest
from vidx.observability import record_report
from vidx.ports import Ads

_AD_ID: Final = re.compile(r"[0-9a-z]{1,64}")


def create(body: AdBody, owner: str, ports: Ports) -> AdCreated:
    """Publish the job's video and return its ad; repeated, it changes nothing.

    A video and its other versions have one ad: it shows this version from now on, or once the version is ready.

    Raises:
        NotFound: the job is not the caller's.
        InvalidDetails: what the video was made of has expired, and the request leaves details out.
        JobClosed: the job has failed or was canceled, so that no video will come; or its video was taken down.
        Conflict: the job's ad is just being deleted.
    """
    try:
        ad_id = _attach(body, owner, ports)
    except JobClosed:
        raise
    except Conflict:
        ad_id = _attach(body, owner, ports)  # the job moved on between read and write, or another request was faster
    ad = ports.ads.get(ad_id)
    return AdCreated(ad_id=ad_id, url=address_of(ad_id, ports.links), contact=ad.contact if ad else None)


def _attach(body: AdBody, owner: str, ports: Ports) -> str:
    job = my_job(body.job_id, owner, ports.jobs)
    listed = listing_of(job, ports.ads)
    if job.ad_id and (listed is None or listed.job_id == job.job_id or job.video is None):
        return job.ad_id
    if job.status in {Status.ERROR, Status.CANCELED}:
        raise JobClosed(
            f"the job ended without a video ({job.status}); retry the job first, or start a new one", field="jobId"
        )
    if job.status is Status.COMPLETE and job.video is None:
        raise JobClosed("the job's video was taken down with its listing; make a new video", field="jobId")
    if listed:
        ports.ads.adopt(listed, job)
        if body.model_fields_set - {"job_id"}:
            _edit(listed, body, ports.ads)
        return listed.ad_id
    ad = ad_for(job, _listing(body, ports), ports.clock.now(), body.contact)
    ports.ads.attach(ad, job)
    return ad.ad_id


def _listing(body: AdBody, ports: Ports) -> Listing:
    """What the new ad says: the request's details, and where they are left out those that the video was made of."""
    given = body.model_dump(exclude_none=True, include=set(Listing.model_fields))
    try:
        known = VideoRequest.model_validate_json(ports.store.get(keys.job_request(body.job_id))).listing.model_dump()
    except ArtifactMissing:
        known = {}
    for name, field in Listing.model_fields.items():
        if field.is_required() and name not in known | given:
            raise InvalidDetails(f"{name} is missing; what the video was made of has expired", field=name)
    return Listing.model_validate(known | given)


def _edit(ad: Ad, changes: AdChanges, ads: Ads) -> Ad:
    before = Listing.model_validate({name: getattr(ad, name) for name in Listing.model_fields})
    contact = ad.contact if changes.contact is None else changes.contact or None
    return ads.edit(ad, changes.applied_to(before), contact)


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
    return _edit(ad, changes, ads)


def report(ad_id: str, body: ReportBody, ports: Ports) -> None:
    """Keep a visitor's report with the listing, and have the operator told. Raises `NotFound`: see `shown`."""
    ad = shown(ad_id, ports.ads)
    ports.ads.report(ad.ad_id, Report(at=ports.clock.now(), reason=body.reason, text=body.text))
    record_report(ad.ad_id, body.reason, body.text)


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


def my_view(ad: Ad, links: str) -> MyAd:
    return MyAd(**_fields(ad), job_id=ad.job_id, url=address_of(ad.ad_id, links))


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
        "photo_urls": list(video.photo_urls) if video else [],
    }
