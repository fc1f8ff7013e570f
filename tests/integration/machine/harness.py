"""The real state machine on the emulator, with real tables and the stages of `stages.py`."""

import io
import json
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import boto3

from local import emulator
from local.paths import ROOT, StatePaths
from local.processes import free_port
from tests.integration.machine.stages import CALLS_VARIABLE, RESULTS, STAGE_VARIABLE, handle
from vidx.adapters.dynamodb.ads import DynamoAds
from vidx.adapters.dynamodb.jobs import DynamoJobs
from vidx.adapters.dynamodb.videos import DynamoVideos
from vidx.adapters.stepfunctions import StepFunctionsExecutions
from vidx.ads import Ad, make_ad_id, new_ad
from vidx.jobs.model import Job
from vidx.jobs.request import Listing, VideoChoices

ROLE: Final = "arn:aws:iam::000000000000:role/test"
TIMEOUT_S: Final = 60.0
WAITS_SCALED: Final = 0.01
LAMP: Final = Listing(title="Lamp", description="A brass lamp.", price=Decimal("89.50"))


@dataclass(frozen=True)
class Harness:
    dynamodb: Any
    stepfunctions: Any
    machine_arn: str
    failing_arn: str
    """The same machine, starting after a failed stage."""
    definition: str
    """Of `machine_arn`, with its tables and functions."""
    calls_dir: Path

    @property
    def jobs(self) -> DynamoJobs:
        return DynamoJobs(self.dynamodb, "jobs")

    @property
    def ads(self) -> DynamoAds:
        return DynamoAds(self.dynamodb, "ads", "jobs", "videos")

    @property
    def videos(self) -> DynamoVideos:
        return DynamoVideos(self.dynamodb, "videos", "jobs")

    def queue(self, job_id: str, *, has_script: bool = False, with_ad: bool = False, listing: Listing = LAMP) -> Job:
        now = datetime.now(UTC)
        job = Job(
            job_id=job_id, owner="seller", title=listing.title, created_at=now, updated_at=now, choices=VideoChoices(),
            photo_count=3, has_script=has_script, listing=listing, expires_at=int(time.time()) + 3600,
        )  # fmt: skip
        if with_ad:
            self.ads.create_with_job(new_ad(job, listing, now), job)
        else:
            self.jobs.create(job)
        return job

    def ad_of(self, job: Job) -> Ad | None:
        return self.ads.get(make_ad_id(job.job_id))

    @property
    def executions(self) -> StepFunctionsExecutions:
        return StepFunctionsExecutions(self.stepfunctions, self.machine_arn)

    def run(self, job: Job) -> dict[str, Any]:
        """Run the job's current attempt to its end; returns the execution's description."""
        self.executions.start(job)
        return self._wait_for_end(
            f"{self.machine_arn.replace(':stateMachine:', ':execution:')}:{job.execution_name}", job
        )

    def without_tables(self, *states: str) -> "Harness":
        """A harness whose machine finds no table in these states, as when DynamoDB refuses them."""
        machine = json.loads(self.definition)
        for state in states:
            arguments = json.dumps(machine["States"][state]["Arguments"])
            machine["States"][state]["Arguments"] = json.loads(arguments.replace('"TableName": "', '"TableName": "no-'))
        name = "-".join(["without", *(state.replace(" ", "") for state in states)])
        arn = self.stepfunctions.create_state_machine(name=name, definition=json.dumps(machine), roleArn=ROLE)
        return replace(self, machine_arn=arn["stateMachineArn"])

    def with_timeout(self, state: str, seconds: int) -> "Harness":
        """A harness whose machine waits for a state's function no longer than this."""
        machine = json.loads(self.definition)
        machine["States"][state]["TimeoutSeconds"] = seconds
        arn = self.stepfunctions.create_state_machine(
            name=f"timeout-{state}", definition=json.dumps(machine), roleArn=ROLE
        )
        return replace(self, machine_arn=arn["stateMachineArn"])

    def fail(self, job: Job, stage: str, failure: dict[str, Any]) -> dict[str, Any]:
        """End the job as after a failure of `stage`, whose Error and Cause are `failure`; returns the execution."""
        started = self.stepfunctions.start_execution(
            stateMachineArn=self.failing_arn,
            name=job.execution_name,
            input=json.dumps({"job_id": job.job_id, "attempt": job.attempt, "stage": stage, "failure": failure}),
        )
        return self._wait_for_end(started["executionArn"], job)

    def _wait_for_end(self, arn: str, job: Job) -> dict[str, Any]:
        deadline = time.monotonic() + TIMEOUT_S
        while time.monotonic() < deadline:
            execution: dict[str, Any] = self.stepfunctions.describe_execution(executionArn=arn)
            if execution["status"] != "RUNNING":
                return execution
            time.sleep(0.05)
        raise TimeoutError(f"{job.job_id} did not end within {TIMEOUT_S} s")

    def payloads(self, execution: dict[str, Any]) -> dict[str, int]:
        """Bytes of the largest input and output of each state of an execution, by the state's name."""
        sizes: dict[str, int] = {}
        state = "the execution"
        pages = self.stepfunctions.get_paginator("get_execution_history").paginate
        for page in pages(executionArn=execution["executionArn"], includeExecutionData=True):
            for event in page["events"]:
                details: dict[str, Any] = next(
                    (value for name, value in event.items() if name.endswith("EventDetails")), {}
                )
                state = details.get("name", state) if "State" in event["type"] else state
                texts = [details[name] for name in ("input", "output", "parameters", "cause") if name in details]
                sizes[state] = max([sizes.get(state, 0), *map(_bytes_of, texts)])
        return sizes

    def history(self, execution: dict[str, Any]) -> str:
        """Everything that Step Functions keeps of an execution, as one text."""
        pages = self.stepfunctions.get_paginator("get_execution_history").paginate
        events = [
            event
            for page in pages(executionArn=execution["executionArn"], includeExecutionData=True)
            for event in page["events"]
        ]
        return json.dumps(events, default=str, ensure_ascii=False)

    def calls(self, job_id: str) -> list[dict[str, Any]]:
        lines = (self.calls_dir / f"{job_id}.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def stages_run(self, job_id: str) -> list[str]:
        return [call["stage"] for call in self.calls(job_id)]

    def video(self, job_id: str) -> dict[str, Any] | None:
        item: dict[str, Any] | None = self.dynamodb.get_item(TableName="videos", Key={"job_id": {"S": job_id}}).get(
            "Item"
        )
        return item


@contextmanager
def running(folder: Path) -> Iterator[Harness]:
    """A harness in `folder`, which must be empty; its emulator ends with it."""
    paths, port = StatePaths(folder), free_port()
    paths.create()
    service = emulator.start(paths, port, WAITS_SCALED)
    try:
        with ExitStack() as clients:
            yield _harness(emulator.endpoint(port), folder, clients)
    finally:
        service.stop(emulator.STOP_TIMEOUT_S)


def _harness(endpoint: str, folder: Path, clients: ExitStack) -> Harness:
    def client(name: str) -> Any:
        session = boto3.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name=emulator.REGION)
        boto_client = session.client(name, endpoint_url=endpoint)  # type: ignore[call-overload]  # the name is not a literal
        return clients.enter_context(closing(boto_client))

    dynamodb, machines = client("dynamodb"), client("stepfunctions")
    for table, key in {"jobs": "job_id", "videos": "job_id", "ads": "ad_id"}.items():
        dynamodb.create_table(
            TableName=table,
            KeySchema=[{"AttributeName": key, "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        )
    functions = {f"{name.capitalize()}Function": _function(client("lambda"), name, folder) for name in RESULTS}
    definition = _with_adopt_function((ROOT / "statemachine.asl.json").read_text(encoding="utf-8"))
    for name, value in {**functions, "JobsTable": "jobs", "VideosTable": "videos", "AdsTable": "ads"}.items():
        definition = definition.replace(f"${{{name}}}", value)
    failing = json.dumps({**json.loads(definition), "StartAt": "Explain failure"})
    machine_arn, failing_arn = (
        machines.create_state_machine(name=name, definition=text, roleArn=ROLE)["stateMachineArn"]
        for name, text in (("machine", definition), ("failing", failing))
    )
    return Harness(dynamodb, machines, machine_arn, failing_arn, definition, folder)


def _bytes_of(payload: str) -> int:
    """Bytes of a payload in UTF-8, which AWS counts; the emulator escapes what is not ASCII."""
    try:
        return len(json.dumps(json.loads(payload), ensure_ascii=False).encode())
    except ValueError:
        return len(payload.encode())


def _with_adopt_function(definition: str) -> str:
    """The definition whose "Adopt script" has a function of its own, so that its calls can be told apart."""
    machine = json.loads(definition)
    machine["States"]["Adopt script"]["Arguments"]["FunctionName"] = "${AdoptFunction}"
    return json.dumps(machine)


def _function(functions: Any, name: str, calls_dir: Path) -> str:
    """Publish the stage `name`; returns its version's ARN."""
    archive_file = io.BytesIO()
    with zipfile.ZipFile(archive_file, "w") as archive:
        archive.write(ROOT / "local/runtime/bootstrap", "bootstrap")
    variables = {
        "CODE_DIR": str(ROOT),
        "LAMBDA_PYTHON": sys.executable,
        CALLS_VARIABLE: str(calls_dir),
        STAGE_VARIABLE: name,
    }
    function = functions.create_function(
        FunctionName=name,
        Runtime="provided.al2023",
        Handler=f"{handle.__module__}.{handle.__name__}",
        Code={"ZipFile": archive_file.getvalue()},
        Role=ROLE,
        Timeout=20,
        Environment={"Variables": variables},
        Publish=True,
    )
    return f"{functions.get_function(FunctionName=name)['Configuration']['FunctionArn']}:{function['Version']}"
