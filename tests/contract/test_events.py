"""Every function accepts its sample events, which `make sam-invoke` and `make images` use."""

import json
from typing import Any

import pytest
from pydantic import BaseModel

from functions.account.service import DeletionInput
from functions.api.handler import lambda_handler
from functions.watch.service import ExecutionEnd
from local import sample_events
from local.errors import SampleFailed
from local.paths import ROOT
from local.sample_events import EVENTS, RESULTS, sample
from testing.lambda_context import Context
from vidx.adapters.dynamodb.changes import row_change
from vidx.jobs.events import DraftInput, StageInput, TextModerationInput, VoiceSampleInput, WithdrawInput
from vidx.jobs.model import Stage
from vidx.webhooks.model import DeliveryTask

FORMS: dict[str, type[BaseModel]] = {
    **{stage.value: StageInput for stage in Stage},
    "account": DeletionInput,
    "script-draft": DraftInput,
    "script-text": TextModerationInput,
    "tts-preview": VoiceSampleInput,
    "upload-withdraw": WithdrawInput,
}


@pytest.mark.parametrize("name", sorted(FORMS))
def test_a_sample_has_the_form_that_its_function_reads(name: str) -> None:
    FORMS[name].model_validate(sample(name))


def test_notify_reads_its_samples() -> None:
    (change,) = sample("notify")["Records"]
    (message,) = sample("notify-message")["Records"]

    assert row_change(change)
    assert DeliveryTask.model_validate_json(message["body"])


def test_watch_reads_its_sample() -> None:
    assert ExecutionEnd.model_validate(sample("watch")["detail"])


@pytest.mark.parametrize("name", ["account-sweep", "watch-sweep"])
def test_a_sweep_is_what_a_schedule_sends(name: str) -> None:
    assert sample(name)["detail-type"] == "Scheduled Event"


def test_api_answers_its_sample() -> None:
    answer: Any = lambda_handler(sample("api"), Context())  # type: ignore[arg-type]  # without what only Lambda gives

    sample_events.check("api", answer)


def test_there_is_a_sample_for_every_function() -> None:
    functions = {path.parent.name for path in ROOT.glob("functions/*/handler.py")}
    names = {path.stem for path in EVENTS.glob("*.json")}

    assert functions <= names
    assert {sample_events.function_of(name) for name in names} == functions


def test_the_result_of_every_sample_is_checked() -> None:
    assert RESULTS.keys() == {path.stem for path in EVENTS.glob("*.json")}


@pytest.mark.parametrize("result", [None, {"photo_count": 5, "unknown": 1}, {"errorType": "StageFailed"}])
def test_a_wrong_result_is_refused(result: Any) -> None:
    with pytest.raises(SampleFailed, match=r"events/photos\.json returned"):
        sample_events.check("photos", result)


def test_a_response_without_options_is_refused() -> None:
    with pytest.raises(SampleFailed, match=r"events/api\.json returned"):
        sample_events.check("api", {"statusCode": 404, "body": json.dumps({"code": "NotFound"})})
