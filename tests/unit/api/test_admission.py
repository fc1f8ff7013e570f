"""What is counted, what is refused, and what a refusal says."""

from datetime import datetime
from typing import Any

from functions.api.costs import job_cost_usd
from functions.api.job_status import PAUSED_MESSAGE
from testing.store import MemoryStore
from tests.unit.api.conftest import DETAILS, Api, Reply
from tests.unit.api.job_helpers import finished, running
from vidx.admission.limits import Limit, micro_usd
from vidx.admission.queue import Pause
from vidx.admission.waiting import TYPICAL_RUN_S
from vidx.errors import ProviderUnavailable, StorageUnavailable
from vidx.jobs.model import Stage, Status
from vidx.settings import Settings


def refused(reply: Reply, limit: str, maximum: float, retry_after_s: int) -> None:
    """Check a refusal as clients see it."""
    assert (reply.status, reply.json["code"], reply.json["retryable"]) == (429, "LimitReached", True)
    assert reply.json["limit"] == {"name": limit, "maximum": maximum}
    assert reply.headers["Retry-After"] == str(retry_after_s)
    assert reply.headers["Content-Type"] == "application/problem+json"


NOON_TO_MIDNIGHT_S = 12 * 3600


def test_a_seller_starts_so_many_jobs_a_day(api: Api) -> None:
    api.limit_to(seller_jobs_per_day=2)
    replies = [api.generate() for _ in range(3)]

    assert [reply.status for reply in replies] == [202, 202, 429]
    refused(replies[2], "sellerJobsPerDay", 2, NOON_TO_MIDNIGHT_S)
    assert "it works again at 00:00 UTC" in replies[2].json["detail"]
    assert len(api.jobs.rows) == 2
    assert api.generate(user="u2").status == 202


def test_a_seller_has_so_many_unfinished_jobs(api: Api) -> None:
    api.limit_to(seller_unfinished_jobs=1)
    first, second = api.generate(), api.generate()

    assert first.status == 202
    refused(second, "sellerUnfinishedJobs", 1, 30)


def test_a_canceled_job_makes_room_at_once_while_it_waits(api: Api) -> None:
    api.limit_to(seller_unfinished_jobs=2, max_executions=1)
    waiting = [api.generate() for _ in range(2)][1].json["jobId"]

    api.call("POST", f"/api/video/jobs/{waiting}/cancel")

    assert api.generate().status == 202


def test_a_repeated_request_counts_once(api: Api) -> None:
    api.limit_to(seller_jobs_per_day=1, seller_unfinished_jobs=1)
    first = api.generate(key="k1")
    api.idempotency.answers.clear()

    assert api.generate(key="k1").json == first.json


def test_a_refused_request_with_its_key_is_accepted_later(api: Api) -> None:
    api.limit_to(seller_jobs_per_day=1)
    api.generate()
    assert api.generate(key="k1").status == 429
    api.clock.pass_by(NOON_TO_MIDNIGHT_S)

    assert api.generate(key="k1").status == 202


def test_the_money_of_a_day_is_reserved_before_anything_is_stored(api: Api) -> None:
    api.generate()
    job = next(iter(api.jobs.rows.values()))
    estimate_usd = job_cost_usd(job, Settings())
    objects = len(api.store.objects)

    api.limit_to(seller_spend_usd_per_day=1.5 * estimate_usd)
    refused(api.generate(), "sellerSpendUsdPerDay", round(1.5 * estimate_usd, 6), NOON_TO_MIDNIGHT_S)
    api.limit_to(spend_usd_per_day=1.5 * estimate_usd)
    refused(api.generate(user="u2"), "spendUsdPerDay", round(1.5 * estimate_usd, 6), NOON_TO_MIDNIGHT_S)

    assert api.quotas.total(Limit.SPEND) == micro_usd(estimate_usd)
    assert len(api.store.objects) == objects + 2, "the photos of the other seller"


class StoreThatRefusesWrites(MemoryStore):
    def put(self, key: str, *args: Any, **kwargs: Any) -> None:
        if key.startswith("jobs/"):
            raise StorageUnavailable("storage answered 503")
        super().put(key, *args, **kwargs)


def test_a_job_that_cannot_be_stored_counts_nothing() -> None:
    api = Api(store=StoreThatRefusesWrites())

    assert api.generate().status == 503
    assert {limit: api.quotas.total(limit) for limit in Limit if limit is not Limit.REQUESTS} == {
        limit: 0 for limit in Limit if limit is not Limit.REQUESTS
    }
    assert api.quotas.open == {}


