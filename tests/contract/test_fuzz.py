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
from testing.fuzz import fuzz, load, operations
from testing.gateway import TOKEN, gateway
from tests.unit.api.conftest import Api

IS_LONG: Final = os.environ.get("VIDX_FUZZ") == "long"
"""Set by `make fuzz`."""
EXAMPLES: Final = 300 if IS_LONG else 4
SEED: Final = random.randrange(2**32) if IS_LONG else None
TOPICS: Final = ("make a video", "follow a job", "listings", "webhooks", "moderation", "account", "about")


@pytest.mark.parametrize("topic", TOPICS)
def test_every_route_keeps_to_its_description(topic: str) -> None:
    api = Api()
    keys = api.photos(2)
    job = api.generate(publish=True).json
    described = document(api.app)

    def handle(event: dict[str, Any]) -> dict[str, Any]:
        return respond(api.app, event, LambdaContext())

    schema = load(described, app=gateway(handle, described))
    known = {"jobId": [job["jobId"]], "adId": [job["adId"]], "photoKeys": keys, "logoKey": keys[:1]}
    routes = [route for route in operations(schema) if topic in route.definition.raw["tags"]]

    outcomes = [fuzz(route, TOKEN, known, examples=EXAMPLES, seed_number=SEED) for route in routes]

    assert routes
    failures = [f"{outcome.route}: {failure}" for outcome in outcomes for failure in outcome.failures]
    assert not failures, "\n\n".join(failures)
    assert not [outcome.route for outcome in outcomes if not outcome.cases]


def test_every_route_has_a_topic_that_is_tried() -> None:
    described = document(Api().app)

    assert {tag for verbs in described["paths"].values() for route in verbs.values() for tag in route["tags"]} == set(
        TOPICS
    )
