"""The upload step: the job's finished files become public, each verified after the copy."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC
from functools import partial
from typing import Final, NamedTuple

from functions.upload.withdraw import withdraw_video
from vidx import keys, options
from vidx.errors import ArtifactMissing, JobClosed, PublishFailed
from vidx.jobs.events import StageInput, UploadResult, WithdrawInput
from vidx.jobs.stage_runner import StageRun
from vidx.ports import ObjectInfo, Publisher, Store

ONE_DAY: Final = "public, max-age=86400"
"""Short enough that a deleted listing's video disappears within a day."""
DURATION: Final = "duration-s"
"""Metadata of `keys.render`: the film's length in seconds, as render wrote it."""


class Copy(NamedTuple):
    """One file to publish."""

    source_key: str
    public_key: str
    content_type: str


def copies(job_id: str, stem: str) -> tuple[Copy, Copy, Copy, Copy]:
    """What is published of a job: film, thumbnail, captions, preview. The film goes last: when it is there, all is."""
    return (
        Copy(keys.thumbnail(job_id), keys.public_thumbnail(stem), "image/jpeg"),
        Copy(keys.captions_vtt(job_id), keys.public_captions(stem), "text/vtt"),
        Copy(keys.preview(job_id), keys.public_preview(stem), "image/webp"),
        Copy(keys.render(job_id), keys.public_video(stem), "video/mp4"),
    )


def publish_video(step: StageInput, run: StageRun, store: Store, publisher: Publisher) -> UploadResult:
    """Copy the job's files on the server's side to where viewers load them.

    A repeated run copies again onto the same keys, which costs nothing and heals a half-published job. A job that is
    canceled meanwhile leaves nothing public.

    Raises:
        JobClosed: the job was canceled, perhaps because the listing that was to show it is gone.
        ArtifactMissing: an earlier stage's file is not there.
        PublishFailed: a copy differs from its source in size or checksum.
    """
    photos = _photos(step.job_id, store)
    stem = keys.public_stem(run.job.created_at.astimezone(UTC).date(), step.job_id)
    thumbnail, captions, preview, video = copies(step.job_id, stem)
    publish = partial(_publish, store=store, publisher=publisher)
    try:
        with ThreadPoolExecutor() as pool:  # each waits for storage, not for the processor
            others = (thumbnail, captions, preview, *photo_copies(photos, stem))
            for done, _ in enumerate(pool.map(publish, others), start=1):
                run.report_progress(done / (len(others) + 1))
        film = publish(video)
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
        duration_s=_duration_s(film),
        size_bytes=film.size_bytes,
        photo_count=len(photos),
    )


def _photos(job_id: str, store: Store) -> list[str]:
    """Keys of the job's web copies, in the order of showing."""
    copies = [keys.web_photo(job_id, index) for index in range(options.MAX_PHOTOS)]
    with ThreadPoolExecutor() as pool:
        return [key for key, info in zip(copies, pool.map(store.head, copies), strict=True) if info]


def photo_copies(photos: Sequence[str], stem: str) -> list[Copy]:
    """The photos to publish beside the video: web copies alone, never an original or what a clip shows."""
    return [Copy(key, keys.public_photo(stem, number), "image/jpeg") for number, key in enumerate(photos, start=1)]


def _publish(copy: Copy, store: Store, publisher: Publisher) -> ObjectInfo:
    """Copy, then compare what is there with what was rendered; returns what is known of the source."""
    source = store.head(copy.source_key)
    if source is None:
        raise ArtifactMissing(f"there is no object {copy.source_key}")
    there = publisher.publish(copy.source_key, copy.public_key, copy.content_type, ONE_DAY)
    if (there.size_bytes, there.etag) != (source.size_bytes, source.etag):
        raise PublishFailed(
            f"{copy.public_key} has {there.size_bytes} bytes (checksum {there.etag}), "
            f"but {source.size_bytes} bytes (checksum {source.etag}) were rendered"
        )
    return source


def _duration_s(film: ObjectInfo) -> float:
    try:
        return float(film.metadata[DURATION])
    except (KeyError, ValueError) as error:
        raise PublishFailed(f"the rendered film does not tell its length in its metadata `{DURATION}`") from error
