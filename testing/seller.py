"""A seller with an account who calls the API over HTTP."""

import base64
import json
import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import uuid4

import httpx

from cli.commands.login import LOCAL_CODE
from local.cloud import Cloud
from vidx.jobs.model import FINAL

PASSWORD: Final = "Correct-horse-9-battery"
TIMEOUT_S: Final = 90.0
POLL_S: Final = 0.25
"""Each poll takes 30 ms of processor time in API and emulator."""
TOO_MANY_REQUESTS: Final = 429
THROTTLED_TRIES: Final = 60
THROTTLED_WAIT_S: Final = 1.0
LAMP: Final[dict[str, Any]] = {
    "title": "Brass desk lamp",
    "description": "Brass desk lamp from 1962 by Halvorsen, rewired in 2021. It is 45 cm tall and works perfectly.",
    "price": 89.5,
    "currency": "USD",
    "category": "home",
    "music": "none",
}

BRIEF: Final = "A brass desk lamp for $89.50. Take it home."
"""A script of a few seconds, for tests that do not check script or length."""

FREE: Final = frozenset({"moderations"})
"""Endpoints that OpenAI does not charge for."""


class RepeatingTransport(httpx.HTTPTransport):
    """Repeats requests that the local cloud throttles, as page and CLI do; it runs few functions at once.

    Limits of ours, whose 429 has `Retry-After`, are returned.
    """

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        for _ in range(THROTTLED_TRIES):
            response = super().handle_request(request)
            if response.status_code != TOO_MANY_REQUESTS or "Retry-After" in response.headers:
                return response
            response.close()
            time.sleep(random.uniform(0, THROTTLED_WAIT_S))
        return super().handle_request(request)


@dataclass
class Seller:
    cloud: Cloud
    token: str = ""
    http: httpx.Client = field(init=False)
    email: str = ""
    """E-mail address of the account that `_sign_up` created; empty if a token is passed."""
    repeats: bool = True
    """Whether throttled requests are repeated; a benchmark counts them itself."""

    def __post_init__(self) -> None:
        self.token = self.token or self._sign_up()
        self.http = httpx.Client(
            base_url=self.cloud.description.api_url,
            headers={"Authorization": f"Bearer {self.token}"},
            timeout=30,
            transport=RepeatingTransport() if self.repeats else None,
        )

    @property
    def user_id(self) -> str:
        """The user's id, which the token holds as `sub`."""
        payload = self.token.split(".")[1]
        claims: dict[str, str] = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        return claims["sub"]

    def upload(self, photos: Sequence[bytes], content_type: str = "image/jpeg") -> list[str]:
        """Upload the files by presigned URLs; returns their keys."""
        requests = [{"name": f"{n}.jpg", "contentType": content_type, "size": len(p)} for n, p in enumerate(photos)]
        slots = self.http.post("/api/uploads", json=requests).raise_for_status().json()["uploads"]
        for slot, photo in zip(slots, photos, strict=True):
            httpx.put(slot["url"], content=photo, headers=slot["headers"], timeout=30).raise_for_status()
        return [slot["key"] for slot in slots]

    def generate(self, keys: Sequence[str], key: str | None = None, **changes: Any) -> httpx.Response:
        headers = {"Idempotency-Key": key or uuid4().hex}
        return self.http.post("/api/video/generate", json={**LAMP, "photoKeys": keys, **changes}, headers=headers)

    def start(self, keys: Sequence[str], **changes: Any) -> str:
        """Start a job; returns its id."""
        answer = self.generate(keys, **changes)
        assert answer.status_code == 202, answer.text
        job_id: str = answer.json()["jobId"]
        return job_id

    def status(self, job_id: str) -> dict[str, Any]:
        status: dict[str, Any] = self.http.get(f"/api/video/status/{job_id}").raise_for_status().json()
        return status

    def wait(self, job_id: str, *until: str) -> dict[str, Any]:
        """Poll until the job's status is one of `until` (default: any final one). A throttled poll is repeated."""
        awaited_statuses, status = until or ("complete", "error", "canceled"), "unknown"
        deadline = time.monotonic() + TIMEOUT_S
        while time.monotonic() < deadline:
            response = self.http.get(f"/api/video/status/{job_id}")
            if response.status_code != TOO_MANY_REQUESTS:
                job: dict[str, Any] = response.raise_for_status().json()
                status = job["status"]
                if status in awaited_statuses:
                    return job
            time.sleep(POLL_S)
        raise TimeoutError(f"{job_id} is still {status} after {TIMEOUT_S} s, not {awaited_statuses}")

    def stop_all(self) -> None:
        """Cancel the newest unfinished jobs. A job that ends during the call stays unchanged."""
        for job in self.http.get("/api/video/jobs").raise_for_status().json()["jobs"]:
            if job["status"] not in FINAL:
                self.http.post(f"/api/video/jobs/{job['jobId']}/cancel")

    def as_operator(self) -> str:
        """Make this user an operator; return a token that says so."""
        self.cloud.make_operator(self.email)
        return self._sign_in()

    def _sign_up(self) -> str:
        pool, client_id = self.cloud.aws.cognito, self.cloud.description.client_id
        self.email = f"{uuid4().hex}@seller.example"
        pool.sign_up(ClientId=client_id, Username=self.email, Password=PASSWORD)
        pool.confirm_sign_up(ClientId=client_id, Username=self.email, ConfirmationCode=LOCAL_CODE)
        return self._sign_in()

    def _sign_in(self) -> str:
        pool, client_id = self.cloud.aws.cognito, self.cloud.description.client_id
        credentials = {"USERNAME": self.email, "PASSWORD": PASSWORD}
        signed_in = pool.initiate_auth(ClientId=client_id, AuthFlow="USER_PASSWORD_AUTH", AuthParameters=credentials)
        return signed_in["AuthenticationResult"]["AccessToken"]


@dataclass(frozen=True)
class Provider:
    """The stand-in for OpenAI: the calls that it got, and the faults that it returns."""

    cloud: Cloud

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.cloud.description.ports.standin}"

    def fail(self, endpoint: str, kind: str, times: int, text: str = "") -> None:
        """Let the next calls of an endpoint fail whose request contains `text`."""
        order = {"endpoint": endpoint, "kind": kind, "times": times, "text": text}
        httpx.post(f"{self.url}/_faults", json=order).raise_for_status()

    def hold(self, endpoint: str) -> None:
        """Keep every call of an endpoint waiting until `heal`; those of other tests' jobs too."""
        self.fail(endpoint, "held", 1000)

    def fail_all_voices(self, kind: str) -> None:
        """Make every voice provider fail."""
        for voice in ("speech", "realtime", "polly"):
            self.fail(voice, kind, 10)

    def heal(self, text: str = "") -> None:
        """Remove the faults of a text; without one, all."""
        httpx.delete(f"{self.url}/_faults", params={"text": text}).raise_for_status()

    def answered(self, text: str = "") -> Mapping[str, int]:
        """Number of successful calls of each endpoint that a provider would charge and whose text contains `text`."""
        answer = httpx.get(f"{self.url}/_calls", params={"text": text}).raise_for_status()
        counts: dict[str, dict[str, int]] = answer.json()
        return {endpoint: count["answered"] for endpoint, count in counts.items() if endpoint not in FREE}
