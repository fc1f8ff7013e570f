"""A new version in the listing of the earlier one."""

from collections.abc import Callable
from dataclasses import dataclass

from testing.ads import MemoryAds
from tests.unit.api.conftest import Api
from tests.unit.api.version_helpers import VIDEO, complete, job_of, remake
from vidx.ads import Ad, AdStatus, make_ad_id
from vidx.errors import StorageUnavailable
from vidx.jobs.model import Stage, StageRecord, Status
from vidx.keys import stem_from_url


def test_without_publish_the_listing_shows_the_earlier_version(api: Api) -> None:
    job_id = api.generate(publish=True).json["jobId"]
    complete(api, job_id)

    assert remake(api, job_id, music="none").json["adId"] is None


def test_with_publish_the_listing_waits_for_the_new_version(api: Api) -> None:
    job_id = api.generate(publish=True).json["jobId"]
    complete(api, job_id)

    reply = remake(api, job_id, music="none", publish=True)

    assert reply.json["adId"] == make_ad_id(job_id) == job_of(api, reply).ad_id
    assert len(api.ads.rows) == 1


def test_publish_without_a_listing_creates_one(api: Api) -> None:
    job_id = api.generate().json["jobId"]
    complete(api, job_id)

    reply = remake(api, job_id, music="none", publish=True)

    assert reply.json["adId"] == make_ad_id(job_id)
    assert api.ads.rows[reply.json["adId"]].title == "Oak chair"


def test_a_deleted_listing_is_removed_from_all_its_versions(api: Api) -> None:
    job_id = api.generate(publish=True).json["jobId"]
    complete(api, job_id)
    remade = remake(api, job_id, music="none", publish=True).json["jobId"]

    api.call("DELETE", f"/api/ads/{make_ad_id(job_id)}")

    assert [api.jobs.rows[one].ad_id for one in (job_id, remade)] == [None, None]


def test_deleting_a_listing_deletes_the_versions_that_it_showed_before(api: Api) -> None:
    job_id = api.generate(publish=True).json["jobId"]
    complete(api, job_id)
    remade = remake(api, job_id, music="none", publish=True).json["jobId"]
    alone = remake(api, job_id, music="calm").json["jobId"]
    for each in (remade, alone):
        complete(api, each)
        video = VIDEO.model_copy(update={"video_url": f"https://media.test/videos/20261122_{each}.mp4"})
        api.jobs.rows[each] = api.jobs.rows[each].model_copy(update={"video": video})
    ad_id = make_ad_id(job_id)
    live = {"status": AdStatus.ACTIVE, "job_id": remade, "video": api.jobs.rows[remade].video}
    api.ads.rows[ad_id] = api.ads.rows[ad_id].model_copy(update=live)

    api.call("DELETE", f"/api/ads/{ad_id}")

    assert sorted(api.withdrawals.stems) == sorted([stem_from_url(VIDEO.video_url), f"videos/20261122_{remade}"])
    assert [api.jobs.rows[one].video is None for one in (job_id, remade, alone)] == [True, True, False]


def published_version(api: Api, job_id: str) -> str:
    """Return a finished version that the job's listing shows."""
    remade: str = remake(api, job_id, music="none").json["jobId"]
    complete(api, remade)
    video = VIDEO.model_copy(update={"video_url": f"https://media.test/videos/20261122_{remade}.mp4"})
    api.jobs.rows[remade] = api.jobs.rows[remade].model_copy(update={"video": video})
    api.call("POST", "/api/ads/create", {"jobId": remade})
    return remade


def test_a_listing_takes_its_versions_along_when_their_records_have_expired(api: Api) -> None:
    job_id = api.generate(publish=True).json["jobId"]
    complete(api, job_id)
    versions = [job_id, *(published_version(api, job_id) for _ in range(2))]
    api.jobs.rows.clear()

    api.call("DELETE", f"/api/ads/{make_ad_id(job_id)}")

    assert set(api.withdrawals.stems) >= {f"videos/20261122_{version}" for version in versions}
    assert api.ads.rows == {}


