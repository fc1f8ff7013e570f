"""What each route needs: with any other service down, it answers as usual.

`docs/reliability.md` has the same table.
"""

from dataclasses import dataclass, replace
from typing import Any, Final

import pytest

from functions.api.dependencies import Ports, ports
from local.paths import ROOT
from tests.unit.api.conftest import DETAILS, Api
from tests.unit.api.job_helpers import running
from tests.unit.api.listing_helpers import active
from vidx.accounts import Closure, make_receipt_id
from vidx.errors import PipelineUnavailable, ProviderUnavailable, RecordsUnavailable, StorageUnavailable, VidxError
from vidx.jobs.model import Status
from vidx.moderation import Review
from vidx.settings import Settings
from vidx.voice_samples import sample_key

TABLES: Final = "tables"
STORAGE: Final = "storage"
SECRETS: Final = "secrets"
PIPELINE: Final = "state machine"
FUNCTIONS: Final = "functions"
MESSAGES: Final = "messages"
SERVICES: Final = (TABLES, STORAGE, SECRETS, PIPELINE, FUNCTIONS, MESSAGES)
"""DynamoDB, R2, Secrets Manager, Step Functions, Lambda for the functions that the API invokes, and SQS."""
OK: Final = 400
SERVER_ERROR: Final = 500


@dataclass(frozen=True)
class Route:
    method: str
    path: str
    needs: frozenset[str]
    body: Any = None

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


def route(method: str, path: str, *needs: str, body: Any = None) -> Route:
    return Route(method, path, frozenset(needs), body)


MAKING: Final = (TABLES, STORAGE, SECRETS)
ROUTES: Final = (
    route("GET", "/api/healthz"),
    route("GET", "/api/options"),
    route("GET", "/api/openapi.json"),
    route("GET", "/api/docs"),
    route("GET", "/api/voices/{voice}/preview", STORAGE, SECRETS),
    route("POST", "/api/voices/{voice}/preview", TABLES, STORAGE, SECRETS, FUNCTIONS),
    route("POST", "/api/uploads", TABLES, SECRETS, body=[{"name": "a.jpg", "contentType": "image/jpeg", "size": 1000}]),
    route("POST", "/api/video/detect", body={"title": "Oak chair", "description": "Solid oak."}),
    route("POST", "/api/video/estimate", body={"photos": 2}),
    route("POST", "/api/video/generate-script", TABLES, FUNCTIONS, body=DETAILS),
    route("POST", "/api/video/generate", *MAKING, body=DETAILS | {"photoKeys": ["uploads/u1/p0"]}),
    route("POST", "/api/video/jobs/{finished}/remake", *MAKING, body={"music": "none"}),
    route("GET", "/api/video/status/{running}", TABLES),
    route("GET", "/api/video/status/{finished}", TABLES),
    route("GET", "/api/video/jobs", TABLES),
    route("GET", "/api/video/jobs/{finished}/photos", TABLES, STORAGE, SECRETS),
    route("GET", "/api/video/jobs/{finished}/versions", TABLES),
    route("POST", "/api/video/jobs/{running}/cancel", TABLES),
    route("POST", "/api/video/jobs/{failed}/retry", TABLES),
    route("DELETE", "/api/video/jobs/{failed}", TABLES),
    route("POST", "/api/ads/create", TABLES, body={"jobId": "{finished}"}),
    route("GET", "/api/ads", TABLES),
    route("GET", "/api/ads/mine", TABLES),
    route("GET", "/api/ads/{ad}", TABLES),
    route("PATCH", "/api/ads/{ad}", TABLES, FUNCTIONS, body={"title": "Oak chairs"}),
    route("POST", "/api/ads/{ad}/report", TABLES, body={"reason": "other"}),
    route("DELETE", "/api/ads/{ad}", TABLES),
    route("POST", "/api/webhooks", TABLES, body={"url": "https://shop.example/more"}),
    route("GET", "/api/webhooks", TABLES),
    route("DELETE", "/api/webhooks/{webhook}", TABLES),
    route("POST", "/api/webhooks/{webhook}/rotate", TABLES),
    route("POST", "/api/webhooks/{webhook}/test", TABLES, MESSAGES),
    route("GET", "/api/webhooks/{webhook}/deliveries", TABLES),
    route("POST", "/api/webhooks/{webhook}/deliveries/{message}/resend", TABLES, MESSAGES),
    route("GET", "/api/moderation/jobs", TABLES),
    route("GET", "/api/moderation/jobs/{reviewed}", TABLES, STORAGE, SECRETS),
    route("POST", "/api/moderation/jobs/{reviewed}/approve", TABLES),
    route("POST", "/api/moderation/jobs/{reviewed}/reject", TABLES, body={"reason": "no weapons"}),
    route("GET", "/api/account/export", TABLES, STORAGE, SECRETS),
    route("DELETE", "/api/account", TABLES),
    route("GET", "/api/account/receipts/{receipt}", TABLES),
    route("GET", "/ads", TABLES),
    route("GET", "/ads/{ad}", TABLES),
)


