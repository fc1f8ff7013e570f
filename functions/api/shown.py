"""What a finished video shows: its photos and clips, to be looked at before one is replaced."""

from concurrent.futures import ThreadPoolExecutor
from typing import Final

from functions.api.ports import Ports
from functions.api.status import expired, finished_job
from functions.api.wire import ShownPhoto, ShownPhotos
from vidx import keys
from vidx.jobs.artifacts import CLIP_TYPE

LINK_WORKS_S: Final = 900


def shown_photos(job_id: str, owner: str, ports: Ports) -> ShownPhotos:
    """Addresses of the working copies, in the order of showing.

    Raises:
        NotFound: the job is not the caller's.
        JobUnfinished, JobClosed: it has no video yet; it ended without one, or its files have expired.
    """
    job = finished_job(job_id, owner, ports.jobs)
    copies = [keys.photo(job_id, index) for index in range(job.photo_count)]
    with ThreadPoolExecutor(len(copies)) as readers:
        found = list(readers.map(ports.store.head, copies))
    photos = [
        ShownPhoto(url=ports.store.presign_get(key, LINK_WORKS_S), clip=info.content_type == CLIP_TYPE)
        for key, info in zip(copies, found, strict=True)
        if info
    ]
    if len(photos) < len(copies):
        raise expired()
    return ShownPhotos(photos=photos, expires_in=LINK_WORKS_S)
