"""A message has its row before it is in the queue."""

from testing.clock import FixedClock
from testing.webhooks import MemoryDeliveries, MemoryDeliveryQueue
from vidx.webhooks.model import DeliveryTask, Event, EventType, Webhook, make_secret
from vidx.webhooks.outbox import queue_event

CLOCK = FixedClock()
WEBHOOK = Webhook(
    owner="u1",
    webhook_id="wh_1",
    url="https://shop.test/",
    events=(EventType.TEST,),
    secret=make_secret(),
    created_at=CLOCK.now(),
)
EVENT = Event(message_id="msg_1", owner="u1", type=EventType.TEST, timestamp=CLOCK.now(), data={"webhookId": "wh_1"})


def test_the_queue_holds_keys_and_the_row_the_body() -> None:
    deliveries, queue = MemoryDeliveries(), MemoryDeliveryQueue()

    queue_event(WEBHOOK, EVENT, CLOCK.now(), deliveries, queue)

    assert queue.tasks == [DeliveryTask(owner="u1", webhook_id="wh_1", message_id="msg_1", round=1)]
    assert deliveries.rows["wh_1", "msg_1"].body == EVENT.body
    assert deliveries.rows["wh_1", "msg_1"].expires_at == int(CLOCK.now().timestamp()) + 30 * 86_400
