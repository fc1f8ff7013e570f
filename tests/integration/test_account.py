"""An account is deleted on the deployed functions, with their roles checked, until nothing of it is left."""

import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import httpx
import pytest
from botocore.exceptions import ClientError

from functions.account.service import Ports, delete_account
from infra.settings import ROOT
from local.cloud import Cloud
from testing.clock import FixedClock
from testing.pictures import picture
from testing.seller import LAMP, PASSWORD, Provider, Seller
from tests.integration.test_logs import history, logged
from tests.integration.test_storage import TOKEN
from vidx.accounts import SETTLED_AFTER
from vidx.adapters.cognito import CognitoSignIns
from vidx.adapters.dynamodb.accounts import DynamoAccounts
from vidx.adapters.dynamodb.ads import DynamoAds
from vidx.adapters.dynamodb.jobs import DynamoJobs
from vidx.adapters.dynamodb.queue import DynamoQueue
from vidx.adapters.dynamodb.quotas import DynamoQuotas
from vidx.adapters.dynamodb.videos import DynamoVideos
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
    resources = cloud.resources()
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
        videos=DynamoVideos(aws.dynamodb, described.videos_table, described.jobs_table),
        webhooks=DynamoWebhooks(aws.dynamodb, described.webhooks_table),
        deliveries=DynamoDeliveries(aws.dynamodb, described.deliveries_table),
        executions=StepFunctionsExecutions(aws.stepfunctions, described.state_machine_arn),
        quotas=DynamoQuotas(aws.dynamodb, described.admission_table),
        queue=DynamoQueue(aws.dynamodb, described.admission_table),
        withdrawals=LambdaWithdrawals(aws.functions, upload),
        open_store=lambda: store,
        clock=clock,
    )


MARK: Final = "Ottoline"
"""A name in every text that the leaving seller writes, and in no other one."""
TEXTS: Final[dict[str, Any]] = {
    "title": f"{MARK} lamp",
    "description": f"A {MARK} lamp of brass, 45 cm tall.",
    "script": f"A {MARK} lamp of brass for $89.50. Take it home.",
}
FUNCTIONS: Final = frozenset(path.parent.name for path in (ROOT / "functions").glob("*/handler.py"))
PHONE: Final = "+49301234567"
HOOK: Final = "https://hooks.example.com/"


@dataclass
class Used:
    """What a seller has who uses every feature."""

    user_id: str
    listed: str
    ad_id: str
    expired: str
    """Job of a video without a listing, whose row has expired."""
    jobs: dict[str, str]
    """All other jobs, by what became of them."""
    webhooks: list[str]
    secrets: list[str]
    uploads: list[str]
    video_urls: list[str]

    def traces(self, email: str) -> set[str]:
        """Everything that belongs to the seller alone."""
        ids = {self.user_id, self.listed, self.ad_id, self.expired, *self.jobs.values(), *self.webhooks}
        return {*ids, *self.secrets, *self.uploads, MARK, email, PHONE}


def use_everything(cloud: Cloud, seller: Seller, provider: Provider) -> Used:
    """Draft, upload, make, publish, remake, fail, cancel, wait for review, listen, report; one job still runs."""
    http, api_url = seller.http, cloud.description.api_url
    photos, (doubtful,) = seller.upload([picture()]), seller.upload([picture("JPEG", 1600, 1200, "chartreuse")])
    (logo,) = seller.upload([picture("PNG", 64, 64)], "image/png")
    draft = {name: {**LAMP, **TEXTS}[name] for name in ("title", "description", "price", "currency")}
    http.post("/api/video/generate-script", json=draft).raise_for_status()
    http.post("/api/voices/sage/preview", params={"language": "en"}).raise_for_status()
    webhooks = [http.post("/api/webhooks", json={"url": f"{HOOK}{n}"}).raise_for_status().json() for n in range(2)]
    deleted, kept = (each["webhookId"] for each in webhooks)
    http.post(f"/api/webhooks/{deleted}/test").raise_for_status()
    http.delete(f"/api/webhooks/{deleted}").raise_for_status()

    published = (
        seller.generate(photos, publish=True, logoKey=logo, contact=f"tel:{PHONE}", **TEXTS).raise_for_status().json()
    )
    done = seller.wait(published["jobId"])
    assert done["status"] == "complete", done
    http.patch(f"/api/ads/{published['adId']}", json={"description": f"Still the {MARK} lamp."}).raise_for_status()
    report = {"reason": "other", "text": f"I know {MARK}."}
    httpx.post(f"{api_url}/api/ads/{published['adId']}/report", json=report).raise_for_status()
    remade = http.post(f"/api/video/jobs/{published['jobId']}/remake", json={"format": "1:1"}).raise_for_status().json()
    unlisted = seller.wait(remade["jobId"])
    assert unlisted["status"] == "complete", unlisted

    jobs = {"in review": seller.start([doubtful], **TEXTS)}
    seller.wait(jobs["in review"], "review")
    provider.fail_all_voices("unauthorized")
    jobs["failed"] = seller.start(photos, **{**TEXTS, "script": f"Another {MARK} lamp. Take it home."})
    assert seller.wait(jobs["failed"])["status"] == "error"
    provider.heal()
    jobs["canceled"] = seller.start(photos, **TEXTS)
    http.post(f"/api/video/jobs/{jobs['canceled']}/cancel").raise_for_status()
    jobs["running"] = seller.start(photos, **TEXTS)
    user_id = cloud.aws.cognito.get_user(AccessToken=seller.token)["Username"]
    return Used(
        user_id=user_id,
        listed=published["jobId"],
        ad_id=published["adId"],
        expired=remade["jobId"],
        jobs=jobs,
        webhooks=[deleted, kept],
        secrets=[each["secret"] for each in webhooks],
        uploads=[key.rpartition("/")[2] for key in (*photos, doubtful, logo)],
        video_urls=[done["videoUrl"], unlisted["videoUrl"]],
    )


