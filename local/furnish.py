"""Filling the deployed stack with what no template holds: buckets, secret values, and what the emulator drops."""

import json
from collections.abc import Mapping
from typing import Final

from botocore.exceptions import ClientError

from infra import r2
from local.aws import Aws
from local.deploy import STACK, STAGING_BUCKET

DEPLOYED: Final = "/vidx/deployed"


def make_buckets(aws: Aws, work_bucket: str, public_bucket: str, origin: str) -> None:
    r2.apply(aws.buckets, work_bucket, public_bucket, [origin])
    aws.buckets.delete_public_access_block(Bucket=public_bucket)
    aws.buckets.put_bucket_policy(Bucket=public_bucket, Policy=json.dumps(_readable_by_all(public_bucket)))
    aws.s3.create_bucket(Bucket=STAGING_BUCKET)


def _readable_by_all(bucket: str) -> dict[str, object]:
    """What R2 does by the bucket's public address: anybody may read an object, nobody may list them."""
    may_read = {
        "Effect": "Allow",
        "Principal": "*",
        "Action": "s3:GetObject",
        "Resource": f"arn:aws:s3:::{bucket}/*",
    }
    return {"Version": "2012-10-17", "Statement": [may_read]}


def fill_secrets(aws: Aws, outputs: Mapping[str, str], openai_key: str, work_bucket: str, public_bucket: str) -> None:
    token = {"R2_ACCOUNT_ID": "local", "R2_ACCESS_KEY_ID": "test", "R2_SECRET_ACCESS_KEY": "test"}
    values = {
        "OpenAiSecretArn": {"OPENAI_API_KEY": openai_key},
        "StorageSecretArn": {**token, "R2_BUCKET_NAME": work_bucket},
        "PublishSecretArn": {**token, "R2_BUCKET_NAME": public_bucket},
    }
    for output, value in values.items():
        aws.secrets.put_secret_value(SecretId=outputs[output], SecretString=json.dumps(value))


def expire_jobs(aws: Aws, table: str) -> None:
    """Switch the jobs table's TTL on where the emulator left it off."""
    now = aws.dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"]
    if now["TimeToLiveStatus"] not in {"ENABLED", "ENABLING"}:
        aws.dynamodb.update_time_to_live(
            TableName=table, TimeToLiveSpecification={"Enabled": True, "AttributeName": "expires_at"}
        )


def remember_deploy(aws: Aws, fingerprint: str) -> None:
    """Note in the emulator itself what is deployed there: the note is saved, and lost, together with the stack."""
    aws.parameters.put_parameter(Name=DEPLOYED, Value=fingerprint, Type="String", Overwrite=True)


def deployed(aws: Aws, fingerprint: str) -> dict[str, str] | None:
    """Outputs of the stack, provided that it was deployed with this fingerprint."""
    try:
        noted = aws.parameters.get_parameter(Name=DEPLOYED)["Parameter"]["Value"]
        stack = aws.cloudformation.describe_stacks(StackName=STACK)["Stacks"][0]
    except ClientError:
        return None
    if noted != fingerprint or not stack["StackStatus"].endswith("_COMPLETE"):
        return None
    return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}
