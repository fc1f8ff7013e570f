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
from testing.fuzz import fuzz, is_for_operators, load, operations
from testing.gateway import OPERATOR_TOKEN, TOKEN, gateway
from tests.unit.api.conftest import Api
from tests.unit.api.test_moderation import in_review

IS_LONG: Final = os.environ.get("VIDX_FUZZ") == "long"
"""Set by `make fuzz`."""
EXAMPLES: Final = 300 if IS_LONG else 4
SEED: Final = random.randrange(2**32) if IS_LONG else None
UNLIMITED: Final = {
    "seller_unfinished_jobs": 10_000,
    "seller_jobs_per_day": 1_000_000,
    "seller_drafts_per_hour": 1_000_000,
    "voice_samples_per_hour": 1_000_000,
    "seller_uploads_per_day": 1_000_000,
    "seller_upload_mb_per_day": 10_000_000,
    "seller_requests_per_second": 10_000,
    "spend_usd_per_day": 1_000_000,
    "seller_spend_usd_per_day": 1_000_000,
}
"""Limits that no run reaches: a refused request would try nothing of its route."""
TOPICS: Final = ("make a video", "follow a job", "listings", "webhooks", "moderation", "account", "about")


def webhook_ids(api: Api) -> dict[str, list[str]]:
    """Ids of a webhook and of a message in its log."""
    webhook_id = api.call("POST", "/api/webhooks", {"url": "https://hooks.example.com/"}).json["webhookId"]
    message_id = api.call("POST", f"/api/webhooks/{webhook_id}/test").json["messageId"]
    return {"webhookId": [webhook_id], "messageId": [message_id]}


@pytest.mark.parametrize("topic", TOPICS)
def test_every_route_keeps_to_its_description(topic: str) -> None:
    api = Api()
    api.limit_to(**UNLIMITED)
    keys = api.photos(2)
    job = api.generate(publish=True).json
    described = document(api.app)

    def handle(event: dict[str, Any]) -> dict[str, Any]:
        return respond(api.app, event, LambdaContext())

    schema = load(described, app=gateway(handle, described))
    known = {"jobId": [job["jobId"]], "adId": [job["adId"]], "photoKeys": keys, "logoKey": keys[:1]} | webhook_ids(api)
    reviewed = {"jobId": [in_review(api)]}
    routes = [route for route in operations(schema) if topic in route.definition.raw["tags"]]

    outcomes = [
        fuzz(
            route,
            OPERATOR_TOKEN if is_for_operators(route) else TOKEN,
            known | reviewed if is_for_operators(route) else known,
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