def left_in_tables(cloud: Cloud, traces: set[str]) -> dict[str, set[str]]:
    """Traces of the seller, by table and kind of row."""
    left: dict[str, set[str]] = {}
    for name in ("jobs", "videos", "ads", "webhooks", "deliveries", "admission", "accounts"):
        pages = cloud.aws.dynamodb.get_paginator("scan").paginate(
            TableName=getattr(cloud.description, f"{name}_table"), ConsistentRead=True
        )
        for row in (row for page in pages for row in page["Items"]):
            kind = "turns" if "turns" in row else "once" if str(row.get("job_id")).count("once#") else "row"
            if found := {trace for trace in traces if trace in str(row)}:
                left.setdefault(f"{name}: {kind}", set()).update(found)
    return left


def left_in_buckets(cloud: Cloud, traces: set[str]) -> list[str]:
    """Objects whose key or text has a trace of the seller."""
    client, left = cloud.aws.buckets, []
    for bucket in (cloud.description.work_bucket, cloud.description.public_bucket):
        pages = client.get_paginator("list_objects_v2").paginate(Bucket=bucket)
        for key in (each["Key"] for page in pages for each in page.get("Contents", [])):
            is_text = key.endswith((".json", ".txt", ".ass", ".vtt"))
            body = client.get_object(Bucket=bucket, Key=key)["Body"].read().decode() if is_text else ""
            if any(trace in key or trace in body for trace in traces):
                left.append(f"{bucket}/{key}")
    return left


def test_nothing_is_left_of_a_seller_who_has_used_everything(
    cloud: Cloud, leaving: Seller, seller: Seller, provider: Provider, store: S3Store
) -> None:
    used = use_everything(cloud, leaving, provider)
    cloud.aws.dynamodb.delete_item(
        TableName=cloud.description.jobs_table, Key={"job_id": {"S": used.expired}}
    )  # as DynamoDB's TTL does after 30 days
    exported = export(leaving)
    assert {each["record"]["job_id"] for each in exported["jobs"]} == {used.listed, *used.jobs.values()}
    assert {each["record"]["job_id"] for each in exported["videos"]} == {used.listed, used.expired}
    assert [each["record"]["ad_id"] for each in exported["listings"]] == [used.ad_id]
    assert {each["record"]["webhook_id"] for each in exported["messages"]} >= set(used.webhooks[:1])
    own_files = {file["key"] for each in exported["files"] for file in each["files"]}
    assert {key.rpartition("/")[2] for key in own_files if key.startswith("uploads/")} == set(used.uploads)
    assert any(key.startswith("drafts/") for key in own_files)
    (listed,) = (each for each in exported["jobs"] if each["record"]["job_id"] == used.listed)
    files = [*listed["files"], *(file for each in exported["videos"] for file in each["files"])]
    assert {httpx.get(file["url"]).status_code for file in files} == {200}

    receipt_id = leaving.http.delete("/api/account").raise_for_status().json()["receiptId"]
    wait_until_deleted(leaving, receipt_id, listings=1, webhooks=1, signIns=1)

    refused = leaving.http.post("/api/webhooks", json={"url": HOOK})
    assert (refused.status_code, refused.json()["code"]) == (403, "AccountClosed")
    assert leaving.http.get(f"/api/ads/{used.ad_id}").status_code == 404
    clock = FixedClock(datetime.now(UTC) + SETTLED_AFTER * 2)
    deadline = time.monotonic() + TIMEOUT_S
    while time.monotonic() < deadline:  # the function's own pass may still run
        delete_account(used.user_id, ports_of(cloud, store, clock))
        if wait_until_deleted(leaving, receipt_id)["status"] == "deleted":
            break
        clock.pass_by(SETTLED_AFTER.total_seconds())

    receipt = wait_until_deleted(leaving, receipt_id, videos=6)
    traces = used.traces(leaving.email)
    left = left_in_tables(cloud, traces)
    assert receipt["status"] == "deleted"
    assert not any(trace in str(receipt) for trace in traces)
    # What docs/security.md names: answers to an Idempotency-Key, which hold ids of jobs and listings for a day; the
    # closure, which refuses tokens for a day; and the turn in the queue, until the next video starts.
    assert left.pop("jobs: once", set()) <= {used.listed, used.ad_id, used.expired, *used.jobs.values()}
    assert left.pop("accounts: row", set()) <= {used.user_id}
    assert left.pop("admission: turns", set()) <= {used.user_id}
    assert left == {}
    assert left_in_buckets(cloud, traces) == []
    assert {httpx.get(url).status_code for url in used.video_urls} <= {403, 404}
    with pytest.raises(ClientError):
        cloud.aws.cognito.admin_get_user(UserPoolId=cloud.description.user_pool_id, Username=used.user_id)
    assert seller.http.get("/api/video/jobs").status_code == 200
    words = {MARK, leaving.email, PHONE, leaving.token, "X-Amz-Signature", *used.secrets}
    logs = logged(cloud)
    assert set(logs) >= {*FUNCTIONS, "edge"}
    assert [(name, word) for name, text in logs.items() for word in words if word in text] == []
    for job_id in (used.listed, used.jobs["failed"], used.jobs["in review"]):
        assert not any(word in history(cloud, job_id) for word in words)


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
