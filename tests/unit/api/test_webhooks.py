"""Routes of webhooks: each seller's own, and harmless to repeat."""

from typing import Any, get_args

import pytest

from functions.api.schemas.webhooks import Subscribable
from testing.clock import FixedClock
from tests.unit.api.conftest import Api, Reply
from vidx.errors import RecordsUnavailable
from vidx.ports.webhooks import WebhookResponse
from vidx.webhooks.model import MAX_WEBHOOKS, SUBSCRIBABLE, Attempt, DeliveryStatus

URL = "https://shop.example/hooks"


def add(api: Api, url: str = URL, user: str = "u1", **fields: Any) -> Reply:
    return api.call("POST", "/api/webhooks", {"url": url, **fields}, user=user)


def added(api: Api, **fields: Any) -> str:
    webhook_id: str = add(api, **fields).json["webhookId"]
    return webhook_id


def sent(api: Api, webhook_id: str) -> str:
    """Queue a test message and return its id."""
    message_id: str = api.call("POST", f"/api/webhooks/{webhook_id}/test").json["messageId"]
    return message_id


def failed(api: Api, webhook_id: str, message_id: str) -> None:
    """Log a failed last attempt."""
    response = WebhookResponse(None, "There was no answer in time.")
    attempt = Attempt(at=api.clock.now(), status_code=response.status_code, fault=response.fault)
    delivery = api.deliveries.rows[webhook_id, message_id]
    api.deliveries.add_attempt(delivery, attempt, DeliveryStatus.FAILED, None, "All attempts failed.")


def test_requests_accept_every_event_that_webhooks_can_get() -> None:
    assert get_args(Subscribable) == tuple(event.value for event in SUBSCRIBABLE)


def test_a_webhook_gets_a_secret_and_all_events(api: Api) -> None:
    reply = add(api)

    assert reply.status == 201
    assert reply.json["secret"].startswith("whsec_")
    assert reply.json["events"] == ["job.completed", "job.failed", "job.canceled", "ad.published", "ad.removed"]
    assert "no-store" in reply.headers["Cache-Control"]


def test_the_list_shows_no_secret(api: Api) -> None:
    secret = add(api).json["secret"]

    reply = api.call("GET", "/api/webhooks")

    assert [webhook["url"] for webhook in reply.json["webhooks"]] == [URL]
    assert secret not in reply.text


def test_creating_the_same_address_again_changes_its_events_alone(api: Api) -> None:
    first, again = add(api), add(api, url="HTTPS://SHOP.example:443/hooks", events=["job.failed"])

    assert (again.json["webhookId"], again.json["secret"]) == (first.json["webhookId"], first.json["secret"])
    assert again.json["events"] == ["job.failed"]
    assert len(api.webhooks.rows) == 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"url": "http://shop.example/"}, "url"),
        ({"url": "https://169.254.169.254/"}, "url"),
        ({"url": "http://127.0.0.1:9000/"}, "url"),
        ({"events": ["job.exploded"]}, "events[0]"),
        ({"events": ["webhook.test"]}, "events[0]"),
        ({"events": []}, "events"),
    ],
)
def test_a_request_that_cannot_be_met_names_the_field(api: Api, fields: dict[str, Any], field: str) -> None:
    reply = api.call("POST", "/api/webhooks", {"url": URL, **fields})

    assert reply.status == 422
    assert field in reply.field_messages
    assert api.webhooks.rows == {}


def test_a_seller_has_a_limited_number_of_webhooks(api: Api) -> None:
    for number in range(MAX_WEBHOOKS):
        assert add(api, url=f"{URL}/{number}").status == 201

    assert add(api, url=f"{URL}/more").status == 409
    assert add(api, url=f"{URL}/0").status == 201
    assert add(api, url=f"{URL}/more", user="u2").status == 201


def test_a_rotation_keeps_the_previous_secret_for_a_day(api: Api, clock: FixedClock) -> None:
    created = add(api).json
    rotated = api.call("POST", f"/api/webhooks/{created['webhookId']}/rotate").json

    assert rotated["secret"] != created["secret"]
    assert rotated["previousSecretUntil"] == "2026-11-23T12:00:00Z"
    assert set(api.webhooks.list_by_owner("u1")[0].valid_secrets(clock.now())) == {rotated["secret"], created["secret"]}


def test_a_rotation_that_a_client_repeats_is_one_rotation(api: Api, clock: FixedClock) -> None:
    path = f"/api/webhooks/{added(api)}/rotate"
    first, again = api.call("POST", path).json, api.call("POST", path).json
    clock.pass_by(301)
    later = api.call("POST", path).json

    assert first["secret"] == again["secret"] != later["secret"]


