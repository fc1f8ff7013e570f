"""What every implementation of the `Queue` port must do; run on the fake and on DynamoDB alike."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from vidx.admission.queue import Pause, QueueEntry
from vidx.ports.admission import Queue

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def waiting(number: int, owner: str = "u1") -> QueueEntry:
    return QueueEntry(
        execution=f"j{number}", job_id=f"j{number}", attempt=1, owner=owner, queued_at=NOON + timedelta(seconds=number)
    )


PAUSE = Pause(since=NOON, by="arn:aws:iam::123456789012:user/ana", reason="OpenAI is down")


class QueueRules:
    """Subclasses provide the fixture `queue`, an empty queue."""

    def test_what_is_added_waits(self, queue: Queue) -> None:
        queue.add(waiting(1))

        assert queue.read().waiting == (waiting(1),)
        assert queue.read().running == {}

    def test_a_job_that_waits_keeps_its_place(self, queue: Queue) -> None:
        queue.add(waiting(1))
        queue.add(waiting(1).model_copy(update={"queued_at": NOON + timedelta(hours=1)}))

        assert queue.read().waiting == (waiting(1),)

    def test_a_removed_job_waits_no_longer(self, queue: Queue) -> None:
        queue.add(waiting(1))

        assert queue.remove("j1")
        assert not queue.remove("j1")
        assert queue.read().waiting == ()

    def test_a_claimed_job_runs_and_waits_no_longer(self, queue: Queue) -> None:
        queue.add(waiting(1))

        assert queue.claim(waiting(1), queue.read())
        state = queue.read()
        assert state.waiting == ()
        assert list(state.running) == ["j1"]
        assert state.running["j1"].started_at is not None
        assert state.turns == {"u1": state.version}

    def test_of_two_claims_on_one_state_one_succeeds(self, queue: Queue) -> None:
        queue.add(waiting(1))
        queue.add(waiting(2))
        state = queue.read()

        assert [queue.claim(waiting(1), state), queue.claim(waiting(2), state)] == [True, False]
        assert list(queue.read().running) == ["j1"]

    def test_a_job_that_waits_no_longer_is_not_claimed(self, queue: Queue) -> None:
        queue.add(waiting(1))
        state = queue.read()
        queue.remove("j1")

        assert not queue.claim(waiting(1), state)
        assert queue.read().running == {}

    def test_a_claim_after_an_end_needs_a_new_look(self, queue: Queue) -> None:
        queue.add(waiting(1))
        queue.claim(waiting(1), queue.read())
        queue.add(waiting(2))
        state = queue.read()

        assert queue.release("j1")
        assert not queue.claim(waiting(2), state)
        assert queue.claim(waiting(2), queue.read())

    def test_an_execution_is_released_once(self, queue: Queue) -> None:
        queue.add(waiting(1))
        queue.claim(waiting(1), queue.read())

        assert [queue.release("j1"), queue.release("j1")] == [True, False]
        assert queue.read().running == {}

    def test_the_duration_of_a_released_execution_is_kept(self, queue: Queue) -> None:
        for number in (1, 2):
            queue.add(waiting(number))
            queue.claim(waiting(number), queue.read())
        queue.release("j1", 31.5)
        queue.release("j2")

        assert queue.read().recent_runs_s == (31.5,)
        queue.add(waiting(3))
        assert queue.claim(waiting(3), queue.read())
        assert queue.read().recent_runs_s == (31.5,)

    def test_turns_of_sellers_without_jobs_are_dropped(self, queue: Queue) -> None:
        for number, owner in ((1, "u1"), (2, "u2")):
            queue.add(waiting(number, owner))
            queue.claim(waiting(number, owner), queue.read())
        queue.release("j1")
        queue.drop_idle_turns(queue.read())

        assert set(queue.read().turns) == {"u2"}

    def test_turns_stay_when_something_has_changed_since(self, queue: Queue) -> None:
        queue.add(waiting(1))
        queue.claim(waiting(1), queue.read())
        earlier = queue.read()
        queue.release("j1")
        queue.add(waiting(2))
        queue.claim(waiting(2), queue.read())
        turns = queue.read().turns
        queue.drop_idle_turns(earlier.model_copy(update={"running": {}}))

        assert queue.read().turns == turns

    def test_what_never_ran_is_not_released(self, queue: Queue) -> None:
        assert not queue.release("j1")

    def test_claims_at_once_start_each_job_once(self, queue: Queue) -> None:
        for number in range(6):
            queue.add(waiting(number))

        def claim_all(_: int) -> list[str]:
            started: list[str] = []
            while state := queue.read():
                if not state.waiting or len(state.running) >= 4:
                    return started
                if queue.claim(entry := state.waiting[0], state):
                    started.append(entry.execution)
            return started

        with ThreadPoolExecutor(3) as threads:
            started = [name for names in threads.map(claim_all, range(3)) for name in names]

        assert len(started) == len(set(started)) == 4
        assert set(queue.read().running) == set(started)
        assert len(queue.read().waiting) == 2

    def test_a_pause_is_read_until_the_queue_is_resumed(self, queue: Queue) -> None:
        queue.pause(PAUSE)
        assert queue.read().pause == PAUSE

        assert [queue.resume(), queue.resume()] == [True, False]
        assert queue.read().pause is None

    def test_a_queue_that_was_never_used_can_be_resumed(self, queue: Queue) -> None:
        assert not queue.resume()
        queue.add(waiting(1))
        assert queue.claim(waiting(1), queue.read())

    def test_a_later_pause_replaces_an_earlier_one(self, queue: Queue) -> None:
        later = PAUSE.model_copy(update={"reason": "the bill"})
        queue.pause(PAUSE)
        queue.pause(later)

        assert queue.read().pause == later

    def test_a_claim_from_before_a_pause_fails(self, queue: Queue) -> None:
        queue.add(waiting(1))
        state = queue.read()
        queue.pause(PAUSE)

        assert not queue.claim(waiting(1), state)

    def test_a_pause_keeps_waiting_and_running_jobs(self, queue: Queue) -> None:
        queue.add(waiting(1))
        queue.claim(waiting(1), queue.read())
        queue.add(waiting(2))
        queue.pause(PAUSE)
        queue.release("j1")
        queue.resume()

        assert queue.read().waiting == (waiting(2),)
        assert queue.claim(waiting(2), queue.read())
