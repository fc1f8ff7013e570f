"""Use case of the photos stage: turn every upload of the job into a working copy that render can trust."""

import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from functions.photos import clip, logo, photo
from functions.photos.sandbox import PhotoDecoder
from vidx import keys, options
from vidx.errors import ArtifactMissing, FilesExpired, files_expired
from vidx.jobs.artifacts import (
    BEST_S,
    CLIP_TYPE,
    FINGERPRINT,
    PHOTO_TYPE,
    find_artifact,
    fingerprint_of,
    read_request,
    reuse_artifact,
)
from vidx.jobs.events import PhotosResult, StageInput
from vidx.jobs.request import VideoRequest
from vidx.media.clip import ClipFacts
from vidx.media.inspection import Facts, inspect_file, inspect_stored
from vidx.media.logo import inspect_logo
from vidx.ports.storage import ObjectInfo, Store

PARALLEL_PHOTOS: Final = 2
"""Photos processed at the same time: each by a decoder process of its own."""
LOGO_TYPE: Final = "image/png"
RECIPE: Final = f"{photo.RECIPE}/{clip.RECIPE}"
LARGE_PIXELS: Final = 30_000_000
"""Photos from this size on are processed one by one: a decoded pixel takes up to 4 bytes, and half as much again."""
MAX_MEMORY_FILE_BYTES: Final = 15 * 1024 * 1024
"""Ten files of this size fit into memory beside the photo that is being decoded; larger ones are read one by one."""


@dataclass(frozen=True)
class Upload:
    """An upload that passed the check.

    Attributes:
        index: its position in the job, from 0.
        file: its bytes; empty when it is larger than `MAX_MEMORY_FILE_BYTES`.
    """

    index: int
    key: str
    facts: Facts
    file: bytes


def prepare_photos(
    event: StageInput, report_progress: Callable[[float], None], store: Store, ffmpeg: Path
) -> PhotosResult:
    """Check logo, photos and clips, then make the working copies that do not exist yet.

    Args:
        report_progress: called with the completed share (0…1).

    Raises:
        FilesExpired: the request or an upload, which the API has seen, is gone.
        UnusablePhoto, UnusableClip: an upload cannot be used; no photo is written before all pass the check.
        RenderFailed: FFmpeg cannot be started.
        RenderStalled: FFmpeg makes no progress; the state machine tries once more.
        ProcessKilled: FFmpeg or a photo's decoder was killed; the state machine tries once more.
    """
    with PhotoDecoder(ffmpeg) as decoder:
        return _prepare(event, report_progress, store, ffmpeg, decoder)


def _prepare(
    event: StageInput, report_progress: Callable[[float], None], store: Store, ffmpeg: Path, decoder: PhotoDecoder
) -> PhotosResult:
    request = read_request(store, event.job_id)
    indexes = range(len(request.photo_keys))
    with ThreadPoolExecutor(options.MAX_PHOTOS) as pool:  # each thread waits for storage, not for the processor
        infos = list(pool.map(lambda index: _upload_info(store, request.photo_keys[index], index), indexes))
        fingerprints = [_fingerprint(request, index, info.etag) for index, info in enumerate(infos)]
        has_copy = list(pool.map(partial(_has_working_copy, store, request), indexes, fingerprints))
        missing = [index for index in indexes if not has_copy[index]]
        if missing:
            decoder.prepare()
        uploads = list(pool.map(lambda n: _read_upload(store, request.photo_keys[n], infos[n].size_bytes, n), missing))
    logo_reused = _prepare_logo(store, request, decoder)
    make = partial(_make_working_copy, store, ffmpeg, decoder, request)
    with ThreadPoolExecutor(_worker_count(uploads)) as pool:
        for count, _ in enumerate(pool.map(make, uploads, (fingerprints[index] for index in missing)), start=1):
            report_progress(count / len(missing))
    make_small = partial(_make_small_copy, store, ffmpeg, decoder, request.job_id)
    with ThreadPoolExecutor(PARALLEL_PHOTOS) as pool:
        list(pool.map(make_small, indexes))
    return PhotosResult(photo_count=len(request.photo_keys), reused=not missing and logo_reused)


def _upload_info(store: Store, key: str, index: int) -> ObjectInfo:
    """Return the upload's metadata; raise `FilesExpired` when there is no such upload."""
    info = store.head(key)
    if info is None:
        raise _expired_photo(index)
    return info


def _expired_photo(index: int) -> FilesExpired:
    return files_expired(f"photos[{index}]")


def _fingerprint(request: VideoRequest, index: int, etag: str) -> str:
    return fingerprint_of(request.photo_keys[index], etag, request.choices.format, RECIPE)


def _has_working_copy(store: Store, request: VideoRequest, index: int, fingerprint: str) -> bool:
    # A remake may have moved the photo to another position.
    others = (number for number in range(options.MAX_PHOTOS) if number != index)
    key_functions = [partial(_working_copy_key, number) for number in (index, *others)]
    return reuse_artifact(store, request, fingerprint, *key_functions) is not None


