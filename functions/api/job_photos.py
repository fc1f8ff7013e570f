"""Photos and clips of a job, as its video shows them."""

from concurrent.futures import ThreadPoolExecutor
from typing import Final

from functions.api.dependencies import Ports
from functions.api.jobs import finished_job
from functions.api.schemas.jobs import ShownPhoto, ShownPhotos
from vidx import keys
from vidx.errors import files_expired
from vidx.jobs.artifacts import CLIP_TYPE
from vidx.jobs.model import Job
from vidx.ports.storage import Store

URL_VALID_S: Final = 900


def shown_photos(job_id: str, owner: str, ports: Ports) -> ShownPhotos:
    """Return the photos and clips of a finished video, so that the seller can choose one to replace.

    Raises:
        NotFound: the job is not the caller's.
        JobUnfinished, JobClosed: it has no video yet; it ended without one.
        FilesExpired: the photos are gone.
    """
    job = finished_job(job_id, owner, ports.jobs)
    photos = photo_links(job, ports.store)
    if len(photos) < job.photo_count:
        raise files_expired("jobId")
    return ShownPhotos(photos=photos, expires_in=URL_VALID_S)


def photo_links(job: Job, store: Store) -> list[ShownPhoto]:
    """Return presigned URLs of the working copies that exist, in the video's order."""
    working_copy_keys = [keys.working_copy(job.job_id, index) for index in range(job.photo_count)]
    with ThreadPoolExecutor(len(working_copy_keys)) as threads:
        objects = list(threads.map(store.head, working_copy_keys))
    return [
        ShownPhoto(url=store.presign_get(key, URL_VALID_S), clip=info.content_type == CLIP_TYPE)
        for key, info in zip(working_copy_keys, objects, strict=True)
        if info
    ]
