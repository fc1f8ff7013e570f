"""The photos step: every original of the job, photo or clip, becomes a working copy that render can trust."""

import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final

from functions.photos import develop as stills
from functions.photos import footage
from functions.photos import logo as emblem
from functions.photos.originals import Original, known, read_file, read_original, write_to
from functions.photos.web_copy import RECIPE as WEB_RECIPE
from functions.photos.web_copy import web_copy
from vidx import keys, options
from vidx.jobs.artifacts import BEST_S, CLIP_TYPE, FINGERPRINT, PHOTO_TYPE, fingerprint, reuse_artifact
from vidx.jobs.events import PhotosResult, StageInput
from vidx.jobs.request import VideoRequest
from vidx.jobs.stage_runner import StageRun
from vidx.media.clip import ClipFacts
from vidx.media.inspection import Facts
from vidx.media.logo import inspect_logo, missing_logo
from vidx.ports import Store

AT_ONCE: Final = 2
"""Photos worked on at the same time: Pillow decodes and scales outside Python's lock."""
LOGO_TYPE: Final = "image/png"
RECIPE: Final = f"{stills.RECIPE}/{footage.RECIPE}"
LARGE_PX: Final = 30_000_000
"""From here on photos are worked on one by one: a decoded pixel takes up to 4 bytes, and half as much again."""


def prepare(step: StageInput, run: StageRun, store: Store, ffmpeg: Path) -> PhotosResult:
    """Check logo, photos and clips, then make the working copies that are not there yet.

    Raises:
        ArtifactMissing: the job's request is not there.
        InvalidPhotos: an original is not there.
        UnusablePhoto, UnusableClip: an original cannot be used; no photo is written before all passed the check.
        RenderFailed: FFmpeg cannot be started.
    """
    request = VideoRequest.model_validate_json(store.get(keys.job_request(step.job_id)))
    everything = range(len(request.photo_keys))
    with ThreadPoolExecutor(options.MAX_PHOTOS) as pool:  # each waits for storage, not for the processor
        infos = list(pool.map(lambda index: known(store, request.photo_keys[index], index), everything))
        sums = [_sum(request, index, info.etag) for index, info in enumerate(infos)]
        there = list(pool.map(partial(_is_made, store, request), everything, sums))
        todo = [index for index in everything if not there[index]]
        originals = list(pool.map(lambda n: read_original(store, request.photo_keys[n], infos[n].size_bytes, n), todo))
    logo_kept = _prepare_logo(store, request)
    make = partial(_make, store, ffmpeg, request)
    with ThreadPoolExecutor(_workers(originals)) as pool:
        for done, _ in enumerate(pool.map(make, originals, (sums[index] for index in todo)), start=1):
            run.report_progress(done / len(todo))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda index: _make_web_copy(store, request.job_id, index), everything))
    return PhotosResult(photo_count=len(request.photo_keys), reused=not todo and logo_kept)


def _make_web_copy(store: Store, job_id: str, index: int) -> None:
    """Make the photo's copy for its listing, unless it is there already or the photo is a clip."""
    source = store.head(keys.photo(job_id, index))
    if source is None or source.content_type != PHOTO_TYPE:
        return
    made = fingerprint(source.etag, WEB_RECIPE)
    known = store.head(keys.web_photo(job_id, index))
    if known is None or known.metadata.get(FINGERPRINT) != made:
        picture = web_copy(store.get(keys.photo(job_id, index)))
        store.put(keys.web_photo(job_id, index), picture, PHOTO_TYPE, {FINGERPRINT: made})


def _workers(originals: Sequence[Original]) -> int:
    return 1 if any(_is_heavy(each.facts) for each in originals) else AT_ONCE


def _is_heavy(facts: Facts) -> bool:
    return isinstance(facts, ClipFacts) or facts.width_px * facts.height_px > LARGE_PX


def _prepare_logo(store: Store, request: VideoRequest) -> bool:
    """Make the logo's working copy; False when that took work."""
    if request.logo_key is None:
        return True
    original = store.head(request.logo_key)
    if original is None:
        raise missing_logo()
    made = fingerprint(request.logo_key, original.etag, emblem.RECIPE)
    if reuse_artifact(store, request, made, keys.logo) is not None:
        return True
    picture = emblem.develop_logo(inspect_logo(store, request.logo_key))
    store.put(keys.logo(request.job_id), picture, LOGO_TYPE, {FINGERPRINT: made})
    return False


def _sum(request: VideoRequest, index: int, etag: str) -> str:
    return fingerprint(request.photo_keys[index], etag, request.choices.format, RECIPE)


def _is_made(store: Store, request: VideoRequest, index: int, made: str) -> bool:
    others = (number for number in range(options.MAX_PHOTOS) if number != index)
    places = [partial(_working_copy, number) for number in (index, *others)]
    return reuse_artifact(store, request, made, *places) is not None


def _working_copy(index: int, job_id: str) -> str:
    return keys.photo(job_id, index)


def _make(store: Store, ffmpeg: Path, request: VideoRequest, original: Original, made: str) -> None:
    key = keys.photo(request.job_id, original.index)
    if isinstance(original.facts, ClipFacts):
        _make_clip(store, ffmpeg, original, original.facts, key, made)
    else:
        frame = options.FRAMES[request.choices.format]
        picture = stills.develop(read_file(original, store), frame, original.index, ffmpeg)
        store.put(key, picture, PHOTO_TYPE, {FINGERPRINT: made})


def _make_clip(store: Store, ffmpeg: Path, original: Original, facts: ClipFacts, key: str, made: str) -> None:
    with tempfile.TemporaryDirectory(prefix="vidx-clip-") as folder:
        file, working = Path(folder) / "original", Path(folder) / "working.mp4"
        write_to(file, original, store)
        moment = footage.develop_clip(ffmpeg, file, facts, original.index, working)
        store.upload(working, key, CLIP_TYPE, {FINGERPRINT: made, BEST_S: f"{moment.best_s:.3f}"})
