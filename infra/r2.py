"""Makes the two buckets as vidx needs them, on R2 and on the local cloud alike; CloudFormation cannot reach R2.

    R2_ACCOUNT_ID=… R2_ACCESS_KEY_ID=… R2_SECRET_ACCESS_KEY=… python -m infra.r2 apply --origin https://ads.example.com

Applying twice changes nothing.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, cast

from botocore.exceptions import BotoCoreError, ClientError

from infra.settings import Deployment
from vidx import keys
from vidx.adapters.s3 import s3_client

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.literals import BucketLocationConstraintType
    from mypy_boto3_s3.type_defs import CORSConfigurationTypeDef, CORSRuleTypeDef, LifecycleRuleTypeDef

PREFLIGHT_S: Final = 3600
REGION: Final = cast("BucketLocationConstraintType", "auto")
"""R2's only region."""
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


def main(arguments: Sequence[str] | None = None) -> int:
    defaults = Deployment()
    parser = argparse.ArgumentParser(prog="python -m infra.r2", description="Set up vidx's two R2 buckets.")
    parser.add_argument("command", choices=["apply"])
    parser.add_argument("--work-bucket", default=defaults.work_bucket)
    parser.add_argument("--public-bucket", default=defaults.public_bucket)
    parser.add_argument("--origin", action="append", required=True, help="origin of the web page; may be given again")
    options = parser.parse_args(arguments)
    missing = [name for name in CREDENTIALS if not os.environ.get(name)]
    if missing:
        parser.error(f"set {', '.join(missing)} in the environment; the token needs the right 'Admin Read & Write'")
    s3 = s3_client({name: os.environ[name] for name in CREDENTIALS}, endpoint="")
    try:
        apply(s3, options.work_bucket, options.public_bucket, options.origin)
    except (ClientError, BotoCoreError) as error:
        print(f"R2 refused: {error}", file=sys.stderr)
        return 1
    print(f"{options.work_bucket} and {options.public_bucket} are as they should be")
    return 0


if __name__ == "__main__":
    sys.exit(main())
