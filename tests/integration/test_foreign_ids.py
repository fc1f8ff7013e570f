"""One seller cannot reach what belongs to another one, over HTTP, in any state; nor with forged headers.

`tests/contract/test_foreign_ids.py` tries every state in memory.
"""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx
import pytest

from local.cloud import Cloud
from testing.pictures import picture
from testing.seller import BRIEF, Provider, Seller
from tests.contract.test_foreign_ids import BODIES, REFUSED, REPEATED, SHOWN, Ids, routes

WEBHOOK = {"url": "https://hooks.example.com/"}
LISTS = ("/api/video/jobs?limit=1", "/api/ads/mine?limit=1", "/api/account/export")
FORGED = "evil.example"


def add_webhook(seller: Seller) -> Ids:
    webhook_id = seller.http.post("/api/webhooks", json=WEBHOOK).raise_for_status().json()["webhookId"]
    message_id = seller.http.post(f"/api/webhooks/{webhook_id}/test").raise_for_status().json()["messageId"]
    return {"webhookId": webhook_id, "messageId": message_id}


@pytest.fixture(scope="module")
def owner(cloud: Cloud) -> Iterator[Seller]:
    """A seller with few things, so that their ids are on the first pages."""
    owner = Seller(cloud)
    yield owner
    owner.stop_all()
    owner.http.close()


@pytest.fixture(scope="module")
def ids(cloud: Cloud, owner: Seller) -> Iterator[Ids]:
    """Ids of a listing that awaits its video, of its job, and of a webhook with a message; older jobs exist, too.

    The job gets no voice, so that it does not end before it is canceled.
    """
    provider = Provider(cloud)
    provider.hold("speech")
    keys = owner.upload([picture()])
    for older in [owner.start(keys, script=BRIEF, publish=True) for _ in range(2)]:
        owner.http.post(f"/api/video/jobs/{older}/cancel").raise_for_status()
    job = owner.generate(keys, publish=True, script=BRIEF).raise_for_status().json()
    yield {"jobId": job["jobId"], "adId": job["adId"], **add_webhook(owner)}
    provider.heal()


def answers(stranger: Seller, ids: Ids) -> dict[str, tuple[int, str]]:
    """What a stranger gets from every route with these ids: status and code."""
    found = {}
    for method, path in routes():
        name = f"{method} {path}"
        reply = stranger.http.request(method, path.format_map(ids), json=BODIES.get(name))
        if name == SHOWN:
            assert reply.status_code in {404, 204}
            continue
        found[name] = (reply.status_code, reply.json()["code"] if reply.content else "")
    return found


def test_ids_of_another_seller_do_not_exist_in_any_order(owner: Seller, stranger: Seller, ids: Ids) -> None:
    unknown = answers(stranger, {name: value[:-6] + "0a1b2c" for name, value in ids.items()})
    job_path = f"/api/video/jobs/{ids['jobId']}"

    assert {status for status, _ in unknown.values()} <= {*REFUSED, REPEATED[1]}
    assert answers(stranger, ids) == unknown  # while it waits or runs
    owner.http.post(f"{job_path}/cancel").raise_for_status()
    assert answers(stranger, ids) == unknown
    owner.http.post(f"{job_path}/retry").raise_for_status()
    assert answers(stranger, ids) == unknown
    assert owner.status(ids["jobId"])["attempt"] == 2
    assert [each["webhookId"] for each in owner.http.get("/api/webhooks").json()["webhooks"]] == [ids["webhookId"]]
    owner.http.delete(f"/api/ads/{ids['adId']}").raise_for_status()
    owner.http.delete(job_path).raise_for_status()
    assert answers(stranger, ids) == unknown


@pytest.mark.parametrize("path", LISTS)
def test_a_page_cursor_of_another_seller_leads_to_own_rows_only(
    owner: Seller, stranger: Seller, ids: Ids, path: str
) -> None:
    cursor: str | None = owner.http.get(path).raise_for_status().json()["cursor"]
    assert cursor, "the owner has more than one page"

    reply = stranger.http.get(path, params={"cursor": cursor})

    assert reply.status_code in {200, 422}
    assert owner.user_id not in reply.text
    assert not [value for value in ids.values() if value in reply.text]


def test_the_idempotency_key_of_another_seller_starts_an_own_job(owner: Seller, stranger: Seller) -> None:
    key = uuid4().hex
    theirs = owner.generate(owner.upload([picture()]), key, script=BRIEF).raise_for_status().json()["jobId"]

    reply = stranger.generate(stranger.upload([picture()]), key, script=BRIEF)

    own = reply.raise_for_status().json()["jobId"]
    stranger.http.post(f"/api/video/jobs/{own}/cancel").raise_for_status()
    assert own != theirs
    assert stranger.http.get(f"/api/video/status/{theirs}").status_code == 404


def test_an_upload_is_accepted_again_only_with_the_announced_type_and_size(owner: Seller) -> None:
    photo = picture()
    request = [{"name": "a.jpg", "contentType": "image/jpeg", "size": len(photo)}]
    slot: dict[str, Any] = owner.http.post("/api/uploads", json=request).raise_for_status().json()["uploads"][0]

    def put(content: bytes, **headers: str) -> int:
        return httpx.put(slot["url"], content=content, headers=slot["headers"] | headers, timeout=30).status_code

    assert put(photo) == 200
    assert put(photo) == 200
    assert put(photo + b"x") == 403
    assert put(photo, **{"Content-Type": "text/html"}) == 403
    assert httpx.get(slot["url"], timeout=30).status_code == 403
    assert httpx.delete(slot["url"], timeout=30).status_code == 403


@pytest.mark.parametrize("path", ["/ads", "/ads/none", "/api/options", "/api/ads", "/"])
def test_forged_hosts_are_in_no_answer(cloud: Cloud, path: str) -> None:
    headers = dict.fromkeys(("Host", "X-Forwarded-Host", "X-Forwarded-For", "X-Original-URL", "Forwarded"), FORGED)

    reply = httpx.get(f"{cloud.description.api_url}{path}", headers=headers, timeout=30)

    assert reply.status_code in {200, 404}
    assert FORGED not in reply.text
    assert FORGED not in str(reply.headers)
