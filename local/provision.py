"""Add to the deployed stacks what their templates lack: buckets, secret values, and what the emulator ignores."""

import json
from collections.abc import Iterable, Mapping
from typing import Final

from botocore.exceptions import ClientError

from infra import r2
from local.aws import Aws
from local.deploy import STAGING_BUCKET

FINGERPRINT_PARAMETER: Final = "/vidx/deployed"


def create_buckets(aws: Aws, work_bucket: str, public_bucket: str, origin: str) -> None:
    r2.apply(aws.buckets, work_bucket, public_bucket, [origin])
    aws.buckets.delete_public_access_block(Bucket=public_bucket)
    aws.buckets.put_bucket_policy(Bucket=public_bucket, Policy=json.dumps(_public_read_policy(public_bucket)))
    aws.s3.create_bucket(Bucket=STAGING_BUCKET)


def _public_read_policy(bucket: str) -> dict[str, object]:
    """Allow everybody to read objects but not to list them, as the public address of an R2 bucket does."""
    statement = {
        "Effect": "Allow",
        "Principal": "*",
        "Action": "s3:GetObject",
        "Resource": f"arn:aws:s3:::{bucket}/*",
    }
    return {"Version": "2012-10-17", "Statement": [statement]}


def put_secrets(aws: Aws, outputs: Mapping[str, str], openai_key: str, work_bucket: str, public_bucket: str) -> None:
    token = {"R2_ACCOUNT_ID": "local", "R2_ACCESS_KEY_ID": "test", "R2_SECRET_ACCESS_KEY": "test"}
    values = {
        "OpenAiSecretArn": {"OPENAI_API_KEY": openai_key},
        "StorageSecretArn": {**token, "R2_BUCKET_NAME": work_bucket},
        "PublishSecretArn": {**token, "R2_BUCKET_NAME": public_bucket},
    }
    for output, value in values.items():
        aws.secrets.put_secret_value(SecretId=outputs[output], SecretString=json.dumps(value))


def enable_ttl(aws: Aws, table: str) -> None:
    """Enable a table's TTL, which the emulator ignores in the template."""
    current = aws.dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"]
    if current["TimeToLiveStatus"] not in {"ENABLED", "ENABLING"}:
        aws.dynamodb.update_time_to_live(
            TableName=table, TimeToLiveSpecification={"Enabled": True, "AttributeName": "expires_at"}
        )


def save_fingerprint(aws: Aws, fingerprint: str) -> None:
    """Save the fingerprint of the deployed stacks in the emulator, so that it exists as long as they do."""
    aws.parameters.put_parameter(Name=FINGERPRINT_PARAMETER, Value=fingerprint, Type="String", Overwrite=True)


def stack_outputs(aws: Aws, stacks: Iterable[str], fingerprint: str) -> dict[str, str] | None:
    """Return the outputs of the stacks, or None unless all were deployed with this fingerprint."""
    try:
        saved = aws.parameters.get_parameter(Name=FINGERPRINT_PARAMETER)["Parameter"]["Value"]
        described = [aws.cloudformation.describe_stacks(StackName=name)["Stacks"][0] for name in stacks]
    except ClientError:
        return None
    if saved != fingerprint or not all(stack["StackStatus"].endswith("_COMPLETE") for stack in described):
        return None
    return {output["OutputKey"]: output["OutputValue"] for stack in described for output in stack.get("Outputs", [])}
