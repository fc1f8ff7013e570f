"""`publish: true`: job and ad are created, fail and resume together, also when requests are repeated."""

from typing import Any

import pytest

from testing.ads import MemoryAds
from tests.unit.api.conftest import Api
from vidx import keys
from vidx.admission.dispatch import dispatch
from vidx.ads import AdStatus, make_ad_id
from vidx.jobs.interruption import interrupt
from vidx.jobs.model import Failure, Status
from vidx.jobs.request import VideoRequest

BROKEN = Failure(code="RenderFailed", stage="render", message="it broke")


def publish(api: Api, key: str = "k1", **changes: Any) -> str:
    job_id: str = api.generate(key=key, publish=True, **changes).json["jobId"]
    return job_id


def ad_status(api: Api, job_id: str) -> AdStatus:
    return api.ads.rows[make_ad_id(job_id)].status


def test_job_and_ad_exist_when_the_request_is_answered(api: Api) -> None:
    reply = api.generate(publish=True)

    job_id, ad_id = reply.json["jobId"], reply.json["adId"]
    assert reply.status == 202
    assert (api.jobs.rows[job_id].ad_id, api.ads.rows[ad_id].job_id) == (ad_id, job_id)
    assert (api.ads.rows[ad_id].status, api.ads.rows[ad_id].title) == (AdStatus.PROCESSING, "Oak chair")
    assert api.call("GET", f"/api/video/status/{job_id}").json["adId"] == ad_id


def test_without_publish_there_is_no_ad(api: Api) -> None:
    reply = api.generate()

    assert reply.json["adId"] is None
    assert not api.ads.rows


def test_a_repeated_request_returns_the_same_job_and_ad(api: Api) -> None:
    first = api.generate(key="k1", publish=True)
    api.idempotency.answers.clear()
    again = api.generate(key="k1", publish=True)

    assert first.json == again.json
    assert (len(api.jobs.rows), len(api.ads.rows), len(api.executions.started)) == (1, 1, 1)


def test_repeating_a_request_that_failed_before_the_start_completes_it(api: Api) -> None:
    job_id = publish(api)
    api.idempotency.answers.clear()
    api.executions.started.clear()

    assert publish(api) == job_id
    assert api.executions.started == [job_id]


def test_a_job_waits_with_its_listing_while_the_state_machine_cannot_be_reached(api: Api) -> None:
    api.executions.unavailable = True
    replies = [api.generate(key="k1", publish=True) for _ in range(2)]
    (job,) = api.jobs.rows.values()
    api.executions.unavailable = False
    dispatch(api, 5)

    assert [reply.status for reply in replies] == [202, 202]
    assert job.status is Status.QUEUED
    assert ad_status(api, job.job_id) is AdStatus.PROCESSING
    assert api.executions.started == [job.job_id]


def test_a_job_interrupted_before_its_first_stage_is_started_again_by_its_repetition(api: Api) -> None:
    job_id = publish(api)
    interrupt(api.jobs.rows[job_id], api.jobs, api.ads)
    api.idempotency.answers.clear()

    assert publish(api) == job_id
    assert ad_status(api, job_id) is AdStatus.PROCESSING
    assert api.executions.started == [job_id, f"{job_id}-2"]


def test_repeating_a_request_does_not_restore_a_deleted_listing(api: Api) -> None:
    ad_id = make_ad_id(publish(api))
    api.call("DELETE", f"/api/ads/{ad_id}")
    api.idempotency.answers.clear()
    publish(api)

    assert not api.ads.rows


def test_an_old_key_starts_no_job_while_the_ad_of_its_expired_job_exists(api: Api) -> None:
    publish(api)
    api.idempotency.answers.clear()
    api.executions.started.clear()
    api.jobs.rows.clear()

    assert api.generate(key="k1", publish=True).status == 409
    assert api.executions.started == []


