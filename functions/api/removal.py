"""A listing deleted: what is still being made for it is canceled, its videos go, then the listing itself."""

from typing import Final

from functions.api.ads import find
from functions.api.ports import Ports
from functions.api.public import may_be_public, stem_of
from vidx import keys
from vidx.ads import Ad
from vidx.errors import Conflict, JobClosed, NotFound
from vidx.jobs.events import WithdrawInput
from vidx.jobs.model import Job

REASON: Final = "its listing was deleted"


def remove(ad_id: str, owner: str, ports: Ports) -> None:
    """Delete the ad and take down the video that it shows, the versions that it showed before and those that it awaits.

    The files go first: when they cannot, the ad stays, and asking again finishes it. One that is gone already is fine.

    Raises:
        NotFound: it is somebody else's.
        Transient, StageFailed: the files cannot be taken down just now.
    """
    try:
        _remove_if_there(ad_id, owner, ports)
    except Conflict:  # another version was ordered meanwhile; no finished one names the ad any more, so none follows
        _remove_if_there(ad_id, owner, ports)


def _remove_if_there(ad_id: str, owner: str, ports: Ports) -> None:
    ad = find(ad_id, ports.ads)
    if ad is None:
        return
    if ad.owner != owner:
        raise NotFound("you have no ad with this id; see the list of yours", field="adId")
    _remove(ad, ports)


def _remove(ad: Ad, ports: Ports) -> None:
    for job in _jobs(ad, ports):
        if job.job_id != ad.job_id:
            _stop(job, ports)
    public = {job.job_id: stem_of(job) for job in _jobs(ad, ports) if may_be_public(job)}
    if ad.video:
        public[ad.job_id] = keys.public_stem_of(ad.video.video_url)
    for stem in public.values():
        ports.withdrawals.withdraw(WithdrawInput(stem=stem))
    ports.ads.delete(ad, frozenset(public))


def _jobs(ad: Ad, ports: Ports) -> list[Job]:
    """The ad's jobs as they are now: its own, and the versions that it was to show before or after that."""
    known = (ports.jobs.get(job_id) for job_id in dict.fromkeys((ad.job_id, *ad.mentioned_by)))
    return [job for job in known if job and job.ad_id == ad.ad_id]


def _stop(job: Job, ports: Ports) -> None:
    """Cancel a version that is still being made. What its upload publishes meanwhile, it takes down itself."""
    if job.status.final:
        return
    try:
        ports.executions.stop(ports.jobs.cancel(job.job_id), REASON)
    except JobClosed:
        return  # it came to its end first, and is one of the others now
