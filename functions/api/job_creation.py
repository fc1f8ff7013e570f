"""Create a job: check its photos, store the request, create the job (and its ad), put it into the queue, in this order.

Every step may be repeated. With an Idempotency-Key the job's id is derived from owner and key, so repeating a request
that died between two steps completes it.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from types import MappingProxyType
from typing import Any, Final
from uuid import uuid4

from functions.api.admission import admission, take_uploads
from functions.api.costs import estimated_time_s
from functions.api.dependencies import Ports
from functions.api.jobs import ad_of, queue_job, restart
from functions.api.schemas.videos import Accepted, GenerateBody
from vidx import keys
from vidx.admission.queue import position
from vidx.admission.waiting import estimated_start
from vidx.ads import make_ad_id, make_ad_url, new_ad
from vidx.errors import IDEMPOTENCY_HEADER, Conflict, InvalidDetails, idempotency_mismatch
from vidx.jobs.artifacts import FINGERPRINT, fingerprint_of
from vidx.jobs.interruption import never_started
from vidx.jobs.model import Job
from vidx.jobs.request import Listing, VideoRequest
from vidx.media.clip import ClipFacts
from vidx.media.inspection import Facts, inspect_file, inspect_stored, missing_photo
from vidx.media.logo import inspect_logo, inspect_logo_file, missing_logo
from vidx.ports.storage import Store
from vidx.settings import settings

PHOTO_THREADS: Final = 10
"""Photos checked at the same time. Each check waits for storage and needs little CPU."""
NO_FILES: Final[Mapping[str, bytes]] = MappingProxyType({})


def generate(
    body: GenerateBody,
    owner: str,
    idempotency_key: str | None,
    ports: Ports,
    files: Mapping[str, bytes],
    request_id: str = "",
) -> Accepted:
    """Start a job, at most one for each Idempotency-Key.

    Args:
        files: Photos and logo sent in the request itself, by the key to store them under.
        request_id: API Gateway's id of the request.

    Raises:
        InvalidPhotos, UnusablePhoto, UnusableClip: a photo or clip belongs to somebody else, does not exist or
            is not usable.
        ScriptContradictsDetails: the script has another price or other facts than the details.
        InvalidDetails: the Idempotency-Key is blank or too long.
        RequestInFlight, IdempotencyMismatch: see `Idempotency`.
        LimitReached: see `create_job`.
    """
    fingerprint = fingerprint_of(owner, body)
    has_ad = body.publish or body.publish_later

    def work(job_id: str) -> Accepted:
        check_script(body.script, body.listing())
        if files:
            take_uploads([len(content) for content in files.values()], owner, ports)
        facts = check_photos(body.photo_keys, owner, ports.store, files)
        check_logo(body.logo_key, owner, ports.store, files)
        clips = sum(isinstance(item, ClipFacts) for item in facts)
        request = VideoRequest(
            job_id=job_id,
            owner=owner,
            listing=body.listing(),
            choices=body.choices(),
            photo_keys=body.photo_keys,
            logo_key=body.logo_key,
            script=body.script,
            ad_url=make_ad_url(make_ad_id(job_id), ports.links) if has_ad and ports.links else None,
        )
        estimated_s = estimated_time_s(body.duration, len(facts), clips=clips)
        new_job = NewJob(request, fingerprint, body.publish, estimated_s, contact=body.contact, request_id=request_id)
        return create_job(new_job, ports)

    return run_once_per_key(owner, idempotency_key, fingerprint, work, ports)


def check_photos(photo_keys: Sequence[str], owner: str, store: Store, files: Mapping[str, bytes]) -> list[Facts]:
    """Check each photo's owner, then the start and end of each file in parallel. The first bad photo is reported."""
    for index, key in enumerate(photo_keys):
        if not keys.is_user_upload(owner, key):
            raise missing_photo(index)
        if key in files:
            inspect_file(files[key], index)
            _put(key, files[key], store)
    with ThreadPoolExecutor(PHOTO_THREADS) as threads:
        checks = [threads.submit(inspect_stored, store, key, n) for n, key in enumerate(photo_keys)]
    return [check.result() for check in checks]


def check_logo(key: str | None, owner: str, store: Store, files: Mapping[str, bytes] = NO_FILES) -> None:
    """Raise `InvalidPhotos` or `UnusablePhoto` if the logo belongs to somebody else, is missing or is not usable."""
    if key is None:
        return
    if not keys.is_user_upload(owner, key):
        raise missing_logo()
    if key in files:
        inspect_logo_file(files[key])
        _put(key, files[key], store)
    else:
        inspect_logo(store, key)


def _put(key: str, file: bytes, store: Store) -> None:
    store.put(key, file, "application/octet-stream")


RETENTION: Final = timedelta(days=keys.RETENTION_DAYS[keys.JOBS])
"""A job's record is stored as long as its files."""
MAX_KEY_CHARS: Final = 255
ID_CHARS: Final = 32


@dataclass(frozen=True)
class NewJob:
    """A job to create, its photos checked."""

    request: VideoRequest
    fingerprint: str
    """Fingerprint of the caller's request."""
    publish: bool
    estimated_time_s: int
    """Without the wait in the queue."""
    replaces: Job | None = None
    """The job whose ad, if it has one, shows the new video once it is ready. Without one, an ad is created."""
    contact: str | None = None
    """Link that buyers use to contact the seller."""
    request_id: str = ""
    """API Gateway's id of the request."""


