"""Checks what a deploy needs, and names what is missing: `python -m infra.preflight --environment prod`.

It changes nothing in AWS. In the buckets it writes one small object with each token and deletes it again.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from infra import firewall
from infra.data import OPENAI_NAMES, STORAGE_NAMES
from infra.environments import SettingsError, load
from infra.r2 import CREDENTIALS
from infra.settings import PARTS, Deployment
from vidx import keys
from vidx.adapters.s3 import s3_client

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient
    from mypy_boto3_cloudformation.type_defs import StackTypeDef
    from mypy_boto3_lambda import LambdaClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_secretsmanager import SecretsManagerClient
    from mypy_boto3_ssm import SSMClient
    from mypy_boto3_sts import STSClient

ENGINES: Final = ("docker", "finch", "podman")
ENGINE_VARIABLE: Final = "CDK_DOCKER"
"""The variable by which the CDK takes another program than `docker`."""
BOOTSTRAP_PARAMETER: Final = "/cdk-bootstrap/hnb659fds/version"
NEW_ACCOUNT_CONCURRENCY: Final = 10
NEW_ACCOUNT_MEMORY_MB: Final = 3008
FUNCTIONS_PER_EXECUTION: Final = 2
"""Functions that run at once for a job: script and photos in parallel, or a stage and the API."""
FUNCTIONS_OF_A_DRAFT: Final = 2
"""The API and the script function."""
NOT_PROVISIONED: Final = 100
"""Concurrent executions that AWS keeps free of reservations.
https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html"""
QUOTA: Final = "Service Quotas, AWS Lambda, Concurrent executions"
NO_BUCKET: Final = "NoSuchBucket"
"""No fault of a token: `make deploy` creates the buckets."""
FAILED_FIRST: Final = frozenset({"ROLLBACK_COMPLETE", "ROLLBACK_FAILED"})
"""States of a stack whose first deploy failed. The next one has to delete it."""
SECRETS: Final = {
    "OpenAiSecretArn": OPENAI_NAMES,
    "StorageSecretArn": STORAGE_NAMES,
    "PublishSecretArn": STORAGE_NAMES,
}
"""Names that each secret must hold, by the output of the stack with the secret's ARN."""
Problems = Iterator[str]


def account_problems(sts: "STSClient", region: str | None) -> Problems:
    """Credentials and region."""
    if not region:
        yield "no region is set: export AWS_REGION=eu-west-1, or another one near your sellers"
    try:
        sts.get_caller_identity()
    except (ClientError, BotoCoreError) as error:
        yield f"AWS credentials are missing or expired ({error}): run `aws configure sso` or `aws login`"


def bootstrap_problems(parameters: "SSMClient", region: str | None) -> Problems:
    try:
        parameters.get_parameter(Name=BOOTSTRAP_PARAMETER)
    except ClientError as error:
        if error.response["Error"]["Code"] != "ParameterNotFound":
            raise
        yield f"the CDK is not set up in {region}: run `npx cdk bootstrap aws://ACCOUNT_ID/{region}`"


def quota_problems(functions: "LambdaClient", deployment: Deployment) -> Problems:
    """What the account's Lambda quotas do not allow."""
    limit = functions.get_account_settings()["AccountLimit"]["ConcurrentExecutions"]
    started = deployment.provisioned_concurrency * FUNCTIONS_OF_A_DRAFT
    if started and limit - started < NOT_PROVISIONED:
        yield (
            f"provisionedConcurrency is {deployment.provisioned_concurrency}, which takes {started} of the account's "
            f"{limit} concurrent executions; AWS leaves {NOT_PROVISIONED} to all functions: set it to 0, or request a "
            f"higher quota ({QUOTA})"
        )
    if deployment.max_executions * FUNCTIONS_PER_EXECUTION > limit:
        yield (
            f"maxExecutions is {deployment.max_executions}, and the account runs {limit} Lambda functions at once: set "
            f"maxExecutions to {max(1, limit // FUNCTIONS_PER_EXECUTION)}, or request a higher quota ({QUOTA})"
        )
    if deployment.lambda_concurrency != limit:
        yield (
            f"lambdaConcurrency is {deployment.lambda_concurrency}, and the account's quota is {limit}: set it to "
            f"{limit}, so that the alarm ConcurrencyHigh fires at 80 % of the quota"
        )
    if limit <= NEW_ACCOUNT_CONCURRENCY and deployment.render_memory_mb > NEW_ACCOUNT_MEMORY_MB:
        yield (
            f"renderMemoryMb is {deployment.render_memory_mb}, and a new account accepts at most "
            f"{NEW_ACCOUNT_MEMORY_MB} MB for a function: set renderMemoryMb to {NEW_ACCOUNT_MEMORY_MB}, or ask AWS "
            "support for more"
        )


