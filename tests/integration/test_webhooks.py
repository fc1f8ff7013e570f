"""Webhooks on the whole system: what a seller's server gets when jobs and listings change."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import uvicorn

from local.processes import free_port
from local.webhook_receiver import Receiver, app
from testing.seller import BRIEF, TIMEOUT_S, Provider, Seller


@dataclass
class Hook:
    """A running receiver, and its webhook."""

    receiver: Receiver
    webhook: dict[str, Any]
    http: httpx.Client

    @property
    def path(self) -> str:
        return f"/api/webhooks/{self.webhook['webhookId']}"

    def of(self, job_id: str) -> list[dict[str, Any]]:
        """The messages about a job. The seller's jobs of other tests send some, too."""
        return [each for each in self.receiver.received if each["body"]["data"].get("jobId") == job_id]

    def types_of(self, job_id: str) -> list[str]:
        return [message["body"]["type"] for message in self.of(job_id)]

    def deliveries(self) -> list[dict[str, Any]]:
        listed: list[dict[str, Any]] = self.http.get(f"{self.path}/deliveries").raise_for_status().json()["deliveries"]
        return listed

    def until(self, holds: Callable[[], bool]) -> None:
        deadline = time.monotonic() + TIMEOUT_S
        while not holds():
            assert time.monotonic() < deadline, self.receiver.received
            time.sleep(0.1)


@pytest.fixture
def hook(seller: Seller) -> Iterator[Hook]:
    receiver, port = Receiver(), free_port()
    server = uvicorn.Server(uvicorn.Config(app(receiver), port=port, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    created = (
        seller.http.post("/api/webhooks", json={"url": f"http://127.0.0.1:{port}/hooks"}).raise_for_status().json()
    )
    receiver.secrets.append(created["secret"])
    yield Hook(receiver, created, seller.http)
    seller.http.delete(f"/api/webhooks/{created['webhookId']}").raise_for_status()
    server.should_exit = True
    thread.join(5)


def test_a_seller_hears_of_a_listing_from_start_to_end(hook: Hook, seller: Seller, photo_keys: list[str]) -> None:
    job_id = seller.start(photo_keys, script=BRIEF, publish=True)
    ad_id = seller.wait(job_id)["adId"]
    hook.until(lambda: {"job.completed", "ad.published"} <= set(hook.types_of(job_id)))
    seller.http.delete(f"/api/ads/{ad_id}").raise_for_status()
    hook.until(lambda: "ad.removed" in hook.types_of(job_id))

    assert sorted(hook.types_of(job_id)) == ["ad.published", "ad.removed", "job.completed"]
    assert all(message["verified"] for message in hook.receiver.received)
    completed = next(each["body"]["data"] for each in hook.of(job_id) if each["body"]["type"] == "job.completed")
    assert (completed["jobId"], completed["adId"]) == (job_id, ad_id)
    assert urlsplit(completed["videoUrl"]).path.endswith(".mp4")


def test_a_canceled_job_gives_a_message(hook: Hook, seller: Seller, photo_keys: list[str]) -> None:
    job_id = seller.start(photo_keys, script=BRIEF)
    seller.http.post(f"/api/video/jobs/{job_id}/cancel").raise_for_status()
    hook.until(lambda: bool(hook.types_of(job_id)))

    assert hook.types_of(job_id) == ["job.canceled"]


def test_a_failed_job_gives_a_message(hook: Hook, seller: Seller, photo_keys: list[str], provider: Provider) -> None:
    provider.fail_all_voices("unauthorized")
    job_id = seller.start(photo_keys, script=BRIEF)
    hook.until(lambda: bool(hook.of(job_id)))

    (message,) = hook.of(job_id)
    assert (message["verified"], message["body"]["type"]) == (True, "job.failed")
    assert message["body"]["data"]["error"] == {"code": "ProviderUnauthorized", "stage": "tts"}


def test_a_message_that_fails_comes_again_with_the_same_id(hook: Hook) -> None:
    hook.receiver.status = 500
    message_id = hook.http.post(f"{hook.path}/test").raise_for_status().json()["messageId"]
    hook.until(lambda: len(hook.receiver.received) == 1)
    hook.receiver.status = 204
    hook.until(lambda: hook.deliveries()[0]["status"] == "delivered")

    assert [message["id"] for message in hook.receiver.received] == [message_id] * 2
    assert [attempt["statusCode"] for attempt in hook.deliveries()[0]["attempts"]] == [500, 204]


def test_a_receiver_decides_when_the_next_attempt_follows(hook: Hook) -> None:
    hook.receiver.status, hook.receiver.retry_after = 429, "8"
    hook.http.post(f"{hook.path}/test").raise_for_status()
    hook.until(lambda: bool(hook.deliveries()[0]["attempts"]))
    waiting = hook.deliveries()[0]
    hook.receiver.status = 204
    hook.until(lambda: hook.deliveries()[0]["status"] == "delivered")

    wait = datetime.fromisoformat(waiting["nextAttemptAt"]) - datetime.fromisoformat(waiting["attempts"][0]["at"])
    assert wait >= timedelta(seconds=8)
    assert [attempt["statusCode"] for attempt in hook.deliveries()[0]["attempts"]] == [429, 204]


def test_a_message_is_sent_again_on_request_and_after_a_rotation(hook: Hook) -> None:
    message_id = hook.http.post(f"{hook.path}/test").raise_for_status().json()["messageId"]
    hook.until(lambda: [each["status"] for each in hook.deliveries()] == ["delivered"])
    hook.http.post(f"{hook.path}/rotate").raise_for_status()
    hook.http.post(f"{hook.path}/deliveries/{message_id}/resend").raise_for_status()
    hook.until(lambda: len(hook.receiver.received) == 2)

    assert [message["id"] for message in hook.receiver.received] == [message_id] * 2
    assert all(message["verified"] for message in hook.receiver.received)  # the receiver still has the old secret


def test_a_webhook_that_says_gone_is_disabled_until_a_test_arrives(hook: Hook) -> None:
    def disabled() -> bool:
        webhooks = hook.http.get("/api/webhooks").raise_for_status().json()["webhooks"]
        return next(each for each in webhooks if each["url"] == hook.webhook["url"])["disabledAt"] is not None

    hook.receiver.status = 410
    hook.http.post(f"{hook.path}/test").raise_for_status()
    hook.until(disabled)
    hook.receiver.status = 204
    hook.http.post(f"{hook.path}/test").raise_for_status()
    hook.until(lambda: not disabled())
