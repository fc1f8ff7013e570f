"""The whole API on ports in memory, called with API Gateway's own events."""

import base64
import json
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pytest
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.api.app import build, respond
from functions.api.dependencies import Ports, ports
from testing.accounts import MemoryAccounts, MemoryDeletions
from testing.ads import MemoryAds
from testing.clock import FixedClock
from testing.drafts import MemoryDrafts
from testing.idempotency import MemoryIdempotency
from testing.jobs import MemoryExecutions, MemoryJobs
from testing.moderation import MemoryTextModerations
from testing.pictures import picture
from testing.queue import MemoryQueue
from testing.quotas import MemoryQuotas
from testing.store import MemoryStore
from testing.videos import MemoryVideos
from testing.voice_samples import MemoryVoiceSamples
from testing.webhooks import MemoryDeliveries, MemoryDeliveryQueue, MemoryWebhooks
from testing.withdrawals import MemoryWithdrawals
from vidx.admission.limits import AdmissionLimits
from vidx.errors import StorageUnavailable

DETAILS: dict[str, Any] = {
    "title": "Oak chair",
    "description": "A solid oak chair, hardly used, 45 cm seat height.",
    "price": 89.5,
    "currency": "EUR",
    "category": "furniture",
}
AdsInMemory = TypeVar("AdsInMemory", bound=MemoryAds)
PHOTO = picture("JPEG", 400, 300)


@dataclass
class Reply:
    """API Gateway's view of the answer."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)

    @property
    def field_messages(self) -> dict[str, str]:
        """The messages of a problem by field. Fails if the answer is no problem."""
        assert self.headers["Content-Type"] == "application/problem+json"
        assert self.json["status"] == self.status
        assert {"type", "title", "detail", "code"} <= self.json.keys()
        return {error["field"]: error["message"] for error in self.json["errors"]}


@dataclass
class Api:
    """The resolver with its fake ports."""

    store: MemoryStore = field(default_factory=MemoryStore)
    clock: FixedClock = field(default_factory=FixedClock)
    jobs: MemoryJobs = field(default_factory=MemoryJobs)
    executions: MemoryExecutions = field(default_factory=MemoryExecutions)
    drafts: MemoryDrafts = field(default_factory=MemoryDrafts)
    text_moderations: MemoryTextModerations = field(default_factory=MemoryTextModerations)
    voice_samples: MemoryVoiceSamples = field(init=False)
    withdrawals: MemoryWithdrawals = field(default_factory=MemoryWithdrawals)
    idempotency: MemoryIdempotency = field(default_factory=MemoryIdempotency)
    webhooks: MemoryWebhooks = field(default_factory=MemoryWebhooks)
    deliveries: MemoryDeliveries = field(default_factory=MemoryDeliveries)
    delivery_queue: MemoryDeliveryQueue = field(default_factory=MemoryDeliveryQueue)
    quotas: MemoryQuotas = field(default_factory=MemoryQuotas)
    queue: MemoryQueue = field(default_factory=MemoryQueue)
    accounts: MemoryAccounts = field(default_factory=MemoryAccounts)
    deletions: MemoryDeletions = field(default_factory=MemoryDeletions)
    links: str = "https://api.test"
    limits: AdmissionLimits = field(default_factory=AdmissionLimits)
    storage_down: bool = False

    def __post_init__(self) -> None:
        self.app = build()
        self.voice_samples = MemoryVoiceSamples(self.store)
        self.videos = MemoryVideos(self.jobs)
        self.replace_ads(MemoryAds(self.jobs))

    def tell_time_by(self, clock: FixedClock) -> None:
        self.clock = clock
        self.replace_ads(self.ads)

    def open_store(self) -> MemoryStore:
        if self.storage_down:
            raise StorageUnavailable("storage is down")
        return self.store

    def limit_to(self, **limits: float) -> None:
        """Change the deployment's limits."""
        self.limits = AdmissionLimits.model_validate(limits)
        self.replace_ads(self.ads)

    def replace_ads(self, ads: AdsInMemory) -> AdsInMemory:
        """Let the API use another table of ads, and return it."""
        self.ads: MemoryAds = ads
        fake_ports = Ports(
            self.open_store,
            self.jobs,
            ads,
            self.videos,
            self.executions,
            self.drafts,
            self.text_moderations,
            self.voice_samples,
            self.withdrawals,
            self.idempotency,
            self.webhooks,
            self.deliveries,
            self.delivery_queue,
            self.quotas,
            self.queue,
            self.accounts,
            self.deletions,
            self.clock,
            self.links,
            self.limits,
        )
        self.app.dependency_overrides[ports] = lambda: fake_ports
        return ads

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        user: str | None = "u1",
        groups: str | None = None,
        headers: dict[str, str] | None = None,
        query: dict[str, str] | None = None,
    ) -> Reply:
        text = body if isinstance(body, str) or body is None else json.dumps(body)
        request = event(method, path, text, user=user, headers=headers or {}, query=query or {})
        if groups:
            request["requestContext"]["authorizer"]["jwt"]["claims"]["cognito:groups"] = groups
        return self.send(request)

    def send(self, request: dict[str, Any]) -> Reply:
        got = respond(self.app, request, LambdaContext())
        text = got.get("body") or ""
        if got.get("isBase64Encoded"):
            text = base64.b64decode(text).decode("latin-1")
        return Reply(got["statusCode"], got["headers"], text)

    def photos(self, count: int, user: str = "u1") -> list[str]:
        """Upload `count` valid photos and return their keys."""
        photo_keys = [f"uploads/{user}/p{n}" for n in range(count)]
        for key in photo_keys:
            self.store.put(key, PHOTO, "image/jpeg")
        return photo_keys

    def generate(self, *, key: str | None = None, user: str = "u1", **changes: Any) -> Reply:
        """Request a video with valid details and two valid photos. `changes` replaces fields; None removes one."""
        fields = DETAILS | {"photoKeys": self.photos(2, user)} | changes
        body = {name: value for name, value in fields.items() if value is not None}
        return self.call(
            "POST", "/api/video/generate", body, user=user, headers={"idempotency-key": key} if key else None
        )


def event(
    method: str, path: str, body: str | None, *, user: str | None, headers: dict[str, str], query: dict[str, str]
) -> dict[str, Any]:
    """An event of API Gateway's HTTP API, payload format 2.0, behind its JWT authorizer."""
    context: dict[str, Any] = {
        "accountId": "1",
        "apiId": "a",
        "domainName": "a.execute-api.test",
        "http": {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1", "userAgent": "t"},
        "requestId": "r1",
        "routeKey": "$default",
        "stage": "$default",
        "time": "22/Nov/2026:12:00:00 +0000",
        "timeEpoch": 1795348800000,
    }
    if user:
        context["authorizer"] = {"jwt": {"claims": {"sub": user, "token_use": "access"}, "scopes": None}}
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": "&".join(f"{name}={value}" for name, value in query.items()),
        "headers": {"content-type": "application/json", **headers},
        "queryStringParameters": query or None,
        "requestContext": context,
        "body": body,
        "isBase64Encoded": False,
    }


@pytest.fixture
def api() -> Api:
    return Api()
