"""An order becomes a job: request stored, job (and ad) created, execution started, in this order.

Every step may be repeated: with an Idempotency-Key the job's id derives from owner and key, so that a request
that died between any two steps is completed by its repetition.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import uuid4

from functions.api.control import start
from functions.api.ports import Ports
from functions.api.status import listing_of
from functions.api.wire import Accepted
from vidx import keys
from vidx.ads import ad_for, ad_id_of, address_of
from vidx.errors import IDEMPOTENCY_HEADER, Conflict, InvalidDetails, idempotency_mismatch
from vidx.jobs.artifacts import FINGERPRINT
from vidx.jobs.interruption import never_started
from vidx.jobs.model import Job
from vidx.jobs.request import VideoRequest
from vidx.ports import Store

KEPT: Final = timedelta(days=30)
"""How long a job's record stays."""
MAX_KEY_CHARS: Final = 255
ID_CHARS: Final = 32


@dataclass(frozen=True)
class Order:
    """A job wanted, its photos checked."""

    request: VideoRequest
    sum: str
    """Fingerprint of what the caller sent."""
    publish: bool
    estimated_time_s: int
    renews: Job | None = None
    """The job whose ad, if it has one, is to show the new video instead of getting one of its own."""
    contact: str | None = None
    """Link by which buyers reach the seller."""


def once_for_each_key(
    owner: str, idempotency_key: str | None, asked: str, work: Callable[[str], Accepted], ports: Ports
) -> Accepted:
    """What `work` answers, given the job's id; at most one job for each Idempotency-Key.

    Args:
        asked: fingerprint of what the caller sent.

    Raises:
        InvalidDetails: the Idempotency-Key is blank or too long.
        RequestInFlight, IdempotencyMismatch: see `Idempotency`.
        Exception: whatever `work` raises.
    """
    if idempotency_key is None:
        return work(uuid4().hex)
    if not 1 <= len(idempotency_key) <= MAX_KEY_CHARS:
        raise InvalidDetails(
            f"{IDEMPOTENCY_HEADER} must have 1 to {MAX_KEY_CHARS} characters", field=IDEMPOTENCY_HEADER
        )
    job_id = hashlib.sha256(f"{owner}\0{idempotency_key}".encode()).hexdigest()[:ID_CHARS]

    def answer() -> dict[str, Any]:
        return work(job_id).model_dump(mode="json")

    return Accepted.model_validate(ports.idempotency.run(owner, idempotency_key, asked, answer))


def accept(order: Order, ports: Ports) -> Accepted:
    """Make the order a running job.

    Raises:
        IdempotencyMismatch: the job's id stands for another order.
        PipelineUnavailable: the job cannot be started just now; it is failed, and the same request restarts it.
    """
    _store_request(order, ports.store)
    job, ad_id = _new_job(order.request, ports), None
    try:
        ad_id = _create(job, order, ports)
    except Conflict:
        known = ports.jobs.get(job.job_id)  # the same request got this far before it died
        if known is None:
            raise  # its record has expired, its ad has not; or its ad is just being deleted
        job, ad_id = known, known.ad_id or (ad_id_of(job.family) if order.publish else None)
    if never_started(job):
        job = ports.jobs.restart(job.job_id, job.attempt + 1)
        if job.ad_id:
            ports.ads.resume(job.ad_id)
    if not job.status.final:
        start(job, ports)
    return Accepted(
        job_id=job.job_id,
        ad_id=ad_id,
        ad_url=address_of(ad_id, ports.links) if ad_id else None,
        estimated_time=order.estimated_time_s,
        language=order.request.listing.language,
        currency=order.request.listing.currency,
        status_url=f"{ports.links}/api/video/status/{job.job_id}",
    )


def _create(job: Job, order: Order, ports: Ports) -> str | None:
    """The job's record, and with it its mention in an ad when there is to be one; returns the ad's id.

    Raises:
        Conflict: the job, or the ad that was to be new, is there already; or the ad to be renewed is gone.
    """
    if not order.publish:
        ports.jobs.create(job)
        return None
    before = order.renews
    listed = listing_of(before, ports.ads) if before else None
    if before and listed:
        ports.ads.renew(listed.ad_id, job, before)
        return listed.ad_id
    ad = ad_for(job, order.request.listing, ports.clock.now(), order.contact)
    ports.ads.open(ad, job)
    return ad.ad_id


def _store_request(order: Order, store: Store) -> None:
    key = keys.job_request(order.request.job_id)
    before = store.head(key)
    if before and before.metadata.get(FINGERPRINT) != order.sum:
        raise idempotency_mismatch()
    body = order.request.model_dump_json(by_alias=True).encode()
    store.put(key, body, "application/json", {FINGERPRINT: order.sum})


def _new_job(request: VideoRequest, ports: Ports) -> Job:
    now = ports.clock.now()
    return Job(
        job_id=request.job_id,
        owner=request.owner,
        title=request.listing.title,
        created_at=now,
        updated_at=now,
        choices=request.choices,
        photo_count=len(request.photo_keys),
        has_script=request.script is not None,
        remake_of=request.earlier[0] if request.earlier else None,
        first_version=request.earlier[-1] if request.earlier else None,
        expires_at=int((now + KEPT).timestamp()),
    )