def engine_problems(runs: Callable[[str], bool], engine: str | None) -> Problems:
    """The container engine that builds the images.

    Args:
        runs: whether a program is installed and answers.
        engine: the value of CDK_DOCKER.
    """
    if engine or runs("docker"):
        if engine and not runs(engine):
            yield f"{ENGINE_VARIABLE} names {engine}, which does not run: start it"
        return
    other = next((name for name in ENGINES if runs(name)), None)
    if other:
        yield f"the CDK looks for docker: export {ENGINE_VARIABLE}={other}"
    else:
        yield f"no container engine runs: install and start one of {', '.join(ENGINES)}"


def engine_runs(name: str) -> bool:
    return shutil.which(name) is not None and (
        subprocess.run([name, "info"], capture_output=True, check=False).returncode == 0
    )


def stack_problems(stacks: "CloudFormationClient", names: Sequence[str]) -> Problems:
    """Stacks whose first deploy failed and which the next one may not delete."""
    for name in names:
        stack = _described(stacks, name)
        if stack and stack["StackStatus"] in FAILED_FIRST and stack.get("EnableTerminationProtection"):
            yield (
                f"the first deploy of {name} failed, and its protection keeps the next one from replacing it: run `aws "
                f"cloudformation update-termination-protection --stack-name {name} --no-enable-termination-protection`"
            )


def _described(stacks: "CloudFormationClient", name: str) -> "StackTypeDef | None":
    """Return the stack; None when there is none."""
    try:
        return stacks.describe_stacks(StackName=name)["Stacks"][0]
    except ClientError as error:
        if error.response["Error"]["Code"] == "ValidationError":  # there is no such stack
            return None
        raise


def certificate_problems(describe: Callable[[str], Mapping[str, Any]], deployment: Deployment) -> Problems:
    """The certificate of the site's domain.

    Args:
        describe: returns the `Certificate` of an ARN, as ACM describes it in us-east-1.
    """
    if not deployment.certificate_arn:
        return
    try:
        certificate = describe(deployment.certificate_arn)
    except ClientError as error:
        yield f"certificateArn cannot be read ({error}): create the certificate in us-east-1, in this account"
        return
    if certificate["Status"] != "ISSUED":
        yield f"the certificate of {deployment.site_domain} is {certificate['Status']}: add its DNS record and wait"
    names = certificate.get("SubjectAlternativeNames", [])
    wildcard = "*." + deployment.site_domain.partition(".")[2]
    if not {deployment.site_domain, wildcard} & set(names):
        yield f"the certificate is for {', '.join(names)} and not for siteDomain {deployment.site_domain}"


def read_secrets(
    stacks: "CloudFormationClient", secrets: "SecretsManagerClient", stack: str
) -> dict[str, dict[str, str]]:
    """Return the values of the stack's secrets, by output; empty when the stack is not deployed yet."""
    described = _described(stacks, stack)
    outputs = described.get("Outputs", []) if described else []
    arns = {each["OutputKey"]: each["OutputValue"] for each in outputs if each["OutputKey"] in SECRETS}
    return {name: json.loads(secrets.get_secret_value(SecretId=arn)["SecretString"]) for name, arn in arns.items()}


def secret_problems(values: Mapping[str, Mapping[str, str]]) -> Problems:
    """Secrets that nobody has filled in. Their values are never shown."""
    for output, secret in values.items():
        empty = [name for name in SECRETS[output] if not secret.get(name)]
        if empty:
            yield f"the secret {output} (an output of the stack) has no {', '.join(empty)}: fill it in"


