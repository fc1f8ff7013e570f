"""A small vidx service on a real port: API, sign-in and storage, with answers that a test can set."""

import json
import threading
import time
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from functions.api.schemas import jobs
from tests.unit.cli.user_pool import FakeUserPool
from vidx.price import PATTERN

JOB: Final = "job-1"
VIDEO: Final = b"\0\0\0\x18ftypmp42" + b"video" * 1000
OPTIONS: Final = {
    "voices": ["alloy", "nova"],
    "voicePreviews": {},
    "music": ["upbeat", "calm", "none"],
    "formats": ["9:16"],
    "captionStyles": ["pop", "karaoke"],
    "overlays": ["title", "price", "end"],
    "languages": ["en"],
    "durations": [15, 30],
    "categories": ["electronics", "other"],
    "currencies": ["USD", "EUR"],
    "photoTypes": ["image/jpeg"],
    "clipTypes": ["video/mp4"],
    "pricePattern": PATTERN,
    "defaults": {"voice": "alloy"},
    "operatorContact": False,
    "showCosts": False,
    "warnings": [],
    "auth": {"userPoolId": "", "clientId": "", "region": "us-east-1", "cognitoEndpoint": None},
    "limits": {
        "maxPhotos": 10,
        "maxPhotoBytes": 80 * 1024 * 1024,
        "maxClipBytes": 100 * 1024 * 1024,
        "minClipS": 2,
        "maxClipS": 60,
        "minPhotoSidePx": 200,
        "maxPhotoPixels": 210_000_000,
        "maxLogoBytes": 5 * 1024 * 1024,
        "minLogoSidePx": 48,
        "maxLogoPixels": 25_000_000,
        "maxMultipartBytes": 4 * 1024 * 1024,
        "maxTitleChars": 100,
        "maxDescriptionChars": 2_000,
        "maxScriptChars": 1_200,
        "maxLinkChars": 200,
        "maxPrice": 100_000_000_000,
    },
}


