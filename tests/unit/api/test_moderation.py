"""Operators' decisions, and texts that become public without a job of their own."""

from datetime import timedelta
from typing import Any, Final

import pytest

from testing.moderation import REVIEWED_WORD
from tests.unit.api.conftest import DETAILS, Api, Reply
from tests.unit.api.job_helpers import finished
from vidx import keys
from vidx.ads import AdStatus
from vidx.errors import ProviderUnavailable
from vidx.jobs.artifacts import CLIP_TYPE, PHOTO_TYPE
from vidx.jobs.model import Job, Stage, Status
from vidx.moderation import REVIEW_MESSAGE, Finding, Review, Verdict
from vidx.script import Script

WRITTEN: Final = Script(
    hook="A chair.",
    sentences=(),
    call_to_action="",
    word_count=2,
    estimated_s=1.0,
    provider="openai",
    model="gpt-6-luna",
)
REASON = {"reason": "weapons are not sold here"}


def in_review(api: Api, **changes: Any) -> str:
    """A job whose text an operator has to look at."""
    job_id: str = api.generate(**changes).json["jobId"]
    finding = Finding(part="text", digest="d1", verdict=Verdict.REVIEW, categories=("violence", "hate"), score=0.6)
    api.jobs.begin(job_id, 1, Stage.SCRIPT, "t", 30.0)
    api.jobs.request_review(job_id, 1, Review(started_at=api.clock.now(), findings=(finding,)))
    return job_id


def job(api: Api, job_id: str) -> Job:
    return api.jobs.rows[job_id]


def as_operator(api: Api, method: str, path: str, body: Any = None, groups: str = "[operators]") -> Reply:
    return api.call(method, f"/api/moderation/jobs{path}", body, user="operator-1", groups=groups)


ROUTES = [("GET", ""), ("GET", "/j1"), ("POST", "/j1/approve"), ("POST", "/j1/reject")]


@pytest.mark.parametrize(("method", "path"), ROUTES)
@pytest.mark.parametrize("groups", [None, "[sellers]", "[no-operators operators2]"])
def test_only_operators_may_look_and_decide(api: Api, method: str, path: str, groups: str | None) -> None:
    body = REASON if path.endswith("reject") else None
    reply = api.call(method, f"/api/moderation/jobs{path}", body, groups=groups)

    assert (reply.status, reply.json["code"]) == (403, "Forbidden")


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_a_caller_without_a_token_has_to_sign_in(api: Api, method: str, path: str) -> None:
    body = REASON if path.endswith("reject") else None
    assert api.call(method, f"/api/moderation/jobs{path}", body, user=None).status == 401


def test_an_operator_may_be_in_other_groups(api: Api) -> None:
    assert as_operator(api, "GET", "", groups="[testers operators]").status == 200


def test_jobs_of_all_sellers_are_listed_with_what_was_found(api: Api) -> None:
    job_id = in_review(api)
    since = api.clock.now()
    api.clock.pass_by(5400)

    reply = as_operator(api, "GET", "")

    assert reply.json == {
        "jobs": [
            {
                "jobId": job_id,
                "owner": "u1",
                "title": DETAILS["title"],
                "since": since.isoformat().replace("+00:00", "Z"),
                "ageHours": 1.5,
                "expiresAt": (since + timedelta(days=7)).isoformat().replace("+00:00", "Z"),
                "findings": [{"part": "text", "photo": None, "categories": ["violence", "hate"], "score": 0.6}],
            }
        ],
        "cursor": None,
    }


def test_an_operator_sees_all_that_the_video_would_show(api: Api) -> None:
    script = "A solid oak chair for 89.50 euros. Hardly used."
    job_id = in_review(api, script=script, link="https://shop.example/chair")
    api.store.put(keys.working_copy(job_id, 0), b"p", PHOTO_TYPE)
    api.store.put(keys.working_copy(job_id, 1), b"c", CLIP_TYPE)

    reply = as_operator(api, "GET", f"/{job_id}")

    content = reply.json
    assert content["details"]["description"] == DETAILS["description"]
    assert (content["script"], content["link"]) == (script, "https://shop.example/chair")
    assert [photo["clip"] for photo in content["photos"]] == [False, True]
    assert content["logoUrl"] is None
    assert reply.headers["Cache-Control"] == "private, no-store"


