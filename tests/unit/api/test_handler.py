"""The daily check of the models gives the same warnings as the stages."""

import json
from datetime import date

import pytest
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.api.handler import lambda_handler, warn_of_configured_models
from testing.lambda_context import Context
from vidx.metrics import MODEL_DAYS_LEFT, NAMESPACE
from vidx.settings import Settings


def reported(capsys: pytest.CaptureFixture[str]) -> list[tuple[str, float]]:
    """Stage and days left of every metric that was written."""
    lines = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    metrics = [line for line in lines if MODEL_DAYS_LEFT.name in line]
    assert {metric["_aws"]["CloudWatchMetrics"][0]["Namespace"] for metric in metrics} <= {NAMESPACE}
    return [(metric["stage"], metric[MODEL_DAYS_LEFT.name][0]) for metric in metrics]


def test_models_near_their_end_are_reported_for_each_stage(capsys: pytest.CaptureFixture[str]) -> None:
    configured = Settings(script_model="gpt-4o-mini", speech_model="tts-1", transcription_model="whisper-1")

    warn_of_configured_models(configured, date(2027, 1, 10))
    days_left = reported(capsys)
    warn_of_configured_models(configured, date(2027, 2, 1))
    later = reported(capsys)

    assert days_left == [("script", 4.0), ("tts", -4.0), ("captions", 47.0)]
    assert later == [("script", -18.0), ("tts", -26.0), ("captions", 25.0)]


def test_models_with_time_left_are_not_reported(capsys: pytest.CaptureFixture[str]) -> None:
    warn_of_configured_models(Settings(), date(2026, 11, 6))

    assert reported(capsys) == []


def test_the_daily_event_is_not_an_http_request() -> None:
    context: LambdaContext = Context()  # type: ignore[assignment]  # as much of it as Powertools reads

    assert lambda_handler({"check": "models"}, context) == {}
