"""The photos step: every original of the job, photo or clip, becomes a working copy that render can trust."""

import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final

from functions.photos import develop as stills
from functions.photos import footage
from functions.photos import logo as emblem
from functions.photos.order import Order, order_of
from vidx import keys, options
from vidx.artifacts import BEST_S, CLIP_TYPE, FINGERPRINT, PHOTO_TYPE, fingerprint, made_before
from vidx.clip import ClipFacts
from vidx.errors import ArtifactMissing
from vidx.logo import inspect_logo, missing_logo
from vidx.media import Facts, inspect_stored, missing
from vidx.ports import Store
from vidx.stage import Run
from vidx.steps import PhotosResult, StageInput

AT_ONCE: Final = 2
"""Photos worked on at the same time: Pillow decodes and scales outside Python's lock."""
LOGO_TYPE: Final = "image/png"
RECIPE: Final = f"{stills.RECIPE}/{footage.RECIPE}"
LARGE_PX: Final = 30_000_000
"""From here on photos are worked on one by one: a decoded pixel takes up to 4 bytes, and half as much again."""


def prepare(step: StageInput, run: Run, store: Store, ffmpeg: Path) -> PhotosResult:
    """Check logo, photos and clips, then make the working copies that are not there yet.

    Raises:
        ArtifactMissing: the job's request is not there.
        InvalidPhotos: an original is not there.
        UnusablePhoto, UnusableClip: an original cannot be used; no photo is written before all passed the check.
        RenderFailed: FFmpeg cannot be started.
    """
    request = order_of(store.get(keys.job_request(step.job_id)))
    with ThreadPoolExecutor(options.MAX_PHOTOS) as pool:  # each waits for storage, not for the processor
        there = list(pool.map(partial(_is_made, store, request), range(len(request.photo_keys))))
    todo = [index for index, is_made in enumerate(there) if not is_made]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        facts = list(pool.map(lambda index: inspect_stored(store, request.photo_keys[index], index), todo))
    logo_kept = _prepare_logo(store, request)
    with ThreadPoolExecutor(_workers(facts)) as pool:
        for done, _ in enumerate(pool.map(partial(_make, store, ffmpeg, request), todo, facts), start=1):
            run.progress(done / len(todo))
    return PhotosResult(photo_count=len(request.photo_keys), reused=not todo and logo_kept)


def _workers(facts: list[Facts]) -> int:
    return 1 if any(_is_heavy(each) for each in facts) else AT_ONCE


def _is_heavy(facts: Facts) -> bool:
    return isinstance(facts, ClipFacts) or facts.width_px * facts.height_px > LARGE_PX


def _prepare_logo(store: Store, request: Order) -> bool:
    """Make the logo's working copy; False when that took work."""
    if request.logo_key is None:
        return True
    original = store.head(request.logo_key)
    if original is None:
        raise missing_logo()
    made = fingerprint(request.logo_key, original.etag, emblem.RECIPE)
    if made_before(store, request, made, keys.logo) is not None:
        return True
    picture = emblem.develop_logo(inspect_logo(store, request.logo_key))
    store.put(keys.logo(request.job_id), picture, LOGO_TYPE, {FINGERPRINT: made})
    return False


def _sum(request: Order, index: int, etag: str) -> str:
    return fingerprint(request.photo_keys[index], etag, request.choices.format, RECIPE)


def _is_made(store: Store, request: Order, index: int) -> bool:
    original = store.head(request.photo_keys[index])
    if original is None:
        raise missing(index)
    others = (number for number in range(options.MAX_PHOTOS) if number != index)
    places = [partial(_working_copy, number) for number in (index, *others)]
    return made_before(store, request, _sum(request, index, original.etag), *places) is not None


def _working_copy(index: int, job_id: str) -> str:
    return keys.photo(job_id, index)


def _make(store: Store, ffmpeg: Path, request: Order, index: int, facts: Facts) -> None:
    original = store.head(request.photo_keys[index])
    if original is None:
        raise missing(index)
    made = {FINGERPRINT: _sum(request, index, original.etag)}
    try:
        if isinstance(facts, ClipFacts):
            _make_clip(store, ffmpeg, request, index, facts, made)
        else:
            _make_photo(store, request, index, made)
    except ArtifactMissing as error:
        raise missing(index) from error


def _make_photo(store: Store, request: Order, index: int, made: dict[str, str]) -> None:
    file = store.get(request.photo_keys[index])
    picture = stills.develop(file, options.FRAMES[request.choices.format], index)
    store.put(keys.photo(request.job_id, index), picture, PHOTO_TYPE, made)


def _make_clip(store: Store, ffmpeg: Path, request: Order, index: int, facts: ClipFacts, made: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory(prefix="vidx-clip-") as folder:
        original, working = Path(folder) / "original", Path(folder) / "working.mp4"
        store.download(request.photo_keys[index], original)
        moment = footage.develop_clip(ffmpeg, original, facts, index, working)
        told = {**made, BEST_S: f"{moment.best_s:.3f}"}
        store.upload(working, keys.photo(request.job_id, index), CLIP_TYPE, told)
