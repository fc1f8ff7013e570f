"""The answers and errors of the script function, as Lambda returns them."""

import json
from io import BytesIO
from typing import Any

import boto3
import pytest
from botocore.response import StreamingBody
from botocore.stub import Stubber

from vidx.adapters.lambda_invoke import LambdaDrafts
from vidx.errors import ProviderRateLimited, ProviderUnavailable, StageFailed
from vidx.jobs.events import DraftInput
from vidx.jobs.request import Listing, VideoChoices

DRAFT_REQUEST = DraftInput(
    owner="u1",
    listing=Listing.model_validate({"title": "Chair", "description": "Oak", "price": 1}),
    choices=VideoChoices(),
)
ANSWER = {
    "script": "Hi.",
    "word_count": 1,
    "estimated_s": 0.5,
    "provider": "openai",
    "model": "m",
    "cost_usd": 0.1,
    "fallbacks": [],
}


def drafts(payload: Any, **more: Any) -> LambdaDrafts:
    client = boto3.client("lambda", region_name="us-east-1", aws_access_key_id="a", aws_secret_access_key="b")
    body = json.dumps(payload).encode()
    stub = Stubber(client)
    expected = {"FunctionName": "script", "Payload": json.dumps(DRAFT_REQUEST.model_dump(mode="json"))}
    stub.add_response("invoke", {"Payload": StreamingBody(BytesIO(body), len(body)), **more}, expected)
    stub.activate()
    return LambdaDrafts(client, "script")


def test_the_draft_of_the_function_is_returned() -> None:
    assert drafts(ANSWER).write(DRAFT_REQUEST).model_dump(mode="json") == ANSWER


def test_an_error_of_ours_keeps_its_class_and_message() -> None:
    failed = {"errorType": "ProviderRateLimited", "errorMessage": "too many requests", "stackTrace": []}

    with pytest.raises(ProviderRateLimited, match="too many requests"):
        drafts(failed, FunctionError="Unhandled").write(DRAFT_REQUEST)


@pytest.mark.parametrize(
    "failed", [{"errorType": "KeyError", "errorMessage": "'x'"}, {"errorMessage": "timed out"}, {}]
)
def test_any_other_error_is_a_stage_failure_without_internals(failed: dict[str, str]) -> None:
    with pytest.raises(StageFailed, match="the script could not be made"):
        drafts(failed, FunctionError="Unhandled").write(DRAFT_REQUEST)


def test_a_function_that_cannot_be_invoked_is_unavailable() -> None:
    client = boto3.client("lambda", region_name="us-east-1", aws_access_key_id="a", aws_secret_access_key="b")
    stub = Stubber(client)
    stub.add_client_error("invoke", "TooManyRequestsException")
    stub.activate()

    with pytest.raises(ProviderUnavailable):
        LambdaDrafts(client, "script").write(DRAFT_REQUEST)