def test_an_operator_reads_the_script_of_a_model_that_a_review_is_about(api: Api) -> None:
    job_id = in_review(api)
    api.store.put(keys.script(job_id), WRITTEN.model_dump_json().encode(), "application/json")
    unrelated = as_operator(api, "GET", f"/{job_id}").json["script"]
    job = api.jobs.rows[job_id]
    assert job.review
    findings = tuple(each.model_copy(update={"part": "script"}) for each in job.review.findings)
    review = job.review.model_copy(update={"findings": findings})
    api.jobs.rows[job_id] = job.model_copy(update={"review": review})

    assert (unrelated, as_operator(api, "GET", f"/{job_id}").json["script"]) == (None, WRITTEN.text)


def test_an_approved_job_goes_on(api: Api) -> None:
    job_id = in_review(api, publish=True)

    reply = as_operator(api, "POST", f"/{job_id}/approve")

    assert reply.json == {"success": True, "jobId": job_id, "status": "queued"}
    assert api.executions.started == [job_id, f"{job_id}-2"]
    decision = job(api, job_id).review
    assert decision is not None
    assert decision.decision is not None
    assert (decision.decision.operator, decision.decision.decided_at) == ("operator-1", api.clock.now())
    (ad,) = api.ads.rows.values()
    assert ad.status is AdStatus.PROCESSING


def test_an_approval_may_be_repeated(api: Api) -> None:
    job_id = in_review(api)
    as_operator(api, "POST", f"/{job_id}/approve")

    assert as_operator(api, "POST", f"/{job_id}/approve").status == 200
    assert api.executions.started == [job_id, f"{job_id}-2"]


def test_an_approved_job_waits_while_the_state_machine_is_down(api: Api) -> None:
    job_id = in_review(api)
    api.executions.unavailable = True

    assert as_operator(api, "POST", f"/{job_id}/approve").json["status"] == "queued"

    assert [entry.execution for entry in api.queue.state.waiting] == [f"{job_id}-2"]
    assert job(api, job_id).approved_content == ("d1",)


def test_an_approval_keeps_the_limit_of_money(api: Api) -> None:
    job_id = in_review(api)
    api.limit_to(spend_usd_per_day=0.00001)

    assert as_operator(api, "POST", f"/{job_id}/approve").status == 429
    assert job(api, job_id).status is Status.REVIEW


def test_a_rejected_job_ends_with_the_reason(api: Api) -> None:
    job_id = in_review(api, publish=True)

    reply = as_operator(api, "POST", f"/{job_id}/reject", REASON)

    assert reply.json["status"] == "error"
    error = api.call("GET", f"/api/video/status/{job_id}").json["error"]
    assert error["message"] == "We looked at your ad and cannot make this video: weapons are not sold here."
    assert (error["code"], error["retryable"]) == ("ContentRefused", False)
    (ad,) = api.ads.rows.values()
    assert ad.status is AdStatus.FAILED
    assert as_operator(api, "POST", f"/{job_id}/reject", REASON).status == 200


def test_a_rejected_job_is_not_retried(api: Api) -> None:
    job_id = in_review(api)
    as_operator(api, "POST", f"/{job_id}/reject", REASON)

    reply = api.call("POST", f"/api/video/jobs/{job_id}/retry")

    assert (reply.status, reply.json["code"]) == (422, "ContentRefused")
    assert api.executions.started == [job_id]


@pytest.mark.parametrize("body", [{}, {"reason": " "}, {"reason": "x" * 501}])
def test_a_rejection_needs_a_reason(api: Api, body: dict[str, str]) -> None:
    job_id = in_review(api)

    assert as_operator(api, "POST", f"/{job_id}/reject", body).status == 422
    assert job(api, job_id).status is Status.REVIEW


@pytest.mark.parametrize(("method", "action"), [("GET", ""), ("POST", "/approve"), ("POST", "/reject")])
def test_only_jobs_in_review_are_decided_about(api: Api, method: str, action: str) -> None:
    body = REASON if action == "/reject" else None
    job_id = api.generate().json["jobId"]

    assert as_operator(api, method, f"/{job_id}{action}", body).status == 409
    assert as_operator(api, method, f"/unknown{action}", body).status == 404


