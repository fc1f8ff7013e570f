"""A video asked for: photos checked, then a job ordered."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from types import MappingProxyType
from typing import Final

from functions.api.estimate import estimated_time_s
from functions.api.orders import Order, accept, once_for_each_key
from functions.api.own_script import check_script
from functions.api.ports import Ports
from functions.api.wire import Accepted, GenerateBody
from vidx import keys
from vidx.ads import ad_id_of, address_of
from vidx.jobs.artifacts import fingerprint
from vidx.jobs.request import VideoRequest
from vidx.media.clip import ClipFacts
from vidx.media.inspection import Facts, inspect_file, inspect_stored, missing_photo
from vidx.media.logo import inspect_logo, inspect_logo_file, missing_logo
from vidx.ports import Store

READERS: Final = 10
"""Photos checked at the same time; each waits for storage, not for the processor."""
NO_FILES: Final[Mapping[str, bytes]] = MappingProxyType({})


def generate(
    body: GenerateBody, owner: str, idempotency_key: str | None, ports: Ports, files: Mapping[str, bytes]
) -> Accepted:
    """Start a job, at most one for each Idempotency-Key.

    Args:
        files: photos and logo that came with the request itself, by the key they are to be stored under.

    Raises:
        InvalidPhotos, UnusablePhoto, UnusableClip: a photo or clip is not the caller's, not there, or cannot be used.
        ScriptContradictsDetails: the script names another price or other facts than the details.
        InvalidDetails: the Idempotency-Key is blank or too long.
        RequestInFlight, IdempotencyMismatch: see `Idempotency`.
    """
    asked = fingerprint(owner, body)
    to_be_listed = body.publish or body.publish_later

    def work(job_id: str) -> Accepted:
        check_script(body.script, body.listing())
        facts = check_photos(body.photo_keys, owner, ports.store, files)
        check_logo(body.logo_key, owner, ports.store, files)
        clips = sum(isinstance(each, ClipFacts) for each in facts)
        request = VideoRequest(
            job_id=job_id,
            owner=owner,
            listing=body.listing(),
            choices=body.choices(),
            photo_keys=body.photo_keys,
            logo_key=body.logo_key,
            script=body.script,
            ad_url=address_of(ad_id_of(job_id), ports.links) if to_be_listed and ports.links else None,
        )
        takes_s = estimated_time_s(body.duration, len(facts), clips=clips)
        return accept(Order(request, asked, body.publish, takes_s, contact=body.contact), ports)

    return once_for_each_key(owner, idempotency_key, asked, work, ports)


def check_photos(photo_keys: Sequence[str], owner: str, store: Store, files: Mapping[str, bytes]) -> list[Facts]:
    """Ownership first, then the files' heads and tails, all at once; the first bad one is the one reported."""
    mine = keys.uploads_of(owner)
    for index, key in enumerate(photo_keys):
        if not key.startswith(mine):
            raise missing_photo(index)
        if key in files:
            inspect_file(files[key], index)
            _put(key, files[key], store)
    with ThreadPoolExecutor(READERS) as readers:
        checks = [readers.submit(inspect_stored, store, key, n) for n, key in enumerate(photo_keys)]
    return [check.result() for check in checks]


def check_logo(key: str | None, owner: str, store: Store, files: Mapping[str, bytes] = NO_FILES) -> None:
    """Raises `InvalidPhotos` or `UnusablePhoto` for a logo that is not the caller's, not there, or cannot be used."""
    if key is None:
        return
    if not key.startswith(keys.uploads_of(owner)):
        raise missing_logo()
    if key in files:
        inspect_logo_file(files[key])
        _put(key, files[key], store)
    else:
        inspect_logo(store, key)


def _put(key: str, file: bytes, store: Store) -> None:
    store.put(key, file, "application/octet-stream")