def test_publish_must_be_yes_or_no(api: Api) -> None:
    assert api.generate(publish="maybe").field_messages == {"publish": "publish must be true or false"}


def test_a_canceled_job_fails_its_ad(api: Api) -> None:
    job_id = publish(api)

    api.call("POST", f"/api/video/jobs/{job_id}/cancel")

    assert ad_status(api, job_id) is AdStatus.FAILED


def test_repeating_a_cancel_that_failed_half_way_completes_it(api: Api) -> None:
    job_id = publish(api)
    api.jobs.cancel(job_id)

    assert api.call("POST", f"/api/video/jobs/{job_id}/cancel").status == 200
    assert ad_status(api, job_id) is AdStatus.FAILED
    assert api.executions.stopped == [job_id]


def test_the_ad_of_a_retried_job_waits_again(api: Api) -> None:
    job_id = publish(api)
    api.jobs.fail(job_id, 1, BROKEN)
    api.ads.fail(make_ad_id(job_id))

    api.call("POST", f"/api/video/jobs/{job_id}/retry")

    assert ad_status(api, job_id) is AdStatus.PROCESSING
    assert api.executions.started == [job_id, f"{job_id}-2"]


def test_repeating_a_retry_that_failed_half_way_completes_it(api: Api) -> None:
    job_id = publish(api)
    api.jobs.fail(job_id, 1, BROKEN)
    api.ads.fail(make_ad_id(job_id))
    api.jobs.restart(job_id, 2)

    api.call("POST", f"/api/video/jobs/{job_id}/retry")

    assert ad_status(api, job_id) is AdStatus.PROCESSING
    assert api.executions.started == [job_id, f"{job_id}-2"]


class FailsMeanwhile(MemoryAds):
    """The job, and with it the ad, fails between the retry's reading of the job and its resuming of the ad."""

    def resume(self, ad_id: str) -> None:
        job_id = self.rows[ad_id].job_id
        self.jobs.fail(job_id, self.jobs.rows[job_id].attempt, BROKEN)
        self.fail(ad_id)
        super().resume(ad_id)


def test_an_ad_never_waits_for_a_job_that_has_failed(api: Api) -> None:
    api.replace_ads(FailsMeanwhile(api.jobs))
    job_id = publish(api)

    api.call("POST", f"/api/video/jobs/{job_id}/retry")

    assert api.jobs.rows[job_id].status is Status.ERROR
    assert ad_status(api, job_id) is AdStatus.FAILED


@pytest.mark.parametrize("action", ["cancel", "retry"])
def test_a_job_whose_ad_is_deleted_can_be_canceled_and_retried(api: Api, action: str) -> None:
    job_id = publish(api)
    api.call("DELETE", f"/api/ads/{make_ad_id(job_id)}")

    assert api.call("POST", f"/api/video/jobs/{job_id}/{action}").status in {200, 202}
    assert not api.ads.rows


def stored_request(api: Api, job_id: str) -> VideoRequest:
    return VideoRequest.model_validate_json(api.store.objects[keys.job_request(job_id)])


def test_the_video_shows_the_address_of_its_listing(api: Api) -> None:
    job_id = publish(api)

    assert stored_request(api, job_id).link == f"https://api.test/ads/{make_ad_id(job_id)}"


def test_the_sellers_own_address_replaces_that_of_the_listing(api: Api) -> None:
    assert stored_request(api, publish(api, link="https://shop.example.com/7")).link == "https://shop.example.com/7"


def test_a_video_without_a_listing_has_no_address(api: Api) -> None:
    assert stored_request(api, api.generate().json["jobId"]).link is None


def test_an_invalid_address_is_refused_before_a_job_starts(api: Api) -> None:
    reply = api.generate(link="http://shop.example.com/7")

    assert reply.status == 422
    assert [(error["field"], "https://" in error["message"]) for error in reply.json["errors"]] == [("link", True)]
    assert not api.jobs.rows
