from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from cli import jobs
from cli.auth import BearerAuth, TokenFile
from cli.client import THROTTLED_ATTEMPTS, ApiClient
from cli.config import Service
from cli.errors import NotFound, Unavailable
from cli.models import Job
from tests.unit.cli.service import JOB, job_state

ResponseModel = httpx.Response | httpx.TransportError
RUNNING = httpx.Response(200, json=job_state("render"), headers={"Retry-After": "3", "ETag": '"r"'})
COMPLETE = httpx.Response(200, json=job_state())


class ScriptedService:
    """A service that returns prepared answers in order and repeats the last one."""

    def __init__(self, *answers: ResponseModel) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []
        self.slept: list[float] = []
        self.updates: list[Job] = []

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, httpx.TransportError):
            raise answer
        return answer

    def api(self) -> ApiClient:
        service, http = Service("http://127.0.0.1"), httpx.Client(transport=httpx.MockTransport(self.answer))
        return ApiClient(
            service, http, BearerAuth(service, TokenFile(Path("none")), http, fixed="token"), self.slept.append
        )

    def follow(self, sleep: Callable[[float], None] | None = None) -> str:
        return str(jobs.wait_for_job(self.api(), JOB, self.updates.append, sleep or self.slept.append)["status"])


def test_polling_follows_the_pace_of_the_service() -> None:
    service = ScriptedService(RUNNING, COMPLETE)

    assert service.follow() == "complete"

    assert service.slept == [3.0]
    assert [job.status for job in service.updates] == ["render", "complete"]


def test_an_unchanged_state_is_requested_by_etag_and_shown_once() -> None:
    service = ScriptedService(RUNNING, httpx.Response(304, headers={"Retry-After": "2"}), COMPLETE)

    service.follow()

    assert [request.headers.get("If-None-Match") for request in service.requests] == [None, '"r"', '"r"']
    assert service.slept == [3.0, 2.0]
    assert len(service.updates) == 2


@pytest.mark.parametrize("trouble", [[httpx.ConnectError("no route")] * 5, [httpx.Response(503)] * 2])
def test_polling_continues_after_temporary_errors(trouble: list[ResponseModel]) -> None:
    assert ScriptedService(RUNNING, *trouble, COMPLETE).follow() == "complete"


def test_polling_waits_as_long_as_an_overloaded_service_asks() -> None:
    service = ScriptedService(httpx.Response(429, headers={"Retry-After": "9"}), COMPLETE)

    service.follow()

    assert service.slept == [9.0]


def test_polling_ends_when_the_service_stays_unreachable(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])

    def sleep(seconds: float) -> None:
        now[0] += seconds

    with pytest.raises(Unavailable):
        ScriptedService(RUNNING, httpx.Response(503)).follow(sleep)

    assert now[0] - 1000.0 > jobs.MAX_SILENCE_S


def test_a_request_that_the_gateway_throttles_is_repeated_after_random_waits() -> None:
    service = ScriptedService(*3 * [httpx.Response(429, json={"message": "Too Many Requests"})], COMPLETE)

    assert service.follow(lambda _: None) == "complete"

    assert len(service.requests) == 4
    assert len(service.slept) == 3
    assert all(0 <= wait_s <= 8 for wait_s in service.slept)


def test_throttling_that_lasts_ends_the_request_with_a_message() -> None:
    service = ScriptedService(httpx.Response(429, json={"message": "Too Many Requests"}))

    with pytest.raises(Unavailable, match="nothing was started"):
        service.api().post("/video/generate", {})
    assert len(service.requests) == THROTTLED_ATTEMPTS


def test_a_limit_with_a_time_to_come_back_is_not_repeated_blindly() -> None:
    service = ScriptedService(httpx.Response(429, headers={"Retry-After": "7200"}))

    with pytest.raises(Unavailable):
        service.api().post("/video/generate", {})
    assert len(service.requests) == 1


def test_polling_ends_when_the_job_is_deleted() -> None:
    with pytest.raises(NotFound):
        ScriptedService(RUNNING, httpx.Response(404)).follow()


def test_a_waiting_job_shows_its_place_in_the_queue() -> None:
    job = Job.model_validate(job_state("queued", message="Waiting to start", queuePosition=3))

    assert job.state_text == "Waiting to start, number 3 in the queue"


@pytest.mark.parametrize(("wait_s", "words"), [(124, "about 2 min"), (-5, "less than a minute")])
def test_a_waiting_job_shows_when_it_is_likely_to_start(wait_s: int, words: str) -> None:
    start = (datetime.now(UTC) + timedelta(seconds=wait_s)).isoformat()
    job = Job.model_validate(job_state("queued", message="Waiting", queuePosition=3, estimatedStartAt=start))

    assert job.state_text == f"Waiting, number 3 in the queue, starts in {words}"