def run_once_per_key(
    owner: str, idempotency_key: str | None, fingerprint: str, work: Callable[[str], Accepted], ports: Ports
) -> Accepted:
    """Call `work` with the job's id, at most once for each Idempotency-Key, and return its response.

    Args:
        fingerprint: Fingerprint of the caller's request.

    Raises:
        InvalidDetails: the Idempotency-Key is blank or too long.
        RequestInFlight, IdempotencyMismatch: see `Idempotency`.
        Exception: any error of `work`.
    """
    if idempotency_key is None:
        return work(uuid4().hex)
    if not 1 <= len(idempotency_key) <= MAX_KEY_CHARS:
        raise InvalidDetails(
            f"{IDEMPOTENCY_HEADER} must have 1 to {MAX_KEY_CHARS} characters", field=IDEMPOTENCY_HEADER
        )
    job_id = job_id_of(owner, idempotency_key)

    def respond() -> dict[str, Any]:
        return work(job_id).model_dump(mode="json")

    return Accepted.model_validate(ports.idempotency.run(owner, idempotency_key, fingerprint, respond))


def job_id_of(owner: str, idempotency_key: str) -> str:
    """Return the id of the job that the owner's request with this Idempotency-Key creates."""
    return hashlib.sha256(f"{owner}\0{idempotency_key}".encode()).hexdigest()[:ID_CHARS]


def create_job(new_job: NewJob, ports: Ports) -> Accepted:
    """Create the job and put it into the queue in front of the state machine.

    Raises:
        IdempotencyMismatch: a job with this id exists for another request.
        LimitReached: the seller has too many unfinished jobs or jobs today, or the budget of the day is used up.
    """
    new, ad_id = _new_job(new_job, ports), None
    job = ports.jobs.get(new.job_id)
    if job is None:
        try:
            with admission(new, ports):
                _store_request(new_job, ports.store)
                ad_id = _create(new, new_job, ports)
            job = new
        except Conflict:
            job = ports.jobs.get(new.job_id)  # created meanwhile by the same request
            if job is None:
                raise  # the record has expired but the ad has not, or the ad is being deleted
    if job is not new:  # created by an earlier run of the same request
        _store_request(new_job, ports.store)
        ad_id = job.ad_id or (make_ad_id(job.family) if new_job.publish else None)
    if never_started(job):
        job = restart(job, ports)
        if job.ad_id:
            ports.ads.resume(job.ad_id)
    queue = None if job.status.final else queue_job(job, ports)
    now = ports.clock.now()
    start = estimated_start(queue, job.execution_name, ports.limits.max_executions, now) if queue else None
    wait_s = ceil((start - now).total_seconds()) if start else 0
    return Accepted(
        job_id=job.job_id,
        ad_id=ad_id,
        ad_url=make_ad_url(ad_id, ports.links) if ad_id else None,
        estimated_time=wait_s + new_job.estimated_time_s,
        estimated_wait=wait_s,
        queue_position=position(queue, job.execution_name) if queue else None,
        paused=queue is not None and queue.pause is not None,
        language=new_job.request.listing.language,
        currency=new_job.request.listing.currency,
        status_url=f"{ports.links}/api/video/status/{job.job_id}",
    )


def _create(job: Job, new_job: NewJob, ports: Ports) -> str | None:
    """Create the job's record, and its ad or its place in an existing ad; return the ad's id.

    Raises:
        Conflict: the job or the new ad exists already, or the existing ad is gone.
    """
    if not new_job.publish:
        ports.jobs.create(job)
        return None
    replaced = new_job.replaces
    ad = ad_of(replaced, ports.ads) if replaced else None
    if replaced and ad:
        ports.ads.add_version(ad.ad_id, job, replaced)
        return ad.ad_id
    ad = new_ad(job, new_job.request.listing, ports.clock.now(), new_job.contact)
    ports.ads.create_with_job(ad, job)
    return ad.ad_id


def _store_request(new_job: NewJob, store: Store) -> None:
    key = keys.job_request(new_job.request.job_id)
    stored = store.head(key)
    if stored and stored.metadata.get(FINGERPRINT) != new_job.fingerprint:
        raise idempotency_mismatch()
    body = new_job.request.model_dump_json(by_alias=True).encode()
    store.put(key, body, "application/json", {FINGERPRINT: new_job.fingerprint})


def _new_job(new_job: NewJob, ports: Ports) -> Job:
    request, now = new_job.request, ports.clock.now()
    return Job(
        job_id=request.job_id,
        owner=request.owner,
        request_id=new_job.request_id,
        title=request.listing.title,
        created_at=now,
        updated_at=now,
        choices=request.choices,
        photo_count=len(request.photo_keys),
        has_script=request.script is not None,
        has_logo=request.logo_key is not None,
        listing=request.listing,
        remake_of=request.earlier[0] if request.earlier else None,
        first_version=request.earlier[-1] if request.earlier else None,
        approved_content=new_job.replaces.approved_content if new_job.replaces else (),
        expires_at=int((now + RETENTION).timestamp()),
    )


def check_script(script: str | None, listing: Listing) -> None:
    """Raise `ScriptContradictsDetails` if the script has another price or other facts than the listing."""
    if script is None:
        return
    from vidx.guard import check_seller_script  # loads the language's rules, which no other route needs

    check_seller_script(script, listing, contact_allowed=settings().contact_details)
