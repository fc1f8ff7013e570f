"""Calls that the roles of the functions must refuse. All other tests on this cloud show that they allow enough."""

from collections.abc import Callable

import boto3
import pytest
from botocore.exceptions import ClientError

from local.cloud import Cloud
from local.emulator import REGION
from vidx.jobs.model import Stage

Denied = Callable[[Callable[[], object]], None]


def as_stage(cloud: Cloud, stage: str) -> boto3.Session:
    """A session with the role of the stage's function."""
    resources = cloud.resources()
    functions = [
        resource["PhysicalResourceId"] for resource in resources if resource["ResourceType"] == "AWS::Lambda::Function"
    ]
    name = next(function for function in functions if f"{stage}Function".lower() in function.lower())
    configuration = cloud.aws.functions.get_function_configuration(FunctionName=name)
    keys = cloud.aws.sts.assume_role(RoleArn=configuration["Role"], RoleSessionName="test")["Credentials"]
    return boto3.Session(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"], region_name=REGION)


def assert_denied(call: Callable[[], object]) -> None:
    with pytest.raises(ClientError) as refused:
        call()
    assert "AccessDenied" in refused.value.response["Error"]["Code"]


def test_a_stage_reads_single_jobs_and_no_other_records(cloud: Cloud) -> None:
    records = as_stage(cloud, "tts").client("dynamodb", endpoint_url=cloud.description.aws_endpoint)
    key = {"job_id": {"S": "unknown"}}
    assert "Item" not in records.get_item(TableName=cloud.description.jobs_table, Key=key)
    assert_denied(lambda: records.delete_item(TableName=cloud.description.jobs_table, Key=key))
    assert_denied(lambda: records.scan(TableName=cloud.description.jobs_table))
    assert_denied(lambda: records.get_item(TableName=cloud.description.ads_table, Key={"ad_id": {"S": "unknown"}}))
    counter = {"scope": {"S": "waiting"}, "item": {"S": "unknown"}}
    assert_denied(lambda: records.get_item(TableName=cloud.description.admission_table, Key=counter))
    records.close()


@pytest.mark.parametrize("stage", [*(stage.value for stage in Stage), "api", "watch", "notify", "account"])
def test_no_function_may_do_one_thing_more_with_the_jobs(cloud: Cloud, stage: str) -> None:
    """The stages may not look for jobs, and the watch may add none."""
    records = as_stage(cloud, stage).client("dynamodb", endpoint_url=cloud.description.aws_endpoint)
    jobs = cloud.description.jobs_table

    def query(index: str, key: str) -> object:
        return records.query(
            TableName=jobs,
            IndexName=index,
            KeyConditionExpression="#key = :value",
            ExpressionAttributeNames={"#key": key},
            ExpressionAttributeValues={":value": {"S": "queued"}},
        )

    assert_denied(lambda: records.scan(TableName=jobs))
    if stage not in {"watch", "api"}:
        assert_denied(lambda: query("by_status", "status"))
    if stage not in {"api", "account"}:
        assert_denied(lambda: query("by_owner", "owner"))
    if stage != "api":
        assert_denied(lambda: records.put_item(TableName=jobs, Item={"job_id": {"S": "one more"}}))
    records.close()


@pytest.mark.parametrize("stage", ["script", "photos", "tts", "captions", "render", "upload", "watch"])
def test_no_stage_reads_webhooks_and_their_messages(cloud: Cloud, stage: str) -> None:
    """The rows hold the secrets with which messages are signed."""
    records = as_stage(cloud, stage).client("dynamodb", endpoint_url=cloud.description.aws_endpoint)
    webhook, message = {"webhook_id": {"S": "wh_1"}}, {"message_id": {"S": "msg_1"}}
    assert_denied(
        lambda: records.get_item(TableName=cloud.description.webhooks_table, Key={"owner": {"S": "u1"}, **webhook})
    )
    assert_denied(lambda: records.get_item(TableName=cloud.description.deliveries_table, Key={**webhook, **message}))
    records.close()


def test_notify_adds_no_webhooks_and_reads_neither_jobs_nor_ads(cloud: Cloud) -> None:
    records = as_stage(cloud, "notify").client("dynamodb", endpoint_url=cloud.description.aws_endpoint)
    tables, job, ad = cloud.description, {"job_id": {"S": "unknown"}}, {"ad_id": {"S": "unknown"}}
    webhook = {"owner": {"S": "unknown"}, "webhook_id": {"S": "wh_unknown"}}
    message = {"webhook_id": {"S": "wh_unknown"}, "message_id": {"S": "msg_unknown"}}
    assert "Item" not in records.get_item(TableName=tables.webhooks_table, Key=webhook)
    assert "Item" not in records.get_item(TableName=tables.deliveries_table, Key=message)
    assert_denied(lambda: records.put_item(TableName=tables.webhooks_table, Item=webhook))
    assert_denied(lambda: records.delete_item(TableName=tables.webhooks_table, Key=webhook))
    assert_denied(lambda: records.scan(TableName=tables.webhooks_table))
    assert_denied(lambda: records.delete_item(TableName=tables.deliveries_table, Key=message))
    assert_denied(lambda: records.scan(TableName=tables.deliveries_table))
    assert_denied(lambda: records.get_item(TableName=tables.jobs_table, Key=job))
    assert_denied(lambda: records.update_item(TableName=tables.jobs_table, Key=job))
    assert_denied(lambda: records.get_item(TableName=tables.ads_table, Key=ad))
    assert_denied(lambda: records.update_item(TableName=tables.ads_table, Key=ad))
    records.close()


def test_the_api_puts_messages_into_the_queue_of_notify_and_takes_none(cloud: Cloud) -> None:
    """Whoever takes a message away from notify loses it."""
    queues = as_stage(cloud, "api").client("sqs", endpoint_url=cloud.description.aws_endpoint)
    resources = cloud.resources()
    url = next(each["PhysicalResourceId"] for each in resources if each["LogicalResourceId"].startswith("NotifyDeliv"))
    assert_denied(lambda: queues.receive_message(QueueUrl=url))
    assert_denied(lambda: queues.purge_queue(QueueUrl=url))
    queues.close()


@pytest.mark.parametrize(("stage", "secret"), [("tts", "Publish"), ("render", "OpenAi"), ("api", "OpenAi")])
def test_a_stage_cannot_read_a_secret_that_it_does_not_need(cloud: Cloud, stage: str, secret: str) -> None:
    stack = cloud.aws.cloudformation.describe_stacks(StackName="VidxData")["Stacks"][0]
    arns = {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}
    secrets = as_stage(cloud, stage).client("secretsmanager", endpoint_url=cloud.description.aws_endpoint)
    assert_denied(lambda: secrets.get_secret_value(SecretId=arns[f"{secret}SecretArn"]))
    assert secrets.get_secret_value(SecretId=arns["StorageSecretArn"])["SecretString"]
    secrets.close()


@pytest.mark.parametrize("stage", ["api", "watch", "notify", "upload"])
def test_only_the_account_function_deletes_users(cloud: Cloud, stage: str) -> None:
    pool = {"UserPoolId": cloud.description.user_pool_id, "Username": "unknown"}
    users = as_stage(cloud, stage).client("cognito-idp", endpoint_url=cloud.description.aws_endpoint)
    assert_denied(lambda: users.admin_delete_user(**pool))
    users.close()


def test_the_account_function_deletes_users_and_neither_reads_nor_changes_them(cloud: Cloud) -> None:
    pool = {"UserPoolId": cloud.description.user_pool_id, "Username": "unknown"}
    users = as_stage(cloud, "account").client("cognito-idp", endpoint_url=cloud.description.aws_endpoint)
    with pytest.raises(users.exceptions.UserNotFoundException):
        users.admin_delete_user(**pool)
    assert_denied(lambda: users.admin_get_user(**pool))
    assert_denied(lambda: users.admin_disable_user(**pool))
    users.close()


def test_the_account_function_reads_single_accounts_only_by_their_deletion(cloud: Cloud) -> None:
    records = as_stage(cloud, "account").client("dynamodb", endpoint_url=cloud.description.aws_endpoint)
    accounts, key = cloud.description.accounts_table, {"account_id": {"S": "unknown"}}
    assert_denied(lambda: records.scan(TableName=accounts))
    assert_denied(lambda: records.delete_item(TableName=accounts, Key=key))
    assert_denied(lambda: records.put_item(TableName=accounts, Item=key))
    records.close()
