"""Sellers take turns, whatever the order in which jobs come, start and end."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from vidx.admission.queue import MAX_TURNS, QueueEntry, QueueState, next_entry, position, start, start_order

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
OWNERS = ("a", "b", "c")


def entry(number: int, owner: str) -> QueueEntry:
    name = f"{owner}{number}"
    return QueueEntry(execution=name, job_id=name, attempt=1, owner=owner, queued_at=NOON + timedelta(seconds=number))


def queued(*owners: str) -> QueueState:
    """One waiting job for each letter, in order of time."""
    return QueueState(waiting=tuple(entry(number, owner) for number, owner in enumerate(owners)))


def released(state: QueueState, execution: str) -> QueueState:
    running = {name: each for name, each in state.running.items() if name != execution}
    return state.model_copy(update={"running": running, "version": state.version + 1})


def order(state: QueueState) -> str:
    return "".join(each.owner for each in start_order(state))


def test_a_seller_with_many_jobs_does_not_hold_up_anothers_first() -> None:
    state = queued(*"aaaaaabc")

    assert order(state) == "abcaaaaa"


def test_with_one_execution_at_a_time_sellers_still_alternate() -> None:
    state, started = queued(*"aaaabb"), ""
    while chosen := next_entry(state, 1):
        state = released(start(state, chosen, NOON), chosen.execution)
        started += chosen.owner

    assert started == "ababaa"


def test_a_seller_with_running_jobs_waits_for_one_without() -> None:
    state = queued(*"aaa")
    for _ in range(2):
        state = start(state, start_order(state)[0], NOON)
    state = state.model_copy(update={"waiting": (*state.waiting, entry(9, "b"))})

    assert order(state) == "ba"


def test_a_sellers_own_jobs_keep_their_order() -> None:
    state = QueueState(waiting=(entry(2, "a"), entry(1, "a"), entry(3, "a")))

    assert [each.execution for each in start_order(state)] == ["a1", "a2", "a3"]


def test_none_starts_while_all_places_are_taken() -> None:
    state = queued(*"aa")
    state = start(state, state.waiting[0], NOON)

    assert next_entry(state, 1) is None
    assert next_entry(state, 2) == state.waiting[0]


def test_a_position_is_the_place_in_the_order_of_starts() -> None:
    state = queued(*"aaab")

    assert [position(state, name) for name in ("a0", "b3", "a1", "a2", "unknown")] == [1, 2, 3, 4, None]


def test_a_job_that_runs_already_has_no_place() -> None:
    state = queued(*"ab")
    state = start(state, state.waiting[0], NOON).model_copy(update={"waiting": state.waiting})

    assert position(state, "a0") is None
    assert order(state) == "b"


def test_turns_are_forgotten_with_a_sellers_last_job() -> None:
    state = queued("a")
    state = start(state, state.waiting[0], NOON)
    state = released(state, "a0").model_copy(update={"waiting": (entry(1, "b"),)})

    assert set(start(state, state.waiting[0], NOON).turns) == {"b"}


def test_the_turns_of_the_latest_sellers_are_remembered() -> None:
    owners = [f"seller-{number}" for number in range(MAX_TURNS + 5)]
    waiting = tuple(entry(number, owner) for number, owner in enumerate(owners))
    turns = {owner: number + 1 for number, owner in enumerate(owners)}
    state = QueueState(version=len(owners), turns=turns, waiting=waiting)

    after = start(state, waiting[0], NOON).turns

    assert len(after) == MAX_TURNS
    assert after[owners[0]] == len(owners) + 1
    assert owners[1] not in after
    assert owners[-1] in after


ACTIONS = st.lists(st.one_of(st.sampled_from(OWNERS), st.integers(min_value=0, max_value=20)), max_size=60)
"""A letter queues a job of that seller; a number ends the running execution of that place, and the next ones start."""


@given(ACTIONS, st.integers(min_value=1, max_value=4))
def test_starts_are_fair_and_never_too_many(actions: list[str | int], most: int) -> None:
    state, number, passed_over = QueueState(), 0, Counter[str]()
    for action in actions:
        if isinstance(action, str):
            number += 1
            state = state.model_copy(update={"waiting": (*state.waiting, entry(number, action))})
        elif state.running:
            state = released(state, list(state.running)[action % len(state.running)])
        while chosen := next_entry(state, most):
            shares = Counter(each.owner for each in state.running.values())
            others = {each.owner for each in state.waiting} - {chosen.owner}
            assert all(shares[other] >= shares[chosen.owner] for other in others), "fewest running first"
            for other in others:
                passed_over[other] += shares[other] == shares[chosen.owner]
            passed_over[chosen.owner] = 0
            assert all(count < len(OWNERS) * most for count in passed_over.values()), "nobody is passed over for long"
            state = start(state, chosen, NOON)
        assert len(state.running) <= most
        assert not state.waiting or len(state.running) == most
