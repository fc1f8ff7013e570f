"""The entry point: batches of changes and of messages."""

import json
from typing import Any

import pytest

from functions.notify.handler import handle
from local.paths import ROOT
from tests.unit.notify.conftest import World


def sample(name: str) -> dict[str, Any]:
    event: dict[str, Any] = json.loads((ROOT / "events" / f"{name}.json").read_text(encoding="utf-8"))
    return event


def test_a_change_of_the_sample_event_is_announced(world: World) -> None:
    world.add("wh_9", owner="seller")

    handle(sample("notify")["Records"], world.ports)

    assert [task.webhook_id for task in world.queue.tasks] == ["wh_9"]
    assert json.loads(world.only_delivery().body)["data"]["duration"] == 16.5


@pytest.mark.parametrize("damage", ["no images", "unknown form"])
def test_a_change_that_cannot_be_read_goes_to_the_dead_letters_and_the_others_go_on(
    world: World, damage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    world.add("wh_9", owner="seller")
    (good,), (bad,) = sample("notify")["Records"], sample("notify")["Records"]
    if damage == "no images":
        del bad["dynamodb"]
    else:
        bad["dynamodb"]["NewImage"]["attempt"] = {"S": "many"}

    handle([bad, good], world.ports)

    assert "Brass desk lamp" not in capsys.readouterr().out
    assert world.queue.dead_letters == [bad]
    assert len(world.queue.tasks) == 1


def test_a_change_that_cannot_be_stored_fails_the_batch(world: World) -> None:
    world.add("wh_9", owner="seller")
    world.queue.error = RuntimeError("down")

    with pytest.raises(RuntimeError):
        handle(sample("notify")["Records"], world.ports)


def test_a_message_that_fails_comes_again_after_its_wait(world: World) -> None:
    world.add("wh_9", owner="seller")
    handle(sample("notify")["Records"], world.ports)
    world.answer(500)
    (message,) = sample("notify-message")["Records"]
    message["body"] = world.queue.tasks[0].model_dump_json()

    result = handle([message], world.ports)

    assert result == {"batchItemFailures": [{"itemIdentifier": message["messageId"]}]}
    assert world.queue.postponed == [(message["receiptHandle"], 5)]


def test_a_message_that_arrives_is_done(world: World) -> None:
    world.add("wh_9", owner="seller")
    handle(sample("notify")["Records"], world.ports)
    (message,) = sample("notify-message")["Records"]
    message["body"] = world.queue.tasks[0].model_dump_json()

    assert handle([message], world.ports) == {"batchItemFailures": []}
    assert world.queue.postponed == []


def test_a_message_that_nobody_can_read_goes_to_the_dead_letters(world: World) -> None:
    (message,) = sample("notify-message")["Records"]
    message["body"] = "not JSON"

    assert handle([message], world.ports) == {"batchItemFailures": []}
    assert world.queue.dead_letters == [message]


def test_a_message_that_cannot_be_processed_comes_again(world: World) -> None:
    world.add("wh_9", owner="seller")
    handle(sample("notify")["Records"], world.ports)
    (message,) = sample("notify-message")["Records"]
    message["body"] = world.queue.tasks[0].model_dump_json()
    world.client.error = RuntimeError("a fault of ours")

    assert handle([message], world.ports)["batchItemFailures"]
    assert world.queue.postponed == []
