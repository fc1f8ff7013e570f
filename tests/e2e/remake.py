"""The dialog that asks for another version, on the page of a simulated finished video."""

import json
from typing import Any, Final

from playwright.sync_api import Locator, Route

from tests.e2e.seller import Seller

JOB: Final = "0123456789abcdef0123456789abcdef"
CHOICES: Final[dict[str, Any]] = {
    "voice": "alloy",
    "music": "calm",
    "format": "9:16",
    "duration": 15,
    "captionStyle": "pop",
    "brandColour": "#FFD60A",
    "overlays": ["title", "end"],
    "link": None,
}
FINISHED: Final[dict[str, Any]] = {
    "jobId": JOB,
    "title": "Brass desk lamp",
    "status": "complete",
    "progress": 100,
    "message": "Ready",
    "createdAt": "2026-11-22T12:00:00Z",
    "updatedAt": "2026-11-22T12:00:30Z",
    "attempt": 1,
    "adId": "a1",
    "remakeOf": None,
    "firstVersion": JOB,
    "videoUrl": "/media/none.mp4",
    **dict.fromkeys(("thumbnailUrl", "captionsUrl", "error")),
    "duration": 15.0,
    "size": 1_000_000,
    "stages": [],
    "script": "A brass lamp. Light it.",
    "language": "en",
    "choices": CHOICES,
    "logo": False,
    "cost": {"totalUsd": 0.001},
}


class FakeApi:
    """Answers requests for another version. Records their bodies and idempotency keys."""

    def __init__(self, *answers: tuple[int, dict[str, Any]]) -> None:
        self.answers, self.bodies, self.keys = list(answers), list[Any](), list[str]()

    def __call__(self, route: Route) -> None:
        self.bodies.append(route.request.post_data_json)
        self.keys.append(route.request.headers["idempotency-key"])
        status, body = self.answers.pop(0)
        kind = "application/problem+json" if status >= 400 else "application/json"
        route.fulfill(status=status, body=json.dumps(body), content_type=kind)


def open_dialog(seller: Seller, fake_api: FakeApi | None = None, **changes: Any) -> Locator:
    """The dialog on the page of a simulated finished video."""
    page = seller.page
    page.route("**/versions", lambda route: route.fulfill(status=404, json={}))
    page.route(f"**/api/video/status/{JOB}", lambda route: route.fulfill(json={**FINISHED, **changes}))
    if fake_api:
        page.route("**/remake", fake_api)
    seller.open(f"/jobs/{JOB}")
    page.get_by_role("button", name="Change something").click()
    return page.get_by_role("dialog", name="Change something")


def button(dialog: Locator) -> Locator:
    return dialog.get_by_role("button", name="Make this version")
