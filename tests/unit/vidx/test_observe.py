"""What operators are told."""

import json
from datetime import date

import pytest

from vidx.models import dying
from vidx.observe import DAYS_LEFT, NAMESPACE, metrics, warn_of


def test_a_dying_model_is_logged_by_name_and_reported_in_days(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    warn_of(dying(["tts-1", "polly-neural"], date(2026, 12, 27)))

    metrics.flush_metrics()
    (logged,) = caplog.records
    reported = json.loads(capsys.readouterr().out)
    assert (logged.levelname, vars(logged)["model"], vars(logged)["shuts_down"]) == ("WARNING", "tts-1", "2027-01-06")
    assert reported[DAYS_LEFT] == [10.0]
    assert reported["_aws"]["CloudWatchMetrics"][0]["Namespace"] == NAMESPACE


def test_models_with_time_left_are_no_news(caplog: pytest.LogCaptureFixture) -> None:
    warn_of(dying(["tts-1"], date(2026, 11, 22)))

    assert caplog.records == []
    assert metrics.metric_set == {}
