"""A new version in the listing of the earlier one."""

from dataclasses import replace

from tests.unit.api.conftest import Api
from tests.unit.api.versions import VIDEO, complete, job_of, remake
from vidx.ads import AdStatus, ad_id_of
from vidx.keys import public_stem_of


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


def test_a_deleted_listing_takes_the_versions_it_showed_before_along(api: Api) -> None:
    job_id = api.generate(publish=True).json["jobId"]
    complete(api, job_id)
    remade = remake(api, job_id, music="none", publish=True).json["jobId"]
    alone = remake(api, job_id, music="calm").json["jobId"]
    for each in (remade, alone):
        complete(api, each)
        video = replace(VIDEO, video_url=f"https://media.test/videos/20261122_{each}.mp4")
        api.jobs.rows[each] = api.jobs.rows[each].model_copy(update={"video": video})
    ad_id = ad_id_of(job_id)
    live = {"status": AdStatus.ACTIVE, "job_id": remade, "video": api.jobs.rows[remade].video}
    api.ads.rows[ad_id] = api.ads.rows[ad_id].model_copy(update=live)

    api.call("DELETE", f"/api/ads/{ad_id}")

    assert sorted(api.withdrawals.stems) == sorted([public_stem_of(VIDEO.video_url), f"videos/20261122_{remade}"])
    assert [api.jobs.rows[one].video is None for one in (job_id, remade, alone)] == [True, True, False]


def test_a_request_that_died_before_the_start_is_completed_by_its_repetition(api: Api) -> None:
    job_id = api.generate(publish=True).json["jobId"]
    complete(api, job_id)
    one = remake(api, job_id, key="k", music="none", publish=True)
    api.once.answers.clear()
    api.executions.started.clear()

    again = remake(api, job_id, key="k", music="none", publish=True)

    assert again.json == one.json
    assert api.executions.started == [one.json["jobId"]]
