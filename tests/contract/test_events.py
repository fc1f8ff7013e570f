"""Every function accepts its sample event, which `sam local invoke` can use."""

import json
from pathlib import Path

import pytest

from functions.account.service import DeletionInput
from functions.api.handler import lambda_handler
from local.paths import ROOT
from testing.sample_events import EVENTS, Context, sample
from vidx.jobs.events import DraftInput, StageInput, TextModerationInput, VoiceSampleInput, WithdrawInput, load
from vidx.jobs.model import Stage


@pytest.mark.parametrize("stage", Stage)
def test_stage_accepts_its_sample(stage: Stage) -> None:
    load(StageInput, sample(EVENTS / f"{stage}.json"))


def test_script_accepts_the_sample_of_a_draft() -> None:
    DraftInput.model_validate(sample(EVENTS / "script-draft.json"))


def test_script_accepts_the_sample_of_a_moderation() -> None:
    load(TextModerationInput, sample(EVENTS / "script-text.json"))


def test_tts_accepts_the_sample_of_a_preview() -> None:
    load(VoiceSampleInput, sample(EVENTS / "tts-preview.json"))


def test_upload_accepts_the_sample_of_a_withdrawal() -> None:
    load(WithdrawInput, sample(EVENTS / "upload-withdraw.json"))


def test_account_accepts_the_sample_of_a_deletion() -> None:
    DeletionInput.model_validate(sample(EVENTS / "account.json"))


def test_api_answers_its_sample() -> None:
    event = json.loads((EVENTS / "api.json").read_text(encoding="utf-8"))

    answer = lambda_handler(event, Context())  # type: ignore[arg-type]  # a context without what only Lambda gives

    assert answer["statusCode"] == 200


def test_there_is_a_sample_for_every_function() -> None:
    functions = {path.parent.name for path in ROOT.glob("functions/*/handler.py")}

    assert functions <= {Path(sample.name).stem for sample in EVENTS.glob("*.json")}
