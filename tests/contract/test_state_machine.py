"""Rules of the state machine that need no execution."""

import json
import re
import subprocess
from collections.abc import Iterator
from typing import Any, Final

import pytest

from functions.api.errors import DEFAULT_FAILURE, NOTHING_LOST
from infra import NODE
from infra.pipeline import SIZES
from local import node
from local.paths import ROOT
from vidx.costs import TRANSITIONS_PER_JOB
from vidx.errors import errors_by_code
from vidx.jobs.events import StageInput
from vidx.jobs.model import COMPLETE_MESSAGE, FINAL, Failure, Stage, Video

DEFINITION: Final = ROOT / "statemachine.asl.json"
AWS_ERRORS: Final = frozenset(
    {
        "Lambda.ServiceException",
        "Lambda.AWSLambdaException",
        "Lambda.SdkClientException",
        "Lambda.TooManyRequestsException",
        "States.ALL",
        "States.Timeout",
        "Sandbox.Timedout",
        "DynamoDB.ConditionalCheckFailedException",
        "DynamoDb.TransactionCanceledException",
        *(
            f"{service}.{error}"
            for service in ("DynamoDB", "DynamoDb")
            for error in (
                "ThrottlingException",
                "ProvisionedThroughputExceededException",
                "TransactionInProgressException",
                "InternalServerErrorException",
                "SdkClientException",
            )
        ),
    }
)


MACHINE: Final[dict[str, Any]] = json.loads(DEFINITION.read_text(encoding="utf-8"))
TASKS: Final = {name: state for name, state in MACHINE["States"].items() if state["Type"] == "Task"}
STAGES: Final = {name: state for name, state in TASKS.items() if "lambda" in state["Resource"]}


def way(machine: dict[str, Any], **choices: str) -> Iterator[str]:
    """The states that an execution enters; `choices` names the next state of each Choice."""
    name: str | None = machine["StartAt"]
    while name:
        yield name
        state = machine["States"][name]
        name = choices[name] if state["Type"] == "Choice" else state.get("Next")


def values(node_: Any, key: str) -> Iterator[Any]:
    """Every value under `key`, at any depth."""
    if isinstance(node_, dict):
        for name, value in node_.items():
            if name == key:
                yield value
            yield from values(value, key)
    elif isinstance(node_, list):
        for value in node_:
            yield from values(value, key)


def stage_of(task: dict[str, Any]) -> str:
    match = re.fullmatch(r"\$\{(\w+)Function\}", task["Arguments"]["FunctionName"])
    assert match is not None
    return match[1].lower()


@pytest.mark.parametrize("name", TASKS)
def test_task_has_time_out_jittered_retries_and_one_catch(name: str) -> None:
    task = TASKS[name]

    assert task["TimeoutSeconds"] > 0
    assert task["Retry"]
    for retry in task["Retry"]:
        assert retry["JitterStrategy"] == "FULL"
        assert retry["MaxDelaySeconds"] >= retry["IntervalSeconds"]
        assert not {"States.ALL", "States.TaskFailed"} & set(retry["ErrorEquals"])
    own = [catch for catch in task["Catch"] if catch["ErrorEquals"] != ["DynamoDb.TransactionCanceledException"]]
    assert len(own) == 1, "one Catch, and one for an ad that was created or deleted in the meantime"


def test_every_named_error_exists() -> None:
    named = {error for errors in values(MACHINE, "ErrorEquals") for error in errors}

    assert named <= AWS_ERRORS | set(errors_by_code())


def test_only_transient_errors_are_retried() -> None:
    retried = {error for task in STAGES.values() for retry in task["Retry"] for error in retry["ErrorEquals"]}
    ours = retried & set(errors_by_code())

    transient = {
        code
        for code, error in errors_by_code().items()
        if error.__name__ != "Transient" and issubclass(error, errors_by_code()["Transient"])
    }
    assert ours == transient


def test_sellers_read_the_message_of_every_error_class() -> None:
    explanation = MACHINE["States"]["Explain failure"]["Output"]

    leaves = {code for code, error in errors_by_code().items() if not error.__subclasses__()}
    known = re.search(r"\$known := \$error in \[([^]]*)\]", explanation)
    assert known is not None
    assert set(re.findall(r"'(\w+)'", known[1])) == leaves


def test_the_message_of_any_other_failure_is_completed_by_the_api() -> None:
    assert f"{DEFAULT_FAILURE} {NOTHING_LOST}" in MACHINE["States"]["Explain failure"]["Output"]


def test_every_stage_has_its_task_and_is_given_longer_than_its_function() -> None:
    assert {stage_of(task) for task in STAGES.values()} == {stage.value for stage in Stage}
    for task in STAGES.values():
        assert task["TimeoutSeconds"] > SIZES[stage_of(task)].timeout_s


@pytest.mark.parametrize("name", STAGES)
def test_every_stage_gets_a_stage_input_and_fails_under_its_own_name(name: str) -> None:
    task = STAGES[name]

    assert set(task["Arguments"]["Payload"]) == set(StageInput.model_fields)
    assert task["Catch"][0]["Output"]["stage"] == stage_of(task)


@pytest.mark.parametrize("name", STAGES)
def test_the_last_retry_sets_last_try(name: str) -> None:
    task = STAGES[name]
    providers = next(retry for retry in task["Retry"] if "ProviderUnavailable" in retry["ErrorEquals"])

    assert (
        task["Arguments"]["Payload"]["last_try"]
        == f"{{% $states.context.State.RetryCount >= {providers['MaxAttempts']} %}}"
    )


def test_the_machine_writes_the_fields_of_the_job_record() -> None:
    complete = TASKS["Complete"]["Arguments"]["TransactItems"][0]["Update"]["ExpressionAttributeValues"]
    failure = TASKS["Record failure"]["Arguments"]["ExpressionAttributeValues"]

    assert complete[":message"]["S"] == COMPLETE_MESSAGE
    assert set(complete[":video"]["M"]) == set(Video.model_fields)
    assert set(failure[":error"]["M"]) == set(Failure.model_fields)
    assert {failure[name]["S"] for name in (":complete", ":failed", ":canceled")} == {status.value for status in FINAL}


def test_substitutions_are_inside_strings_only() -> None:
    text = DEFINITION.read_text(encoding="utf-8")

    outside = re.sub(r'"(?:[^"\\]|\\.)*"', "", text)
    assert "${" not in outside


def test_the_states_language_validator_accepts_the_machine() -> None:
    node.install()

    validation = subprocess.run(
        [str(NODE), str(node.ASL_VALIDATOR), "--json-path", str(DEFINITION)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert validation.returncode == 0, validation.stdout + validation.stderr


@pytest.mark.parametrize(("written", "ends"), [("Write script", "Complete"), ("Adopt script", "Complete and publish")])
def test_a_successful_job_is_billed_for_the_states_that_it_enters(written: str, ends: str) -> None:
    entered = list(way(MACHINE, **{"Script given?": written, "Ad waiting?": ends}))
    assert entered[-1] == ends
    assert entered[0] == "Photos", "nothing is paid for before the photos are good"
    assert len(entered) == TRANSITIONS_PER_JOB
