"""What `local/emulator/run.py` changes in the emulator, run by the emulator's own interpreter."""

import json
import subprocess
from typing import Any, Final

import pytest

from local import emulator
from local.paths import ROOT

STAGE_CALL: Final = """
import importlib.util, json, sys
from ministack.services import lambda_svc, stepfunctions
spec = importlib.util.spec_from_file_location("run", sys.argv[1])
run = importlib.util.module_from_spec(spec)
spec.loader.exec_module(run)
throttled = lambda_svc._throttle_response("Limit", "Rate Exceeded")
answer = throttled if sys.argv[2] == "throttled" else json.loads(sys.argv[2])
lambda_svc._get_func_record_for_ref = lambda ref: ({"f": 1}, {"c": 1}, "f")
lambda_svc._execution_record_for_config = lambda function, config: function
lambda_svc._execute_function_with_config_scope = lambda record, event: answer
try:
    print(json.dumps(run.with_throttle_name(stepfunctions._call_lambda)("f", {})))
except stepfunctions._ExecutionError as failure:
    print(json.dumps(failure.error))
"""


def call_stage(answer: str) -> Any:
    """What the emulator's state machine makes of a function's answer: its body, or the failure's name."""
    command = [
        str(emulator.program().with_name("python")),
        "-c",
        STAGE_CALL,
        str(ROOT / "local/emulator/run.py"),
        answer,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def failed(**body: str) -> str:
    return json.dumps({"error": True, "body": body})


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("throttled", "Lambda.TooManyRequestsException"),
        (failed(errorType="StorageUnavailable", errorMessage="down"), "StorageUnavailable"),
        (failed(errorType="StageFailed", __type="TooManyRequestsException"), "StageFailed"),
        (failed(errorMessage="the worker ended"), "Lambda.Unknown"),
    ],
)
def test_a_throttled_stage_has_the_name_that_the_state_machine_retries(answer: str, name: str) -> None:
    assert call_stage(answer) == name


def test_an_answer_of_a_stage_is_passed_on() -> None:
    assert call_stage(json.dumps({"body": {"seconds": 2}})) == {"seconds": 2}
