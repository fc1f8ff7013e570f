"""The entry point of the script function."""

from dataclasses import dataclass

import pytest
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.script import handler
from functions.script.handler import lambda_handler
from testing.listings import CAR
from testing.store import MemoryStore
from vidx.jobs.events import DraftInput, DraftResult
from vidx.jobs.request import VideoChoices


@dataclass
class Context(LambdaContext):
    """The part of a Lambda context that the logger reads."""

    function_name: str = "script"
    memory_limit_in_mb: int = 512
    invoked_function_arn: str = "arn:aws:lambda:us-east-1:000000000000:function:script"
    aws_request_id: str = "r1"


def test_an_event_without_a_job_returns_a_draft_even_without_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handler, "store", MemoryStore)
    event = DraftInput(owner="u1", listing=CAR, choices=VideoChoices(duration=30)).model_dump(mode="json")

    result = DraftResult.model_validate(lambda_handler(event, Context()))

    assert result.provider == "template"
    assert "$15,499" in result.script
    assert 25.5 <= result.estimated_s <= 34.5
