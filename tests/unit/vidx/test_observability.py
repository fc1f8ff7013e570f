"""Logs and metrics for operators."""

import json
from datetime import UTC, date, datetime

import pytest

from vidx.jobs.events import TtsResult
from vidx.jobs.model import Fallback, Stage, StageRecord
from vidx.models import shutting_down
from vidx.observability import DAYS_LEFT, NAMESPACE, metrics, record_stage, warn_about_shutdowns


@pytest.fixture(autouse=True)
def nothing_left() -> None:
    """Remove the metrics that stages of other tests left."""
    metrics.clear_metrics()


def test_a_model_near_its_end_is_logged_by_name_and_reported_in_days(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    warn_about_shutdowns(Stage.TTS, shutting_down(["tts-1", "polly-neural"], date(2026, 12, 27)))

    (logged,) = caplog.records
    reported = json.loads(capsys.readouterr().out)
    assert (logged.levelname, vars(logged)["model"], vars(logged)["shuts_down"]) == ("WARNING", "tts-1", "2027-01-06")
    assert (reported[DAYS_LEFT], reported["service"]) == ([10.0], "tts")
    assert reported["_aws"]["CloudWatchMetrics"][0]["Dimensions"] == [["service"]]
    assert reported["_aws"]["CloudWatchMetrics"][0]["Namespace"] == NAMESPACE


def test_models_with_time_left_are_not_reported(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    warn_about_shutdowns(Stage.TTS, shutting_down(["tts-1"], date(2026, 11, 22)))

    assert caplog.records == []
    assert capsys.readouterr().out == ""


def test_a_finished_stage_is_logged_with_its_provider_and_every_part_of_its_cost(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    result = TtsResult(provider="polly", model="polly-neural", voice_key="k", voice_s=14.2)
    run = StageRecord(
        started_at=datetime(2026, 11, 22, tzinfo=UTC),
        attempt=1,
        seconds=1.5,
        provider_usd=0.0046,
        compute_usd=0.0002,
        requests_usd=0.00001,
        storage_usd=0.00002,
    )

    with caplog.at_level("INFO"):
        record_stage(result, run)
    metrics.flush_metrics()

    (logged,) = map(vars, caplog.records)
    parts = ("seconds", "provider_usd", "compute_usd", "requests_usd", "storage_usd")
    assert {name: logged["run"][name] for name in parts} == {name: getattr(run, name) for name in parts}
    assert (logged["result"]["provider"], logged["result"]["model"]) == ("polly", "polly-neural")
    reported = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (reported["StageSeconds"], reported["Reused"]) == ([1.5], [0.0])


def test_fallbacks_are_counted_unless_the_result_is_reused(capsys: pytest.CaptureFixture[str]) -> None:
    fallback = Fallback(provider="speech", code="ProviderRetired")
    run = StageRecord(started_at=datetime(2026, 11, 22, tzinfo=UTC), attempt=1, seconds=1.5)

    for reused in (False, True):
        record_stage(TtsResult(fallbacks=(fallback,), voice_key="k", voice_s=14.2, reused=reused), run)
        metrics.flush_metrics()

    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines() if "StageSeconds" in line)
    assert first["Fallbacks"] == [1.0]
    assert "Fallbacks" not in second
