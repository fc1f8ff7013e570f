"""A finished video is published later; its versions share one listing."""

from decimal import Decimal

import pytest

from tests.unit.api.conftest import DETAILS, Api, Reply
from tests.unit.api.version_helpers import VIDEO, complete, job_of, remake, request_of
from vidx.ads import AdStatus, make_ad_id
from vidx.jobs.model import Failure, Status


def publish(api: Api, job_id: str, user: str = "u1", **details: object) -> Reply:
    return api.call("POST", "/api/ads/create", {"jobId": job_id, **details}, user=user)


def finished(api: Api) -> str:
    """Id of the job of a finished video without a listing."""
    job_id: str = api.generate(publishLater=True).json["jobId"]
    complete(api, job_id)
    return job_id


def finished_version(api: Api, job_id: str, **changes: str) -> str:
    api.clock.pass_by(1)
    version = job_of(api, remake(api, job_id, **(changes or {"music": "none"}))).job_id
    complete(api, version)
    video = VIDEO.model_copy(update={"video_url": f"https://v.test/videos/20261122_{version}.mp4"})
    api.jobs.rows[version] = api.jobs.rows[version].model_copy(update={"video": video})
    return version


def versions(api: Api, job_id: str, user: str = "u1") -> Reply:
    return api.call("GET", f"/api/video/jobs/{job_id}/versions", user=user)


def test_the_end_card_shows_the_address_that_the_listing_will_have(api: Api) -> None:
    job_id = finished(api)

    assert not api.ads.rows
    assert request_of(api, job_id).ad_url == f"https://api.test/ads/{make_ad_id(job_id)}"
    assert publish(api, job_id).json["adId"] == make_ad_id(job_id)


def test_a_video_that_is_not_for_a_listing_shows_no_address(api: Api) -> None:
    assert request_of(api, api.generate().json["jobId"]).ad_url is None


def test_publishing_uses_the_details_of_the_video(api: Api) -> None:
    job_id = finished(api)

    reply = publish(api, job_id, price=75)

    ad = api.ads.rows[reply.json["adId"]]
    assert (ad.title, ad.price, ad.currency) == (DETAILS["title"], Decimal(75), DETAILS["currency"])
    assert ad.status is AdStatus.ACTIVE


def test_publishing_asks_for_details_that_an_older_row_does_not_have(api: Api) -> None:
    job_id = finished(api)
    api.jobs.rows[job_id] = api.jobs.rows[job_id].model_copy(update={"listing": None})

    assert "title is missing" in publish(api, job_id).field_messages["title"]
    assert publish(api, job_id, **DETAILS).status == 201


def test_another_version_keeps_the_address_and_is_published_there(api: Api) -> None:
    first = finished(api)
    second = finished_version(api, first)

    assert request_of(api, second).ad_url == request_of(api, first).ad_url
    assert publish(api, second).json["adId"] == make_ad_id(first)
    assert api.ads.rows[make_ad_id(first)].job_id == second


def test_the_listing_can_show_any_version_and_keeps_its_text(api: Api) -> None:
    first = finished(api)
    ad_id = publish(api, first, title="Oak chair, reduced").json["adId"]
    second = finished_version(api, first)
    assert versions(api, second).json["listed"] == first

    assert publish(api, second).json["adId"] == ad_id
    ad = api.ads.rows[ad_id]
    assert (ad.job_id, ad.video, ad.title) == (second, api.jobs.rows[second].video, "Oak chair, reduced")
    assert (ad.status, len(api.ads.rows)) == (AdStatus.ACTIVE, 1)

    assert publish(api, first).json["adId"] == ad_id
    assert versions(api, first).json["listed"] == first
    assert publish(api, first).json["adId"] == ad_id


def test_a_version_that_is_being_made_is_shown_once_it_is_ready(api: Api) -> None:
    first = finished(api)
    ad_id = publish(api, first).json["adId"]
    running = job_of(api, remake(api, first, music="none")).job_id

    assert publish(api, running).json["adId"] == ad_id
    assert api.jobs.rows[running].ad_id == ad_id
    assert api.ads.rows[ad_id].job_id == first


def test_deleting_the_listing_deletes_every_version_that_it_showed(api: Api) -> None:
    first = finished(api)
    ad_id = publish(api, first).json["adId"]
    second = finished_version(api, first)
    publish(api, second)

    api.call("DELETE", f"/api/ads/{ad_id}")

    assert [api.jobs.rows[one].video for one in (first, second)] == [None, None]


def test_any_version_lists_all_versions_newest_first(api: Api) -> None:
    first = finished(api)
    second = finished_version(api, first)
    third = finished_version(api, second, voice="onyx")
    api.generate()

    for each in (first, second, third):
        reply = versions(api, each).json
        assert [job["jobId"] for job in reply["versions"]] == [third, second, first]
        assert {job["firstVersion"] for job in reply["versions"]} == {first}
        assert (reply["adId"], reply["listed"]) == (None, None)
    assert versions(api, first, user="u2").status == 404


def test_a_version_of_another_account_cannot_be_published(api: Api) -> None:
    assert publish(api, finished(api), user="u2").status == 404


@pytest.mark.parametrize("status", ["running", "failed", "complete"])
def test_a_video_that_is_in_no_listing_can_be_deleted(api: Api, status: str) -> None:
    job_id = api.generate().json["jobId"]
    if status == "complete":
        complete(api, job_id)
    if status == "failed":
        api.jobs.fail(job_id, 1, Failure(code="RenderFailed", stage="render", message="it broke"))

    replies = [api.call("DELETE", f"/api/video/jobs/{job_id}").status for _ in range(2)]

    assert replies == [204, 204]
    assert job_id not in api.jobs.rows
    assert bool(api.withdrawals.stems) is (status == "complete")
    assert bool(api.executions.stopped) is (status == "running")


def test_a_listed_video_is_deleted_only_with_its_listing(api: Api) -> None:
    job_id = finished(api)
    publish(api, job_id)

    reply = api.call("DELETE", f"/api/video/jobs/{job_id}")

    assert (reply.status, reply.json["code"]) == (409, "JobClosed")
    assert api.jobs.rows[job_id].status is Status.COMPLETE


def test_a_video_of_another_account_cannot_be_deleted(api: Api) -> None:
    job_id = finished(api)

    assert api.call("DELETE", f"/api/video/jobs/{job_id}", user="u2").status == 204
    assert job_id in api.jobs.rows


def test_the_status_of_a_finished_job_has_the_details_of_its_video(api: Api) -> None:
    job_id = finished(api)

    details = api.call("GET", f"/api/video/status/{job_id}").json["details"]

    assert (details["title"], details["price"]) == (DETAILS["title"], "89.5")


def test_each_version_has_its_language_and_choices(api: Api) -> None:
    first = api.generate(format="9:16").json["jobId"]
    complete(api, first)
    second = job_of(api, remake(api, first, format="1:1", language="de")).job_id
    complete(api, second)
    third = job_of(api, remake(api, second, voice="nova")).job_id

    choices_by_job = {
        each["jobId"]: (each["language"], each["choices"]) for each in versions(api, first).json["versions"]
    }

    assert (choices_by_job[first][0], choices_by_job[first][1]["format"]) == ("en", "9:16")
    assert (choices_by_job[second][0], choices_by_job[second][1]["format"]) == ("de", "1:1")
    assert choices_by_job[third] == (None, None)
