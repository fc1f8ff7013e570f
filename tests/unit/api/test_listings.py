"""Listings: created once for a job, shown to everybody once active, changed and deleted by their owner."""

from typing import Any

import pytest

from testing.ads import MemoryAds
from tests.unit.api.conftest import Api
from tests.unit.api.listing_helpers import VIDEO, active, create, finished, running
from vidx.ads import Ad, AdStatus
from vidx.errors import Conflict
from vidx.jobs.model import Failure, Job, Status


def test_the_ad_of_a_running_job_waits_for_its_video(api: Api) -> None:
    running(api)

    reply = create(api)

    ad = api.ads.rows[reply.json["adId"]]
    assert (reply.status, reply.json["success"]) == (201, True)
    assert (reply.json["url"], reply.json["contact"]) == (f"https://api.test/ads/{ad.ad_id}", None)
    assert reply.headers["Location"] == f"https://api.test/ads/{ad.ad_id}"
    assert (ad.status, ad.owner, ad.title, ad.video) == (AdStatus.PROCESSING, "u1", "Oak chair", None)
    assert api.jobs.rows["j1"].ad_id == ad.ad_id


def test_the_ad_of_a_finished_job_is_active_at_once(api: Api) -> None:
    ad = active(api)

    assert (ad.status, ad.video) == (AdStatus.ACTIVE, VIDEO)


def test_creating_twice_makes_one_ad_with_the_details_of_the_first(api: Api) -> None:
    running(api)

    first, second = create(api), create(api, title="Another chair")

    assert first.json == second.json
    assert [ad.title for ad in api.ads.rows.values()] == ["Oak chair"]


@pytest.mark.parametrize("status", [Status.ERROR, Status.CANCELED])
def test_a_job_that_ended_without_a_video_gets_no_ad(api: Api, status: Status) -> None:
    row = running(api)
    api.jobs.rows["j1"] = row.model_copy(update={"status": status})

    reply = create(api)

    assert (reply.status, reply.json["code"]) == (409, "JobClosed")
    assert "retry the job first" in reply.field_messages["jobId"]
    assert not api.ads.rows


def test_a_failed_ad_still_belongs_to_its_job(api: Api) -> None:
    running(api)
    ad_id = create(api).json["adId"]
    api.jobs.fail("j1", 1, Failure(code="RenderFailed", stage="render", message="it broke"))

    assert create(api).json["adId"] == ad_id


@pytest.mark.parametrize(("job_id", "user"), [("j1", "u2"), ("nothing", "u1")])
def test_only_the_owner_of_a_job_can_create_its_ad(api: Api, job_id: str, user: str) -> None:
    running(api)

    assert create(api, job_id, user).status == 404


class Moving(MemoryAds):
    """The job completes between the first read and the first write."""

    def create_for_job(self, ad: Ad, job: Job) -> None:
        if job.status is not Status.COMPLETE:
            self.jobs.rows[job.job_id] = job.model_copy(update={"status": Status.COMPLETE, "video": VIDEO})
        super().create_for_job(ad, job)


def test_a_job_that_completes_during_the_request_gets_an_active_ad(api: Api) -> None:
    running(api)
    moving = api.replace_ads(Moving(api.jobs))

    reply = create(api)

    assert (reply.status, moving.rows[reply.json["adId"]].status) == (201, AdStatus.ACTIVE)


class AlwaysInTheWay(MemoryAds):
    def create_for_job(self, ad: Ad, job: Job) -> None:
        raise Conflict("the ad is being deleted")


def test_a_lasting_conflict_is_reported_after_a_few_tries(api: Api) -> None:
    running(api)
    api.replace_ads(AlwaysInTheWay(api.jobs))

    assert (create(api).status, create(api).json["code"]) == (409, "Conflict")


@pytest.mark.parametrize("name", ["videoUrl", "video", "status", "owner", "thumbnailUrl"])
def test_a_client_cannot_set_video_and_status(api: Api, name: str) -> None:
    finished(api)

    reply = create(api, **{name: "https://evil.test/v.mp4"})

    assert reply.field_messages == {name: f"{name} is not a field of this request; leave it out"}
    assert not api.ads.rows


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"price": -1}, "price"),
        ({"currency": "XXX"}, "currency"),
        ({"jobId": None}, "jobId"),
    ],
)
def test_a_listing_is_checked_like_the_details_of_a_video(api: Api, changes: dict[str, Any], field: str) -> None:
    assert field in create(api, **changes).field_messages


def test_an_active_ad_is_public_without_the_id_of_its_job(api: Api) -> None:
    ad = active(api)

    reply = api.call("GET", f"/api/ads/{ad.ad_id}", user=None)

    assert reply.status == 200
    assert reply.json == {
        "adId": ad.ad_id,
        "title": "Oak chair",
        "description": "A solid oak chair, hardly used, 45 cm seat height.",
        "price": 89.5,
        "currency": "EUR",
        "category": "furniture",
        "language": "en",
        "status": "active",
        "videoUrl": "https://media.test/videos/20261122_j1.mp4",
        "thumbnailUrl": "https://media.test/videos/20261122_j1.jpg",
        "captionsUrl": "https://media.test/videos/20261122_j1.vtt",
        "previewUrl": None,
        "aiGenerated": True,
        "duration": 16.5,
        "photoUrls": [],
        "contact": None,
        "createdAt": "2026-11-22T12:00:00Z",
        "updatedAt": "2026-11-22T12:00:00Z",
    }


@pytest.mark.parametrize("status", [AdStatus.PROCESSING, AdStatus.FAILED])
def test_an_inactive_ad_and_an_unknown_one_get_the_same_answer(api: Api, status: AdStatus) -> None:
    ad = active(api)
    api.ads.rows[ad.ad_id] = ad.model_copy(update={"status": status})

    hidden, unknown = (api.call("GET", f"/api/ads/{ad_id}", user="u1") for ad_id in (ad.ad_id, "nothing"))

    assert (hidden.status, hidden.json) == (unknown.status, unknown.json)
    assert hidden.status == 404
    assert api.call("GET", "/api/ads", user=None).json == {"ads": [], "cursor": None}


def test_the_feed_is_newest_first_in_pages(api: Api) -> None:
    ad_ids = []
    for n in range(3):
        ad_ids.append(active(api, f"j{n}", f"u{n}").ad_id)
        api.clock.pass_by(1)

    first = api.call("GET", "/api/ads", user=None, query={"limit": "2"}).json
    second = api.call("GET", "/api/ads", user=None, query={"limit": "2", "cursor": first["cursor"]}).json

    assert [ad["adId"] for ad in first["ads"] + second["ads"]] == ad_ids[::-1]
    assert second["cursor"] is None
    assert "jobId" not in first["ads"][0]


@pytest.mark.parametrize("query", [{"cursor": "made-up"}, {"limit": "0"}, {"limit": "101"}, {"limit": "x"}])
def test_an_invalid_page_is_refused(api: Api, query: dict[str, str]) -> None:
    assert api.call("GET", "/api/ads", user=None, query=query).status == 422


def test_own_listings_have_every_status_and_only_the_owners(api: Api) -> None:
    running(api, "j1")
    create(api, "j1")
    active(api, "j2", "u2")

    mine = api.call("GET", "/api/ads/mine").json["ads"]

    assert [(ad["jobId"], ad["status"], ad["videoUrl"]) for ad in mine] == [("j1", "processing", None)]


def test_own_listings_need_a_sign_in(api: Api) -> None:
    assert api.call("GET", "/api/ads/mine", user=None).status == 401