class Down:
    """A port whose service is down: every call raises."""

    def __init__(self, error: VidxError) -> None:
        self._error = error

    def __getattr__(self, name: str) -> Any:
        def fail(*_: Any, **__: Any) -> Any:
            raise self._error

        return fail


class StorageDown(Down):
    """Storage is down, but URLs are still signed: that takes no request."""

    def presign_put(self, key: str, *_: Any) -> str:
        return f"https://storage.test/{key}"


@dataclass
class World:
    api: Api
    names: dict[str, str]

    def call(self, route: Route) -> Any:
        def filled(text: Any) -> Any:
            return text.format(**self.names) if isinstance(text, str) else text

        body = route.body
        if isinstance(body, dict):
            body = {name: filled(text) for name, text in body.items()}
        return self.api.call(route.method, filled(route.path), body, groups="[operators]")

    def take_down(self, service: str) -> None:
        usual: Ports = self.api.app.dependency_overrides[ports]()
        records: Any = Down(RecordsUnavailable("it is down"))
        unavailable: Any = Down(StorageUnavailable("it is down"))
        signs_only: Any = StorageDown(StorageUnavailable("it is down"))
        functions: Any = Down(ProviderUnavailable("it is down"))
        pipeline: Any = Down(PipelineUnavailable("it is down"))
        changes: dict[str, dict[str, Any]] = {
            TABLES: dict.fromkeys(
                ("jobs", "ads", "idempotency", "quotas", "queue", "webhooks", "deliveries", "accounts"), records
            ),
            STORAGE: {"open_store": lambda: signs_only, "withdrawals": functions},
            SECRETS: {"open_store": unavailable.open_store},
            PIPELINE: {"executions": pipeline},
            FUNCTIONS: dict.fromkeys(
                ("deletions", "drafts", "text_moderations", "voice_samples", "withdrawals"), functions
            ),
            MESSAGES: {"delivery_queue": records},
        }
        broken = replace(usual, **changes[service])
        self.api.app.dependency_overrides[ports] = lambda: broken


@pytest.fixture
def world(api: Api) -> World:
    """A finished job with its files, one running, one failed and one in review, and an active listing."""
    listed = active(api)
    finished = api.generate(key="finished").json["jobId"]
    row = api.jobs.rows[finished]
    video = listed.video
    api.jobs.rows[finished] = row.model_copy(update={"status": Status.COMPLETE, "progress": 100, "video": video})
    for index in range(row.photo_count):
        api.store.put(f"jobs/{finished}/photos/{index}", b"picture", "image/jpeg")
    api.store.put(sample_key("alloy", "en", Settings()), b"RIFF", "audio/wav")
    in_progress = running(api).model_copy(update={"job_id": "running"})
    api.jobs.rows["running"] = in_progress
    api.jobs.rows["failed"] = in_progress.model_copy(update={"job_id": "failed", "status": Status.ERROR})
    reviewed = api.generate(key="reviewed").json["jobId"]
    api.jobs.request_review(reviewed, 1, Review(started_at=api.clock.now(), findings=()))
    names = {
        "reviewed": reviewed,
        "finished": finished,
        "running": "running",
        "failed": "failed",
        "ad": listed.ad_id,
        "voice": "alloy",
    }
    names["webhook"] = api.call("POST", "/api/webhooks", {"url": "https://shop.example/hooks"}).json["webhookId"]
    names["message"] = api.call("POST", f"/api/webhooks/{names['webhook']}/test").json["messageId"]
    names["receipt"] = api.accounts.close(
        Closure(owner="gone", receipt_id=make_receipt_id(), closed_at=row.created_at)
    ).receipt_id
    return World(api, names)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_every_route_answers_while_all_services_are_up(world: World, route: Route) -> None:
    assert world.call(route).status < OK


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_a_route_answers_while_a_service_that_it_does_not_need_is_down(
    world: World, route: Route, service: str
) -> None:
    world.take_down(service)

    reply = world.call(route)

    if service in route.needs:
        assert reply.status in {503, *range(200, OK)}, "a passing fault, or the answer was ready"
    else:
        assert reply.status < OK


def test_every_route_is_in_the_table() -> None:
    from functions.api.app import build

    app = build()
    routes = {(each.method, each.path) for each in [*app._static_routes, *app._dynamic_routes]}
    tested = {(each.method, each.path) for each in ROUTES}

    def shape(path: str) -> str:
        return "/".join("*" if part[:1] in {"<", "{"} else part for part in path.rstrip("?/").split("/"))

    assert {(method, shape(path)) for method, path in tested} == {
        (method, shape(path)) for method, path in routes if method != "HEAD" and not path.endswith(".*")
    }


def test_the_documentation_has_the_same_table() -> None:
    text = (ROOT / "docs/reliability.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in line.strip("| ").split("|")] for line in text.splitlines() if line.startswith("| `")
    ]
    documented = {row[0].strip("`"): tuple(row[1 : 1 + len(SERVICES)]) for row in rows if len(row) > len(SERVICES)}

    assert documented == {
        each.name: tuple("yes" if service in each.needs else "–" for service in SERVICES) for each in ROUTES
    }
