"""Rules of the `Ads` port. They run on the fake and on DynamoDB."""

from decimal import Decimal

import pytest

from testing.clock import FixedClock
from testing.jobs import job_row
from vidx.ads import MAX_REPORTS, Ad, AdStatus, Report, new_ad
from vidx.errors import Conflict, NotFound
from vidx.jobs.model import WITHDRAWN_MESSAGE, Failure, Job, Status, Video
from vidx.jobs.request import Listing
from vidx.ports.ads import Ads
from vidx.ports.jobs import Jobs

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

    def test_a_job_id_in_use_creates_neither_job_nor_ad(
        self, ads: Ads, jobs: Jobs, clock: FixedClock, job_id: str
    ) -> None:
        jobs.create(job_row(job_id, clock=clock))
        ad = self.processing(job_id, clock)
        with pytest.raises(Conflict):
            ads.create_with_job(ad, job_row(job_id, clock=clock))
        assert ads.get(ad.ad_id) is None

    def test_an_ad_is_attached_to_a_running_job_once(
        self, ads: Ads, jobs: Jobs, clock: FixedClock, job_id: str
    ) -> None:
        row = job_row(job_id, clock=clock)
        jobs.create(row)
        ad = self.processing(job_id, clock)
        ads.create_for_job(ad, row)
        assert ads.get(ad.ad_id) == ad
        with pytest.raises(Conflict):
            ads.create_for_job(ad, row)

    def test_a_failed_job_gets_no_processing_ad(self, ads: Ads, jobs: Jobs, clock: FixedClock, job_id: str) -> None:
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

    def test_the_details_of_an_ad_can_be_changed(self, ads: Ads, clock: FixedClock, job_id: str) -> None:
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

    def test_deleting_an_ad_removes_its_id_from_the_job_and_can_be_repeated(
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

    def test_deleting_an_ad_removes_deleted_videos_from_their_jobs(
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
        unlisted_job = jobs.get(unlisted)
        assert unlisted_job is not None
        assert (unlisted_job.ad_id, unlisted_job.video) == (None, VIDEO)

    def test_a_new_version_and_its_entry_in_the_ad_are_stored_together(
        self, ads: Ads, jobs: Jobs, clock: FixedClock, job_id: str
    ) -> None:
        ad, first, second = self.processing(job_id, clock), job_row(job_id, clock=clock), f"{job_id}-second"
        ads.create_with_job(ad, first)
        ads.add_version(ad.ad_id, job_row(second, clock=clock), first)
        job, renewed = jobs.get(second), ads.get(ad.ad_id)
        assert job is not None
        assert renewed is not None
        assert (job.ad_id, renewed.job_id) == (ad.ad_id, job_id)
        assert set(renewed.stems) == {first.public_stem, job.public_stem}
        with pytest.raises(Conflict):
            ads.add_version(ad.ad_id, job_row(second, clock=clock), first)

    def test_no_job_is_created_for_a_deleted_ad(self, ads: Ads, jobs: Jobs, clock: FixedClock, job_id: str) -> None:
        with pytest.raises(Conflict):
            ads.add_version("gone", job_row(job_id, clock=clock), job_row(f"{job_id}-first", clock=clock))
        assert jobs.get(job_id) is None

    def test_an_ad_with_a_version_requested_since_it_was_read_is_not_deleted(
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

    def test_the_ad_and_the_job_change_together_when_another_version_is_shown(
        self, ads: Ads, jobs: Jobs, clock: FixedClock, job_id: str
    ) -> None:
        first = self.complete(jobs, clock, job_id)
        ad = new_ad(first, CHAIR, clock.now(), "mailto:a@example.com")
        ads.create_for_job(ad, first)
        second = self.complete(jobs, clock, f"{job_id}-second", first_version=job_id)
        ads.select_version(ad, second)
        ads.select_version(ads.get(ad.ad_id) or ad, second)
        stored_ad, job = ads.get(ad.ad_id), jobs.get(second.job_id)
        assert stored_ad is not None
        assert job is not None
        assert (stored_ad.job_id, stored_ad.status, stored_ad.video) == (second.job_id, AdStatus.ACTIVE, VIDEO)
        assert stored_ad.mentioned_by == (job_id, second.job_id)
        assert stored_ad.stems == (second.public_stem,), "both show the same video here"
        assert (stored_ad.contact, job.ad_id) == ("mailto:a@example.com", ad.ad_id)

    def test_an_ad_waits_for_a_running_version(self, ads: Ads, jobs: Jobs, clock: FixedClock, job_id: str) -> None:
        first = self.complete(jobs, clock, job_id)
        ad = new_ad(first, CHAIR, clock.now())
        ads.create_for_job(ad, first)
        running = job_row(f"{job_id}-second", clock=clock)
        jobs.create(running)
        ads.select_version(ad, running)
        stored_ad, job = ads.get(ad.ad_id), jobs.get(running.job_id)
        assert stored_ad is not None
        assert job is not None
        assert (stored_ad.job_id, stored_ad.mentioned_by, job.ad_id) == (job_id, (job_id, running.job_id), ad.ad_id)
        assert stored_ad.stems == (first.public_stem, running.public_stem)
        jobs.cancel(running.job_id)
        with pytest.raises(Conflict):
            ads.select_version(ad, running)

    def test_a_version_in_another_ad_is_refused(self, ads: Ads, jobs: Jobs, clock: FixedClock, job_id: str) -> None:
        first, second = self.complete(jobs, clock, job_id), self.complete(jobs, clock, f"{job_id}-second")
        ad, other = new_ad(first, CHAIR, clock.now()), new_ad(second, CHAIR, clock.now())
        ads.create_for_job(ad, first)
        ads.create_for_job(other, second)
        with pytest.raises(Conflict):
            ads.select_version(ad, second)

    def test_reports_are_stored_up_to_a_limit(self, ads: Ads, clock: FixedClock, job_id: str) -> None:
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

    def test_the_ads_of_an_owner_are_listed_newest_first_in_pages(
        self, ads: Ads, clock: FixedClock, job_id: str
    ) -> None:
        ad_ids = []
        for n in range(3):
            ad = self.processing(f"{job_id}{n}", clock, owner=job_id)
            ads.create_with_job(ad, job_row(f"{job_id}{n}", owner=job_id, clock=clock))
            ad_ids.append(ad.ad_id)
            clock.pass_by(1)
        first = ads.list_by_owner(job_id, 2, None)
        second = ads.list_by_owner(job_id, 2, first.cursor)
        assert [ad.ad_id for ad in (*first.ads, *second.ads)] == ad_ids[::-1]
        assert second.cursor is None

    def test_the_feed_holds_active_ads_only(self, ads: Ads, clock: FixedClock, job_id: str) -> None:
        ad = self.processing(job_id, clock)
        ads.create_with_job(ad, job_row(job_id, clock=clock))
        assert ad.ad_id not in [stored_ad.ad_id for stored_ad in ads.list_active(100, None).ads]

    def test_the_ids_of_an_owners_ads_are_listed(self, ads: Ads, clock: FixedClock, job_id: str) -> None:
        ad = self.processing(job_id, clock, owner=job_id)
        ads.create_with_job(ad, job_row(job_id, owner=job_id, clock=clock))
        assert ads.list_ids_by_owner(job_id) == [ad.ad_id]
        assert ads.list_ids_by_owner(f"{job_id}-other") == []
