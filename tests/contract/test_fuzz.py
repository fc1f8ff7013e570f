"""Generated requests, good and bad, get answers that the API's own description allows, and never a 5xx.

A few fixed examples of every route; `make fuzz` runs many random ones (`testing/fuzz.py`).
"""

import os
import random
from typing import Any, Final

import pytest
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.api.app import respond
from functions.api.openapi import document
from testing.fuzz import VOICE, fuzz, is_for_operators, load, operations
from testing.gateway import OPERATOR_TOKEN, TOKEN, gateway
from tests.unit.api.conftest import PHOTO, Api
from tests.unit.api.test_moderation import in_review
from tests.unit.api.version_helpers import complete
from vidx import keys

IS_LONG: Final = os.environ.get("VIDX_FUZZ") == "long"
"""Set by `make fuzz`."""
EXAMPLES: Final = 300 if IS_LONG else 6
SEED: Final = random.randrange(2**32) if IS_LONG else None
UNLIMITED: Final = {
    "seller_unfinished_jobs": 10_000,
    "seller_jobs_per_day": 1_000_000,
    "seller_drafts_per_hour": 1_000_000,
    "seller_voice_samples_per_hour": 1_000_000,
    "seller_uploads_per_day": 1_000_000,
    "seller_upload_mb_per_day": 10_000_000,
    "seller_requests_per_second": 10_000,
    "spend_usd_per_day": 1_000_000,
    "seller_spend_usd_per_day": 1_000_000,
}
"""Limits that no run reaches: a refused request would try nothing of its route."""
TOPICS: Final = ("make a video", "follow a job", "listings", "webhooks", "moderation", "account", "about")


def known_values(api: Api) -> dict[str, list[str]]:
    """Ids of what exists: a finished video with its listing, a canceled job, a webhook with a message, a receipt."""
    photo_keys = api.photos(2)
    finished = api.generate().json["jobId"]
    complete(api, finished)
    for index in range(2):
        api.store.put(keys.working_copy(finished, index), PHOTO, "image/jpeg")
    ad_id = api.call("POST", "/api/ads/create", {"jobId": finished}).json["adId"]
    canceled = api.generate().json["jobId"]
    api.call("POST", f"/api/video/jobs/{canceled}/cancel")
    webhook_id = api.call("POST", "/api/webhooks", {"url": "https://hooks.example.com/"}).json["webhookId"]
    message_id = api.call("POST", f"/api/webhooks/{webhook_id}/test").json["messageId"]
    api.call("POST", f"/api/voices/{VOICE}/preview")
    return {
        "jobId": [finished, canceled],
        "adId": [ad_id],
        "photoKeys": photo_keys,
        "logoKey": photo_keys[:1],
        "webhookId": [webhook_id],
        "messageId": [message_id],
        "voice": [VOICE],
        "receiptId": [api.call("DELETE", "/api/account", user="u2").json["receiptId"]],
    }


@pytest.mark.parametrize("topic", TOPICS)
def test_every_route_keeps_to_its_description(topic: str) -> None:
    api = Api()
    api.limit_to(**UNLIMITED)
    known = known_values(api)
    described = document(api.app)

    def handle(event: dict[str, Any]) -> dict[str, Any]:
        return respond(api.app, event, LambdaContext())

    schema = load(described, app=gateway(handle, described))
    reviews = [in_review(api), in_review(api)]
    routes = [route for route in operations(schema) if topic in route.definition.raw["tags"]]

    outcomes = [
        fuzz(
            route,
            OPERATOR_TOKEN if is_for_operators(route) else TOKEN,
            known | {"jobId": [reviews[route.label.endswith("/reject")]]} if is_for_operators(route) else known,
            examples=EXAMPLES,
            seed_number=SEED,
        )
        for route in routes
    ]

    assert routes
    failures = [f"{outcome.route}: {failure}" for outcome in outcomes for failure in outcome.failures]
    assert not failures, "\n\n".join(failures)
    assert not [outcome.route for outcome in outcomes if not outcome.cases]


def test_every_route_has_a_topic_that_is_tried() -> None:
    described = document(Api().app)

    assert {tag for verbs in described["paths"].values() for route in verbs.values() for tag in route["tags"]} == set(
        TOPICS
    )