def test_a_retry_reserves_its_cost_and_counts_as_no_new_job(api: Api) -> None:
    api.jobs.rows["j1"] = running(api).model_copy(update={"status": Status.ERROR})

    assert api.call("POST", "/api/video/jobs/j1/retry").status == 202
    assert (api.quotas.total(Limit.UNFINISHED_JOBS), api.quotas.total(Limit.JOBS)) == (1, 0)
    assert list(api.quotas.open) == ["j1-2"]


def test_a_retry_over_a_limit_leaves_the_job_as_it_is(api: Api) -> None:
    api.jobs.rows["j1"] = running(api).model_copy(update={"status": Status.ERROR})
    api.limit_to(seller_spend_usd_per_day=0.0001)

    reply = api.call("POST", "/api/video/jobs/j1/retry")

    refused(reply, "sellerSpendUsdPerDay", 0.0001, NOON_TO_MIDNIGHT_S)
    assert (api.jobs.rows["j1"].status, api.jobs.rows["j1"].attempt) == (Status.ERROR, 1)


def test_a_remake_counts_as_a_job(api: Api) -> None:
    job_id = api.generate().json["jobId"]
    finished(api)
    api.jobs.rows[job_id] = api.jobs.rows["j1"].model_copy(update={"job_id": job_id})
    api.limit_to(seller_jobs_per_day=1)

    refused(
        api.call("POST", f"/api/video/jobs/{job_id}/remake", {"music": "none"}),
        "sellerJobsPerDay",
        1,
        NOON_TO_MIDNIGHT_S,
    )


DRAFT = {name: DETAILS[name] for name in ("title", "description", "price")}


def draft(api: Api) -> Reply:
    return api.call("POST", "/api/video/generate-script", DRAFT)


def test_a_seller_has_so_many_scripts_written_an_hour(api: Api) -> None:
    api.limit_to(seller_drafts_per_hour=1)
    replies = [draft(api), draft(api)]

    assert replies[0].status == 200
    refused(replies[1], "sellerDraftsPerHour", 1, 3600)
    assert len(api.drafts.requests) == 1


def test_a_draft_counts_what_it_cost(api: Api) -> None:
    draft(api)

    assert api.quotas.total(Limit.SPEND) == api.quotas.total(Limit.SELLER_SPEND) == micro_usd(0.0002)


def test_a_draft_that_fails_counts_too(api: Api) -> None:
    api.drafts.error = ProviderUnavailable("down")
    draft(api)

    assert api.quotas.total(Limit.DRAFTS) == 1


def sample(api: Api, voice: str, user: str | None = "u1") -> Reply:
    return api.call("POST", f"/api/voices/{voice}/preview", user=user)


def test_a_seller_has_so_many_voice_samples_recorded_an_hour(api: Api) -> None:
    api.limit_to(seller_voice_samples_per_hour=1)
    replies = [sample(api, voice) for voice in ("nova", "echo", "nova")]

    assert [reply.status for reply in replies] == [204, 429, 204]
    refused(replies[1], "sellerVoiceSamplesPerHour", 1, 3600)
    assert len(api.voice_samples.requests) == 1


def test_other_sellers_have_their_own_limit_of_voice_samples(api: Api) -> None:
    api.limit_to(seller_voice_samples_per_hour=1)
    sample(api, "nova")

    assert sample(api, "nova", "u2").status == 204  # recorded already: counts for nobody
    assert [sample(api, voice, "u2").status for voice in ("echo", "onyx")] == [204, 429]
    assert [sample(api, voice, None).status for voice in ("nova", "onyx")] == [401, 401]
    assert len(api.voice_samples.requests) == 2


def test_a_voice_sample_counts_as_money_of_its_seller(api: Api) -> None:
    sample(api, "nova")

    assert 0 < api.quotas.total(Limit.SELLER_SPEND) == api.quotas.total(Limit.SPEND)


def upload(api: Api, *sizes_bytes: int) -> Reply:
    files = [{"name": "p.jpg", "contentType": "image/jpeg", "size": size} for size in sizes_bytes]
    return api.call("POST", "/api/uploads", files)


def test_a_seller_uploads_so_many_files_a_day(api: Api) -> None:
    api.limit_to(seller_uploads_per_day=3)
    replies = [upload(api, 10, 10), upload(api, 10, 10), upload(api, 10)]

    assert [reply.status for reply in replies] == [200, 429, 200]
    refused(replies[1], "sellerUploadsPerDay", 3, NOON_TO_MIDNIGHT_S)


def test_a_seller_uploads_so_many_megabytes_a_day(api: Api) -> None:
    api.limit_to(seller_upload_mb_per_day=20)
    replies = [upload(api, 12_000_000), upload(api, 12_000_000)]

    assert replies[0].status == 200
    refused(replies[1], "sellerUploadMbPerDay", 20, NOON_TO_MIDNIGHT_S)


