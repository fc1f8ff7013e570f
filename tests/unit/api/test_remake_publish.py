"""A new version in the listing of the earlier one."""

from tests.unit.api.conftest import Api
from tests.unit.api.versions import complete, job_of, remake
from vidx.ads import ad_id_of


def test_without_publish_the_listing_stays_with_the_earlier_version(api: Api) -> None:
    job_id = api.generate(publish=True).json["jobId"]
    complete(api, job_id)

    assert remake(api, job_id, music="none").json["adId"] is None


def test_publish_has_the_listing_await_the_new_version(api: Api) -> None:
    job_id = api.generate(publish=True).json["jobId"]
    complete(api, job_id)

    reply = remake(api, job_id, music="none", publish=True)

    assert reply.json["adId"] == ad_id_of(job_id) == job_of(api, reply).ad_id
    assert len(api.ads.rows) == 1


def test_publish_without_a_listing_creates_one(api: Api) -> None:
    job_id = api.generate().json["jobId"]
    complete(api, job_id)

    reply = remake(api, job_id, music="none", publish=True)

    assert reply.json["adId"] == ad_id_of(reply.json["jobId"])
    assert api.ads.rows[reply.json["adId"]].title == "Oak chair"


def test_a_renewed_listing_that_is_deleted_is_mentioned_nowhere(api: Api) -> None:
    job_id = api.generate(publish=True).json["jobId"]
    complete(api, job_id)
    remade = remake(api, job_id, music="none", publish=True).json["jobId"]

    api.call("DELETE", f"/api/ads/{ad_id_of(job_id)}")

    assert [api.jobs.rows[one].ad_id for one in (job_id, remade)] == [None, None]


def test_a_request_that_died_before_the_start_is_completed_by_its_repetition(api: Api) -> None:
    job_id = api.generate(publish=True).json["jobId"]
    complete(api, job_id)
    one = remake(api, job_id, key="k", music="none", publish=True)
    api.once.answers.clear()
    api.executions.started.clear()

    again = remake(api, job_id, key="k", music="none", publish=True)

    assert again.json == one.json
    assert api.executions.started == [one.json["jobId"]]
