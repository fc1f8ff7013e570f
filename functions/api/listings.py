"""Listings (ads): create, show, change, report and delete them."""

import re
from typing import Any, Final

from functions.api.dependencies import Ports
from functions.api.jobs import ad_of, own_job, stop_execution, withdraw_files
from functions.api.moderation import check_listing
from functions.api.schemas.listings import AdBody, AdChanges, AdCreated, AdView, MyAd, ReportBody
from vidx import keys
from vidx.ads import Ad, AdStatus, Report, make_ad_url, new_ad
from vidx.errors import Conflict, InvalidDetails, JobClosed, NotFound
from vidx.jobs.model import Job, Status
from vidx.jobs.request import Listing
from vidx.observability import record_report
from vidx.ports.ads import Ads

_AD_ID: Final = re.compile(r"[0-9a-z]{1,64}")


def create(body: AdBody, owner: str, ports: Ports) -> AdCreated:
    """Publish the job's video and return its ad. Repeating the request changes nothing.

    All versions of a video share one ad. It shows this version at once, or as soon as the version is ready.

    Raises:
        NotFound: the job is not the caller's.
        ContentRefused, Transient, ProviderFailed: the details differ from the video's; see `check_listing`.
        InvalidDetails: the request leaves details out, and the video's own were not recorded, as in older rows.
        JobClosed: the job ended without a video, or its video was taken down.
        Conflict: the job's ad is being deleted.
    """
    try:
        ad_id = _publish_job(body, owner, ports)
    except JobClosed:
        raise
    except Conflict:
        # the job changed between read and write, or another request came first
        ad_id = _publish_job(body, owner, ports)
    ad = ports.ads.get(ad_id)
    return AdCreated(ad_id=ad_id, url=make_ad_url(ad_id, ports.links), contact=ad.contact if ad else None)


def _publish_job(body: AdBody, owner: str, ports: Ports) -> str:
    job = own_job(body.job_id, owner, ports.jobs)
    existing = ad_of(job, ports.ads)
    if job.ad_id and (existing is None or existing.job_id == job.job_id or job.video is None):
        return job.ad_id
    if job.status in {Status.ERROR, Status.CANCELED}:
        raise JobClosed(
            f"the job ended without a video ({job.status}); retry the job first, or start a new one", field="jobId"
        )
    if job.status is Status.COMPLETE and job.video is None:
        raise JobClosed("the job's video was taken down with its listing; make a new video", field="jobId")
    if existing:
        ports.ads.select_version(existing, job)
        if body.model_fields_set - {"job_id"}:
            _edit(existing, body, ports)
        return existing.ad_id
    listing = _listing(body, job)
    check_listing(listing, job.listing, ports)
    ad = new_ad(job, listing, ports.clock.now(), body.contact)
    ports.ads.create_for_job(ad, job)
    return ad.ad_id


def _listing(body: AdBody, job: Job) -> Listing:
    """Details of the new ad: those of the request, completed with those of the video."""
    details = body.model_dump(exclude_none=True, include=set(Listing.model_fields))
    video_details = job.listing.model_dump() if job.listing else {}
    for name, field in Listing.model_fields.items():
        if field.is_required() and name not in video_details | details:
            raise InvalidDetails(f"{name} is missing; the video was made before its details were recorded", field=name)
    return Listing.model_validate(video_details | details)


def _edit(ad: Ad, changes: AdChanges, ports: Ports) -> Ad:
    """Change the ad. Raise the errors of `check_listing`."""
    current = Listing.model_validate({name: getattr(ad, name) for name in Listing.model_fields})
    contact = ad.contact if changes.contact is None else changes.contact or None
    changed = changes.applied_to(current)
    check_listing(changed, current, ports)
    return ports.ads.edit(ad, changed, contact)


def active_ad(ad_id: str, ads: Ads) -> Ad:
    """Return an active ad.

    Raises:
        NotFound: no such ad, or it is not active. The response is the same for both.
    """
    ad = find(ad_id, ads)
    if ad is None or ad.status is not AdStatus.ACTIVE:
        raise NotFound("there is no such listing; it may have been removed", field="adId")
    return ad


