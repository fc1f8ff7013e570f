"""No log of the whole system, and no history of an execution, has a seller's words."""

from pathlib import Path
from typing import Any, Final

from local.cloud import Cloud
from testing.seller import Provider, Seller

MARK: Final = "Zyxwvut"
TEXTS: Final[dict[str, Any]] = {
    "title": f"{MARK} desk lamp",
    "description": f"A {MARK} lamp of brass, 45 cm tall.",
    "script": f"A {MARK} lamp of brass for $89.50. Take it home.",
}
NOT_OURS: Final = frozenset({"emulator", "standin", "deploy"})
"""Logs of what stands for AWS and OpenAI, which get the words by design, and of the deploy."""


def logged(cloud: Cloud) -> dict[str, str]:
    logs = Path(cloud.description.logs).glob("*.log")
    return {path.stem: path.read_text("utf-8", "replace") for path in logs if path.stem not in NOT_OURS}


def history(cloud: Cloud, job_id: str) -> str:
    """Everything that Step Functions tells of the job's execution, its input and outputs included."""
    machine = cloud.description.state_machine_arn
    arn = f"{machine.replace(':stateMachine:', ':execution:')}:{job_id}"
    steps = cloud.aws.stepfunctions
    responses: list[Any] = [steps.describe_execution(executionArn=arn)]
    responses += steps.get_paginator("get_execution_history").paginate(executionArn=arn, includeExecutionData=True)
    return repr(responses)


def test_a_job_that_succeeds_leaves_none_of_its_words(cloud: Cloud, seller: Seller, photo_keys: list[str]) -> None:
    job_id = seller.start(photo_keys, publish=True, **TEXTS)
    assert seller.wait(job_id)["status"] == "complete"

    assert "Complete and publish" in history(cloud, job_id)
    assert MARK not in history(cloud, job_id)
    assert [name for name, text in logged(cloud).items() if MARK in text] == []


def test_a_job_that_fails_leaves_none_of_its_words(
    cloud: Cloud, seller: Seller, photo_keys: list[str], provider: Provider
) -> None:
    provider.fail_all_voices("malformed")
    job_id = seller.start(photo_keys, publish=True, **TEXTS)
    assert seller.wait(job_id)["status"] == "error"

    assert "Record failure" in history(cloud, job_id)
    assert MARK not in history(cloud, job_id)
    assert [name for name, text in logged(cloud).items() if MARK in text] == []
