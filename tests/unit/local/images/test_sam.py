"""`make sam-invoke`: by SAM where a container engine is, in the image's box elsewhere."""

from typing import Any, Final

import pytest

from local.errors import SampleFailed
from local.images import sam

TEMPLATE: Final[dict[str, Any]] = {
    "Resources": {
        "TtsFunction": {
            "Type": "AWS::Lambda::Function",
            "Properties": {"Code": {"ImageUri": {"Fn::Sub": "x"}}, "MemorySize": 512, "Environment": {"Variables": {}}},
            "Metadata": {"aws:asset:path": "asset.x"},
        },
        "Jobs": {"Type": "AWS::DynamoDB::Table"},
    }
}


def test_sam_gets_the_local_image_and_the_settings_of_the_local_cloud() -> None:
    settings = {
        "JOBS_TABLE": "jobs",
        "AWS_ENDPOINT_URL": "http://x",
        "AWS_LAMBDA_FUNCTION_NAME": "f",
        "IMAGE_ROOTS": "r",
    }

    template = sam.local_template(TEMPLATE, "tts", settings)

    assert template["Resources"]["TtsFunction"] == {
        "Type": "AWS::Lambda::Function",
        "Properties": {
            "Code": {"ImageUri": "localhost/vidx-tts:latest"},
            "MemorySize": 512,
            "Environment": {"Variables": {"JOBS_TABLE": "jobs", "AWS_ENDPOINT_URL": "http://x"}},
        },
    }
    assert template["Resources"]["Jobs"] == TEMPLATE["Resources"]["Jobs"]


def test_a_right_result_is_printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sam, "invoke_sample", lambda function, event: {})

    assert sam.main(["watch", "watch-sweep"]) == 0

    assert capsys.readouterr().out == "{}\n"


def test_a_wrong_result_is_a_failure(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sam, "invoke_sample", lambda function, event: {"unknown": 1})

    assert sam.main(["watch"]) == 1

    assert "sam-invoke: events/watch.json returned" in capsys.readouterr().err


def test_a_failed_function_is_a_failure(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(function: str, event: str) -> Any:
        raise SampleFailed("it ended")

    monkeypatch.setattr(sam, "invoke_sample", fail)

    assert sam.main(["watch"]) == 1
    assert capsys.readouterr().err == "sam-invoke: it ended\n"


def test_an_unknown_event_is_refused_with_those_that_exist(capsys: pytest.CaptureFixture[str]) -> None:
    assert sam.main(["tts", "tts-previews"]) == 1

    assert "its events are: tts, tts-preview" in capsys.readouterr().err
