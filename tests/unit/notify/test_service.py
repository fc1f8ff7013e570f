"""Messages are queued once for each webhook, and sent until they arrive or a day has passed."""

from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks import Webhook as Receiver

from functions.notify.schedule import PAUSE_SPREAD_S, RETRIES_S
from functions.notify.service import DELETED_NOTE, announce, deliver
from functions.notify.signing import signed_headers
from tests.unit.notify.conftest import OWNER, World
from vidx.adapters.dynamodb.changes import RowChange
from vidx.webhooks.model import DeliveryStatus, DeliveryTask, EventType


def completed(world: World, change_id: str = "c1") -> RowChange:
    before = {"job_id": "j1", "owner": OWNER, "status": "upload", "attempt": 1}
    return RowChange(change_id, world.clock.now(), "job_id", before, {**before, "status": "complete"})


def queued(world: World) -> DeliveryTask:
    announce(completed(world), world.ports)
    return world.queue.tasks[-1]


def test_every_subscribed_webhook_of_the_owner_gets_a_message(world: World) -> None:
    world.add("wh_2", events=(EventType.AD_PUBLISHED,))
    world.add("wh_3")
    world.add("wh_4", owner="somebody else")

    announce(completed(world), world.ports)

    assert [task.webhook_id for task in world.queue.tasks] == ["wh_1", "wh_3"]
    assert len({task.message_id for task in world.queue.tasks}) == 1


def test_a_change_that_comes_again_is_queued_again_only_until_it_was_tried(world: World) -> None:
    task = queued(world)
    announce(completed(world), world.ports)  # the first call may have failed before the queue
    assert world.queue.tasks == [task, task]
    deliver(task, world.ports)
    announce(completed(world), world.ports)

    assert len(world.queue.tasks) == 2
    assert len(world.deliveries.rows) == 1


def test_a_queue_that_is_down_loses_nothing(world: World) -> None:
    world.queue.error = RuntimeError("down")
    with pytest.raises(RuntimeError):
        announce(completed(world), world.ports)
    world.queue.error = None

    announce(completed(world), world.ports)

    assert len(world.queue.tasks) == 1


def test_a_disabled_webhook_gets_no_event(world: World) -> None:
    world.webhooks.disable(world.webhook(), world.clock.now(), "gone")

    announce(completed(world), world.ports)

    assert world.queue.tasks == []


def test_a_message_that_arrives_is_logged_and_not_sent_again(world: World) -> None:
    task = queued(world)

    assert deliver(task, world.ports) is None
    assert deliver(task, world.ports) is None

    delivery = world.only_delivery()
    assert len(world.client.requests) == 1
    assert (delivery.status, delivery.tries, delivery.next_attempt_at) == (DeliveryStatus.DELIVERED, 1, None)
    assert [attempt.status_code for attempt in delivery.attempts] == [200]


def test_a_message_is_signed_anew_at_each_attempt_with_the_same_id_and_body(world: World) -> None:
    world.clock.at = datetime.now(UTC)
    task, secret = queued(world), world.webhook().secret
    world.answer(500)
    deliver(task, world.ports)
    world.clock.pass_by(60)
    deliver(task, world.ports)

    first, second = world.client.requests
    assert first.headers["webhook-id"] == second.headers["webhook-id"] == task.message_id
    assert first.body == second.body
    assert first.headers["webhook-timestamp"] != second.headers["webhook-timestamp"]
    for request in (first, second):
        assert Receiver(secret).verify(request.body, dict(request.headers))["data"]["jobId"] == "j1"


def test_the_previous_secret_signs_for_a_day_after_a_rotation(world: World) -> None:
    old = world.webhook()
    rotated = world.webhooks.rotate(old, "whsec_bmV3IHNlY3JldA==", world.clock.now())

    assert rotated.valid_secrets(world.clock.now() + timedelta(hours=23)) == (rotated.secret, old.secret)
    assert rotated.valid_secrets(world.clock.now() + timedelta(hours=24)) == (rotated.secret,)