def _working_copy_key(index: int, job_id: str) -> str:
    return keys.working_copy(job_id, index)


def _read_upload(store: Store, key: str, size_bytes: int, index: int) -> Upload:
    """Read and check an upload of `size_bytes`.

    Raises:
        FilesExpired: there is no such upload.
        UnusablePhoto, UnusableClip: see `vidx.media.inspection.inspect_file`.
    """
    if size_bytes > MAX_MEMORY_FILE_BYTES:
        return Upload(index, key, inspect_stored(store, key, index), b"")
    try:
        file = store.get(key)
    except ArtifactMissing as error:
        raise _expired_photo(index) from error
    return Upload(index, key, inspect_file(file, index), file)


def _worker_count(uploads: Sequence[Upload]) -> int:
    return 1 if any(_is_large(upload.facts) for upload in uploads) else PARALLEL_PHOTOS


def _is_large(facts: Facts) -> bool:
    return isinstance(facts, ClipFacts) or facts.width_px * facts.height_px > LARGE_PIXELS


def _make_working_copy(
    store: Store, ffmpeg: Path, decoder: PhotoDecoder, request: VideoRequest, upload: Upload, fingerprint: str
) -> None:
    key = keys.working_copy(request.job_id, upload.index)
    try:
        if isinstance(upload.facts, ClipFacts):
            _make_working_clip(store, ffmpeg, upload, upload.facts, key, fingerprint)
            return
        picture = _decode_photo(store, decoder, upload, options.FRAME_SIZES[request.choices.format])
    except ArtifactMissing as error:
        raise _expired_photo(upload.index) from error
    store.put(key, picture, PHOTO_TYPE, {FINGERPRINT: fingerprint})


def _decode_photo(store: Store, decoder: PhotoDecoder, upload: Upload, frame: options.FrameSize) -> bytes:
    if upload.file:
        return decoder.working_copy(upload.file, frame, upload.index)
    with tempfile.TemporaryDirectory(prefix="vidx-photo-") as folder:
        original = Path(folder) / "original"
        store.download(upload.key, original)
        return decoder.working_copy(original, frame, upload.index)


def _make_working_clip(
    store: Store, ffmpeg: Path, upload: Upload, facts: ClipFacts, key: str, fingerprint: str
) -> None:
    with tempfile.TemporaryDirectory(prefix="vidx-clip-") as folder:
        original, working = Path(folder) / "original", Path(folder) / "working.mp4"
        if upload.file:
            original.write_bytes(upload.file)
        else:
            store.download(upload.key, original)
        excerpt = clip.make_working_clip(ffmpeg, original, facts, upload.index, working)
        store.upload(working, key, CLIP_TYPE, {FINGERPRINT: fingerprint, BEST_S: f"{excerpt.best_s:.3f}"})


def _prepare_logo(store: Store, request: VideoRequest, decoder: PhotoDecoder) -> bool:
    """Make the logo's working copy; return whether none had to be made."""
    if request.logo_key is None:
        return True
    original = store.head(request.logo_key)
    if original is None:
        raise files_expired("logo")
    fingerprint = fingerprint_of(request.logo_key, original.etag, logo.RECIPE)
    if reuse_artifact(store, request, fingerprint, keys.logo) is not None:
        return True
    picture = decoder.logo(inspect_logo(store, request.logo_key))
    store.put(keys.logo(request.job_id), picture, LOGO_TYPE, {FINGERPRINT: fingerprint})
    return False


def _make_small_copy(store: Store, ffmpeg: Path, decoder: PhotoDecoder, job_id: str, index: int) -> None:
    """Make the picture for moderation, unless it exists: a photo's copy for its listing, or a clip's contact sheet."""
    working_key = keys.working_copy(job_id, index)
    source = store.head(working_key)
    if source is None:
        return
    is_photo = source.content_type == PHOTO_TYPE
    key = keys.web_photo(job_id, index) if is_photo else keys.clip_frames(job_id, index)
    fingerprint = fingerprint_of(source.etag, photo.WEB_COPY_RECIPE if is_photo else clip.SHEET_RECIPE)
    if find_artifact(store, key, fingerprint) is None:
        picture = decoder.web_copy(store.get(working_key)) if is_photo else _contact_sheet(store, ffmpeg, working_key)
        store.put(key, picture, PHOTO_TYPE, {FINGERPRINT: fingerprint})


def _contact_sheet(store: Store, ffmpeg: Path, working_key: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="vidx-sheet-") as folder:
        working, sheet = Path(folder) / "working.mp4", Path(folder) / "sheet.jpg"
        store.download(working_key, working)
        clip.make_contact_sheet(ffmpeg, working, sheet)
        return sheet.read_bytes()