def token_problems(
    values: Mapping[str, Mapping[str, str]],
    deployment: Deployment,
    client: "Callable[[Mapping[str, str], str], S3Client]" = s3_client,
) -> Problems:
    """Rights of the two R2 tokens: only the publishing token may write the public bucket."""
    filled = {output: token for output, token in values.items() if all(token.get(name) for name in SECRETS[output])}
    storage, publish = filled.get("StorageSecretArn"), filled.get("PublishSecretArn")
    work, public = deployment.work_bucket, deployment.public_bucket
    if storage:
        s3 = client(storage, deployment.storage_endpoint)
        if (error := _write_error(s3, work)) and error != NO_BUCKET:
            yield f"the token of StorageSecretArn cannot write {work} ({error}): it needs Object Read & Write there"
        if not _write_error(s3, public):
            yield f"the token of StorageSecretArn may write {public}: limit it to {work}, so that no stage can publish"
    if publish:
        s3 = client(publish, deployment.storage_endpoint)
        for bucket in (work, public):
            if (error := _write_error(s3, bucket)) and error != NO_BUCKET:
                yield f"the token of PublishSecretArn cannot write {bucket} ({error}): it needs Object Read & Write"


def _write_error(s3: "S3Client", bucket: str) -> str:
    """Return why the token cannot write to and delete from the bucket; empty if it can."""
    key = f"{keys.DRAFTS}preflight/{uuid4()}"
    try:
        s3.put_object(Bucket=bucket, Key=key, Body=b"")
        s3.delete_object(Bucket=bucket, Key=key)
    except ClientError as error:
        return error.response["Error"]["Code"]
    except BotoCoreError as error:
        return str(error)
    return ""


def setup_problems(
    environment: Mapping[str, str],
    deployment: Deployment,
    client: "Callable[[Mapping[str, str], str], S3Client]" = s3_client,
) -> Problems:
    """The token of `python -m infra.r2`, which `make deploy` runs after the stacks."""
    missing = [name for name in CREDENTIALS if not environment.get(name)]
    if missing:
        yield f"{', '.join(missing)} is not in the environment: `make deploy` sets up the R2 buckets with it"
        return
    try:
        client({name: environment[name] for name in CREDENTIALS}, deployment.storage_endpoint).list_buckets()
    except (ClientError, BotoCoreError) as error:
        yield f"the token R2_ACCESS_KEY_ID cannot list the buckets ({error}): it needs Admin Read & Write"


def problems(deployment: Deployment, session: boto3.Session) -> Problems:
    """Return everything that is missing. Later checks are left out when there are no credentials."""
    yield from engine_problems(engine_runs, os.environ.get(ENGINE_VARIABLE))
    yield from setup_problems(os.environ, deployment)
    region = session.region_name
    account = list(account_problems(session.client("sts", region_name=region or firewall.REGION), region))
    yield from account
    if account:
        return
    regions = {region, firewall.REGION} if deployment.firewall else {region}
    for each in sorted(filter(None, regions)):
        yield from bootstrap_problems(session.client("ssm", region_name=each), each)
    yield from quota_problems(session.client("lambda"), deployment)
    acm = session.client("acm", region_name=firewall.REGION)  # CloudFront reads certificates there only
    yield from certificate_problems(lambda arn: acm.describe_certificate(CertificateArn=arn)["Certificate"], deployment)
    stacks, secrets = session.client("cloudformation"), session.client("secretsmanager")
    yield from stack_problems(stacks, [deployment.stack(part) for part in PARTS])
    values = read_secrets(stacks, secrets, deployment.stack("Data"))
    yield from secret_problems(values)
    yield from token_problems(values, deployment)


def main(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code: 0 ready, 1 something is missing, 2 the settings cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m infra.preflight", description="Check what a deploy needs.")
    parser.add_argument("--environment", default="dev", help="file in infra/environments; default: dev")
    options = parser.parse_args(arguments)
    try:
        deployment = load(options.environment, {})
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    missing = []
    try:
        for problem in problems(deployment, boto3.Session()):
            missing.append(problem)
            print(f"- {problem}", file=sys.stderr)
    except (ClientError, BotoCoreError) as error:
        print(f"- the rest was not checked, because AWS refused a request: {error}", file=sys.stderr)
        return 1
    if not missing:
        print(f"{options.environment} is ready to be deployed")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
