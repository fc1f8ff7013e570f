"""Makes the two buckets as vidx needs them, on R2 and on the local cloud alike; CloudFormation cannot reach R2.

    R2_ACCOUNT_ID=… R2_ACCESS_KEY_ID=… R2_SECRET_ACCESS_KEY=… python -m infra.r2 apply --environment prod

Applying twice changes nothing; `check` only says what differs. Run it after the deploy, which knows the site's address.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, cast

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from infra.environments import SettingsError, load
from infra.settings import Deployment
from vidx import keys
from vidx.adapters.s3 import s3_client

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.literals import BucketLocationConstraintType
    from mypy_boto3_s3.type_defs import (
        CORSConfigurationTypeDef,
        CORSRuleOutputTypeDef,
        CORSRuleTypeDef,
        LifecycleRuleOutputTypeDef,
        LifecycleRuleTypeDef,
    )

PREFLIGHT_S: Final = 3600
REGION: Final = cast("BucketLocationConstraintType", "auto")
"""R2's only region."""
R2S_OWN_RULE: Final = "Default Multipart Abort Rule"
"""A lifecycle rule that every new bucket of R2 has."""
CREDENTIALS: Final = ("R2_ACCOUNT_ID", "R2_ACCESS_KEY_ID", "R2_SECRET_ACCESS_KEY")


def apply(s3: "S3Client", work_bucket: str, public_bucket: str, origins: Sequence[str]) -> None:
    """Make the buckets where they are missing and set their CORS and lifecycle rules.

    Raises:
        ClientError: the storage refuses; the token lacks the admin right, most likely.
    """
    present = {bucket["Name"] for bucket in s3.list_buckets()["Buckets"]}
    for bucket in (work_bucket, public_bucket):
        if bucket not in present:
            s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_bucket_cors(Bucket=work_bucket, CORSConfiguration=_cors(origins, ["PUT"], ["content-type"]))
    s3.put_bucket_cors(Bucket=public_bucket, CORSConfiguration=_cors(["*"], ["GET", "HEAD"], ["range"]))
    s3.put_bucket_lifecycle_configuration(Bucket=work_bucket, LifecycleConfiguration={"Rules": _expiry()})


def _cors(origins: Sequence[str], methods: list[str], headers: list[str]) -> "CORSConfigurationTypeDef":
    rule: CORSRuleTypeDef = {
        "AllowedOrigins": list(origins),
        "AllowedMethods": methods,
        "AllowedHeaders": headers,
        "ExposeHeaders": ["ETag"],
        "MaxAgeSeconds": PREFLIGHT_S,
    }
    return {"CORSRules": [rule]}


def _expiry() -> list["LifecycleRuleTypeDef"]:
    def after(days: int, prefix: str) -> "LifecycleRuleTypeDef":
        return {"ID": prefix, "Status": "Enabled", "Filter": {"Prefix": prefix}, "Expiration": {"Days": days}}

    cleaning: LifecycleRuleTypeDef = {
        "ID": "unfinished",
        "Status": "Enabled",
        "Filter": {"Prefix": ""},
        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
    }
    return [*(after(days, prefix) for prefix, days in keys.RETENTION_DAYS.items()), cleaning]


def differences(s3: "S3Client", work_bucket: str, public_bucket: str, origins: Sequence[str]) -> list[str]:
    """Return what `apply` would change, one sentence each.

    Raises:
        ClientError: the storage refuses; the token lacks the admin right, most likely.
    """
    present = {bucket["Name"] for bucket in s3.list_buckets()["Buckets"]}
    missing = [bucket for bucket in (work_bucket, public_bucket) if bucket not in present]
    changes = [f"the bucket {bucket} is missing" for bucket in missing]
    rules = {
        work_bucket: _cors(origins, ["PUT"], ["content-type"])["CORSRules"],
        public_bucket: _cors(["*"], ["GET", "HEAD"], ["range"])["CORSRules"],
    }
    for bucket, needed in rules.items():
        if bucket in present and _present_cors(s3, bucket) != _comparable(needed):
            changes.append(f"the CORS rules of {bucket} differ: pages of {', '.join(origins)} need them")
    if work_bucket in present and _present_lifecycle(s3, work_bucket) != _days(_expiry()):
        changes.append(f"the lifecycle rules of {work_bucket} differ: files of sellers would stay, or go too early")
    return changes


