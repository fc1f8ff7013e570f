"""Rules of the state machine that need no execution."""

import json
import re
import subprocess
from collections.abc import Iterator
from typing import Any, Final

import pytest

from functions.api.errors import DEFAULT_FAILURE, NOTHING_LOST
from infra import NODE
from infra.function import EXTRAS
from infra.pipeline import SIZES
from local import node
from local.paths import ROOT
from vidx.costs import TRANSITIONS_PER_JOB
from vidx.errors import PaymentInterrupted, Transient, errors_by_code
from vidx.jobs.events import StageInput
from vidx.jobs.model import COMPLETE_MESSAGE, FINAL, Failure, Stage, Status, Video

DEFINITION: Final = ROOT / "statemachine.asl.json"
AWS_ERRORS: Final = frozenset(
    {
        "Lambda.ServiceException",
        "Lambda.AWSLambdaException",
        "Lambda.SdkClientException",
        "Lambda.TooManyRequestsException",
        "Lambda.Unknown",
        "Runtime.ExitError",
        "States.ALL",
        "States.Timeout",
        "Sandbox.Timedout",
        "DynamoDb.TransactionCanceledException",
        "DynamoDB.AmazonDynamoDBException",
        "DynamoDb.DynamoDbException",
        *(
            f"{service}.{error}"
            for service in ("DynamoDB", "DynamoDb")
            for error in (
                "ThrottlingException",
                "ProvisionedThroughputExceededException",
                "RequestLimitExceededException",
                "TransactionInProgressException",
                "InternalServerErrorException",
                "SdkClientException",
            )
        ),
    }
)


THROTTLED: Final = "Lambda.TooManyRequestsException"
LOST: Final = {"Runtime.ExitError", "Lambda.Unknown", "States.Timeout", "Sandbox.Timedout"}
"""A worker that gave no answer: killed, out of memory, crashed, or hanging until its time-out. `Lambda.Unknown` is the
older runtimes' name. https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html"""
STALLED: Final = {"RenderStalled", "ProcessKilled"}

MACHINE: Final[dict[str, Any]] = json.loads(DEFINITION.read_text(encoding="utf-8"))
TASKS: Final = {name: state for name, state in MACHINE["States"].items() if state["Type"] == "Task"}
STAGES: Final = {name: state for name, state in TASKS.items() if "lambda" in state["Resource"]}
TABLE_TASKS: Final = {name: state for name, state in TASKS.items() if "dynamodb" in state["Resource"]}
FAILURE_PATH: Final = ("Record failure", "Find failed ad", "Fail ad")


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
    special = (["DynamoDb.TransactionCanceledException"], ["VoiceIncomplete"], ["ContentInReview"])
    own = [catch for catch in task["Catch"] if catch["ErrorEquals"] not in special]
    assert len(own) == 1, "one Catch, and one for what is no failure"


@pytest.mark.parametrize("name", TABLE_TASKS)
def test_every_passing_fault_of_the_tables_is_retried(name: str) -> None:
    task = TABLE_TASKS[name]
    service = "DynamoDb" if "aws-sdk" in task["Resource"] else "DynamoDB"
    general = "DynamoDbException" if "aws-sdk" in task["Resource"] else "AmazonDynamoDBException"

    retried = {error for retry in task["Retry"] for error in retry["ErrorEquals"]}

    faults = ("Throttling", "ProvisionedThroughputExceeded", "RequestLimitExceeded", "InternalServerError", "SdkClient")
    assert retried >= {"States.Timeout", f"{service}.{general}", *(f"{service}.{fault}Exception" for fault in faults)}


@pytest.mark.parametrize("name", FAILURE_PATH)
def test_the_failure_path_goes_on_when_a_table_cannot_be_written(name: str) -> None:
    """The execution then ends as FAILED with the error of the stage, and the watch writes what is missing."""
    (catch,) = TASKS[name]["Catch"]

    assert catch["ErrorEquals"] == ["States.ALL"]
    assert catch["Output"] == "{% $states.input %}"
    assert catch["Next"] in {"Find failed ad", "Failed"}


@pytest.mark.parametrize("name", MACHINE["States"])
def test_every_state_leads_to_done_or_to_a_failure(name: str) -> None:
    state = MACHINE["States"][name]
    followers = {*values(state, "Next"), *values(state, "Default")}

    assert followers <= set(MACHINE["States"])
    assert followers or state["Type"] in {"Succeed", "Fail"} or state["End"]


def test_the_history_of_an_execution_gets_no_text_of_the_seller() -> None:
    for name in ("Find ad", "Find failed ad"):
        read = re.split(r", *", TASKS[name]["Arguments"]["ProjectionExpression"])
        assert set(read) <= {"#status", "attempt", "ad_id", "choices.#format", "#owner", "first_version"}
    assert not list(values(TASKS["Record failure"], "ReturnValues")), "a returned row holds the listing's title"