def change(ad_id: str, changes: AdChanges, owner: str, ports: Ports) -> Ad:
    """Change the ad's details.

    Raises:
        NotFound: it is not the caller's.
        ContentRefused, Transient, ProviderFailed: see `check_listing`; nothing is changed.
    """
    ad = find(ad_id, ports.ads)
    if ad is None or ad.owner != owner:
        raise NotFound("you have no ad with this id; list your listings to see their ids", field="adId")
    return _edit(ad, changes, ports)


def report(ad_id: str, body: ReportBody, ports: Ports) -> None:
    """Store a visitor's report with the ad and alert the operator. Raise `NotFound` as `active_ad` does."""
    ad = active_ad(ad_id, ports.ads)
    ports.ads.add_report(ad.ad_id, Report(at=ports.clock.now(), reason=body.reason, text=body.text))
    record_report(ad.ad_id, body.reason)


def view(ad: Ad) -> AdView:
    return AdView(**_fields(ad))


def my_view(ad: Ad, links: str) -> MyAd:
    return MyAd(**_fields(ad), job_id=ad.job_id, url=make_ad_url(ad.ad_id, links))


def find(ad_id: str, ads: Ads) -> Ad | None:
    """Return the ad, or None if it does not exist or `ad_id` is malformed."""
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


DELETE_REASON: Final = "its listing was deleted"


def delete(ad_id: str, owner: str, ports: Ports) -> None:
    """Delete the ad with its video and all other versions that it has shown or waits for.

    Files are deleted first, or planned to be deleted while storage is down. An ad that is already gone is no error.

    Raises:
        NotFound: the ad is somebody else's, or no ad can have this id.
    """
    if not _AD_ID.fullmatch(ad_id):
        raise NotFound("you have no ad with this id; list your listings to see their ids", field="adId")
    try:
        _delete_if_exists(ad_id, owner, ports)
    except (
        Conflict
    ):  # another version was requested meanwhile; no finished job mentions the ad any more, so this happens once
        _delete_if_exists(ad_id, owner, ports)


def _delete_if_exists(ad_id: str, owner: str, ports: Ports) -> None:
    ad = find(ad_id, ports.ads)
    if ad is None:
        return
    if ad.owner != owner:
        raise NotFound("you have no ad with this id; list your listings to see their ids", field="adId")
    _delete(ad, ports)


def _delete(ad: Ad, ports: Ports) -> None:
    for job in _ad_jobs(ad, ports):
        if job.job_id != ad.job_id:
            _cancel_version(job, ports)
    jobs = _ad_jobs(ad, ports)
    public = {job.job_id: job.public_stem for job in jobs if job.may_be_public}
    if ad.video:
        public[ad.job_id] = keys.stem_from_url(ad.video.video_url)
    known = {job.job_id for job in jobs}
    stems = (stem for stem in ports.ads.record_stems(ad).stems if keys.job_of_stem(stem) not in known)
    expired = {keys.job_of_stem(stem): stem for stem in stems}
    withdraw_files(dict.fromkeys((*public.values(), *expired.values())), ports)
    ports.ads.delete(ad, frozenset(public) | frozenset(expired))


def _ad_jobs(ad: Ad, ports: Ports) -> list[Job]:
    """Current records of the ad's jobs: the one it shows, and the other versions that it has shown or will show."""
    jobs = (ports.jobs.get(job_id) for job_id in dict.fromkeys((ad.job_id, *ad.mentioned_by)))
    return [job for job in jobs if job and job.ad_id == ad.ad_id]


def _cancel_version(job: Job, ports: Ports) -> None:
    """Cancel a version that is still being made. Its upload deletes whatever it publishes meanwhile."""
    if job.status.final:
        return
    try:
        stop_execution(ports.jobs.cancel(job.job_id), DELETE_REASON, ports)
    except JobClosed:
        return  # it ended first, and its files are deleted with the others
