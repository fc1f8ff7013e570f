"""Publishing: the right bytes, under the right names, verified."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from functions.upload.service import publish_video, withdraw_video
from testing.clock import FixedClock
from testing.jobs import MemoryJobs, job_row, snapshot_of
from testing.store import MemoryPublisher, MemoryStore
from vidx import keys, options
from vidx.errors import ArtifactMissing, JobClosed, PublishFailed
from vidx.jobs.events import StageInput, WithdrawInput, load
from vidx.jobs.model import Stage, Video
from vidx.jobs.stage_runner import StageRun
from vidx.keys import stem_from_url
from vidx.ports.storage import ObjectInfo

EVENT = StageInput(job_id="j1", attempt=1)


def finished_job() -> MemoryStore:
    store = MemoryStore()
    store.put(keys.render("j1"), b"data", "video/mp4", {"duration-s": "16.48", "made-from": "abc"})
    store.put(keys.thumbnail("j1"), b"picture", "image/jpeg")
    store.put(keys.captions_vtt("j1"), b"WEBVTT", "text/vtt")
    store.put(keys.preview("j1"), b"RIFF", "image/webp")
    return store


def run_of_job(jobs: MemoryJobs | None = None) -> StageRun:
    clock = FixedClock(datetime(2026, 11, 22, 23, 59, tzinfo=UTC))
    jobs = jobs or MemoryJobs(clock)
    job = job_row("j1", clock=clock)
    jobs.create(job)
    clock.pass_by(3600)
    return StageRun(EVENT, Stage.UPLOAD, snapshot_of(job), jobs, clock)


def test_files_are_public_under_the_day_of_the_jobs_creation() -> None:
    publisher = MemoryPublisher(finished_job())

    result = publish_video(EVENT, run_of_job(), publisher.source, publisher)

    assert publisher.public.objects == {
        "videos/20261122_j1.mp4": b"data",
        "videos/20261122_j1.jpg": b"picture",
        "videos/20261122_j1.vtt": b"WEBVTT",
        "videos/20261122_j1.webp": b"RIFF",
    }
    assert result.video_url == "https://public.test/videos/20261122_j1.mp4"
    assert result.thumbnail_url == "https://public.test/videos/20261122_j1.jpg"
    assert result.preview_url == "https://public.test/videos/20261122_j1.webp"
    assert result.captions_url == "https://public.test/videos/20261122_j1.vtt"
    assert (result.duration_s, result.size_bytes) == (16.48, 4)


def test_photos_of_web_size_are_public_beside_the_video_and_clips_and_originals_are_not() -> None:
    store = finished_job()
    for index in (0, 2):
        store.put(keys.web_photo("j1", index), f"photo {index}".encode(), "image/jpeg")
    for index in range(3):
        store.put(keys.working_copy("j1", index), b"working copy or clip", "image/jpeg")
    publisher = MemoryPublisher(store)

    result = publish_video(EVENT, run_of_job(), store, publisher)

    photos = {key: body for key, body in publisher.public.objects.items() if "_j1_" in key}
    assert photos == {"videos/20261122_j1_1.jpg": b"photo 0", "videos/20261122_j1_2.jpg": b"photo 2"}
    assert result.photo_count == 2
    video = Video(
        video_url=result.video_url, thumbnail_url="", captions_url="", duration_s=1.0, size_bytes=1, photo_count=2
    )
    assert [url.removeprefix("https://public.test/") for url in video.photo_urls] == sorted(photos)


def test_each_file_has_its_type_and_one_day_of_caching() -> None:
    publisher = MemoryPublisher(finished_job())

    publish_video(EVENT, run_of_job(), publisher.source, publisher)

    types = {key: info.content_type for key, info in publisher.public.info.items()}
    assert types == {
        "videos/20261122_j1.mp4": "video/mp4",
        "videos/20261122_j1.jpg": "image/jpeg",
        "videos/20261122_j1.vtt": "text/vtt",
        "videos/20261122_j1.webp": "image/webp",
    }
    assert set(publisher.cache_control.values()) == {"public, max-age=86400"}


def test_a_copy_of_another_size_is_not_published() -> None:
    publisher = MemoryPublisher(finished_job(), damage=True)

    with pytest.raises(PublishFailed, match="has 6 bytes"):
        publish_video(EVENT, run_of_job(), publisher.source, publisher)


def test_a_copy_of_the_same_size_with_other_bytes_is_not_published() -> None:
    store = finished_job()
    store.info[keys.render("j1")] = replace(store.info[keys.render("j1")], etag="of other bytes")

    with pytest.raises(PublishFailed, match="checksum of other bytes"):
        publish_video(EVENT, run_of_job(), store, MemoryPublisher(store))


def test_a_missing_video_is_named() -> None:
    store = finished_job()
    store.delete(keys.render("j1"))

    with pytest.raises(ArtifactMissing, match=r"render\.mp4"):
        publish_video(EVENT, run_of_job(), store, MemoryPublisher(store))


def test_a_video_without_its_length_is_an_error_and_not_zero_seconds() -> None:
    store = finished_job()
    store.put(keys.render("j1"), b"data", "video/mp4")

    with pytest.raises(PublishFailed, match="duration-s"):
        publish_video(EVENT, run_of_job(), store, MemoryPublisher(store))


def test_publishing_twice_gives_the_same_answer() -> None:
    publisher = MemoryPublisher(finished_job())

    first = publish_video(EVENT, run_of_job(), publisher.source, publisher)
    second = publish_video(EVENT, run_of_job(), publisher.source, publisher)

    assert first == second


class CanceledAtLast(MemoryPublisher):
    """Cancels the job right after its video has become public."""

    def __init__(self, source: MemoryStore, jobs: MemoryJobs) -> None:
        super().__init__(source)
        self.jobs = jobs

    def publish(self, source_key: str, public_key: str, content_type: str, cache_control: str) -> ObjectInfo:
        there = super().publish(source_key, public_key, content_type, cache_control)
        if public_key.endswith(".mp4"):
            self.jobs.cancel("j1")
        return there


def test_a_job_canceled_while_it_uploads_leaves_nothing_public() -> None:
    jobs = MemoryJobs()
    publisher = CanceledAtLast(finished_job(), jobs)

    with pytest.raises(JobClosed):
        publish_video(EVENT, run_of_job(jobs), publisher.source, publisher)

    assert publisher.public.objects == {}


def test_a_job_canceled_before_anything_was_copied_publishes_no_video() -> None:
    jobs = MemoryJobs()
    publisher, run = MemoryPublisher(finished_job()), run_of_job(jobs)
    jobs.cancel("j1")

    with pytest.raises(JobClosed):
        publish_video(EVENT, run, publisher.source, publisher)

    assert publisher.public.objects == {}


def test_withdrawing_deletes_the_jobs_files_and_no_others() -> None:
    publisher = MemoryPublisher(finished_job())
    publisher.source.put(keys.web_photo("j1", 0), b"photo", "image/jpeg")
    published = publish_video(EVENT, run_of_job(), publisher.source, publisher)
    publisher.public.put("videos/20261122_j2.mp4", b"other", "video/mp4")
    request = WithdrawInput(stem=stem_from_url(published.video_url))

    results = [withdraw_video(request, publisher) for _ in range(2)]

    assert list(publisher.public.objects) == ["videos/20261122_j2.mp4"]
    assert results[0] == results[1]
    assert set(results[0].public_keys) >= {
        keys.public_photo(request.stem, number) for number in (1, options.MAX_PHOTOS)
    }


@pytest.mark.parametrize(
    "stem",
    ["", "videos/", "videos/20261122_", "jobs/j1/render", "videos/20261122_j1/../x", "videos/20261122_j1\n", "x"],
)
def test_nothing_but_a_jobs_public_files_can_be_named(stem: str) -> None:
    with pytest.raises(ValidationError):
        load(WithdrawInput, {"stem": stem})
