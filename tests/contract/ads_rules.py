"""What every implementation of the `Ads` port must do; run on the fake and on DynamoDB alike."""

from decimal import Decimal

import pytest

from testing.clock import FixedClock
from testing.jobs import job_row
from vidx.ads import MAX_REPORTS, Ad, AdStatus, Report, new_ad
from vidx.errors import Conflict, NotFound
from vidx.jobs.model import WITHDRAWN_MESSAGE, Failure, Job, Status, Video
from vidx.jobs.request import Listing
from vidx.ports import Ads, Jobs

CHAIR = Listing(title="Oak chair", description="Solid oak.", price=Decimal("189.50"), currency="EUR", category="home")

VIDEO = Video(
    video_url="https://media.test/videos/20261122_j1.mp4",
    thumbnail_url="https://media.test/videos/20261122_j1.jpg",
    captions_url="https://media.test/videos/20261122_j1.vtt",
    duration_s=16.5,
    size_bytes=1000,
)


class AdsRules:
    """Subclasses provide the fixtures `jobs` and `ads` (side by side), `clock`, and a fresh `job_id`."""

    def processing(self, job_id: str, clock: FixedClock, owner: str = "u1") -> Ad:
        return new_ad(job_row(job_id, owner=owner, clock=clock), CHAIR, clock.now())

    def test_job_and_ad_are_created_together(self, ads: Ads, jobs: Jobs, clock: FixedClock, job_id: str) -> None:
        ad = self.processing(job_id, clock)
        ads.create_with_job(ad, job_row(job_id, clock=clock))
        job = jobs.get(job_id)
        assert job is not None
        assert job.ad_id == ad.ad_id
        assert ads.get(ad.ad_id) == ad
        assert ad.status is AdStatus.PROCESSING

    def test_a_taken_job_id_creates_neither(self, ads: Ads, jobs: Jobs, clock: FixedClock, job_id: str) -> None:
        jobs.create(job_row(job_id, clock=clock))
        ad = self.processing(job_id, clock)
        with pytest.raises(Conflict):
            ads.create_with_job(ad, job_row(job_id, clock=clock))
        assert ads.get(ad.ad_id) is None

    def test_a_running_job_can_be_given_its_ad_once(self, ads: Ads, jobs: Jobs, clock: FixedClock, job_id: str) -> None:
        row = job_row(job_id, clock=clock)
        jobs.create(row)
        ad = self.processing(job_id, clock)
        ads.create_for_job(ad, row)
        assert ads.get(ad.ad_id) == ad
        with pytest.raises(Conflict):
            ads.create_for_job(ad, row)

    def test_a_job_that_has_ended_meanwhile_gets_no_processing_ad(
        self, ads: Ads, jobs: Jobs, clock: FixedClock, job_id: str
    ) -> None:
        row = job_row(job_id, clock=clock)
        jobs.create(row)
        jobs.fail(job_id, 1, Failure(code="RenderFailed", stage="render", message="it broke"))
        ad = self.processing(job_id, clock)
        with pytest.raises(Conflict):
            ads.create_for_job(ad, row)
        assert ads.get(ad.ad_id) is None

    def test_an_ad_is_listed_as_processing_until_it_fails(
        self, ads: Ads, jobs: Jobs, clock: FixedClock, job_id: str
    ) -> None:
        ad = self.processing(job_id, clock)
        ads.create_with_job(ad, job_row(job_id, clock=clock))
        before = [each.ad_id for each in ads.list_processing(100, None).ads]
        ads.fail(ad.ad_id)
        after = [each.ad_id for each in ads.list_processing(100, None).ads]
        assert ad.ad_id in before
        assert ad.ad_id not in after

    def test_what_an_ad_says_can_be_changed(self, ads: Ads, clock: FixedClock, job_id: str) -> None:
        ad = self.processing(job_id, clock)
        ads.create_with_job(ad, job_row(job_id, clock=clock))
        clock.pass_by(5)
        cheaper = CHAIR.model_copy(update={"price": Decimal("150"), "title": "Oak chair, reduced"})
        changed = ads.edit(ad, cheaper)
        assert changed.contact is None
        assert (changed.title, changed.price) == ("Oak chair, reduced", Decimal("150"))
        assert changed == ads.get(ad.ad_id)
        assert changed.updated_at > ad.updated_at

    def test_a_deleted_ad_cannot_be_changed(self, ads: Ads, clock: FixedClock, job_id: str) -> None:
        ad = self.processing(job_id, clock)
        ads.create_with_job(ad, job_row(job_id, clock=clock))
        ads.delete(ad)
        with pytest.raises(NotFound):
            ads.edit(ad, CHAIR)

    def test_deleting_removes_the_mention_in_the_job_and_may_be_repeated(
        self, ads: Ads, jobs: Jobs, clock: FixedClock, job_id: str
    ) -> None:
        ad = self.processing(job_id, clock)
        ads.create_with_job(ad, job_row(job_id, clock=clock))
        ads.delete(ad)
        ads.delete(ad)
        job = jobs.get(job_id)
        assert job is not None
        assert job.ad_id is None
        assert ads.get(ad.ad_id) is None

    def test_deleting_an_ad_takes_the_videos_that_were_taken_down_off_its_jobs(
        self, ads: Ads, jobs: Jobs, clock: FixedClock, job_id: str
    ) -> None:
        row = job_row(job_id, clock=clock).model_copy(update={"status": Status.COMPLETE, "video": VIDEO})
        jobs.create(row)
        ad = new_ad(row, CHAIR, clock.now())
        ads.create_for_job(ad, row)
        later, unlisted = (f"{job_id}-{name}" for name in ("later", "unlisted"))
        for other in (later, unlisted):
            ads.add_version(ad.ad_id, row.model_copy(update={"job_id": other}), row)
        ads.delete(ads.get(ad.ad_id) or ad, frozenset({job_id, later}))
        for each in (jobs.get(job_id), jobs.get(later)):
            assert each is not None
            assert (each.ad_id, each.video, each.message) == (None, None, WITHDRAWN_MESSAGE)
            assert each.status is Status.COMPLETE
        kept = jobs.get(unlisted)
        assert kept is not None
        assert (kept.ad_id, kept.video) == (None, VIDEO)

    def test_an_ad_can_await_another_video_with_its_new_job_in_one_step(
        self, ads: Ads, jobs: Jobs, clock: FixedClock, job_id: str
    ) -> None:
        ad, first, second = self.processing(job_id, clock), job_row(job_id, clock=clock), f"{job_id}-second"
        ads.create_with_job(ad, first)
        ads.add_version(ad.ad_id, job_row(second, clock=clock), first)
        job, renewed = jobs.get(second), ads.get(ad.ad_id)
        assert job is not None
        assert renewed is not None
        assert (job.ad_id, renewed.job_id) == (ad.ad_id, job_id)
        with pytest.raises(Conflict):
            ads.add_version(ad.ad_id, job_row(second, clock=clock), first)

    def test_a_deleted_ad_awaits_nothing_and_no_job_is_made_for_it(
        self, ads: Ads, jobs: Jobs, clock: FixedClock, job_id: str
    ) -> None:
        with pytest.raises(Conflict):
            ads.add_version("gone", job_row(job_id, clock=clock), job_row(f"{job_id}-first", clock=clock))
        assert jobs.get(job_id) is None

    def test_an_ad_for_which_a_version_was_ordered_since_it_was_read_is_not_deleted(
        self, ads: Ads, jobs: Jobs, clock: FixedClock, job_id: str
    ) -> None:
        as_read, first, second = self.processing(job_id, clock), job_row(job_id, clock=clock), f"{job_id}-second"
        ads.create_with_job(as_read, first)
        ads.add_version(as_read.ad_id, job_row(second, clock=clock), first)
        with pytest.raises(Conflict):
            ads.delete(as_read)
        ads.delete(ads.get(as_read.ad_id) or as_read)
        assert ads.get(as_read.ad_id) is None
        assert [getattr(jobs.get(one), "ad_id", "no job") for one in (job_id, second)] == [None, None]

    def complete(self, jobs: Jobs, clock: FixedClock, job_id: str, **changes: object) -> Job:
        row = job_row(job_id, clock=clock).model_copy(update={"status": Status.COMPLETE, "video": VIDEO, **changes})
        jobs.create(row)
        return row

    def test_an_ad_shows_another_version_with_its_job_in_one_step(
        self, ads: Ads, jobs: Jobs, clock: FixedClock, job_id: str
    ) -> None:
        first = self.complete(jobs, clock, job_id)
        ad = new_ad(first, CHAIR, clock.now(), "mailto:a@example.com")
        ads.create_for_job(ad, first)
        second = self.complete(jobs, clock, f"{job_id}-second", first_version=job_id)
        ads.select_version(ad, second)
        ads.select_version(ads.get(ad.ad_id) or ad, second)
        shown, job = ads.get(ad.ad_id), jobs.get(second.job_id)
        assert shown is not None
        assert job is not None
        assert (shown.job_id, shown.status, shown.video) == (second.job_id, AdStatus.ACTIVE, VIDEO)
        assert shown.mentioned_by == (job_id, second.job_id)
        assert (shown.contact, job.ad_id) == ("mailto:a@example.com", ad.ad_id)

    def test_an_ad_awaits_a_version_that_runs(self, ads: Ads, jobs: Jobs, clock: FixedClock, job_id: str) -> None:
        first = self.complete(jobs, clock, job_id)
        ad = new_ad(first, CHAIR, clock.now())
        ads.create_for_job(ad, first)
        running = job_row(f"{job_id}-second", clock=clock)
        jobs.create(running)
        ads.select_version(ad, running)
        shown, job = ads.get(ad.ad_id), jobs.get(running.job_id)
        assert shown is not None
        assert job is not None
        assert (shown.job_id, shown.mentioned_by, job.ad_id) == (job_id, (job_id, running.job_id), ad.ad_id)
        jobs.cancel(running.job_id)
        with pytest.raises(Conflict):
            ads.select_version(ad, running)

    def test_a_version_in_another_ad_is_not_taken_from_it(
        self, ads: Ads, jobs: Jobs, clock: FixedClock, job_id: str
    ) -> None:
        first, second = self.complete(jobs, clock, job_id), self.complete(jobs, clock, f"{job_id}-second")
        ad, other = new_ad(first, CHAIR, clock.now()), new_ad(second, CHAIR, clock.now())
        ads.create_for_job(ad, first)
        ads.create_for_job(other, second)
        with pytest.raises(Conflict):
            ads.select_version(ad, second)

    def test_reports_are_kept_up_to_a_bound(self, ads: Ads, clock: FixedClock, job_id: str) -> None:
        ad = self.processing(job_id, clock)
        ads.create_with_job(ad, job_row(job_id, clock=clock))
        report = Report(at=clock.now(), reason="scam", text="Never sent.")
        for _ in range(MAX_REPORTS + 1):
            ads.add_report(ad.ad_id, report)
        reported = ads.get(ad.ad_id)
        assert reported is not None
        assert reported.reports == (report,) * MAX_REPORTS
        with pytest.raises(NotFound):
            ads.add_report("gone", report)

    def test_a_failed_ad_can_resume(self, ads: Ads, clock: FixedClock, job_id: str) -> None:
        ad = self.processing(job_id, clock)
        ads.create_with_job(ad, job_row(job_id, clock=clock))
        ads.fail(ad.ad_id)
        failed = ads.get(ad.ad_id)
        ads.resume(ad.ad_id)
        resumed = ads.get(ad.ad_id)
        assert failed is not None
        assert resumed is not None
        assert (failed.status, resumed.status) == (AdStatus.FAILED, AdStatus.PROCESSING)

    def test_failing_an_unknown_ad_changes_nothing(self, ads: Ads, job_id: str) -> None:
        ads.fail(job_id)
        assert ads.get(job_id) is None

    def test_an_owner_sees_own_ads_newest_first_in_pages(self, ads: Ads, clock: FixedClock, job_id: str) -> None:
        made = []
        for n in range(3):
            ad = self.processing(f"{job_id}{n}", clock, owner=job_id)
            ads.create_with_job(ad, job_row(f"{job_id}{n}", owner=job_id, clock=clock))
            made.append(ad.ad_id)
            clock.pass_by(1)
        first = ads.list_by_owner(job_id, 2, None)
        second = ads.list_by_owner(job_id, 2, first.cursor)
        assert [ad.ad_id for ad in (*first.ads, *second.ads)] == made[::-1]
        assert second.cursor is None

    def test_the_feed_holds_active_ads_only(self, ads: Ads, clock: FixedClock, job_id: str) -> None:
        ad = self.processing(job_id, clock)
        ads.create_with_job(ad, job_row(job_id, clock=clock))
        assert ad.ad_id not in [shown.ad_id for shown in ads.list_active(100, None).ads]
