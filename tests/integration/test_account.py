"""An account is deleted on the deployed functions, with their roles checked, until nothing of it is left."""

import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from botocore.exceptions import ClientError

from functions.account.service import Ports, delete_account
from local.cloud import Cloud
from testing.clock import FixedClock
from testing.pictures import picture
from testing.seller import BRIEF, PASSWORD, Seller
from tests.integration.test_storage import TOKEN
from vidx import keys
from vidx.accounts import SETTLED_AFTER
from vidx.adapters.cognito import CognitoSignIns
from vidx.adapters.dynamodb.accounts import DynamoAccounts
from vidx.adapters.dynamodb.ads import DynamoAds
from vidx.adapters.dynamodb.jobs import DynamoJobs
from vidx.adapters.dynamodb.queue import DynamoQueue
from vidx.adapters.dynamodb.quotas import DynamoQuotas
from vidx.adapters.dynamodb.webhooks import DynamoDeliveries, DynamoWebhooks
from vidx.adapters.lambda_invoke import LambdaWithdrawals
from vidx.adapters.s3 import S3Store, s3_client
from vidx.adapters.stepfunctions import StepFunctionsExecutions

TIMEOUT_S = 60.0


@pytest.fixture
def leaving(cloud: Cloud) -> Iterator[Seller]:
    """A seller who deletes the account."""
    seller = Seller(cloud)
    yield seller
    seller.http.close()


@pytest.fixture
def store(cloud: Cloud) -> Iterator[S3Store]:
    with closing(s3_client(TOKEN, cloud.description.aws_endpoint)) as client:
        yield S3Store(lambda: client, cloud.description.work_bucket)


def export(seller: Seller) -> dict[str, list[dict[str, Any]]]:
    sections: dict[str, list[dict[str, Any]]] = {}
    cursor: str | None = ""
    while cursor is not None:
        page = seller.http.get("/api/account/export", params={"cursor": cursor} if cursor else {})
        body = page.raise_for_status().json()
        sections.setdefault(body["section"], []).extend(body["entries"])
        cursor = body["cursor"]
    return sections


def wait_until_deleted(seller: Seller, receipt_id: str, **counts: int) -> dict[str, Any]:
    """Poll the receipt until it has these numbers."""
    deadline = time.monotonic() + TIMEOUT_S
    while True:
        receipt: dict[str, Any] = seller.http.get(f"/api/account/receipts/{receipt_id}").json()
        if counts.items() <= receipt["deleted"].items():
            return receipt
        if time.monotonic() > deadline:
            raise TimeoutError(f"{receipt} after {TIMEOUT_S} s")
        time.sleep(0.2)


def ports_of(cloud: Cloud, store: S3Store, clock: FixedClock) -> Ports:
    """The function's ports, with a clock of the test's own."""
    described, aws = cloud.description, cloud.aws
    resources = aws.cloudformation.describe_stack_resources(StackName="vidx")["StackResources"]
    upload = next(
        each["PhysicalResourceId"]
        for each in resources
        if each["ResourceType"] == "AWS::Lambda::Function" and "UploadFunction" in each["LogicalResourceId"]
    )
    return Ports(
        accounts=DynamoAccounts(aws.dynamodb, described.accounts_table),
        sign_ins=CognitoSignIns(aws.cognito, described.user_pool_id),
        jobs=DynamoJobs(aws.dynamodb, described.jobs_table, videos_table=described.videos_table),
        ads=DynamoAds(aws.dynamodb, described.ads_table, described.jobs_table, described.videos_table),
        webhooks=DynamoWebhooks(aws.dynamodb, described.webhooks_table),
        deliveries=DynamoDeliveries(aws.dynamodb, described.deliveries_table),
        executions=StepFunctionsExecutions(aws.stepfunctions, described.state_machine_arn),
        quotas=DynamoQuotas(aws.dynamodb, described.admission_table),
        queue=DynamoQueue(aws.dynamodb, described.admission_table),
        withdrawals=LambdaWithdrawals(aws.functions, upload),
        open_store=lambda: store,
        clock=clock,
    )


