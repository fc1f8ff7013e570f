"""What a field may have by the API's description is what the API accepts, value by value.

`testing.fuzz` sends random requests; these are the values at the edges, one field at a time. A text that fits only
without its HTML or the white space at its ends may be accepted or refused.
"""

import json
from functools import cache
from typing import Any, Final

import pytest

from functions.api.app import build
from functions.api.openapi import document
from testing.fuzz import REFUSALS, cleaned, schema_of
from tests.unit.api.conftest import DETAILS, Api, Reply
from tests.unit.api.test_moderation import in_review
from tests.unit.api.version_helpers import complete

CHOICES: Final = {
    "voice": "alloy", "music": "none", "format": "9:16", "duration": 15, "captionStyle": "pop",
    "brandColour": "#FFD60A", "overlays": ["title"], "link": "https://shop.example.com/x",
}  # fmt: skip
LISTING: Final = {**DETAILS, "language": "en"}
PHOTO_KEY: Final = "uploads/u1/p0"
JOB: Final = "JOB"
"""Stands for the id of a finished job in bodies and paths."""
BODIES: Final[dict[tuple[str, str], Any]] = {
    ("POST", "/api/video/generate-script"): {**LISTING, **CHOICES},
    ("POST", "/api/video/detect"): {"title": "Chair", "description": "Oak", "script": "Sit."},
    ("POST", "/api/video/estimate"): {**CHOICES, "description": "Oak", "language": "en", "photos": 2, "clips": 1},
    ("POST", "/api/video/generate"): {
        **LISTING, **CHOICES, "photoKeys": [PHOTO_KEY], "logoKey": None, "script": None, "publish": True,
        "publishLater": False, "contact": "+49 171 1234",
    },
    ("POST", "/api/video/jobs/{jobId}/remake"): {
        **LISTING, **CHOICES, "photos": [1, PHOTO_KEY], "script": None, "publish": False,
    },
    ("POST", "/api/ads/create"): {**LISTING, "jobId": JOB, "contact": "anna@example.com"},
    ("PATCH", "/api/ads/{adId}"): {**DETAILS, "contact": "https://example.com/"},
    ("POST", "/api/ads/{adId}/report"): {"reason": "scam", "text": "Not his chair."},
    ("POST", "/api/webhooks"): {"url": "https://hooks.example.com/", "events": ["job.completed"]},
    ("POST", "/api/moderation/jobs/{jobId}/reject"): {"reason": "Show the chair."},
}  # fmt: skip
VALUES: Final = (
    *("null", "true", "false", "0", "1", "-1", "1.0", "15.0", "1.5", "1e1", "0.001", "1e25", "[]", "{}", "[1]"),
    *('""', '" "', '"1"', '"15"', '"true"', '"null"', '"title"', '"none"', '["title","title"]', '["title "]'),
    *('"\\u0301"', '"e\\u0301"', '"\\u200b"', '"x\\u0000"', '"\\u2460"', '"\\u0661"', '"\\ud83d\\ude00"', '"x\\n"'),
    *('"EUR "', '"1,299.50"', '"12 "', '"\\uff11"', '"https://a.example.com:99999/?[#]"', '"https://a.example.com/ "'),
    *('"mailto:a@b.cc"', '"+1 (23) 45-6"', '"#FFD60A\\n"', '"#ffd60a"', '"uploads/../1"', '"image/jpeg "'),
)  # fmt: skip
"""JSON texts: other types, numbers as texts, booleans as numbers, white space, odd characters."""


@cache
def described() -> dict[str, Any]:
    return document(build())


def edges(method: str, path: str, field: str) -> list[str]:
    """The texts around the longest that the description allows."""
    schema: Any = described()["paths"][path][method.lower()]["requestBody"]["content"]["application/json"]["schema"]
    model = described()["components"]["schemas"][schema["$ref"].rpartition("/")[2]]["properties"][field]
    limits = [form["maxLength"] for form in (model, *model.get("anyOf", ())) if "maxLength" in form]
    return [
        json.dumps(text)
        for limit in limits
        for text in ("x" * limit, "x" * (limit + 1), f"  {'x' * limit}\n", f"<b>{'x' * limit}</b>", "e\u0301" * limit)
    ]


class World:
    """An API with what the requests need."""

    def __init__(self) -> None:
        self.api = Api()
        self.api.limit_to(
            seller_unfinished_jobs=10_000, seller_jobs_per_day=10_000, seller_drafts_per_hour=10_000,
            seller_requests_per_second=10_000, spend_usd_per_day=10_000, seller_spend_usd_per_day=10_000,
        )  # fmt: skip
        self.api.photos(1)
        self.job_id = self.api.generate().json["jobId"]
        complete(self.api, self.job_id)
        self.ad_id = self.api.call("POST", "/api/ads/create", {"jobId": self.job_id}).json["adId"]

    def send(self, method: str, path: str, body: str) -> Reply:
        job_id, groups = self.job_id, None
        if "moderation" in path:
            job_id, groups = in_review(self.api), "[operators]"
        target = path.format(jobId=job_id, adId=self.ad_id)
        return self.api.call(method, target, body.replace(JOB, job_id), groups=groups)


@pytest.mark.parametrize(("method", "path"), BODIES, ids=lambda part: str(part).rpartition("/")[2] or part)
def test_a_value_is_accepted_if_and_only_if_the_description_allows_it(method: str, path: str) -> None:
    world, base = World(), BODIES[method, path]
    schema = schema_of(described(), path, method)
    assert schema is not None
    assert world.send(method, path, json.dumps(base)).status < 300
    wrong = []

    for field in base:
        for text in (*VALUES, *edges(method, path, field)):
            body = json.dumps({**base, field: "VALUE"}).replace('"VALUE"', text)
            value = json.loads(body.replace(JOB, world.job_id))
            allowed = {schema.is_valid(value), schema.is_valid(cleaned(value))}
            reply = world.send(method, path, body)
            is_refused = reply.status >= 400 and not (allowed == {True} and reply.json["code"] in REFUSALS)
            if allowed == {is_refused}:
                wrong.append(f"{field}: {text[:60]} ({len(text)}) is allowed: {allowed}; {reply.text[:200]}")

    assert not wrong, "\n".join(wrong)


def test_every_route_with_a_json_object_is_tried() -> None:
    routes = {
        (verb.upper(), path)
        for path, verbs in described()["paths"].items()
        for verb, route in verbs.items()
        if "application/json" in route.get("requestBody", {}).get("content", {})
    }

    assert routes - {("POST", "/api/uploads")} == set(BODIES)
