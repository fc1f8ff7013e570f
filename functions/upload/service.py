"""Use cases of the upload function: publish a job's finished files, and delete public files."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC
from functools import partial
from typing import Final, NamedTuple

from vidx import keys, options
from vidx.errors import ArtifactMissing, JobClosed, PublishFailed
from vidx.jobs.events import StageInput, UploadResult, WithdrawInput, WithdrawResult
from vidx.jobs.stage_runner import StageRun
from vidx.observability import logger
from vidx.ports.storage import ObjectInfo, Publisher, Store

ONE_DAY: Final = "public, max-age=86400"
"""`Cache-Control` of public files: the video of a deleted listing disappears from caches within a day."""
DURATION: Final = "duration-s"
"""Name of the metadata of `keys.render` that holds the video's length in seconds."""


class Copy(NamedTuple):
    """One file to publish."""

    source_key: str
    public_key: str
    content_type: str


def copies(job_id: str, stem: str) -> tuple[Copy, Copy, Copy, Copy]:
    """Return the files to publish, the video last: once it is public, all files are public."""
    return (
        Copy(keys.thumbnail(job_id), keys.public_thumbnail(stem), "image/jpeg"),
        Copy(keys.captions_vtt(job_id), keys.public_captions(stem), "text/vtt"),
        Copy(keys.preview(job_id), keys.public_preview(stem), "image/webp"),
        Copy(keys.render(job_id), keys.public_video(stem), "video/mp4"),
    )


def publish_video(event: StageInput, run: StageRun, store: Store, publisher: Publisher) -> UploadResult:
    """Copy the job's files to the public bucket, without downloading them.

    A repeated run copies to the same keys and so completes a half-published job. If the job is canceled during the
    copy, all of its public files are deleted.

    Raises:
        JobClosed: the job was canceled, for instance because its listing was deleted.
        ArtifactMissing: an earlier stage's file does not exist.
        PublishFailed: a copy differs from its source in size or checksum.
    """
    photos = _photos(event.job_id, store)
    stem = keys.public_stem(run.job.created_at.astimezone(UTC).date(), event.job_id)
    thumbnail, captions, preview, video = copies(event.job_id, stem)
    publish = partial(_publish, store=store, publisher=publisher)
    try:
        with ThreadPoolExecutor() as pool:  # each thread waits for storage, not for the processor
            others = (thumbnail, captions, preview, *photo_copies(photos, stem))
            for count, _ in enumerate(pool.map(publish, others), start=1):
                run.report_progress(count / (len(others) + 1))
        video_info = publish(video)
        run.ensure_open()
    except JobClosed:
        withdraw_video(WithdrawInput(stem=stem), publisher)
        raise
    return UploadResult(
        video_url=publisher.url(video.public_key),
        thumbnail_url=publisher.url(thumbnail.public_key),
        captions_url=publisher.url(captions.public_key),
        preview_url=publisher.url(preview.public_key),
        video_key=video.public_key,
        duration_s=_duration_s(video_info),
        size_bytes=video_info.size_bytes,
        photo_count=len(photos),
    )


def withdraw_video(request: WithdrawInput, publisher: Publisher) -> WithdrawResult:
    """Delete a job's public files: video, captions, thumbnail, preview and photos. Files that are gone are no error.

    Caches may serve them for one more day (`ONE_DAY`).

    Raises:
        StorageUnavailable: storage does not answer.
    """
    public_keys = (
        keys.public_video(request.stem),
        keys.public_captions(request.stem),
        keys.public_thumbnail(request.stem),
        keys.public_preview(request.stem),
        *(keys.public_photo(request.stem, number) for number in range(1, options.MAX_PHOTOS + 1)),
    )
    for key in public_keys:
        publisher.withdraw(key)
    logger.info("public files deleted", extra={"stem": request.stem})
    return WithdrawResult(public_keys=public_keys)


def _photos(job_id: str, store: Store) -> list[str]:
    """Return the keys of the job's web copies, in display order."""
    copies = [keys.web_photo(job_id, index) for index in range(options.MAX_PHOTOS)]
    with ThreadPoolExecutor() as pool:
        return [key for key, info in zip(copies, pool.map(store.head, copies), strict=True) if info]


def photo_copies(photos: Sequence[str], stem: str) -> list[Copy]:
    """Return the photos to publish with the video. `photos` are keys of web copies, never of an upload or a clip."""
    return [Copy(key, keys.public_photo(stem, number), "image/jpeg") for number, key in enumerate(photos, start=1)]


def _publish(copy: Copy, store: Store, publisher: Publisher) -> ObjectInfo:
    """Copy a file and compare the copy with its source; return the source's info."""
    source = store.head(copy.source_key)
    if source is None:
        raise ArtifactMissing(f"there is no object {copy.source_key}")
    public = publisher.publish(copy.source_key, copy.public_key, copy.content_type, ONE_DAY)
    if (public.size_bytes, public.etag) != (source.size_bytes, source.etag):
        raise PublishFailed(
            f"{copy.public_key} has {public.size_bytes} bytes (checksum {public.etag}), "
            f"but {source.size_bytes} bytes (checksum {source.etag}) were rendered"
        )
    return source


def _duration_s(video: ObjectInfo) -> float:
    try:
        return float(video.metadata[DURATION])
    except (KeyError, ValueError) as error:
        raise PublishFailed(f"the rendered video has no length in its metadata `{DURATION}`") from error