def test_every_named_error_exists() -> None:
    named = {error for errors in values(MACHINE, "ErrorEquals") for error in errors}

    assert named <= AWS_ERRORS | set(errors_by_code())


def test_only_transient_errors_are_retried() -> None:
    retries = [
        retry for task in STAGES.values() for retry in task["Retry"] if not set(retry["ErrorEquals"]) >= LOST | STALLED
    ]
    retried = {error for retry in retries for error in retry["ErrorEquals"]}
    ours = retried & set(errors_by_code())

    transient = {
        code
        for code, error in errors_by_code().items()
        if error.__name__ != "Transient" and issubclass(error, errors_by_code()["Transient"])
    }
    assert ours == transient


@pytest.mark.parametrize("name", STAGES)
def test_every_stage_retries_every_transient_error(name: str) -> None:
    retried = {error for retry in STAGES[name]["Retry"] for error in retry["ErrorEquals"]}

    assert {code for code, error in errors_by_code().items() if error.__bases__ == (Transient,)} <= retried


def test_a_voice_that_breaks_off_is_made_again() -> None:
    first, _ = STAGES["Captions"]["Catch"]

    assert (first["ErrorEquals"], first["Next"]) == (["VoiceIncomplete"], "Voice")


@pytest.mark.parametrize("name", ["Write script", "Adopt script"])
def test_a_job_in_review_ends_its_execution_without_a_failure(name: str) -> None:
    first, _ = STAGES[name]["Catch"]

    assert (first["ErrorEquals"], first["Next"]) == (["ContentInReview"], "In review")
    assert MACHINE["States"]["In review"]["Type"] == "Succeed"


def test_no_failure_overwrites_a_review() -> None:
    """A stage may set the status and then be killed before it answers."""
    record = TASKS["Record failure"]["Arguments"]

    assert record["ExpressionAttributeValues"][":review"]["S"] == Status.REVIEW
    assert ":review" in record["ConditionExpression"]


@pytest.mark.parametrize("name", STAGES)
def test_a_killed_or_hanging_worker_gets_one_more_try(name: str) -> None:
    """A stage that pays a provider looks for the mark of an interrupted payment itself."""
    tries = [retry["MaxAttempts"] for retry in STAGES[name]["Retry"] if set(retry["ErrorEquals"]) >= LOST]

    assert tries == [1]


@pytest.mark.parametrize("name", STAGES)
def test_a_stalled_or_killed_ffmpeg_gets_one_more_try(name: str) -> None:
    tries = [retry["MaxAttempts"] for retry in STAGES[name]["Retry"] if set(retry["ErrorEquals"]) & STALLED]
    together = [retry for retry in STAGES[name]["Retry"] if set(retry["ErrorEquals"]) >= STALLED | LOST]
    has_ffmpeg = "layers/ffmpeg/**" in EXTRAS.get(stage_of(STAGES[name]), ())

    assert tries == ([1] if has_ffmpeg else []), f"{name} retries {sorted(STALLED)} only if EXTRAS gives it FFmpeg"
    assert len(together) == len(tries), "a job gets one such try, whatever was lost"


def test_an_execution_has_time_for_two_tries_of_every_stage() -> None:
    entered = way(MACHINE, **{"Script given?": "Write script", "Ad waiting?": "Complete"})
    route = [STAGES[name] for name in entered if name in STAGES]

    longest_s = 2 * sum(task["TimeoutSeconds"] for task in route)
    assert longest_s < MACHINE["TimeoutSeconds"], f"raise the machine's TimeoutSeconds above {longest_s}"


def test_an_interrupted_payment_is_not_repeated() -> None:
    retried = {error for task in STAGES.values() for retry in task["Retry"] for error in retry["ErrorEquals"]}

    assert PaymentInterrupted.code() not in retried


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
    assert task["Catch"][-1]["Output"]["stage"] == stage_of(task)


@pytest.mark.parametrize("name", STAGES)
def test_a_throttled_function_is_retried_for_minutes(name: str) -> None:
    (throttled,) = [retry for retry in STAGES[name]["Retry"] if THROTTLED in retry["ErrorEquals"]]
    waits = [
        min(throttled["IntervalSeconds"] * throttled["BackoffRate"] ** n, throttled["MaxDelaySeconds"])
        for n in range(throttled["MaxAttempts"])
    ]

    assert throttled["ErrorEquals"] == [THROTTLED], "its retries use up no other error's"
    assert sum(waits) / 2 >= 300, "full jitter waits half of the time on average"


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