@dataclass(frozen=True)
class ReceivedRequest:
    """One request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    query: dict[str, str]

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def stage(name: str, seconds: float | None, cost_usd: float) -> dict[str, Any]:
    line = {"name": name, "startedAt": "2026-11-22T12:00:01Z", "seconds": seconds, "costUsd": cost_usd}
    return {**line, "coldStart": False, "reused": False}


def job_state(status: str = "complete", **changes: Any) -> dict[str, Any]:
    """The answer of the status route."""
    return {
        "jobId": JOB,
        "title": "Camera",
        "status": status,
        "progress": 100 if status == "complete" else 40,
        "message": {"complete": "The video is ready"}.get(status, "Rendering the video"),
        "createdAt": "2026-11-22T12:00:00Z",
        "updatedAt": "2026-11-22T12:00:30Z",
        "attempt": 1,
        "adId": None,
        "photoCount": 3,
        "remakeOf": None,
        "firstVersion": JOB,
        "aiGenerated": False,
        "aiParts": [],
        "notices": [],
        **dict.fromkeys(
            ("videoUrl", "thumbnailUrl", "previewUrl", "captionsUrl", "duration", "size", "script", "error")
        ),
        **dict.fromkeys(
            ("language", "choices", "details", "logo", "queuePosition", "estimatedStartAt", "estimatedReadyAt")
        ),
        "scriptUnavailable": False,
        "paused": False,
        "fallbacks": [],
        "stages": [stage("script", 1.25, 0.0004), stage("render", 8.5, 0.0007)],
        "cost": {
            "totalUsd": 0.0014,
            "providersUsd": 0.0004,
            "computeUsd": 0.0007,
            "requestsUsd": 0.0,
            "storageUsd": 0.0,
            "orchestrationUsd": 0.0003,
            "pricesAsOf": "2026-11",
        },
        **changes,
    }


CHOICES: Final = {
    **{"voice": "nova", "music": "calm", "format": "9:16", "duration": 30, "captionStyle": "pop"},
    **{"brandColour": "#FFD60A", "overlays": ["title"], "link": None},
}


def version(**changes: Any) -> dict[str, Any]:
    """A version in the answer of the versions route."""
    state = job_state()
    fields = set(jobs.Version.model_json_schema(by_alias=True)["properties"])
    return {**{name: state[name] for name in state if name in fields}, "language": "en", "choices": CHOICES, **changes}


def listing(**changes: Any) -> dict[str, Any]:
    """A listing as its owner sees it."""
    moment = "2026-11-22T12:00:00Z"
    return {
        **{"adId": "a1", "jobId": "first", "url": "/ads/a1", "status": "active", "aiGenerated": True},
        **{"title": "Camera", "description": "Fine.", "price": 1299, "currency": "EUR", "category": "other"},
        "language": "en",
        **dict.fromkeys(("videoUrl", "thumbnailUrl", "captionsUrl", "previewUrl", "duration", "contact")),
        **{"photoUrls": [], "createdAt": moment, "updatedAt": moment},
        **changes,
    }


WEBHOOK: Final = "wh_1"
MESSAGE: Final = "msg_1"


def webhook(**changes: Any) -> dict[str, Any]:
    """A webhook as its owner sees it."""
    return {
        **{"webhookId": WEBHOOK, "url": "https://shop.example/hooks", "events": ["job.completed", "ad.published"]},
        **{"createdAt": "2026-11-22T12:00:00Z", "note": ""},
        **dict.fromkeys(("previousSecretUntil", "failingSince", "disabledAt")),
        **changes,
    }


def delivery(**changes: Any) -> dict[str, Any]:
    """A message in the log of a webhook."""
    moment = "2026-11-22T12:00:00Z"
    return {
        **{"messageId": MESSAGE, "type": "job.completed", "status": "delivered", "note": ""},
        **{"createdAt": moment, "nextAttemptAt": None},
        "attempts": [
            {"at": moment, "statusCode": 500, "fault": None},
            {"at": moment, "statusCode": 204, "fault": None},
        ],
        "payload": {"type": "job.completed", "timestamp": moment, "data": {"jobId": JOB}},
        **changes,
    }


def in_review(**changes: Any) -> dict[str, Any]:
    """A job in review, as an operator sees it in the list."""
    finding = {"part": "photo", "photo": 2, "categories": ["violence"], "score": 0.61}
    review = {
        "jobId": JOB,
        "owner": "u1",
        "title": "Camera",
        "since": "2026-11-22T12:00:00Z",
        "ageHours": 3.4,
        "expiresAt": "2026-11-29T12:00:00Z",
        "findings": [finding],
    }
    return {**review, **changes}


def review_content() -> dict[str, Any]:
    details = {"title": "Camera", "description": "Fine.", "price": "1299", "currency": "EUR", "category": "other"}
    photos = [{"url": "https://s/1", "clip": False}, {"url": "https://s/2", "clip": True}]
    content = {"details": {**details, "language": "en"}, "script": "Meet the camera.", "link": None, "photos": photos}
    return {**in_review(), **content, "logoUrl": None, "expiresIn": 900}


RECEIPT: Final = "rc_0123456789abcdef01234567"


def receipt(**changes: Any) -> dict[str, Any]:
    """The receipt of a deleted account."""
    counts = {"videos": 3, "listings": 1, "files": 40, "webhooks": 1, "messages": 7, "signIns": 1}
    moment = "2026-11-22T12:00:00Z"
    return {
        **{"receiptId": RECEIPT, "status": "deleting", "requestedAt": moment, "completedAt": None, "deleted": counts},
        **changes,
    }


def export_page(section: str, *files: dict[str, Any], cursor: str | None = None) -> dict[str, Any]:
    """A page of the export with one record, which has the files."""
    return {"section": section, "entries": [{"record": {"title": "Camera"}, "files": list(files)}], "cursor": cursor}


def problem(status: int, code: str, detail: str, *fields: tuple[str, str]) -> Response:
    errors = [{"field": name, "message": message} for name, message in fields]
    body = {"status": status, "code": code, "title": code, "detail": detail, "errors": errors}
    return JSONResponse(body, status, media_type="application/problem+json")


ANSWERS: Final[dict[str, Any]] = {
    "GET /api/options": OPTIONS,
    "POST /api/video/generate": {
        "success": True,
        "jobId": JOB,
        "estimatedTime": 20,
        "statusUrl": "/s",
        "adId": None,
        "adUrl": None,
        "language": "de",
        "currency": "EUR",
    },
    "POST /api/video/generate-script": {
        "language": "en",
        "currency": "USD",
        "success": True,
        "script": "Meet the camera.",
        "estimatedDuration": 14.2,
        "wordCount": 38,
        "cost": 0.0004,
        "fallbacks": [],
    },
    "POST /api/video/estimate": {
        "duration": 16.5,
        "estimatedTime": 21,
        "costUsd": 0.0051,
        "cost": {
            "totalUsd": 0.0051,
            "providersUsd": 0.004,
            "computeUsd": 0.0005,
            "requestsUsd": 0.0001,
            "storageUsd": 0.0002,
            "orchestrationUsd": 0.0003,
            "pricesAsOf": "2026-11",
        },
        "stages": [{"name": "render", "seconds": 12.0, "costUsd": 0.0006}],
        "pricesAsOf": "2026-11",
    },
    "GET /api/video/jobs": {"jobs": [job_state(), job_state("render")], "cursor": None},
    f"POST /api/video/jobs/{JOB}/cancel": job_state("canceled"),
    f"POST /api/video/jobs/{JOB}/retry": job_state("queued"),
    "POST /api/ads/create": {"success": True, "adId": "a1", "url": "/ads/a1", "contact": None},
    "PATCH /api/ads/a1": listing(contact="mailto:anna@example.com"),
    "POST /api/webhooks": webhook(secret="whsec_c2VjcmV0"),
    "GET /api/webhooks": {"webhooks": [webhook()]},
    "GET /api/moderation/jobs": {"jobs": [in_review()], "cursor": None},
    f"GET /api/moderation/jobs/{JOB}": review_content(),
    f"POST /api/moderation/jobs/{JOB}/approve": {"success": True, "jobId": JOB, "status": "queued"},
    f"POST /api/moderation/jobs/{JOB}/reject": {"success": True, "jobId": JOB, "status": "error"},
    f"DELETE /api/webhooks/{WEBHOOK}": {},
    f"POST /api/webhooks/{WEBHOOK}/rotate": webhook(secret="whsec_bmV3", previousSecretUntil="2026-11-23T12:00:00Z"),
    f"POST /api/webhooks/{WEBHOOK}/test": {"success": True, "messageId": MESSAGE},
    f"GET /api/webhooks/{WEBHOOK}/deliveries": {"deliveries": [delivery()], "cursor": None},
    f"POST /api/webhooks/{WEBHOOK}/deliveries/{MESSAGE}/resend": {"success": True, "messageId": MESSAGE},
    "DELETE /api/account": receipt(),
    "GET /api/account/export": export_page("jobs"),
    f"GET /api/account/receipts/{RECEIPT}": receipt(),
    "GET /api/ads/mine": {"ads": [listing(), listing(adId="a0", title="Lamp", price=89.5)], "cursor": None},
    "DELETE /api/ads/a1": {},
    f"GET /api/video/jobs/{JOB}/versions": {
        "versions": [version(), version(jobId="first", language="de", choices=CHOICES | {"voice": "alloy"})],
        "adId": "a1",
        "listed": "first",
    },
    f"DELETE /api/video/jobs/{JOB}": {},
    "POST /api/video/jobs/first/remake": {
        "success": True,
        "jobId": JOB,
        "estimatedTime": 12,
        "statusUrl": "/s",
        "adId": None,
        "adUrl": None,
    },
}
"""The usual answers of the routes. A test checks them with the models of the API."""
OPEN: Final = frozenset({"/api/options", f"/api/account/receipts/{RECEIPT}"})
"""Addresses that need no token."""


@dataclass
class FakeService:
    """`answers["POST /api/video/generate"]` has answers that come before the usual one, `states` the job's states."""

    url: str = ""
    pool: FakeUserPool = field(default_factory=FakeUserPool)
    states: deque[dict[str, Any]] = field(default_factory=deque)
    answers: dict[str, deque[Response]] = field(default_factory=lambda: defaultdict(deque))
    requests: list[ReceivedRequest] = field(default_factory=list)

    def calls(self, line: str) -> list[ReceivedRequest]:
        """The requests whose method and path begin with `line`."""
        return [received for received in self.requests if f"{received.method} {received.path}".startswith(line)]

    def reset(self) -> None:
        fresh = FakeService(url=self.url)
        self.__dict__.update(fresh.__dict__)

    async def __call__(self, request: Request) -> Response:
        body = await request.body()
        received = ReceivedRequest(
            request.method, request.url.path, dict(request.headers), body, dict(request.query_params)
        )
        self.requests.append(received)
        line = f"{received.method} {received.path}"
        if self.answers[line]:
            return self.answers[line].popleft()
        if received.path.startswith("/api") and received.path not in OPEN and not self._signed_in(received):
            return JSONResponse({"message": "Unauthorized"}, 401)
        return self._usual(line, received)

    def _signed_in(self, received: ReceivedRequest) -> bool:
        return received.headers.get("authorization") == f"Bearer {self.pool.token}"

    def _usual(self, line: str, received: ReceivedRequest) -> Response:
        if line.startswith("PUT /bucket/"):
            return Response()
        if line == "POST /cognito":
            return self.pool.answer(received.headers["x-amz-target"].rpartition(".")[2], received.json)
        if line == "POST /api/uploads":
            return JSONResponse({"uploads": self._slots(received)})
        if line == f"GET /api/video/status/{JOB}":
            return self._status()
        if line == "GET /videos/v.mp4":
            return Response(VIDEO, media_type="video/mp4")
        return JSONResponse(ANSWERS[line]) if line in ANSWERS else problem(404, "NotFound", "there is no such job")

    def _slots(self, received: ReceivedRequest) -> list[dict[str, Any]]:
        return [
            {
                "key": f"uploads/u/{n}",
                "url": f"{self.url}/bucket/{n}",
                "headers": {"Content-Type": request["contentType"]},
                "expiresIn": 900,
            }
            for n, request in enumerate(received.json)
        ]

    def _status(self) -> Response:
        finished = job_state(videoUrl=f"{self.url}/videos/v.mp4", duration=14.5)
        state = self.states.popleft() if self.states else finished
        return JSONResponse(state, headers={"Retry-After": "0", "ETag": f'"{state["status"]}{state["progress"]}"'})


@contextmanager
def running() -> Iterator[FakeService]:
    """The service on a free port of this machine, until the block ends."""
    service = FakeService()
    app = Starlette(routes=[Route("/{path:path}", service.__call__, methods=["GET", "POST", "PUT", "PATCH", "DELETE"])])
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", lifespan="off", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    service.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    yield service
    server.should_exit = True
    thread.join(5)
