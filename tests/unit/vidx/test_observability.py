"""Logs and metrics for operators."""

import json
from datetime import UTC, date, datetime

import pytest

from vidx.jobs.events import RenderResult, TtsResult
from vidx.jobs.model import Fallback, Stage, StageRecord
from vidx.metrics import MODEL_DAYS_LEFT, NAMESPACE
from vidx.models import shutting_down
from vidx.observability import record_failed_stage, record_stage, seller_hash, warn_about_shutdowns

RUN = StageRecord(started_at=datetime(2026, 11, 22, tzinfo=UTC), attempt=1, seconds=1.5, provider_usd=0.0046)


def lines_of(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_model_near_its_end_is_logged_by_name_and_reported_in_days(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    warn_about_shutdowns(Stage.TTS, shutting_down(["tts-1", "polly-neural"], date(2026, 12, 27)))

    (logged,) = caplog.records
    (reported,) = lines_of(capsys.readouterr().out)
    assert (logged.levelname, vars(logged)["model"], vars(logged)["shuts_down"]) == ("WARNING", "tts-1", "2027-01-06")
    assert (reported[MODEL_DAYS_LEFT.name], reported["stage"], reported["environment"]) == ([10.0], "tts", "local")
    (block,) = reported["_aws"]["CloudWatchMetrics"]  # type: ignore[index]
    assert block["Dimensions"] == [["environment"], ["environment", "stage"]]
    assert block["Namespace"] == NAMESPACE


def test_models_with_time_left_are_not_reported(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    warn_about_shutdowns(Stage.TTS, shutting_down(["tts-1"], date(2026, 11, 6)))

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
        record_stage(Stage.TTS, result, run)

    (logged,) = map(vars, caplog.records)
    parts = ("seconds", "provider_usd", "compute_usd", "requests_usd", "storage_usd")
    assert {name: logged["run"][name] for name in parts} == {name: getattr(run, name) for name in parts}
    names = ("provider", "model", "fallbacks", "seconds", "cost_usd")
    assert [logged[name] for name in names] == ["polly", "polly-neural", [], 1.5, 0.00483]
    reported = lines_of(capsys.readouterr().out)[0]
    assert (reported["StageSeconds"], reported["StagesReused"]) == ([1.5], [0.0])


def test_fallbacks_are_counted_by_provider_unless_the_result_is_reused(capsys: pytest.CaptureFixture[str]) -> None:
    fallback = Fallback(provider="speech", code="ProviderRetired")
    for reused in (False, True):
        record_stage(Stage.TTS, TtsResult(fallbacks=(fallback,), voice_key="k", voice_s=14.2, reused=reused), RUN)

    lines = lines_of(capsys.readouterr().out)
    (counted,) = (line for line in lines if "Fallbacks" in line)
    assert (counted["Fallbacks"], counted["stage"], counted["provider"]) == ([1.0], "tts", "speech")
    assert sum("ProviderRuns" in line for line in lines) == 1


def test_a_run_without_fallbacks_counts_none_so_that_a_rate_can_be_computed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    record_stage(Stage.TTS, TtsResult(voice_key="k", voice_s=14.2), RUN)

    (counted,) = (line for line in lines_of(capsys.readouterr().out) if "Fallbacks" in line)
    assert (counted["Fallbacks"], counted["ProviderRuns"]) == ([0.0], [1.0])


def test_the_factor_of_real_time_is_of_renders_only(capsys: pytest.CaptureFixture[str]) -> None:
    run = RUN.model_copy(update={"seconds": 30.0})
    record_stage(Stage.RENDER, RenderResult(video_key="v", thumbnail_key="t", duration_s=15.0, size_bytes=1), run)
    record_stage(Stage.TTS, TtsResult(voice_key="k", voice_s=14.2), run)

    factors = [
        line["RenderRealtimeFactor"] for line in lines_of(capsys.readouterr().out) if "RenderRealtimeFactor" in line
    ]
    assert factors == [[2.0]]


@pytest.mark.parametrize(
    ("code", "message", "has_traceback", "is_counted"),
    [
        ("RenderFailed", "stage failed", True, True),
        ("ValueError", "stage failed", True, True),
        ("ProviderUnavailable", "stage failed", False, True),
        ("UnusablePhoto", "stage failed", False, True),
        ("JobClosed", "stage stopped", False, False),
        ("ContentInReview", "stage stopped", False, False),
    ],
)
def test_a_failed_run_is_logged_with_its_code_and_cost(
    code: str,
    message: str,
    has_traceback: bool,
    is_counted: bool,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with caplog.at_level("INFO"):
        try:
            raise ValueError  # noqa: TRY301
        except ValueError:
            record_failed_stage(Stage.RENDER, code, 2.5, RUN)

    (logged,) = caplog.records
    assert (logged.getMessage(), bool(logged.exc_info)) == (message, has_traceback)
    assert [vars(logged)[name] for name in ("code", "seconds", "cost_usd")] == [code, 2.5, 0.0046]
    assert ("StagesFailed" in capsys.readouterr().out) is is_counted


def test_logs_tell_sellers_apart_without_their_ids() -> None:
    assert seller_hash("mia") != seller_hash("tom")
    assert "mia" not in seller_hash("mia")
    assert len(seller_hash("mia")) == 16
