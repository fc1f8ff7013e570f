"""The ads table in memory, beside a jobs table in memory."""

from dataclasses import dataclass, field

from testing.jobs import MemoryJobs
from vidx import keys
from vidx.ads import MAX_REPORTS, Ad, AdStatus, Report, stems_with
from vidx.errors import Conflict, NotFound, unknown_cursor
from vidx.jobs.model import WITHDRAWN_MESSAGE, Job
from vidx.jobs.request import Listing
from vidx.ports.ads import AdPage, Ads


@dataclass
class MemoryAds:
    """Keeps the rules that `DynamoAds` enforces by conditions and transactions."""

    jobs: MemoryJobs = field(default_factory=MemoryJobs)
    rows: dict[str, Ad] = field(default_factory=dict)
    videos: dict[str, str] = field(default_factory=dict)
    """Addresses of finished videos, by job."""

    def create_with_job(self, ad: Ad, job: Job) -> None:
        if job.job_id in self.jobs.rows or ad.ad_id in self.rows:
            raise Conflict(f"there is a job {job.job_id} already")
        self.jobs.create(job.model_copy(update={"ad_id": ad.ad_id}))
        self.rows[ad.ad_id] = ad

    def create_for_job(self, ad: Ad, job: Job) -> None:
        now = self.jobs.rows[job.job_id]
        same = now.status is job.status if job.status.final else not now.status.final
        if not same or now.ad_id or ad.ad_id in self.rows:
            raise Conflict(f"job {job.job_id} has moved on, or has an ad already")
        self.jobs.rows[job.job_id] = now.model_copy(update={"ad_id": ad.ad_id})
        self.rows[ad.ad_id] = ad

    def add_version(self, ad_id: str, job: Job, before: Job) -> None:
        ad = self.rows.get(ad_id)
        if job.job_id in self.jobs.rows or ad is None:
            raise Conflict(f"there is a job {job.job_id} already, or no ad {ad_id}")
        self.jobs.create(job.model_copy(update={"ad_id": ad_id}))
        mentioned_by = (*ad.mentioned_by, before.job_id, job.job_id)
        stems = (*ad.stems, before.public_stem, job.public_stem)
        self.rows[ad_id] = ad.model_copy(update={"mentioned_by": mentioned_by, "stems": stems})

    def select_version(self, ad: Ad, job: Job) -> None:
        now = self.jobs.rows[job.job_id]
        same = now.status is job.status if job.status.final else not now.status.final
        if not same or now.ad_id not in {None, ad.ad_id} or ad.ad_id not in self.rows:
            raise Conflict(f"job {job.job_id} has moved on or is in another ad, or ad {ad.ad_id} is gone")
        self.jobs.rows[job.job_id] = now.model_copy(update={"ad_id": ad.ad_id})
        mentioned_by = tuple(dict.fromkeys((*ad.mentioned_by, ad.job_id, job.job_id)))
        changes: dict[str, object] = {
            "mentioned_by": mentioned_by,
            "stems": stems_with(ad, job),
            "updated_at": self.jobs.clock.now(),
        }
        if job.video:
            version_fields = {"job_id": job.job_id, "video": job.video, "format": job.choices.format}
            changes |= version_fields | {"status": AdStatus.ACTIVE}
        self.rows[ad.ad_id] = self.rows[ad.ad_id].model_copy(update=changes)

    def add_report(self, ad_id: str, report: Report) -> None:
        ad = self.rows.get(ad_id)
        if ad is None:
            raise NotFound(f"there is no ad {ad_id}")
        if len(ad.reports) < MAX_REPORTS:
            self.rows[ad_id] = ad.model_copy(update={"reports": (*ad.reports, report)})

    def record_stems(self, ad: Ad) -> Ad:
        videos = (self.videos[job_id] for job_id in ad.unrecorded() if job_id in self.videos)
        return ad.model_copy(update={"stems": (*ad.stems, *map(keys.stem_from_url, videos))})

    def get(self, ad_id: str) -> Ad | None:
        return self.rows.get(ad_id)

    def list_by_owner(self, owner: str, limit: int, cursor: str | None) -> AdPage:
        return self._page([ad for ad in self.rows.values() if ad.owner == owner], limit, cursor)

    def list_ids_by_owner(self, owner: str) -> list[str]:
        return [ad.ad_id for ad in self.rows.values() if ad.owner == owner]

    def list_active(self, limit: int, cursor: str | None) -> AdPage:
        return self._page([ad for ad in self.rows.values() if ad.status is AdStatus.ACTIVE], limit, cursor)

    def list_processing(self, limit: int, cursor: str | None) -> AdPage:
        return self._page([ad for ad in self.rows.values() if ad.status is AdStatus.PROCESSING], limit, cursor)

    def edit(self, ad: Ad, listing: Listing, contact: str | None = None) -> Ad:
        if ad.ad_id not in self.rows:
            raise NotFound(f"there is no ad {ad.ad_id}")
        changes = {**listing.model_dump(), "contact": contact, "updated_at": self.jobs.clock.now()}
        self.rows[ad.ad_id] = self.rows[ad.ad_id].model_copy(update=changes)
        return self.rows[ad.ad_id]

    def fail(self, ad_id: str) -> None:
        self._turn(ad_id, AdStatus.PROCESSING, AdStatus.FAILED)

    def resume(self, ad_id: str) -> None:
        self._turn(ad_id, AdStatus.FAILED, AdStatus.PROCESSING)

    def delete(self, ad: Ad, taken_down: frozenset[str] = frozenset()) -> None:
        for job_id in {ad.job_id, *ad.mentioned_by}:
            job = self.jobs.rows.get(job_id)
            if job and job.ad_id == ad.ad_id:
                gone = {"video": None, "message": WITHDRAWN_MESSAGE} if job_id in taken_down else {}
                self.jobs.rows[job_id] = job.model_copy(update={"ad_id": None, **gone})
        if self.rows.get(ad.ad_id, ad).mentioned_by != ad.mentioned_by:
            raise Conflict(f"another version was ordered for ad {ad.ad_id} meanwhile")
        self.rows.pop(ad.ad_id, None)

    def _turn(self, ad_id: str, before: AdStatus, after: AdStatus) -> None:
        ad = self.rows.get(ad_id)
        if ad and ad.status is before:
            self.rows[ad_id] = ad.model_copy(update={"status": after, "updated_at": self.jobs.clock.now()})

    def _page(self, ads: list[Ad], limit: int, cursor: str | None) -> AdPage:
        if cursor is not None and not (cursor.isascii() and cursor.isdecimal() and len(cursor) < 10):
            raise unknown_cursor()
        start = int(cursor or 0)
        ordered = sorted(ads, key=lambda ad: ad.created_at, reverse=True)
        rest = ordered[start + limit :]
        return AdPage(ordered[start : start + limit], str(start + limit) if rest else None)


def _conforms(ads: MemoryAds) -> Ads:
    """Let the type checker compare the fake with its port. Never called."""
    return ads
