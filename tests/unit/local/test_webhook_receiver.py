"""The receiver records messages and verifies their signatures."""

import json
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from functions.notify.signing import signed_headers
from local.webhook_receiver import Receiver, app
from vidx.webhooks.model import make_secret

BODY = '{"type":"webhook.test"}'


@pytest.fixture
def client() -> TestClient:
    return TestClient(app(Receiver()))


def test_a_message_is_verified_by_a_known_secret_alone(client: TestClient) -> None:
    secret = make_secret()
    headers = signed_headers("msg_1", BODY, (secret,), datetime.now(UTC))
    client.post("/hooks", content=BODY, headers=headers)
    client.post("/_secrets", json={"secret": secret})

    assert client.post("/hooks", content=BODY, headers=headers).status_code == 204
    received = client.get("/_received").json()
    assert [message["verified"] for message in received] == [False, True]
    assert received[0]["body"] == json.loads(BODY)


def test_it_fails_on_request(client: TestClient) -> None:
    client.post("/_answer", json={"status": 500})

    assert client.post("/hooks", content=BODY).status_code == 500


def test_it_asks_for_a_pause_on_request(client: TestClient) -> None:
    client.post("/_answer", json={"status": 429, "retryAfter": "60"})

    answer = client.post("/hooks", content=BODY)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
