"""Taking down: a job's public files go, and nobody else's."""

import pytest
from pydantic import ValidationError

from functions.upload.service import publish_video
from functions.upload.withdraw import withdraw_video
from testing.store import MemoryPublisher
from tests.unit.upload.test_service import STEP, finished_job, run_of_job
from vidx import keys, options
from vidx.jobs.events import WithdrawInput, load
from vidx.keys import public_stem_of


def test_what_was_published_is_gone_and_another_jobs_video_stays() -> None:
    publisher = MemoryPublisher(finished_job())
    publisher.source.put(keys.web_photo("j1", 0), b"photo", "image/jpeg")
    published = publish_video(STEP, run_of_job(), publisher.source, publisher)
    publisher.public.put("videos/20261122_j2.mp4", b"other", "video/mp4")
    ask = WithdrawInput(stem=public_stem_of(published.video_url))

    results = [withdraw_video(ask, publisher) for _ in range(2)]

    assert list(publisher.public.objects) == ["videos/20261122_j2.mp4"]
    assert results[0] == results[1]
    assert set(results[0].public_keys) >= {keys.public_photo(ask.stem, number) for number in (1, options.MAX_PHOTOS)}


@pytest.mark.parametrize(
    "stem",
    ["", "videos/", "videos/20261122_", "jobs/j1/render", "videos/20261122_j1/../x", "videos/20261122_j1\n", "x"],
)
def test_nothing_but_a_jobs_public_files_can_be_named(stem: str) -> None:
    with pytest.raises(ValidationError):
        load(WithdrawInput, {"stem": stem})