def _comparable(
    rules: "Sequence[CORSRuleTypeDef | CORSRuleOutputTypeDef]",
) -> list[tuple[list[str], list[str], list[str]]]:
    return [
        (sorted(rule["AllowedOrigins"]), sorted(rule["AllowedMethods"]), sorted(rule.get("AllowedHeaders", [])))
        for rule in rules
    ]


def _present_cors(s3: "S3Client", bucket: str) -> list[tuple[list[str], list[str], list[str]]]:
    try:
        return _comparable(s3.get_bucket_cors(Bucket=bucket)["CORSRules"])
    except ClientError as error:
        if error.response["Error"]["Code"] == "NoSuchCORSConfiguration":
            return []
        raise


def _days(rules: "Sequence[LifecycleRuleTypeDef | LifecycleRuleOutputTypeDef]") -> dict[str, int]:
    """Return the days after which each rule deletes objects or unfinished uploads, by the rule's id."""
    days: dict[str, int] = {}
    for rule in rules:
        if rule["Status"] == "Enabled" and rule.get("ID") != R2S_OWN_RULE:
            expiration, unfinished = rule.get("Expiration"), rule.get("AbortIncompleteMultipartUpload")
            days[rule.get("ID", "")] = (
                (expiration.get("Days") if expiration else None)
                or (unfinished.get("DaysAfterInitiation") if unfinished else None)
                or 0
            )
    return days


def _present_lifecycle(s3: "S3Client", bucket: str) -> dict[str, int]:
    try:
        return _days(s3.get_bucket_lifecycle_configuration(Bucket=bucket)["Rules"])
    except ClientError as error:
        if error.response["Error"]["Code"] == "NoSuchLifecycleConfiguration":
            return {}
        raise


def site_origins(deployment: Deployment) -> list[str]:
    """Return the origins whose pages upload: the site's, from its domain or the deployed stack, and `webOrigins`.

    Raises:
        LookupError: the site has no domain of its own, and the stack is not deployed yet.
    """
    site = f"https://{deployment.site_domain}" if deployment.site_domain else _site_url(deployment.stack("Site"))
    return [site, *deployment.web_origins]


def _site_url(stack: str) -> str:
    try:
        stacks = boto3.client("cloudformation").describe_stacks(StackName=stack)["Stacks"]
    except (ClientError, BotoCoreError) as error:
        raise LookupError(f"the stack {stack} cannot be read ({error}): deploy first, or give --origin") from error
    outputs = {output["OutputKey"]: output["OutputValue"] for output in stacks[0].get("Outputs", [])}
    if "SiteUrl" not in outputs:
        raise LookupError(f"the stack {stack} has no output SiteUrl: deploy again, or give --origin")
    return outputs["SiteUrl"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code: 0 done or nothing to do, 1 refused or different, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m infra.r2", description="Set up vidx's two R2 buckets.")
    parser.add_argument("command", choices=["apply", "check"])
    parser.add_argument("--environment", default="dev", help="file in infra/environments; default: dev")
    parser.add_argument("--origin", action="append", help="origin of the web page, instead of the deployed site's")
    options = parser.parse_args(arguments)
    missing = [name for name in CREDENTIALS if not os.environ.get(name)]
    if missing:
        parser.error(f"set {', '.join(missing)} in the environment; the token needs the right 'Admin Read & Write'")
    try:
        deployment = load(options.environment, {})
        origins = options.origin or site_origins(deployment)
    except (SettingsError, LookupError) as error:
        parser.error(str(error))
    s3 = s3_client({name: os.environ[name] for name in CREDENTIALS}, endpoint=deployment.storage_endpoint)
    buckets = (deployment.work_bucket, deployment.public_bucket)
    try:
        if options.command == "apply":
            apply(s3, *buckets, origins)
        changes = differences(s3, *buckets, origins)
    except (ClientError, BotoCoreError) as error:
        print(f"R2 refused: {error}", file=sys.stderr)
        return 1
    for difference in changes:
        print(difference, file=sys.stderr)
    if not changes:
        print(f"{' and '.join(buckets)} are as they should be, for pages of {', '.join(origins)}")
    return 1 if changes else 0


if __name__ == "__main__":
    sys.exit(main())