def test_a_test_message_is_queued_and_logged(api: Api) -> None:
    webhook_id = added(api)
    message_id = sent(api, webhook_id)

    assert [task.message_id for task in api.delivery_queue.tasks] == [message_id]
    (delivery,) = api.call("GET", f"/api/webhooks/{webhook_id}/deliveries").json["deliveries"]
    assert (delivery["status"], delivery["attempts"]) == ("pending", [])
    assert delivery["payload"] == {
        "type": "webhook.test",
        "timestamp": "2026-11-22T12:00:00Z",
        "data": {"webhookId": webhook_id},
    }


def test_the_log_is_listed_newest_first_in_pages(api: Api, clock: FixedClock) -> None:
    webhook_id, message_ids = added(api), []
    for _ in range(3):
        message_ids.append(sent(api, webhook_id))
        clock.pass_by(1)

    path = f"/api/webhooks/{webhook_id}/deliveries"
    first = api.call("GET", path, query={"limit": "2"}).json
    last = api.call("GET", path, query={"limit": "2", "cursor": first["cursor"]}).json

    listed = [delivery["messageId"] for page in (first, last) for delivery in page["deliveries"]]
    assert listed == message_ids[::-1]
    assert last["cursor"] is None


def test_a_failed_message_is_sent_again_with_its_id(api: Api) -> None:
    webhook_id = added(api)
    message_id = sent(api, webhook_id)
    failed(api, webhook_id, message_id)

    reply = api.call("POST", f"/api/webhooks/{webhook_id}/deliveries/{message_id}/resend")

    assert (reply.status, reply.json["messageId"]) == (202, message_id)
    assert [task.round for task in api.delivery_queue.tasks] == [1, 2]
    (delivery,) = api.call("GET", f"/api/webhooks/{webhook_id}/deliveries").json["deliveries"]
    assert (delivery["status"], len(delivery["attempts"])) == ("pending", 1)


def test_a_resend_is_queued_although_the_log_cannot_be_written(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """notify makes up for the missing row; nothing makes up for a missing message."""
    webhook_id = added(api)
    message_id = sent(api, webhook_id)

    def fail(*_: object) -> None:
        raise RecordsUnavailable("it is down")

    monkeypatch.setattr(api.deliveries, "restart", fail)
    reply = api.call("POST", f"/api/webhooks/{webhook_id}/deliveries/{message_id}/resend")

    assert reply.status == 503
    assert [task.round for task in api.delivery_queue.tasks] == [1, 2]


def test_the_same_webhook_created_twice_at_once_is_one(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    first = add(api).json
    get = api.webhooks.get
    monkeypatch.setattr(api.webhooks, "get", lambda *_: None)  # the second request looks before the first one writes
    reply = add(api)
    monkeypatch.setattr(api.webhooks, "get", get)

    assert (reply.status, reply.json["secret"]) == (201, first["secret"])


def test_a_disabled_webhook_takes_tests_alone(api: Api) -> None:
    webhook_id = added(api)
    message_id = sent(api, webhook_id)
    webhook = api.webhooks.rows["u1", webhook_id]
    api.webhooks.disable(webhook, api.clock.now(), "It answered 410 Gone.")
    key = (webhook_id, message_id)
    api.deliveries.rows[key] = api.deliveries.rows[key].model_copy(update={"type": "job.failed"})

    assert api.call("POST", f"/api/webhooks/{webhook_id}/deliveries/{message_id}/resend").status == 409
    assert api.call("POST", f"/api/webhooks/{webhook_id}/test").status == 202
    assert api.call("GET", "/api/webhooks").json["webhooks"][0]["note"] == "It answered 410 Gone."


def test_a_deleted_webhook_is_gone_and_deleting_it_again_succeeds(api: Api) -> None:
    webhook_id = added(api)

    assert [api.call("DELETE", f"/api/webhooks/{webhook_id}").status for _ in range(2)] == [204, 204]
    assert api.call("GET", "/api/webhooks").json["webhooks"] == []


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "rotate"), ("POST", "test"), ("GET", "deliveries"), ("POST", "deliveries/msg_1/resend")],
)
def test_a_webhook_of_somebody_else_is_not_found(api: Api, method: str, path: str) -> None:
    webhook_id = added(api)

    assert api.call(method, f"/api/webhooks/{webhook_id}/{path}", user="u2").status == 404
    assert api.delivery_queue.tasks == []


def test_deleting_a_webhook_of_somebody_else_changes_nothing(api: Api) -> None:
    webhook_id = added(api)

    assert api.call("DELETE", f"/api/webhooks/{webhook_id}", user="u2").status == 204
    assert len(api.webhooks.rows) == 1


def test_a_message_that_is_not_in_the_log_is_not_found(api: Api) -> None:
    assert api.call("POST", f"/api/webhooks/{added(api)}/deliveries/msg_1/resend").status == 404


@pytest.fixture
def clock(api: Api) -> FixedClock:
    return api.clock