def test_a_seller_sees_that_somebody_looks_first(api: Api) -> None:
    job_id = in_review(api)

    reply = api.call("GET", f"/api/video/status/{job_id}")

    assert (reply.json["status"], reply.json["message"], reply.json["error"]) == ("review", REVIEW_MESSAGE, None)
    assert reply.headers["Retry-After"] == "30"


def test_a_retry_leaves_a_job_in_review(api: Api) -> None:
    job_id = in_review(api)
    api.executions.ended.add(job_id)

    reply = api.call("POST", f"/api/video/jobs/{job_id}/retry")

    assert (reply.status, reply.json["status"]) == (202, "review")
    assert api.executions.started == [job_id]


def test_a_repeated_request_leaves_a_job_in_review(api: Api) -> None:
    first = api.generate(key="k1").json["jobId"]
    finding = Finding(part="text", digest="d1", verdict=Verdict.REVIEW, categories=("violence",), score=0.6)
    api.jobs.request_review(first, 1, Review(started_at=api.clock.now(), findings=(finding,)))
    api.idempotency.answers.clear()
    api.executions.started.clear()

    assert api.generate(key="k1").json["jobId"] == first
    assert api.executions.started == []


def test_a_job_in_review_can_be_canceled_and_retried(api: Api) -> None:
    job_id = in_review(api)

    assert api.call("POST", f"/api/video/jobs/{job_id}/cancel").json["status"] == "canceled"
    assert as_operator(api, "POST", f"/{job_id}/approve").status == 409
    assert api.call("POST", f"/api/video/jobs/{job_id}/retry").json["status"] == "queued"


def test_a_remake_keeps_what_was_approved(api: Api) -> None:
    job_id = api.generate().json["jobId"]
    finished(api)
    api.jobs.rows[job_id] = api.jobs.rows.pop("j1").model_copy(update={"job_id": job_id, "approved_content": ("d1",)})

    remade = api.call("POST", f"/api/video/jobs/{job_id}/remake", {"music": "none"}).json["jobId"]

    assert job(api, remade).approved_content == ("d1",)


def listed(api: Api) -> str:
    """A finished job with an active ad."""
    finished(api)
    api.jobs.rows["j1"] = api.jobs.rows["j1"].model_copy(update={"listing": None})
    body = {"jobId": "j1", **{name: DETAILS[name] for name in ("title", "description", "price")}}
    ad_id: str = api.call("POST", "/api/ads/create", body).json["adId"]
    api.text_moderations.moderator.texts.clear()
    return ad_id


def test_a_new_text_of_a_listing_is_moderated(api: Api) -> None:
    ad_id = listed(api)

    reply = api.call("PATCH", f"/api/ads/{ad_id}", {"description": f"A {REVIEWED_WORD}."})

    assert (reply.status, reply.json["code"]) == (422, "ContentRefused")
    assert "nothing was changed" in reply.json["detail"]
    assert api.ads.rows[ad_id].description == DETAILS["description"]


def test_a_new_price_of_a_listing_needs_no_moderation(api: Api) -> None:
    ad_id = listed(api)
    api.text_moderations.error = ProviderUnavailable("down")

    assert api.call("PATCH", f"/api/ads/{ad_id}", {"price": 70}).status == 200


def test_a_text_does_not_become_public_while_moderation_is_down(api: Api) -> None:
    ad_id = listed(api)
    api.text_moderations.error = ProviderUnavailable("down")

    assert api.call("PATCH", f"/api/ads/{ad_id}", {"title": "A chair"}).status == 503
    assert api.ads.rows[ad_id].title == DETAILS["title"]


def test_a_listing_with_another_text_than_its_video_is_moderated(api: Api) -> None:
    finished(api)
    body = {"jobId": "j1", "title": REVIEWED_WORD, "description": "As new.", "price": 1}

    assert api.call("POST", "/api/ads/create", body).status == 422
    assert api.ads.rows == {}


def test_a_listing_with_the_text_of_its_video_was_moderated_with_it(api: Api) -> None:
    job_id = api.generate().json["jobId"]

    assert api.call("POST", "/api/ads/create", {"jobId": job_id}).status == 201
    assert api.text_moderations.moderator.texts == []
