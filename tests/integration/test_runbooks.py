"""Every runbook is played on the local cloud, with the commands of its page and the rights of its reader.

The commands of `vidx ops` run as a user who has nothing but the managed policy of operators. Commands that deploy, and
those that only AWS knows, are not run (`NOT_PLAYED`).
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import boto3
import pytest
from botocore.exceptions import ClientError

from infra.environments import load
from local.cloud import Cloud
from local.emulator import CREDENTIALS, REGION
from local.paths import ROOT, STATE_DIR_VARIABLE
from testing.moderation import REVIEWED_WORD
from testing.operators import OperatorShell
from testing.pictures import picture
from testing.runbooks import PAGES, aws_call, commands, filled, page
from testing.seller import BRIEF, Provider, Seller

NOT_PLAYED: Final = ("make deploy", "python -m infra.preflight", "npx cdk", "git checkout", "export ")
"""Starts of commands that need AWS, Cloudflare or a repository with a history."""
STACK: Final = "Vidx"


def aws_client(service: Any, cloud: Cloud) -> Any:
    """Return a client that may do everything."""
    session = boto3.Session(CREDENTIALS["AWS_ACCESS_KEY_ID"], CREDENTIALS["AWS_SECRET_ACCESS_KEY"], region_name=REGION)
    return session.client(service, endpoint_url=cloud.description.aws_endpoint)


@pytest.fixture(scope="module")
def outputs(cloud: Cloud) -> dict[str, str]:
    stacks = cloud.aws.cloudformation.describe_stacks()["Stacks"]
    return {output["OutputKey"]: output["OutputValue"] for stack in stacks for output in stack.get("Outputs", [])}


@pytest.fixture(scope="module")
def shell(cloud: Cloud, outputs: dict[str, str], stranger: Seller) -> Iterator[OperatorShell]:
    """The command line of somebody on call: an AWS user with the managed policy of operators, and no other right."""
    iam = aws_client("iam", cloud)
    iam.create_user(UserName="on-call")
    iam.attach_user_policy(UserName="on-call", PolicyArn=outputs["OperatorPolicyArn"])
    key = iam.create_access_key(UserName="on-call")["AccessKey"]
    iam.close()
    shell = OperatorShell(
        {
            "VIDX_STACK": STACK,
            "AWS_ENDPOINT_URL": cloud.description.aws_endpoint,
            "AWS_REGION": REGION,
            "AWS_ACCESS_KEY_ID": key["AccessKeyId"],
            "AWS_SECRET_ACCESS_KEY": key["SecretAccessKey"],
            "VIDX_API_URL": cloud.description.api_url,
            "VIDX_TOKEN": stranger.as_operator(),
        }
    )
    yield shell
    shell.run("vidx ops resume")
    shell.close()


@dataclass
class Runbook:
    """A page that is played: each command once or more, with values for the words in capitals."""

    name: str
    cloud: Cloud
    shell: OperatorShell
    values: dict[str, str]
    played: set[str] = field(default_factory=set)

    def play(self, command: str, **values: str) -> Any:
        """Run a command of the page. Return the JSON document of `vidx`, or the answer of AWS."""
        assert command in commands(page(self.name)), f"{command} is not on the page {self.name}"
        self.played.add(command)
        text = filled(command, self.values | values)
        if not command.startswith("aws "):
            return self.shell.run(f"{text} --json").json
        call = aws_call(text)
        client = aws_client(call.service, self.cloud)
        try:
            return getattr(client, call.method)(**call.parameters)
        finally:
            client.close()

    def skip(self, command: str) -> None:
        """Note a command that the emulator cannot run."""
        assert command in commands(page(self.name))
        self.played.add(command)

    def assert_played(self) -> None:
        """Every command of the page was played, except those of `NOT_PLAYED`."""
        missing = [each for each in commands(page(self.name)) if each not in self.played]
        assert [command for command in missing if not command.startswith(NOT_PLAYED)] == []


@pytest.fixture
def runbook(
    request: pytest.FixtureRequest, cloud: Cloud, shell: OperatorShell, outputs: dict[str, str]
) -> Iterator[Runbook]:
    """The page that the test is named after: `test_where_is_my_video`."""
    name = request.node.originalname.removeprefix("test_").replace("_", "-")
    assert name in PAGES
    values = {
        "POOL": outputs["UserPoolId"],
        "ADS_TABLE": outputs["AdsTable"],
        "OPENAI_SECRET": outputs["OpenAiSecretArn"],
        "STORAGE_SECRET": outputs["StorageSecretArn"],
    }
    runbook = Runbook(name, cloud, shell, values)
    yield runbook
    shell.run("vidx ops resume")
    runbook.assert_played()


@pytest.fixture(scope="module")
def finished_job(seller: Seller, photo_keys: list[str]) -> str:
    job_id = seller.start(photo_keys, script=BRIEF)
    assert seller.wait(job_id)["status"] == "complete"
    return job_id


@pytest.fixture
def failed_jobs(seller: Seller, photo_keys: list[str], provider: Provider) -> list[str]:
    """Two jobs that failed in an outage of every voice, which is over."""
    provider.fail_all_voices("malformed")
    ids = [seller.start(photo_keys, script=BRIEF, title=f"Lamp {number}") for number in range(2)]
    assert {seller.wait(job_id)["status"] for job_id in ids} == {"error"}
    provider.heal()
    return ids


def failures(document: Any) -> set[str]:
    return {job["jobId"] for job in document["jobs"]}


def results(document: Any) -> dict[str, str]:
    return {job["jobId"]: job["result"] for job in document["jobs"]}


def assert_completes(seller: Seller, job_id: str) -> None:
    assert seller.wait(job_id)["status"] == "complete"


def test_failed_jobs(runbook: Runbook, seller: Seller, failed_jobs: list[str]) -> None:
    code = seller.status(failed_jobs[0])["error"]["code"]
    assert failures(runbook.play("vidx ops failed --since 2h")) >= set(failed_jobs)
    job = runbook.play("vidx ops job JOB", JOB=failed_jobs[0])
    assert (job["status"], job["error"]["code"]) == ("error", code)
    assert [step["name"] for step in job["timeline"]][:2] == ["Job is created", "Execution starts"]
    assert any(step["fault"] and code in step["detail"] for step in job["timeline"])

    assert runbook.play('vidx ops pause --reason "jobs fail"')["paused"]
    would_be = failures(runbook.play("vidx ops retry --since 2h --code CODE --dry-run", CODE=code))
    assert would_be >= set(failed_jobs)
    retried = results(runbook.play("vidx ops retry --since 2h --code CODE --rate 30 --yes", CODE=code))
    assert {retried[job_id] for job_id in failed_jobs} == {"done"}
    assert {seller.status(job_id)["paused"] for job_id in failed_jobs} == {True}

    assert not runbook.play("vidx ops resume")["paused"]
    for job_id in failed_jobs:
        assert_completes(seller, job_id)
    assert "sellers" in runbook.play("vidx ops top")
    assert not failures(runbook.play("vidx ops failed --since 10m")) & set(failed_jobs)


def test_openai_key_revoked(runbook: Runbook, seller: Seller, photo_keys: list[str], provider: Provider) -> None:
    provider.fail("moderations", "unauthorized", 10)
    job_id = seller.start(photo_keys, script=BRIEF)
    assert seller.wait(job_id)["error"]["code"] == "ProviderUnauthorized"

    runbook.play('vidx ops pause --reason "the OpenAI key does not work"')
    (command,) = [each for each in commands(page(runbook.name)) if each.startswith("aws ")]
    runbook.play(command, NEW_KEY="sk-local")
    provider.heal()
    runbook.play("vidx ops resume")
    assert job_id in failures(runbook.play("vidx ops failed --since 1d --code ProviderUnauthorized"))
    retried = results(runbook.play("vidx ops retry --since 1d --code ProviderUnauthorized --rate 30 --yes"))
    assert retried[job_id] == "done"
    assert_completes(seller, job_id)
    assert job_id not in failures(runbook.play("vidx ops failed --since 10m --code ProviderUnauthorized"))


def test_model_retired(runbook: Runbook, seller: Seller, photo_keys: list[str], provider: Provider) -> None:
    lines = {line["model"]: line for line in runbook.play("vidx ops models")["models"]}
    assert lines["gpt-4o-mini-tts"]["successor"] == "gpt-realtime-2.1-mini"
    assert lines["gpt-4o-mini-tts"]["shutsDown"] == "2027-01-06"

    provider.fail("speech", "retired", 10)
    job_id = seller.start(photo_keys, script=BRIEF)
    assert_completes(seller, job_id)

    job = runbook.play("vidx ops job JOB", JOB=job_id)
    assert [stage["provider"] for stage in job["stages"] if stage["name"] == "tts"] == ["realtime"]
    runbook.play("vidx ops failed --since 1d --code ProviderRetired")
    runbook.play("vidx ops retry --since 1d --code ProviderRetired --yes")


def test_fallbacks(runbook: Runbook, seller: Seller, photo_keys: list[str], provider: Provider) -> None:
    provider.fail("speech", "retired", 10)
    job_id = seller.start(photo_keys, script=BRIEF, title="Lamp with another voice")
    assert_completes(seller, job_id)

    job = runbook.play("vidx ops job JOB", JOB=job_id)
    assert any(line["function"] == "tts" and "ProviderRetired" in json.dumps(line) for line in job["logs"])
    assert runbook.play("vidx ops models")["models"]


def test_r2_token_rotated(
    runbook: Runbook, cloud: Cloud, outputs: dict[str, str], seller: Seller, photo_keys: list[str]
) -> None:
    secrets = cloud.aws.secrets
    before = json.loads(secrets.get_secret_value(SecretId=outputs["StorageSecretArn"])["SecretString"])
    (command,) = [each for each in commands(page(runbook.name)) if each.startswith("aws ")]
    runbook.play(
        command,
        ACCOUNT=before["R2_ACCOUNT_ID"],
        NEW_ID=before["R2_ACCESS_KEY_ID"],
        NEW_KEY=before["R2_SECRET_ACCESS_KEY"],
        WORK_BUCKET=before["R2_BUCKET_NAME"],
    )
    assert json.loads(secrets.get_secret_value(SecretId=outputs["StorageSecretArn"])["SecretString"]) == before
    runbook.play("vidx ops retry --since 1h --code AccessRefused --yes")
    assert runbook.play("vidx ops failed --since 10m --code AccessRefused")["jobs"] == []


def test_seller_floods(runbook: Runbook, cloud: Cloud, photo_keys: list[str]) -> None:
    flooder = Seller(cloud)
    keys = flooder.upload([picture(width_px=800, height_px=600)])
    runbook.shell.run('vidx ops pause --reason "a test"')
    ids = [flooder.start(keys, script=BRIEF, title=f"Lamp {number}") for number in range(2)]
    sellers = {each["owner"]: each for each in runbook.play("vidx ops top")["sellers"]}
    assert (sellers[flooder.user_id]["waiting"], sellers[flooder.user_id]["jobsToday"]) == (2, 2)
    shown = runbook.play("vidx ops seller SELLER", SELLER=flooder.email)
    assert (shown["userId"], {job["jobId"] for job in shown["jobs"]}) == (flooder.user_id, set(ids))

    canceled = results(runbook.play("vidx ops cancel --seller SELLER --yes", SELLER=flooder.email))
    assert canceled == dict.fromkeys(ids, "done")
    for action in ("disable-user", "user-global-sign-out"):
        command = f"aws cognito-idp admin-{action} --user-pool-id POOL --username SELLER"
        runbook.play(command, SELLER=flooder.email)
    assert not runbook.play("vidx ops seller SELLER", SELLER=flooder.user_id)["enabled"]
    runbook.play("aws cognito-idp admin-enable-user --user-pool-id POOL --username SELLER", SELLER=flooder.email)
    assert runbook.play("vidx ops seller SELLER", SELLER=flooder.user_id)["enabled"]
    flooder.http.close()


def test_bad_deploy(runbook: Runbook, seller: Seller, photo_keys: list[str], failed_jobs: list[str]) -> None:
    in_flight = seller.start(photo_keys, script=BRIEF)
    assert runbook.play('vidx ops pause --reason "bad deploy"')["paused"]
    waiting = seller.start(photo_keys, script=BRIEF, title="A lamp that waits")
    assert_completes(seller, in_flight)
    assert seller.status(waiting)["status"] == "queued"
    assert runbook.play("vidx ops top")["admission"]["paused"]

    runbook.play("vidx ops resume")
    assert failures(runbook.play("vidx ops failed --since 2h")) >= set(failed_jobs)
    retried = results(runbook.play("vidx ops retry --since 2h --yes"))
    assert {retried[job_id] for job_id in failed_jobs} == {"done"}
    for job_id in (waiting, *failed_jobs):
        assert_completes(seller, job_id)
    assert not failures(runbook.play("vidx ops failed --since 10m")) & set(failed_jobs)


def test_cost_doubles(runbook: Runbook, finished_job: str) -> None:
    usage = runbook.play("vidx ops top")
    assert 0 < usage["spentUsdToday"] < usage["spendUsdPerDay"]
    assert runbook.play("vidx ops job JOB", JOB=finished_job)["cost"]["totalUsd"] > 0
    assert runbook.play('vidx ops pause --reason "the cost doubles"')["reason"] == "the cost doubles"
    assert not runbook.play("vidx ops resume")["paused"]


def test_where_is_my_video(runbook: Runbook, seller: Seller, finished_job: str, failed_jobs: list[str]) -> None:
    shown = runbook.play("vidx ops seller SELLER", SELLER=seller.email)
    assert finished_job in {
        job["jobId"] for job in runbook.shell.run(f"vidx ops seller {seller.user_id} --json").json["jobs"]
    }
    assert shown["userId"] == seller.user_id
    assert runbook.play("vidx ops job JOB", JOB=finished_job)["videoUrl"]

    assert results(runbook.play("vidx ops retry JOB --yes", JOB=failed_jobs[0])) == {failed_jobs[0]: "done"}
    assert_completes(seller, failed_jobs[0])


def test_restore_table(runbook: Runbook, cloud: Cloud, finished_job: str) -> None:
    """The emulator cannot restore: the test makes the table that a restore would make."""
    runbook.play('vidx ops pause --reason "a table is restored"')
    on_page = commands(page(runbook.name))
    runbook.skip(next(command for command in on_page if "restore-table-to-point-in-time" in command))
    restored = cloud.aws.dynamodb.create_table(
        TableName="ads-restored",
        KeySchema=[{"AttributeName": "ad_id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "ad_id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )["TableDescription"]
    table = None
    for command in on_page:
        if command.startswith("aws dynamodb") and command not in runbook.played:
            answer = runbook.play(command)
            table = answer.get("Table", table)
    assert table is not None
    cloud.aws.dynamodb.delete_table(TableName=restored["TableName"])

    setting = {"ads": {"name": "ads-restored", "streamArn": "arn:aws:dynamodb:r:1:table/ads-restored/stream/s"}}
    assert load("local", {"restoredTables": setting}).restored_tables["ads"].name == "ads-restored"
    runbook.play("vidx ops resume")
    assert runbook.play("vidx ops job JOB", JOB=finished_job)["status"] == "complete"


def test_erasure_request(runbook: Runbook, cloud: Cloud) -> None:
    leaving = Seller(cloud)
    leaving.upload([picture(width_px=800, height_px=600)])
    assert runbook.play("vidx ops seller SELLER", SELLER=leaving.email)["userId"] == leaving.user_id

    receipt = runbook.play("vidx ops erase SELLER --yes", SELLER=leaving.email)
    assert receipt["status"] == "deleting"
    shown = runbook.play("vidx ops receipt RECEIPT", RECEIPT=receipt["receiptId"])
    assert shown["receiptId"] == receipt["receiptId"]
    again = runbook.shell.run(f"vidx ops seller {leaving.user_id} --json")
    assert again.code != 0 or again.json["isClosed"]
    leaving.http.close()


def test_region_move(runbook: Runbook, finished_job: str) -> None:
    assert runbook.play('vidx ops pause --reason "the service moves"')["paused"]
    assert runbook.play("vidx ops top")["admission"]["paused"]
    for command in commands(page(runbook.name)):
        if command.startswith("aws "):
            runbook.skip(command)
    assert runbook.play("vidx ops job JOB", JOB=finished_job)["status"] == "complete"


def test_jobs_waiting(runbook: Runbook) -> None:
    runbook.shell.run('vidx ops pause --reason "a test"')
    assert runbook.play("vidx ops top")["admission"]["paused"]
    assert not runbook.play("vidx ops resume")["paused"]
    runbook.play("aws lambda get-account-settings")


def test_slow_videos(runbook: Runbook, finished_job: str) -> None:
    assert runbook.play("vidx ops top")["maxExecutions"] > 0
    steps = runbook.play("vidx ops job JOB", JOB=finished_job)["timeline"]
    assert [step for step in steps if step["seconds"] is not None]
    assert steps[-1]["name"] == "Execution ends"


def test_stuck_jobs(runbook: Runbook, cloud: Cloud, seller: Seller, photo_keys: list[str], provider: Provider) -> None:
    provider.hold("speech")
    job_id = seller.start(photo_keys, script=BRIEF)
    seller.wait(job_id, "audio")
    machine = cloud.description.state_machine_arn.replace(":stateMachine:", ":execution:")
    cloud.aws.stepfunctions.stop_execution(executionArn=f"{machine}:{job_id}")
    provider.heal()
    assert seller.wait(job_id)["error"]["code"] == "JobInterrupted"

    assert job_id in failures(runbook.play("vidx ops failed --since 2h --code JobInterrupted"))
    job = runbook.play("vidx ops job JOB", JOB=job_id)
    assert "Execution is stopped" in [step["name"] for step in job["timeline"]]
    assert results(runbook.play("vidx ops retry --since 2h --code JobInterrupted --yes"))[job_id] == "done"
    assert_completes(seller, job_id)
    assert job_id not in failures(runbook.play("vidx ops failed --since 10m --code JobInterrupted"))


def test_api_errors(runbook: Runbook, cloud: Cloud, finished_job: str) -> None:
    command = "aws logs filter-log-events --log-group-name API_LOGS --filter-pattern ERROR"
    runbook.play(command, API_LOGS=log_group(cloud, "api"))
    runbook.play("vidx ops top")


def test_dead_letters(runbook: Runbook, cloud: Cloud, finished_job: str) -> None:
    values = {"DEAD_LETTERS": queue_url(cloud, "DeadLetters"), "FUNCTION_LOGS": log_group(cloud, "watch")}
    for command in commands(page(runbook.name)):
        runbook.play(command, JOB=finished_job, **values)


def test_webhooks(runbook: Runbook, cloud: Cloud) -> None:
    values = {"DELIVERIES": queue_url(cloud, "NotifyDeliv"), "NOTIFY_LOGS": log_group(cloud, "notify")}
    for command in commands(page(runbook.name)):
        runbook.play(command, **values)


def test_certificate(runbook: Runbook, cloud: Cloud) -> None:
    manager = aws_client("acm", cloud)
    arn = manager.request_certificate(DomainName="ads.example.com", ValidationMethod="DNS")["CertificateArn"]
    manager.close()
    (command,) = set(commands(page(runbook.name)))

    certificate = runbook.play(command, CERTIFICATE=arn)["Certificate"]

    assert "DomainValidationOptions" in certificate


def test_reviews_and_reports(
    runbook: Runbook, cloud: Cloud, seller: Seller, photo_keys: list[str], outputs: dict[str, str]
) -> None:
    ids = [seller.start(photo_keys, script=BRIEF, title=f"{REVIEWED_WORD} {number}") for number in range(2)]
    for job_id in ids:
        seller.wait(job_id, "review")
    assert set(ids) <= {job["jobId"] for job in runbook.play("vidx moderation list")["jobs"]}
    assert runbook.play("vidx moderation show JOB", JOB=ids[0])["jobId"] == ids[0]
    runbook.play("vidx moderation approve JOB", JOB=ids[0])
    runbook.play('vidx moderation reject JOB --reason "weapons are not sold here"', JOB=ids[1])
    assert_completes(seller, ids[0])
    for command in commands(page(runbook.name)):
        if command.startswith("aws "):
            runbook.play(command, API_LOGS=log_group(cloud, "api"), AD="unknown")


def log_group(cloud: Cloud, function: str) -> str:
    physical_name = next(
        each["PhysicalResourceId"]
        for each in cloud.resources()
        if each["LogicalResourceId"] == f"{function.capitalize()}Function"
    )
    configuration = cloud.aws.functions.get_function_configuration(FunctionName=physical_name)
    return configuration.get("LoggingConfig", {}).get("LogGroup") or f"/aws/lambda/{physical_name}"


def queue_url(cloud: Cloud, start: str) -> str:
    """Return the URL of the queue whose logical id starts so."""
    url: str = next(
        each["PhysicalResourceId"]
        for each in cloud.resources()
        if each["ResourceType"] == "AWS::SQS::Queue" and each["LogicalResourceId"].startswith(start)
    )
    return url


def test_without_a_stack_the_running_local_cloud_is_meant(cloud: Cloud, finished_job: str) -> None:
    """As people type it: `vidx` starts `python -m ops`."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    environment = inherited | {STATE_DIR_VARIABLE: str(cloud.paths.state_dir), "COLUMNS": "140"}
    command = [sys.executable, "-m", "cli", "ops", "job", finished_job]

    shown = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)

    assert (shown.returncode, shown.stderr) == (0, "")
    assert [title for title in ("✓ complete", "Timeline", "Stages") if title not in shown.stdout] == []
    print(shown.stdout)