def test_a_failing_message_is_tried_eight_times_in_more_than_a_day(world: World) -> None:
    task = queued(world)
    world.answer(503)
    waits = []
    while (delay_s := deliver(task, world.ports)) is not None:
        waits.append(delay_s)
        world.clock.pass_by(delay_s)

    delivery = world.only_delivery()
    assert tuple(waits) == RETRIES_S
    assert timedelta(days=1) < timedelta(seconds=sum(waits)) < timedelta(days=1, hours=6)
    assert (delivery.status, len(delivery.attempts)) == (DeliveryStatus.FAILED, len(RETRIES_S) + 1)
    assert "Resend" in delivery.note


@pytest.mark.parametrize("status_code", [301, 302, 307, 400, 404, 429, 500])
def test_only_2xx_is_a_success(world: World, status_code: int) -> None:
    task = queued(world)
    world.answer(status_code)

    assert deliver(task, world.ports) == RETRIES_S[0]


def test_a_fault_without_an_answer_is_logged_in_words(world: World) -> None:
    task = queued(world)
    world.answer(None, "There was no answer in time.")
    deliver(task, world.ports)

    assert world.only_delivery().attempts[0].fault == "There was no answer in time."
    assert world.only_delivery().next_attempt_at == world.clock.now() + timedelta(seconds=RETRIES_S[0])


def test_a_webhook_that_answers_gone_is_disabled_at_once(world: World) -> None:
    task = queued(world)
    world.answer(410)

    assert deliver(task, world.ports) is None
    assert world.webhook().disabled_at == world.clock.now()
    assert "410" in world.webhook().note
    assert world.only_delivery().status is DeliveryStatus.FAILED


def exhausted(world: World, change_id: str) -> None:
    """Announce a change, and let all attempts at its message fail."""
    announce(completed(world, change_id), world.ports)
    while (delay_s := deliver(world.queue.tasks[-1], world.ports)) is not None:
        world.clock.pass_by(delay_s)


def test_a_webhook_that_fails_for_days_is_disabled_with_a_note(world: World) -> None:
    world.answer(500)
    exhausted(world, "c1")
    assert world.webhook().failing_since is not None
    assert world.webhook().disabled_at is None
    world.clock.pass_by(timedelta(days=5).total_seconds())
    exhausted(world, "c2")

    assert world.webhook().disabled_at is not None
    assert "five days" in world.webhook().note


def test_one_failed_attempt_days_after_another_disables_nothing(world: World) -> None:
    world.answer(500)
    exhausted(world, "c1")
    world.clock.pass_by(timedelta(days=6).total_seconds())
    announce(completed(world, "c2"), world.ports)

    assert deliver(world.queue.tasks[-1], world.ports) == RETRIES_S[0]
    assert world.webhook().disabled_at is None


def test_two_tasks_of_a_message_make_no_more_attempts_than_one(world: World) -> None:
    task = queued(world)
    world.answer(500)
    assert deliver(task, world.ports) == RETRIES_S[0]
    world.clock.pass_by(2)

    assert deliver(task, world.ports) == RETRIES_S[0] - 2
    assert len(world.client.requests) == 1


@pytest.mark.parametrize("status_code", [429, 503])
def test_a_receiver_names_the_time_of_the_next_attempt(world: World, status_code: int) -> None:
    task = queued(world)
    world.answer(status_code, retry_after="120")

    assert deliver(task, world.ports) == 120
    assert world.only_delivery().next_attempt_at == world.clock.now() + timedelta(seconds=120)


def test_other_messages_wait_too_and_lose_no_attempt(world: World) -> None:
    first = queued(world)
    announce(completed(world, "c2"), world.ports)
    second = world.queue.tasks[-1]
    world.answer(429, retry_after="120")
    deliver(first, world.ports)
    world.clock.pass_by(20)
    world.answer(204)

    delay_s = deliver(second, world.with_jitter(1.0))

    assert len(world.client.requests) == 1
    assert delay_s is not None
    assert 100 < delay_s <= 101 + PAUSE_SPREAD_S
    waiting = world.deliveries.rows["wh_1", second.message_id]
    assert (waiting.tries, waiting.status) == (0, DeliveryStatus.PENDING)
    assert waiting.next_attempt_at == world.clock.now() + timedelta(seconds=delay_s)
    world.clock.pass_by(delay_s)
    assert deliver(second, world.ports) is None
    assert len(world.client.requests) == 2


