"""Rules of the port `Videos`. They run on the fake and on DynamoDB."""

from datetime import timedelta
from typing import Protocol

from testing.clock import FixedClock
from testing.jobs import job_row
from tests.contract.ads_rules import VIDEO
from vidx.jobs.model import Job
from vidx.ports.videos import PublicVideo, Videos

MESSAGE = "It was deleted"


class Written(Videos, Protocol):
    """A videos table with what the state machine and the API write."""

    def add(self, video: PublicVideo, *, listed: bool) -> None: ...

    def add_job(self, job: Job) -> None: ...

    def job(self, job_id: str) -> Job | None: ...


def video_of(job_id: str, owner: str = "u1") -> PublicVideo:
    stem = f"videos/20261122_{job_id}"
    return PublicVideo(job_id, stem, owner, job_id, (f"https://media.test/{stem}.mp4",))


class VideosRules:
    """Fixtures of a subclass: `videos`, `clock`, `job_id`."""

    def test_a_video_is_found_by_its_job_and_its_owner(self, videos: Written, job_id: str) -> None:
        video = video_of(job_id, owner=f"owner-of-{job_id}")
        videos.add(video, listed=True)

        assert videos.get(job_id) == video
        assert videos.list_by_owner(f"owner-of-{job_id}") == [video]
        assert videos.list_by_owner("somebody else") == []

    def test_only_a_video_without_a_listing_is_listed_as_such_once_it_is_old(
        self, videos: Written, clock: FixedClock, job_id: str
    ) -> None:
        videos.add(video_of(job_id), listed=False)
        videos.add(video_of(f"{job_id}-listed"), listed=True)
        finished_at = clock.now()

        def listed(days: int) -> list[str]:
            return [each for each in videos.list_unlisted(finished_at + timedelta(days=days), 100) if job_id in each]

        assert (listed(-1), listed(1)) == ([], [job_id])
        videos.keep(job_id)
        assert listed(1) == []
        assert videos.get(job_id)

    def test_a_video_leaves_its_job_unless_an_ad_refers_to_it(self, videos: Written, job_id: str) -> None:
        videos.add_job(job_row(job_id).model_copy(update={"video": VIDEO}))
        videos.add_job(job_row(f"{job_id}-ad").model_copy(update={"video": VIDEO, "ad_id": "a1"}))

        retired = [videos.retire(each, MESSAGE) for each in (job_id, f"{job_id}-ad", f"{job_id}-expired")]

        assert retired == [True, False, True]
        left, kept = videos.job(job_id), videos.job(f"{job_id}-ad")
        assert left
        assert (left.video, left.message) == (None, MESSAGE)
        assert kept
        assert kept.video == VIDEO
        assert videos.job(f"{job_id}-expired") is None

    def test_a_deleted_video_is_in_no_list(self, videos: Written, clock: FixedClock, job_id: str) -> None:
        videos.add(video_of(job_id, owner=f"owner-of-{job_id}"), listed=False)
        for _ in range(2):
            videos.delete(job_id)

        assert videos.get(job_id) is None
        assert videos.list_by_owner(f"owner-of-{job_id}") == []
        assert job_id not in videos.list_unlisted(clock.now() + timedelta(days=1), 100)