def test_the_operators_policy_allows_no_more_than_its_commands_need(cloud: Cloud, shell: OperatorShell) -> None:
    """Neither secrets nor other rows; the pages above show that it allows enough."""
    keys = {name: shell.environment[name] for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")}
    session = boto3.Session(keys["AWS_ACCESS_KEY_ID"], keys["AWS_SECRET_ACCESS_KEY"], region_name=REGION)
    endpoint = cloud.description.aws_endpoint
    secrets = session.client("secretsmanager", endpoint_url=endpoint)
    records = session.client("dynamodb", endpoint_url=endpoint)
    tables = cloud.description
    refused: list[Callable[[], object]] = [
        secrets.list_secrets,
        lambda: records.scan(TableName=tables.jobs_table),
        lambda: records.delete_item(TableName=tables.jobs_table, Key={"job_id": {"S": "unknown"}}),
        lambda: records.scan(TableName=tables.accounts_table),
        lambda: records.scan(TableName=tables.webhooks_table),
        lambda: records.scan(TableName=tables.deliveries_table),
        lambda: records.delete_table(TableName=tables.ads_table),
    ]
    for call in refused:
        with pytest.raises(ClientError, match="AccessDenied"):
            call()
    secrets.close()
    records.close()


def test_every_page_is_played() -> None:
    played = {name.removeprefix("test_").replace("_", "-") for name in globals() if name.startswith("test_")}

    assert set(PAGES) <= played
