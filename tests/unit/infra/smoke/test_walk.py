"""The smoke test ends at the first thing that is wrong, names it, and leaves nothing behind."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx
import pytest

from cli.auth import BearerAuth, TokenFile
from cli.client import ApiClient
from cli.config import Service
from infra.smoke.walk import Limits, SmokeFailed, Step, Walk
from testing.clips import FAST_START, clip

URL: Final = "https://ads.example.com"
MEDIA: Final = "https://media.example.com"
VIDEO: Final = clip(1.0, extra=FAST_START)
STAGE: Final = {"name": "render", "seconds": 9.5, "costUsd": 0.001, "coldStart": True, "reused": False}


def done(**changes: Any) -> dict[str, Any]:
    """The state of a finished job."""
    return {
        "jobId": "j1",
        "status": "complete",
        "videoUrl": f"{MEDIA}/v.mp4",
        "captionsUrl": f"{MEDIA}/v.vtt",
        "thumbnailUrl": f"{MEDIA}/v.jpg",
        "duration": 1.0,
        "size": len(VIDEO),
        "stages": [STAGE],
        "cost": {"totalUsd": 0.004},
        **changes,
    }


@dataclass
class FakeService:
    """A service in memory. `answers` replaces the answer of `METHOD path`."""

    seconds: dict[str, float] = field(default_factory=dict)
    """Seconds that a request takes, by the end of its path."""
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    keeps: tuple[str, ...] = ()
    """What a deletion forgets: `listing`, `mine` or the ending of a file."""
    requests: list[str] = field(default_factory=list)
    now_s: float = 0.0
    is_listed: bool = False
    is_deleted: bool = False

    def handle(self, request: httpx.Request) -> httpx.Response:
        line = f"{request.method} {request.url.path}"
        self.requests.append(line)
        self.now_s += next((s for path, s in self.seconds.items() if request.url.path.endswith(path)), 0.0)
        if line in self.answers:
            return httpx.Response(200, json=self.answers[line])
        if request.url.host != "ads.example.com":
            return self.file(request)
        return self.api(line)

    def file(self, request: httpx.Request) -> httpx.Response:
        ending = request.url.path.rpartition(".")[2]
        if request.method == "PUT":
            return httpx.Response(200)
        if self.is_deleted and ending not in self.keeps:
            return httpx.Response(404)
        content = {"mp4": VIDEO, "vtt": b"WEBVTT\n", "jpg": b"\xff\xd8\xff\xe0"}[ending]
        if "Range" in request.headers:
            return httpx.Response(206, content=content[:100])
        return httpx.Response(200, content=content)

    def api(self, line: str) -> httpx.Response:
        answers: dict[str, dict[str, Any]] = {
            "GET /api/healthz": {"status": "ok", "architecture": "aarch64", "coldStart": False},
            "GET /api/options": {name: ["x"] for name in ("voices", "languages", "categories", "formats")},
            "POST /api/video/generate-script": {
                "success": True, "script": "A lamp.", "estimatedDuration": 3.0, "wordCount": 2, "cost": 0.0001,
            },
            "POST /api/uploads": {"uploads": [{"key": "uploads/u/1", "url": f"{MEDIA}/put.jpg", "headers": {}}]},
            "POST /api/video/generate": {"success": True, "jobId": "j1", "estimatedTime": 40},
            "GET /api/video/status/j1": done(),
            "POST /api/video/jobs/j1/cancel": {},
        }  # fmt: skip
        if line in answers:
            return httpx.Response(200, json=answers[line])
        ad = {"adId": "a1", "status": "active", "videoUrl": f"{MEDIA}/v.mp4"}
        if line == "POST /api/ads/create":
            self.is_listed = True
            return httpx.Response(200, json=ad)
        if line == "DELETE /api/ads/a1":
            self.is_deleted = True
            return httpx.Response(204)
        if line == "GET /api/ads/mine":
            shown = self.is_listed and (not self.is_deleted or "mine" in self.keeps)
            return httpx.Response(200, json={"ads": [ad] if shown else [], "cursor": None})
        if line == "GET /api/ads/a1" and (not self.is_deleted or "listing" in self.keeps):
            return httpx.Response(200, json=ad)
        return httpx.Response(404, json={"message": "Not found"})

    def sleep(self, seconds: float) -> None:
        self.now_s += seconds


def walk(service: FakeService, folder: Path, steps: list[Step] | None = None) -> Walk:
    photo = folder / "photo.jpg"
    photo.write_bytes(b"\xff\xd8\xff\xe0" + bytes(100))
    http = httpx.Client(transport=httpx.MockTransport(service.handle))
    target = Service(URL)
    auth = BearerAuth(target, TokenFile(folder / "tokens.json"), http, fixed="token")
    api = ApiClient(target, http, auth, service.sleep)
    on_step = (lambda _: None) if steps is None else steps.append
    return Walk(api, [photo], Limits(5, 1, 600), on_step, clock=lambda: service.now_s)


def test_a_service_that_works_passes_every_step(tmp_path: Path) -> None:
    steps: list[Step] = []

    service = FakeService(seconds={"generate-script": 2.5})
    walk(service, tmp_path, steps).run()

    names = ["health", "options", "draft", "upload", "generate", "job", "video", "listing", "deletion"]
    assert [step.name for step in steps] == names
    assert steps[2].seconds == 2.5
    assert service.is_deleted


@pytest.mark.parametrize(
    ("service", "message"),
    [
        (FakeService(answers={"GET /api/healthz": {"status": "bad"}}), "health: the answer is"),
        (FakeService(answers={"GET /api/options": {"voices": []}}), "options: there are no voices"),
        (FakeService(answers={"POST /api/video/generate-script": {"success": False}}), "draft: no script in"),
        (FakeService(seconds={"generate-script": 5.3}), "draft: it took 5.3 s, and 5 s are allowed"),
        (FakeService(seconds={"/video/generate": 1.2}), "generate: it took 1.2 s, and 1 s are allowed"),
        (FakeService(answers={"POST /api/video/generate": {"success": True}}), "generate: no job in"),
        (
            FakeService(answers={"GET /api/video/status/j1": {"jobId": "j1", "status": "render"}}),
            "job: the job has not ended after 600 s",
        ),
        (
            FakeService(
                answers={
                    "GET /api/video/status/j1": {
                        "jobId": "j1",
                        "status": "error",
                        "error": {"code": "RenderFailed", "stage": "render", "message": "Try again."},
                    }
                }
            ),
            "job: job j1 ended as error: RenderFailed in stage render: Try again.",
        ),
        (FakeService(answers={"GET /api/video/status/j1": done(size=5)}), "video: the video has .* the API reports 5"),
        (FakeService(answers={"GET /api/video/status/j1": done(duration=9.0)}), "video: the file is 1.0 s long"),
        (FakeService(answers={"GET /v.vtt": {}}), "video: the captions are no WebVTT"),
        (FakeService(answers={"GET /api/ads/a1": {"status": "processing"}}), "listing: the listing is processing"),
        (
            FakeService(answers={"GET /api/ads/mine": {"ads": [], "cursor": None}}),
            "listing: the listing is not among the seller's own",
        ),
        (FakeService(keeps=("listing",)), "deletion: the deleted listing is still public, with status active"),
        (FakeService(keeps=("mine",)), "deletion: the deleted listing is still among the seller's own"),
        (FakeService(keeps=("mp4",)), "deletion: videoUrl still has status 200"),
        (FakeService(keeps=("jpg",)), "deletion: thumbnailUrl still has status 200"),
    ],
)
def test_the_first_thing_that_is_wrong_is_named(service: FakeService, message: str, tmp_path: Path) -> None:
    with pytest.raises(SmokeFailed, match=message):
        walk(service, tmp_path).run()


def test_a_job_that_takes_too_long_is_canceled(tmp_path: Path) -> None:
    service = FakeService(answers={"GET /api/video/status/j1": {"jobId": "j1", "status": "render"}})

    with pytest.raises(SmokeFailed):
        walk(service, tmp_path).run()

    assert service.requests[-1] == "POST /api/video/jobs/j1/cancel"


def test_a_listing_that_is_wrong_is_deleted(tmp_path: Path) -> None:
    service = FakeService(answers={"GET /api/ads/a1": {"status": "processing"}})

    with pytest.raises(SmokeFailed):
        walk(service, tmp_path).run()

    assert service.is_deleted


def test_an_error_of_the_service_names_the_step(tmp_path: Path) -> None:
    service = FakeService()
    api = service.api
    service.api = lambda line: httpx.Response(503) if re.search("uploads", line) else api(line)  # type: ignore[method-assign]

    with pytest.raises(SmokeFailed, match="upload: The service is overloaded"):
        walk(service, tmp_path).run()
