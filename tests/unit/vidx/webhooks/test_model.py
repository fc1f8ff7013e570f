"""Ids and secrets."""

import base64
from datetime import UTC, datetime, timedelta

from vidx.webhooks.model import SUBSCRIBABLE, WHSEC, EventType, make_message_id, make_secret, make_webhook_id

AT = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)


def test_a_secret_has_as_many_random_bytes_as_the_standard_asks_for() -> None:
    secret = make_secret()

    assert 24 <= len(base64.b64decode(secret.removeprefix(WHSEC))) <= 64
    assert secret != make_secret()


def test_ids_of_later_messages_sort_later() -> None:
    ids = [make_message_id(AT + timedelta(milliseconds=n), "c") for n in (0, 1, 1000)]

    assert ids == sorted(ids)
    assert len(set(ids)) == 3


def test_a_webhook_id_belongs_to_one_seller_and_one_address() -> None:
    assert make_webhook_id("u1", "https://a.test/") == make_webhook_id("u1", "https://a.test/")
    assert make_webhook_id("u1", "https://a.test/") != make_webhook_id("u2", "https://a.test/")


def test_tests_are_no_event_to_subscribe_to() -> None:
    assert EventType.TEST not in SUBSCRIBABLE
    assert len(SUBSCRIBABLE) == 5
