"""Every function accepts its sample event, which `sam local invoke` can use."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from functions.api.handler import lambda_handler
from local.paths import ROOT
from vidx.jobs.events import DraftInput, StageInput, VoiceSampleInput, WithdrawInput, load
from vidx.jobs.model import Stage

EVENTS = ROOT / "events"


@dataclass
class Context:
    """The part of a Lambda context that Powertools reads."""

    function_name: str = "api"
    memory_limit_in_mb: int = 1024
    invoked_function_arn: str = "arn:aws:lambda:us-east-1:000000000000:function:api"
    aws_request_id: str = "sample"


def sample(path: Path) -> dict[str, Any]:
    event: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return event


@pytest.mark.parametrize("stage", Stage)
def test_stage_accepts_its_sample(stage: Stage) -> None:
    load(StageInput, sample(EVENTS / f"{stage}.json"))


def test_script_accepts_the_sample_of_a_draft() -> None:
    DraftInput.model_validate(sample(EVENTS / "script-draft.json"))


def test_tts_accepts_the_sample_of_a_preview() -> None:
    load(VoiceSampleInput, sample(EVENTS / "tts-preview.json"))


def test_upload_accepts_the_sample_of_a_withdrawal() -> None:
    load(WithdrawInput, sample(EVENTS / "upload-withdraw.json"))


def test_api_answers_its_sample() -> None:
    event = json.loads((EVENTS / "api.json").read_text(encoding="utf-8"))

    answer = lambda_handler(event, Context())  # type: ignore[arg-type]  # a context without what only Lambda gives

    assert answer["statusCode"] == 200


def test_there_is_a_sample_for_every_function() -> None:
    functions = {path.parent.name for path in ROOT.glob("functions/*/handler.py")}

    assert functions <= {Path(sample.name).stem for sample in EVENTS.glob("*.json")}
