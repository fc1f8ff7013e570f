"""The photos step: every original of the job becomes a working copy that render can trust."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Final

from functions.photos.develop import RECIPE, develop
from vidx import keys, options
from vidx.artifacts import FINGERPRINT, fingerprint, made_before
from vidx.errors import ArtifactMissing
from vidx.listing import JobRequest
from vidx.photo import PhotoFacts, inspect_stored, missing
from vidx.ports import Store
from vidx.stage import Run
from vidx.steps import PhotosResult, StageInput

AT_ONCE: Final = 2
"""Photos worked on at the same time: Pillow decodes and scales outside Python's lock."""
LARGE_PX: Final = 30_000_000
"""From here on photos are worked on one by one: a decoded pixel takes up to 4 bytes, and half as much again."""


def prepare(step: StageInput, run: Run, store: Store) -> PhotosResult:
    """Check all photos, then make the working copies that are not there yet.

    Raises:
        ArtifactMissing: the job's request is not there.
        InvalidPhotos: an original is not there.
        UnusablePhoto: an original cannot be used; nothing is written before all of them passed the check.
    """
    request = JobRequest.model_validate_json(store.get(keys.job_request(step.job_id)))
    with ThreadPoolExecutor(options.MAX_PHOTOS) as pool:  # each waits for storage, not for the processor
        there = list(pool.map(partial(_is_made, store, request), range(len(request.photo_keys))))
    todo = [index for index, is_made in enumerate(there) if not is_made]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        facts = list(pool.map(lambda index: inspect_stored(store, request.photo_keys[index], index), todo))
    with ThreadPoolExecutor(_workers(facts)) as pool:
        for done, _ in enumerate(pool.map(partial(_make, store, request), todo), start=1):
            run.progress(done / len(todo))
    return PhotosResult(photo_count=len(request.photo_keys), reused=not todo)


def _workers(facts: list[PhotoFacts]) -> int:
    return 1 if any(photo.width_px * photo.height_px > LARGE_PX for photo in facts) else AT_ONCE


def _sum(request: JobRequest, index: int, etag: str) -> str:
    return fingerprint(request.photo_keys[index], etag, request.choices.format, RECIPE)


def _is_made(store: Store, request: JobRequest, index: int) -> bool:
    original = store.head(request.photo_keys[index])
    if original is None:
        raise missing(index)
    others = (number for number in range(options.MAX_PHOTOS) if number != index)
    places = [partial(_working_copy, number) for number in (index, *others)]
    return made_before(store, request, _sum(request, index, original.etag), *places) is not None


def _working_copy(index: int, job_id: str) -> str:
    return keys.photo(job_id, index)


def _make(store: Store, request: JobRequest, index: int) -> None:
    original = store.head(request.photo_keys[index])
    if original is None:
        raise missing(index)
    try:
        file = store.get(request.photo_keys[index])
    except ArtifactMissing as error:
        raise missing(index) from error
    picture = develop(file, options.FRAMES[request.choices.format], index)
    made = {FINGERPRINT: _sum(request, index, original.etag)}
    store.put(keys.photo(request.job_id, index), picture, "image/jpeg", made)