def test_a_caller_sends_so_many_requests_a_second(api: Api) -> None:
    api.limit_to(seller_requests_per_second=1)
    replies = [api.call("GET", "/api/video/jobs") for _ in range(11)]

    assert [reply.status for reply in replies] == 10 * [200] + [429]
    refused(replies[10], "sellerRequestsPerSecond", 1, 10)
    assert api.call("GET", "/api/video/jobs", user="u2").status == 200
    api.clock.pass_by(10)
    assert api.call("GET", "/api/video/jobs").status == 200


def test_a_waiting_job_tells_its_place_in_the_queue(api: Api) -> None:
    api.limit_to(max_executions=1)
    ids = []
    for user in ("u1", "u1", "u1", "u2"):
        api.clock.pass_by(1)
        ids.append((user, api.generate(user=user).json["jobId"]))

    shown = [api.call("GET", f"/api/video/status/{job_id}", user=user).json for user, job_id in ids]

    assert [job["status"] for job in shown] == 4 * ["queued"]
    assert [job["queuePosition"] for job in shown] == [None, 2, 3, 1]
    assert api.executions.started == [ids[0][1]]


def test_a_job_that_waits_because_of_a_pause_says_so_and_names_no_time(api: Api) -> None:
    api.queue.pause(Pause(since=api.clock.now(), by="ana", reason="the bill"))
    reply = api.generate().json
    shown = api.call("GET", f"/api/video/status/{reply['jobId']}").json

    assert (reply["paused"], reply["queuePosition"], api.executions.started) == (True, 1, [])
    assert (shown["status"], shown["paused"], shown["estimatedStartAt"]) == ("queued", True, None)
    assert shown["message"] == PAUSED_MESSAGE
    assert "the bill" not in str(shown)

    api.queue.resume()
    assert not api.call("GET", f"/api/video/status/{reply['jobId']}").json["paused"]


def test_a_waiting_job_tells_when_it_is_likely_to_start_and_to_be_ready(api: Api) -> None:
    api.limit_to(max_executions=1)
    replies = []
    for _ in range(3):
        replies.append(api.generate().json)
        api.clock.pass_by(1)
    alone, waits = replies[0]["estimatedTime"], [0, TYPICAL_RUN_S - 1, 2 * TYPICAL_RUN_S - 2]

    assert [reply["queuePosition"] for reply in replies] == [None, 1, 2]
    assert [reply["estimatedWait"] for reply in replies] == waits
    assert [reply["estimatedTime"] for reply in replies] == [alone + wait_s for wait_s in waits]
    shown = [api.call("GET", f"/api/video/status/{reply['jobId']}").json for reply in replies]
    starts = [job["estimatedStartAt"] and datetime.fromisoformat(job["estimatedStartAt"]) for job in shown]
    assert starts[0] is None
    assert TYPICAL_RUN_S - 3 <= (starts[1] - api.clock.now()).total_seconds() < TYPICAL_RUN_S + 7
    assert starts[1] < starts[2]
    ready = datetime.fromisoformat(shown[2]["estimatedReadyAt"])
    assert 0 <= (ready - starts[2]).total_seconds() - alone < 20


def test_a_running_job_tells_when_it_is_likely_to_be_ready_until_then(api: Api) -> None:
    job_id, alone = (reply := api.generate().json)["jobId"], reply["estimatedTime"]
    api.jobs.begin(job_id, 1, Stage.PHOTOS, "t1", 60)
    begun = api.clock.now()

    def shown() -> dict[str, Any]:
        job: dict[str, Any] = api.call("GET", f"/api/video/status/{job_id}").json
        return job

    ready = datetime.fromisoformat(shown()["estimatedReadyAt"])
    assert alone <= (ready - begun).total_seconds() < alone + 10
    api.clock.pass_by(200)
    assert shown()["estimatedReadyAt"] is None


def test_the_etag_of_a_waiting_job_stays_while_nothing_changes(api: Api) -> None:
    api.limit_to(max_executions=1)
    job_id = [api.generate().json["jobId"] for _ in range(2)][1]
    tags = set()
    for _ in range(3):
        tags.add(api.call("GET", f"/api/video/status/{job_id}").headers["ETag"])
        api.clock.pass_by(2)

    assert len(tags) == 1


def test_a_canceled_job_leaves_the_queue(api: Api) -> None:
    api.limit_to(max_executions=1)
    first, second = (api.generate().json["jobId"] for _ in range(2))

    reply = api.call("POST", f"/api/video/jobs/{second}/cancel")

    assert (reply.json["status"], reply.json["queuePosition"]) == ("canceled", None)
    assert api.queue.state.waiting == ()
    assert list(api.queue.state.running) == [first]
