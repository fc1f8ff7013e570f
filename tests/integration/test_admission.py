"""Limits and the queue over HTTP, on the deployed functions."""

import base64
import json
import threading
from datetime import UTC, datetime
from uuid import uuid4

from local.cloud import Cloud
from testing.pictures import picture
from testing.seller import BRIEF, Seller
from vidx.adapters.dynamodb.queue import DynamoQueue
from vidx.adapters.dynamodb.quotas import DynamoQuotas
from vidx.admission.limits import AdmissionLimits, Limit, charge

JOBS = 8


def use_up(cloud: Cloud, seller: Seller, limit: Limit) -> None:
    """Bring the seller's counter to a value that no setting allows."""
    claims = seller.token.split(".")[1]
    owner = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))["sub"]
    quotas = DynamoQuotas(cloud.aws.dynamodb, cloud.description.admission_table)
    quotas.correct([charge(limit, owner, 10**15, AdmissionLimits(), datetime.now(UTC))])


def test_a_used_up_limit_answers_429_with_its_name_and_the_time_to_come_back(cloud: Cloud) -> None:
    seller = Seller(cloud)
    use_up(cloud, seller, Limit.UPLOADS)

    answer = seller.http.post("/api/uploads", json=[{"name": "p.jpg", "contentType": "image/jpeg", "size": 10}])

    assert (answer.status_code, answer.json()["code"]) == (429, "LimitReached")
    assert answer.json()["limit"]["name"] == "sellerUploadsPerDay"
    assert 0 < int(answer.headers["Retry-After"]) <= 86_400
    seller.http.close()


def test_jobs_of_two_sellers_at_once_all_become_ready_and_never_too_many_run(
    cloud: Cloud, seller: Seller, stranger: Seller, photo_keys: list[str]
) -> None:
    theirs = stranger.upload([picture(width_px=1600, height_px=1200)])
    queue = DynamoQueue(cloud.aws.dynamodb, cloud.description.admission_table)
    ids = [
        (owner, owner.start(keys, script=BRIEF, title=f"Lamp {uuid4().hex[:6]}"))
        for _ in range(JOBS // 2)
        for owner, keys in ((seller, photo_keys), (stranger, theirs))
    ]
    running: list[int] = []
    over = threading.Event()

    def count() -> None:
        while not over.wait(0.2):
            running.append(len(queue.read().running))

    counting = threading.Thread(target=count)
    counting.start()
    try:
        statuses = {owner.wait(job_id)["status"] for owner, job_id in ids}
    finally:
        over.set()
        counting.join()

    assert statuses == {"complete"}
    assert 0 < max(running) <= AdmissionLimits().max_executions
