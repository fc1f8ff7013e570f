"""Rules of the ports `Webhooks` and `Deliveries`. They run on the fakes and on DynamoDB."""

from datetime import timedelta

import pytest

from testing.clock import FixedClock
from vidx.errors import Conflict, InvalidDetails, NotFound
from vidx.ports.webhooks import Deliveries, Webhooks
from vidx.webhooks.model import (
    MAX_ATTEMPTS_LOGGED,
    SUBSCRIBABLE,
    Attempt,
    Delivery,
    DeliveryStatus,
    EventType,
    Webhook,
    make_secret,
)


def webhook(owner: str, clock: FixedClock, webhook_id: str = "wh_1") -> Webhook:
    return Webhook(
        owner=owner,
        webhook_id=webhook_id,
        url="https://shop.example/",
        events=SUBSCRIBABLE,
        secret=make_secret(),
        created_at=clock.now(),
    )


class WebhooksRules:
    """Subclasses provide the fixtures `webhooks`, `clock` and `owner`, a seller without webhooks."""

    def test_a_stored_webhook_equals_the_created_one(self, webhooks: Webhooks, clock: FixedClock, owner: str) -> None:
        row = webhook(owner, clock)
        webhooks.create(row)
        assert webhooks.get(owner, "wh_1") == row
        assert webhooks.get(f"{owner}-other", "wh_1") is None

    def test_a_webhook_is_created_once(self, webhooks: Webhooks, clock: FixedClock, owner: str) -> None:
        webhooks.create(webhook(owner, clock))
        with pytest.raises(Conflict):
            webhooks.create(webhook(owner, clock))

    def test_webhooks_of_an_owner_are_listed_oldest_first(
        self, webhooks: Webhooks, clock: FixedClock, owner: str
    ) -> None:
        for webhook_id in ("wh_c", "wh_a", "wh_b"):
            webhooks.create(webhook(owner, clock, webhook_id))
            clock.pass_by(1)
        webhooks.create(webhook(f"{owner}-other", clock))
        assert [row.webhook_id for row in webhooks.list_by_owner(owner)] == ["wh_c", "wh_a", "wh_b"]

    def test_deleting_can_be_repeated(self, webhooks: Webhooks, clock: FixedClock, owner: str) -> None:
        webhooks.create(webhook(owner, clock))
        webhooks.delete(owner, "wh_1")
        webhooks.delete(owner, "wh_1")
        assert webhooks.list_by_owner(owner) == []

    def test_events_are_replaced(self, webhooks: Webhooks, clock: FixedClock, owner: str) -> None:
        webhooks.create(webhook(owner, clock))
        assert webhooks.subscribe(owner, "wh_1", [EventType.JOB_FAILED]).events == (EventType.JOB_FAILED,)
        with pytest.raises(NotFound):
            webhooks.subscribe(owner, "wh_gone", [EventType.JOB_FAILED])

    def test_two_rotations_at_once_are_one(self, webhooks: Webhooks, clock: FixedClock, owner: str) -> None:
        row = webhook(owner, clock)
        webhooks.create(row)
        rotated = webhooks.rotate(row, "whsec_bmV3", clock.now())
        assert (rotated.secret, rotated.previous_secret, rotated.rotated_at) == ("whsec_bmV3", row.secret, clock.now())
        with pytest.raises(Conflict):
            webhooks.rotate(row, "whsec_b3RoZXI=", clock.now())

    def test_the_first_failure_is_kept_until_a_success(self, webhooks: Webhooks, clock: FixedClock, owner: str) -> None:
        row = webhook(owner, clock)
        webhooks.create(row)
        first = clock.now()
        webhooks.record_failure(row, first, None)
        clock.pass_by(60)
        assert webhooks.record_failure(row, clock.now(), None).failing_since == first
        webhooks.disable(row, clock.now(), "why")
        disabled = webhooks.get(owner, "wh_1")
        assert disabled is not None
        assert (disabled.disabled_at, disabled.note) == (clock.now(), "why")
        webhooks.record_success(row)
        assert webhooks.get(owner, "wh_1") == row

    def test_the_time_that_a_receiver_asks_for_is_kept(self, webhooks: Webhooks, clock: FixedClock, owner: str) -> None:
        row, retry_at = webhook(owner, clock), clock.now() + timedelta(minutes=2)
        webhooks.create(row)
        assert webhooks.record_failure(row, clock.now(), retry_at).retry_at == retry_at
        assert webhooks.record_failure(row, clock.now(), None).retry_at == retry_at

    def test_a_webhook_that_is_gone_is_not_created_by_what_happened_to_it(
        self, webhooks: Webhooks, clock: FixedClock, owner: str
    ) -> None:
        row = webhook(owner, clock)
        webhooks.record_success(row)
        assert webhooks.record_failure(row, clock.now(), None).webhook_id == row.webhook_id
        webhooks.disable(row, clock.now(), "why")
        assert webhooks.get(owner, "wh_1") is None


def delivery(webhook_id: str, clock: FixedClock, message_id: str = "msg_1", owner: str = "u1") -> Delivery:
    return Delivery(
        webhook_id=webhook_id,
        message_id=message_id,
        owner=owner,
        type=EventType.JOB_COMPLETED,
        body='{"type":"job.completed"}',
        created_at=clock.now(),
        next_attempt_at=clock.now(),
        expires_at=int((clock.now() + timedelta(days=30)).timestamp()),
    )