def test_versions_that_an_old_listing_did_not_record_are_known_by_their_videos(api: Api) -> None:
    job_id = api.generate(publish=True).json["jobId"]
    complete(api, job_id)
    remade, ad_id = published_version(api, job_id), make_ad_id(job_id)
    api.ads.rows[ad_id] = api.ads.rows[ad_id].model_copy(update={"stems": ()})
    api.ads.videos = {each: f"https://media.test/videos/20261122_{each}.mp4" for each in (job_id, remade)}
    api.jobs.rows.clear()

    api.call("DELETE", f"/api/ads/{ad_id}")

    assert set(api.withdrawals.stems) >= {f"videos/20261122_{each}" for each in (job_id, remade)}


def uploading(api: Api, job_id: str) -> str:
    """Id of a version that becomes active in the job's listing when it is ready."""
    remade: str = remake(api, job_id, music="none", publish=True).json["jobId"]
    stages = {Stage.UPLOAD: StageRecord(started_at=api.clock.now(), attempt=1)}
    job = api.jobs.rows[remade].model_copy(update={"status": Status.UPLOAD, "stages": stages})
    api.jobs.rows[remade] = job
    return remade


def test_deleting_a_listing_cancels_a_running_version_and_deletes_its_files(api: Api) -> None:
    job_id = api.generate(publish=True).json["jobId"]
    complete(api, job_id)
    remade = uploading(api, job_id)

    assert api.call("DELETE", f"/api/ads/{make_ad_id(job_id)}").status == 204

    assert (api.jobs.rows[remade].status, api.jobs.rows[remade].ad_id) == (Status.CANCELED, None)
    assert api.executions.stopped == [remade]
    assert f"videos/20261122_{remade}" in api.withdrawals.stems
    assert not api.ads.rows


def test_the_files_of_a_canceled_version_are_deleted_later_if_storage_was_down(api: Api) -> None:
    job_id = api.generate(publish=True).json["jobId"]
    complete(api, job_id)
    remade = uploading(api, job_id)
    api.withdrawals.error = StorageUnavailable("storage answered 503")

    deleted = api.call("DELETE", f"/api/ads/{make_ad_id(job_id)}")

    assert deleted.status == 204
    assert f"videos/20261122_{remade}" in api.jobs.withdrawals


def test_a_version_before_its_upload_has_no_files_to_delete(api: Api) -> None:
    job_id = api.generate(publish=True).json["jobId"]
    complete(api, job_id)
    remade = remake(api, job_id, music="none", publish=True).json["jobId"]

    api.call("DELETE", f"/api/ads/{make_ad_id(job_id)}")

    assert api.jobs.rows[remade].status is Status.CANCELED
    assert api.withdrawals.stems == [stem_from_url(VIDEO.video_url)]


def test_a_version_outside_the_listing_continues(api: Api) -> None:
    job_id = api.generate(publish=True).json["jobId"]
    complete(api, job_id)
    alone = remake(api, job_id, music="calm").json["jobId"]

    api.call("DELETE", f"/api/ads/{make_ad_id(job_id)}")

    assert not api.jobs.rows[alone].status.final


@dataclass
class BusyAds(MemoryAds):
    """Another version is requested right before the listing is deleted."""

    order: Callable[[], str] | None = None

    def delete(self, ad: Ad, taken_down: frozenset[str] = frozenset()) -> None:
        if self.order:
            order, self.order = self.order, None
            order()
        super().delete(ad, taken_down)


def test_a_version_requested_during_the_deletion_is_canceled_too(api: Api) -> None:
    job_id = api.generate(publish=True).json["jobId"]
    complete(api, job_id)
    api.replace_ads(BusyAds(api.jobs, api.ads.rows, order=lambda: uploading(api, job_id)))

    assert api.call("DELETE", f"/api/ads/{make_ad_id(job_id)}").status == 204

    (ordered,) = (job for job in api.jobs.rows.values() if job.job_id != job_id)
    assert (ordered.status, ordered.ad_id) == (Status.CANCELED, None)
    assert not api.ads.rows


def test_repeating_a_request_that_failed_before_the_start_completes_it(api: Api) -> None:
    job_id = api.generate(publish=True).json["jobId"]
    complete(api, job_id)
    one = remake(api, job_id, key="k", music="none", publish=True)
    api.idempotency.answers.clear()
    api.executions.started.clear()

    again = remake(api, job_id, key="k", music="none", publish=True)

    assert again.json == one.json
    assert api.executions.started == [one.json["jobId"]]
