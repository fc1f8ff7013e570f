"""The Runtime API in place of Lambda's, asked by a process that stands for a function in its box."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from local.errors import SampleFailed
from local.images import invoke as module
from local.images.invoke import Run, Usage, invoke

CLIENT: Final = """
import json, os, sys, urllib.request
base = f"http://{os.environ['AWS_LAMBDA_RUNTIME_API']}/2018-06-01/runtime"
while True:
    with urllib.request.urlopen(f"{base}/invocation/next") as response:
        number, event = response.headers["Lambda-Runtime-Aws-Request-Id"], json.load(response)
    if event == "crash":
        sys.exit("it crashed")
    kind = "error" if event == "fail" else "response"
    body = json.dumps({"event": event, "deadline": response.headers["Lambda-Runtime-Deadline-Ms"] is not None})
    request = urllib.request.Request(f"{base}/invocation/{number}/{kind}", body.encode(), method="POST")
    urllib.request.urlopen(request).close()
"""


@pytest.fixture(autouse=True)
def client_instead_of_the_box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = subprocess.Popen

    def start(command: list[str], **options: Any) -> "subprocess.Popen[bytes]":
        process = real([sys.executable, "-c", CLIENT], **options)
        (tmp_path / f"tts-{process.pid}.tsv").write_text("90\t512\t3\t512\n", encoding="utf-8")
        return process

    monkeypatch.setattr(subprocess, "Popen", start)
    monkeypatch.setattr(module, "USAGE", tmp_path)
    monkeypatch.setattr(module, "LOGS", tmp_path / "logs")
    monkeypatch.setattr(module, "processor_seconds", lambda name: 0.25)


def test_every_event_is_answered_in_order() -> None:
    run = invoke("tts", [{"number": 1}, {"number": 2}], {})

    results = tuple({"event": {"number": number}, "deadline": True} for number in (1, 2))
    assert run == Run(results, 0.25, Usage(90, 512, 3, 512))


def test_an_error_of_the_function_is_reported() -> None:
    with pytest.raises(SampleFailed, match="tts answered with an error"):
        invoke("tts", ["fail"], {})


def test_a_function_that_ends_is_reported_with_its_output() -> None:
    with pytest.raises(SampleFailed, match="it crashed"):
        invoke("tts", ["crash"], {})


def test_a_function_gets_its_settings_and_those_of_the_local_cloud() -> None:
    configuration: Mapping[str, Any] = {
        "FunctionName": "vidx-Render",
        "MemorySize": 3008,
        "EphemeralStorage": {"Size": 2048},
        "Environment": {"Variables": {"JOBS_TABLE": "jobs"}},
    }

    environment = module.environment(configuration, "http://127.0.0.1:4566")

    assert environment["JOBS_TABLE"] == "jobs"
    assert environment["AWS_ENDPOINT_URL"] == "http://127.0.0.1:4566"
    assert (environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"], environment["IMAGE_TMP_MB"]) == ("3008", "2048")
    assert json.dumps(environment), "every value is text"