class DeliveriesRules:
    """Subclasses provide the fixtures `deliveries`, `clock` and `webhook_id`, a webhook without deliveries."""

    def test_a_delivery_is_stored_once(self, deliveries: Deliveries, clock: FixedClock, webhook_id: str) -> None:
        row = delivery(webhook_id, clock)
        assert deliveries.create(row) == row
        clock.pass_by(1)
        assert deliveries.create(delivery(webhook_id, clock)) == row
        assert deliveries.get(webhook_id, "msg_1") == row
        assert deliveries.get(webhook_id, "msg_2") is None

    def test_attempts_are_logged(self, deliveries: Deliveries, clock: FixedClock, webhook_id: str) -> None:
        row = deliveries.create(delivery(webhook_id, clock))
        attempts = (Attempt(at=clock.now(), fault="no answer"), Attempt(at=clock.now(), status_code=200))
        later = clock.now() + timedelta(seconds=5)
        deliveries.add_attempt(row, attempts[0], DeliveryStatus.PENDING, later, "")
        pending = deliveries.get(webhook_id, "msg_1")
        assert pending is not None
        assert (pending.tries, pending.attempts, pending.next_attempt_at) == (1, attempts[:1], later)
        deliveries.add_attempt(pending, attempts[1], DeliveryStatus.DELIVERED, None, "")
        done = deliveries.get(webhook_id, "msg_1")
        assert done is not None
        assert (done.status, done.attempts, done.next_attempt_at) == (DeliveryStatus.DELIVERED, attempts, None)

    def test_the_newest_attempts_are_kept(self, deliveries: Deliveries, clock: FixedClock, webhook_id: str) -> None:
        row = deliveries.create(delivery(webhook_id, clock))
        for code in range(100, 100 + MAX_ATTEMPTS_LOGGED + 2):
            attempt = Attempt(at=clock.now(), status_code=code)
            deliveries.add_attempt(row, attempt, DeliveryStatus.PENDING, clock.now(), "")
            row = deliveries.get(webhook_id, "msg_1") or row
        assert len(row.attempts) == MAX_ATTEMPTS_LOGGED
        assert row.attempts[-1].status_code == 100 + MAX_ATTEMPTS_LOGGED + 1

    def test_the_next_attempt_is_postponed(self, deliveries: Deliveries, clock: FixedClock, webhook_id: str) -> None:
        row, later = deliveries.create(delivery(webhook_id, clock)), clock.now() + timedelta(minutes=2)
        deliveries.postpone(row, later)
        assert deliveries.get(webhook_id, "msg_1") == row.model_copy(update={"next_attempt_at": later})

    def test_a_restart_begins_a_round_and_ends_the_one_before(
        self, deliveries: Deliveries, clock: FixedClock, webhook_id: str
    ) -> None:
        row = deliveries.create(delivery(webhook_id, clock))
        deliveries.close(row, "deleted")
        closed = deliveries.get(webhook_id, "msg_1")
        assert closed is not None
        assert (closed.status, closed.note, closed.next_attempt_at) == (DeliveryStatus.FAILED, "deleted", None)
        added_again = webhook("u1", clock, webhook_id)
        again = deliveries.restart(closed, added_again, clock.now())
        assert (again.status, again.round, again.tries, again.note) == (DeliveryStatus.PENDING, 2, 0, "")
        deliveries.add_attempt(closed, Attempt(at=clock.now(), status_code=500), DeliveryStatus.FAILED, None, "late")
        assert deliveries.get(webhook_id, "msg_1") == again
        assert again.webhook_created_at == added_again.created_at
        with pytest.raises(Conflict):
            deliveries.restart(closed, added_again, clock.now())

    def test_deliveries_are_listed_newest_first_in_pages(
        self, deliveries: Deliveries, clock: FixedClock, webhook_id: str
    ) -> None:
        for number in range(3):
            deliveries.create(delivery(webhook_id, clock, f"msg_{number}"))
        first = deliveries.list_by_webhook(webhook_id, 2, None)
        last = deliveries.list_by_webhook(webhook_id, 2, first.cursor)
        listed = [row.message_id for page in (first, last) for row in page.deliveries]
        assert (listed, last.cursor) == (["msg_2", "msg_1", "msg_0"], None)

    def test_a_forged_cursor_is_refused(self, deliveries: Deliveries, webhook_id: str) -> None:
        with pytest.raises(InvalidDetails):
            deliveries.list_by_webhook(webhook_id, 2, "bm9uc2Vuc2U=")

    def test_deliveries_of_a_seller_are_listed_newest_first_whatever_their_webhook(
        self, deliveries: Deliveries, clock: FixedClock, webhook_id: str
    ) -> None:
        owner = f"owner-of-{webhook_id}"
        for number in range(3):
            deliveries.create(delivery(f"{webhook_id}-{number % 2}", clock, f"msg_{number}", owner))
            clock.pass_by(1)
        deliveries.create(delivery(webhook_id, clock))
        first = deliveries.list_by_owner(owner, 2, None)
        last = deliveries.list_by_owner(owner, 2, first.cursor)
        listed = [row.message_id for page in (first, last) for row in page.deliveries]
        assert (listed, last.cursor) == (["msg_2", "msg_1", "msg_0"], None)
        with pytest.raises(InvalidDetails):
            deliveries.list_by_owner(owner, 2, "bm9uc2Vuc2U=")

    def test_all_deliveries_of_a_seller_are_found_and_each_is_deleted(
        self, deliveries: Deliveries, clock: FixedClock, webhook_id: str
    ) -> None:
        owner = f"owner-of-{webhook_id}"
        for number in range(3):
            deliveries.create(delivery(f"{webhook_id}-{number}", clock, "msg_1", owner))
        deliveries.delete(f"{webhook_id}-1", "msg_1")
        deliveries.delete(f"{webhook_id}-1", "msg_1")
        keys = sorted(deliveries.list_keys_by_owner(owner))
        assert keys == [(f"{webhook_id}-0", "msg_1"), (f"{webhook_id}-2", "msg_1")]
