"""A video asked for: photos checked, request stored, job (and ad) created, execution started, in this order.

Every step may be repeated: with an Idempotency-Key the job's id derives from owner and key, so that a request
that died between any two steps is completed by its repetition.
"""

import hashlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import uuid4

from functions.api.estimate import estimated_time_s
from functions.api.ports import Ports
from functions.api.wire import Accepted, GenerateBody
from vidx import keys
from vidx.ads import ad_for, ad_id_of
from vidx.artifacts import FINGERPRINT, fingerprint
from vidx.errors import Conflict, InvalidDetails
from vidx.jobs import Job
from vidx.listing import JobRequest
from vidx.once import HEADER, mismatch
from vidx.photo import inspect, inspect_stored, missing
from vidx.ports import Store

KEPT: Final = timedelta(days=30)
"""How long a job's record stays."""
MAX_KEY_CHARS: Final = 255
ID_CHARS: Final = 32
READERS: Final = 10
"""Photos checked at the same time; each waits for storage, not for the processor."""


@dataclass(frozen=True)
class Order:
    """Who wants what, under which job id."""

    job_id: str
    owner: str
    body: GenerateBody
    files: Mapping[str, bytes]
    """Photos that came with the request itself, by the key they are to be stored under."""

    @property
    def sum(self) -> str:
        return fingerprint(self.owner, self.body)


def generate(
    body: GenerateBody, owner: str, idempotency_key: str | None, ports: Ports, files: Mapping[str, bytes]
) -> Accepted:
    """Start a job, at most one for each Idempotency-Key.

    Raises:
        InvalidPhotos, UnusablePhoto: a photo is not the caller's, not there, or cannot be used.
        InvalidDetails: the Idempotency-Key is blank or too long.
        RequestInFlight, IdempotencyMismatch: see `Once`.
    """
    if idempotency_key is None:
        return _accept(Order(uuid4().hex, owner, body, files), ports)
    if not 1 <= len(idempotency_key) <= MAX_KEY_CHARS:
        raise InvalidDetails(f"{HEADER} must have 1 to {MAX_KEY_CHARS} characters", field=HEADER)
    order = Order(_derived_id(owner, idempotency_key), owner, body, files)

    def work() -> dict[str, Any]:
        return _accept(order, ports).model_dump(mode="json")

    return Accepted.model_validate(ports.once.run(owner, idempotency_key, order.sum, work))


def _derived_id(owner: str, idempotency_key: str) -> str:
    return hashlib.sha256(f"{owner}\0{idempotency_key}".encode()).hexdigest()[:ID_CHARS]


def _accept(order: Order, ports: Ports) -> Accepted:
    _check_photos(order, ports.store)
    _store_request(order, ports.store)
    job = _new_job(order, ports)
    try:
        _create(job, order, ports)
    except Conflict:
        known = ports.jobs.get(order.job_id)  # the same request got this far before it died
        if known is None:
            raise  # its record has expired, its ad has not
        job = known
    if not job.status.final:
        ports.executions.start(job)
    return Accepted(
        job_id=order.job_id,
        ad_id=ad_id_of(order.job_id) if order.body.publish else None,
        estimated_time=estimated_time_s(order.body.duration),
        status_url=f"{ports.links}/api/video/status/{order.job_id}",
    )


def _create(job: Job, order: Order, ports: Ports) -> None:
    """The job's record, and with it the ad's when there is to be one. Raises `Conflict` when they are there already."""
    if order.body.publish:
        ports.ads.open(ad_for(job, order.body.listing(), ports.clock.now()), job)
    else:
        ports.jobs.create(job)


def _check_photos(order: Order, store: Store) -> None:
    """Ownership first, then the files' heads and tails, all at once; the first bad photo is the one reported."""
    mine = keys.uploads_of(order.owner)
    for index, key in enumerate(order.body.photo_keys):
        if not key.startswith(mine):
            raise missing(index)
        if key in order.files:
            _store_file(key, order.files[key], index, store)
    with ThreadPoolExecutor(READERS) as readers:
        checks = [readers.submit(inspect_stored, store, key, n) for n, key in enumerate(order.body.photo_keys)]
    for check in checks:
        check.result()


def _store_file(key: str, file: bytes, index: int, store: Store) -> None:
    inspect(file, file, len(file), index)
    store.put(key, file, "application/octet-stream")


def _store_request(order: Order, store: Store) -> None:
    key = keys.job_request(order.job_id)
    before = store.head(key)
    if before and before.metadata.get(FINGERPRINT) != order.sum:
        raise mismatch()
    request = JobRequest(
        job_id=order.job_id,
        owner=order.owner,
        listing=order.body.listing(),
        choices=order.body.choices(),
        photo_keys=order.body.photo_keys,
        script=order.body.script,
    )
    store.put(key, request.model_dump_json(by_alias=True).encode(), "application/json", {FINGERPRINT: order.sum})


def _new_job(order: Order, ports: Ports) -> Job:
    now = ports.clock.now()
    return Job(
        job_id=order.job_id,
        owner=order.owner,
        title=order.body.title,
        created_at=now,
        updated_at=now,
        choices=order.body.choices(),
        photo_count=len(order.body.photo_keys),
        has_script=order.body.script is not None,
        expires_at=int((now + KEPT).timestamp()),
    )