def test_a_test_is_sent_during_a_pause(world: World) -> None:
    first = queued(world)
    announce(completed(world, "c2"), world.ports)
    second = world.queue.tasks[-1]
    key = (second.webhook_id, second.message_id)
    world.deliveries.rows[key] = world.deliveries.rows[key].model_copy(update={"type": EventType.TEST})
    world.answer(429, retry_after="120")
    deliver(first, world.ports)
    deliver(second, world.ports)

    assert len(world.client.requests) == 2


def test_a_receiver_that_always_asks_for_a_pause_holds_a_message_back_for_a_day(world: World) -> None:
    task = queued(world)
    world.clock.pass_by(timedelta(days=1, seconds=1).total_seconds())
    world.webhooks.record_failure(world.webhook(), world.clock.now(), world.clock.now() + timedelta(hours=1))

    assert deliver(task, world.ports) is None
    assert len(world.client.requests) == 1


def test_a_success_ends_the_time_of_failure(world: World) -> None:
    task = queued(world)
    world.answer(500)
    deliver(task, world.ports)
    world.clock.pass_by(RETRIES_S[0])
    world.answer(204)
    deliver(task, world.ports)

    assert world.webhook().failing_since is None


@pytest.mark.parametrize(("change", "note"), [("delete", "deleted"), ("disable", "disabled")])
def test_messages_that_wait_for_a_webhook_that_is_gone_are_closed(world: World, change: str, note: str) -> None:
    task = queued(world)
    if change == "delete":
        world.webhooks.delete(OWNER, "wh_1")
    else:
        world.webhooks.disable(world.webhook(), world.clock.now(), "x")

    assert deliver(task, world.ports) is None
    assert world.client.requests == []
    assert (world.only_delivery().status, note in world.only_delivery().note) == (DeliveryStatus.FAILED, True)


def test_an_address_that_is_deleted_and_added_again_gets_nothing_of_what_waited(world: World) -> None:
    task = queued(world)
    world.webhooks.delete(OWNER, "wh_1")
    world.clock.pass_by(1)
    world.add()

    assert deliver(task, world.ports) is None

    assert world.client.requests == []
    assert (world.only_delivery().status, world.only_delivery().note) == (DeliveryStatus.FAILED, DELETED_NOTE)
    again = world.deliveries.restart(world.only_delivery(), world.webhook(), world.clock.now())
    assert deliver(task.model_copy(update={"round": again.round}), world.ports) is None
    assert len(world.client.requests) == 1


def test_a_message_of_an_earlier_release_is_sent(world: World) -> None:
    task = queued(world)
    key = (task.webhook_id, task.message_id)
    world.deliveries.rows[key] = world.deliveries.rows[key].model_copy(update={"webhook_created_at": None})

    assert deliver(task, world.ports) is None
    assert len(world.client.requests) == 1


def test_a_test_message_that_arrives_enables_a_disabled_webhook(world: World) -> None:
    task = queued(world)
    key = (task.webhook_id, task.message_id)
    world.deliveries.rows[key] = world.deliveries.rows[key].model_copy(update={"type": EventType.TEST})
    world.webhooks.disable(world.webhook(), world.clock.now(), "x")

    assert deliver(task, world.ports) is None
    assert (world.webhook().disabled_at, world.webhook().note) == (None, "")


def test_a_task_of_an_earlier_round_is_dropped(world: World) -> None:
    task = queued(world)
    world.deliveries.restart(world.only_delivery(), world.webhook(), world.clock.now())

    assert deliver(task, world.ports) is None
    assert world.client.requests == []


def test_a_resend_whose_row_was_not_written_is_sent_all_the_same(world: World) -> None:
    task = queued(world)
    deliver(task, world.ports)
    again = task.model_copy(update={"round": 2})

    assert deliver(again, world.ports) is None
    assert deliver(again, world.ports) is None
    assert len(world.client.requests) == 2
    assert (world.only_delivery().round, world.only_delivery().status) == (2, DeliveryStatus.DELIVERED)


def test_a_message_without_its_row_is_dropped(world: World) -> None:
    assert deliver(DeliveryTask(owner=OWNER, webhook_id="wh_1", message_id="msg_expired", round=1), world.ports) is None


def test_headers_name_the_sender(world: World) -> None:
    headers = signed_headers("msg_1", "{}", (world.webhook().secret,), world.clock.now())

    assert (headers["Content-Type"], headers["User-Agent"]) == ("application/json", "vidx-webhooks")
