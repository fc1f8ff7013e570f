"""The daily look at the models: it warns as the stages would, without a job."""

import json
from datetime import date

import pytest
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.api.handler import lambda_handler, warn_of_configured_models
from tests.contract.test_events import Context
from vidx.observability import DAYS_LEFT, NAMESPACE
from vidx.settings import Settings


def reported(capsys: pytest.CaptureFixture[str]) -> list[tuple[str, float]]:
    """Stage and days left of every metric that was written."""
    lines = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    metrics = [line for line in lines if DAYS_LEFT in line]
    assert {metric["_aws"]["CloudWatchMetrics"][0]["Namespace"] for metric in metrics} <= {NAMESPACE}
    return [(metric["service"], metric[DAYS_LEFT][0]) for metric in metrics]


def test_every_stages_dying_models_are_reported_under_its_own_name(capsys: pytest.CaptureFixture[str]) -> None:
    here = Settings(script_model="gpt-4o-mini", speech_model="tts-1", transcription_model="whisper-1")

    warn_of_configured_models(here, date(2027, 1, 10))
    found = reported(capsys)
    warn_of_configured_models(here, date(2027, 2, 1))
    later = reported(capsys)

    assert found == [("script", 4.0), ("tts", -4.0)]
    assert later == [("script", -18.0), ("tts", -26.0), ("captions", 25.0)]


def test_models_with_time_left_are_no_news(capsys: pytest.CaptureFixture[str]) -> None:
    warn_of_configured_models(Settings(), date(2026, 11, 22))

    assert reported(capsys) == []


def test_what_the_clock_sends_is_no_request() -> None:
    context: LambdaContext = Context()  # type: ignore[assignment]  # as much of it as Powertools reads

    assert lambda_handler({"check": "models"}, context) == {}