def test_a_deleted_account_leaves_nothing(cloud: Cloud, leaving: Seller, seller: Seller, store: S3Store) -> None:
    photos = leaving.upload([picture()])
    listed = leaving.generate(photos, publish=True, script=BRIEF).raise_for_status().json()
    status = leaving.wait(listed["jobId"])
    assert status["status"] == "complete", status
    webhook = {"url": "https://hooks.example.com/"}
    deleted = leaving.http.post("/api/webhooks", json=webhook).raise_for_status().json()["webhookId"]
    leaving.http.post(f"/api/webhooks/{deleted}/test").raise_for_status()
    leaving.http.delete(f"/api/webhooks/{deleted}").raise_for_status()
    leaving.http.post("/api/webhooks", json=webhook).raise_for_status()
    exported = export(leaving)
    (job,) = exported["jobs"]
    user_id = job["record"]["owner"]
    assert len(job["files"]) > 5
    assert all(httpx.get(file["url"]).status_code == 200 for file in job["files"][:2])
    video = httpx.get(status["videoUrl"])
    assert video.status_code == 200
    running = leaving.start(photos)

    receipt_id = leaving.http.delete("/api/account").raise_for_status().json()["receiptId"]
    wait_until_deleted(leaving, receipt_id, listings=1, webhooks=1, signIns=1)

    refused = leaving.generate(photos)
    assert (refused.status_code, refused.json()["code"]) == (403, "AccountClosed")
    assert leaving.http.get(f"/api/ads/{listed['adId']}").status_code == 404
    clock = FixedClock(datetime.now(UTC) + SETTLED_AFTER * 2)
    deadline = time.monotonic() + TIMEOUT_S
    while time.monotonic() < deadline:  # the function's own pass may still run
        delete_account(user_id, ports_of(cloud, store, clock))
        if wait_until_deleted(leaving, receipt_id)["status"] == "deleted":
            break
        clock.pass_by(SETTLED_AFTER.total_seconds())

    receipt = wait_until_deleted(leaving, receipt_id, videos=2)
    assert receipt["status"] == "deleted"
    assert user_id not in str(receipt)
    for job_id in (listed["jobId"], running):
        assert store.list_objects(keys.job_files(job_id)) == []
    assert store.list_objects(keys.user_uploads(user_id)) == []
    assert store.list_objects(keys.user_drafts(user_id)) == []
    assert httpx.get(status["videoUrl"]).status_code in {403, 404}
    for table in ("jobs", "videos", "ads", "webhooks", "deliveries", "admission"):
        rows = cloud.aws.dynamodb.scan(TableName=getattr(cloud.description, f"{table}_table"))["Items"]
        assert user_id not in str(
            [row for row in rows if "turns" not in row]
        )  # the next start of a video drops its turn
    with pytest.raises(ClientError):
        cloud.aws.cognito.admin_get_user(UserPoolId=cloud.description.user_pool_id, Username=user_id)
    assert seller.http.get("/api/video/jobs").status_code == 200


def test_an_account_without_anything_is_deleted_too(leaving: Seller) -> None:
    receipt_id = leaving.http.delete("/api/account").raise_for_status().json()["receiptId"]

    wait_until_deleted(leaving, receipt_id, signIns=1)
    assert leaving.http.delete("/api/account").json()["receiptId"] == receipt_id


def test_nobody_signs_in_to_a_deleted_account(cloud: Cloud, leaving: Seller) -> None:
    user = cloud.aws.cognito.get_user(AccessToken=leaving.token)
    email = next(each["Value"] for each in user["UserAttributes"] if each["Name"] == "email")
    receipt_id = leaving.http.delete("/api/account").raise_for_status().json()["receiptId"]
    wait_until_deleted(leaving, receipt_id, signIns=1)

    with pytest.raises(ClientError) as refused:
        cloud.aws.cognito.initiate_auth(
            ClientId=cloud.description.client_id,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": email, "PASSWORD": PASSWORD},
        )
    assert refused.value.response["Error"]["Code"] in {"UserNotFoundException", "NotAuthorizedException"}
