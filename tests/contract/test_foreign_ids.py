"""Ids of another seller: every route answers as if they did not exist, in every state, and changes nothing."""

import json
from collections.abc import Callable
from typing import Any, Final

import pytest

from functions.api.app import build
from functions.api.openapi import document
from tests.unit.api.conftest import DETAILS, Api, Reply
from tests.unit.api.version_helpers import complete
from vidx.jobs.model import Status

OWNER: Final = "u1"
STRANGER: Final = "u2"
OPEN: Final = frozenset({"GET /api/ads/{adId}", "POST /api/ads/{adId}/report", "GET /api/account/receipts/{receiptId}"})
"""Routes with ids of what everybody may read."""
BODIES: Final[dict[str, Any]] = {
    "POST /api/video/jobs/{jobId}/remake": {"voice": "nova"},
    "PATCH /api/ads/{adId}": {"title": "Mine now"},
    "POST /api/moderation/jobs/{jobId}/reject": {"reason": "no"},
}
REFUSED: Final = frozenset({403, 404})
REPEATED: Final = ("DELETE", 204)
"""Deleting what does not exist is no error, because a deletion may be repeated."""
SHOWN: Final = "DELETE /api/ads/{adId}"
"""The one route that tells another seller's id from an unknown one: listings are public, so their ids are no secret."""
Ids = dict[str, str]


def routes() -> list[tuple[str, str]]:
    """Method and path of each route with an id of something that belongs to one seller."""
    paths = document(build())["paths"]
    named = [(verb.upper(), path) for path, verbs in paths.items() for verb in verbs if "Id}" in path]
    return [(method, path) for method, path in named if f"{method} {path}" not in OPEN]


def _wait(api: Api) -> dict[str, str]:
    return api.generate(publish=True).json  # type: ignore[no-any-return]


def _run(api: Api) -> dict[str, str]:
    job = _wait(api)
    _set(api, job["jobId"], Status.RENDER)
    return job


def _finish(api: Api) -> dict[str, str]:
    job = _wait(api)
    complete(api, job["jobId"])
    return job


def _cancel(api: Api) -> dict[str, str]:
    job = _wait(api)
    api.call("POST", f"/api/video/jobs/{job['jobId']}/cancel")
    return job


def _retry(api: Api) -> dict[str, str]:
    job = _cancel(api)
    api.call("POST", f"/api/video/jobs/{job['jobId']}/retry")
    return job


def _delete(api: Api) -> dict[str, str]:
    job = _cancel(api)
    api.call("DELETE", f"/api/ads/{job['adId']}")
    api.call("DELETE", f"/api/video/jobs/{job['jobId']}")
    return job


def _close(api: Api) -> dict[str, str]:
    job = _finish(api)
    api.call("DELETE", "/api/account")
    return job


STATES: Final[dict[str, Callable[[Api], dict[str, str]]]] = {
    "waiting": _wait, "running": _run, "finished": _finish, "canceled": _cancel, "retried": _retry, "deleted": _delete,
    "of a closed account": _close,
}  # fmt: skip


def _set(api: Api, job_id: str, status: Status) -> None:
    api.jobs.rows[job_id] = api.jobs.rows[job_id].model_copy(update={"status": status})


def webhook(api: Api, user: str) -> Ids:
    webhook_id = api.call("POST", "/api/webhooks", {"url": "https://hooks.example.com/"}, user=user).json["webhookId"]
    message_id = api.call("POST", f"/api/webhooks/{webhook_id}/test", user=user).json["messageId"]
    return {"webhookId": webhook_id, "messageId": message_id}


def view(api: Api, job: dict[str, str]) -> list[tuple[int, Any]]:
    """What the owner reads about everything that a stranger could change."""
    paths = (f"/api/video/status/{job['jobId']}", f"/api/ads/{job['adId']}", "/api/ads/mine", "/api/video/jobs")
    replies = [api.call("GET", path, user=OWNER) for path in (*paths, "/api/webhooks")]
    return [(reply.status, reply.json) for reply in replies]


def answer(reply: Reply, ids: Ids) -> tuple[int, str]:
    """Status and body, with the ids of the request left out."""
    text = reply.text
    for value in ids.values():
        text = text.replace(value, "…")
    return reply.status, text


@pytest.mark.parametrize("state", STATES)
def test_ids_of_another_seller_get_the_answer_of_unknown_ids(state: str) -> None:
    api = Api()
    hook = webhook(api, OWNER)
    job = STATES[state](api)
    foreign = {"jobId": job["jobId"], "adId": job["adId"], **hook}
    unknown = {name: value[:-6] + "0a1b2c" for name, value in foreign.items()}
    before = view(api, job)

    for method, path in routes():
        body = BODIES.get(f"{method} {path}")
        answers = [
            answer(api.call(method, path.format_map(ids), body, user=STRANGER), ids) for ids in (foreign, unknown)
        ]
        if f"{method} {path}" != SHOWN:
            assert answers[0] == answers[1], f"{method} {path}"
        assert answers[0][0] in REFUSED or (method, answers[0][0]) == REPEATED, f"{method} {path}: {answers[0]}"

    assert view(api, job) == before


def test_a_message_of_another_sellers_webhook_is_not_found_by_an_own_webhook() -> None:
    api = Api()
    foreign, own = webhook(api, OWNER), webhook(api, STRANGER)

    path = f"/api/webhooks/{own['webhookId']}/deliveries/{foreign['messageId']}/resend"

    assert api.call("POST", path, user=STRANGER).status == 404


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/ads/create", {"jobId": "{jobId}"}),
        ("/api/video/generate", {**DETAILS, "photoKeys": ["{photoKey}"]}),
        ("/api/video/generate", {**DETAILS, "photoKeys": ["{own}"], "logoKey": "{photoKey}"}),
        ("/api/video/jobs/{ownJobId}/remake", {"photos": ["{photoKey}"]}),
        ("/api/video/jobs/{ownJobId}/remake", {"logoKey": "{photoKey}"}),
    ],
)
def test_ids_of_another_seller_in_a_body_get_the_answer_of_unknown_ids(path: str, body: dict[str, Any]) -> None:
    api = Api()
    job, own_job = api.generate(publish=True).json, api.generate(user=STRANGER).json
    complete(api, own_job["jobId"])
    (photo_key,) = api.photos(1)
    own = {"own": api.photos(1, STRANGER)[0], "ownJobId": own_job["jobId"]}
    foreign = {"jobId": job["jobId"], "photoKey": photo_key}
    unknown = {"jobId": "f" * 32, "photoKey": f"uploads/{STRANGER}/none"}

    def call(ids: Ids) -> tuple[int, str]:
        text = json.dumps(body)
        for name, value in (ids | own).items():
            text = text.replace(f"{{{name}}}", value)
        return answer(api.call("POST", path.format_map(own), text, user=STRANGER), ids)

    answers = [call(foreign), call(unknown)]

    assert answers[0] == answers[1]
    assert answers[0][0] in {404, 422}
