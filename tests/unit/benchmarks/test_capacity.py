"""The simulation of the queue agrees with queueing theory, and the figures are read from the pages that have them."""

import random
from math import factorial

import pytest

from benchmarks.capacity import (
    COSTS,
    SHARES,
    LoadRun,
    busy_hours,
    execution_s,
    load_run,
    month_usd,
    places_needed,
    poisson,
    running_row_kb,
    simulate,
    simulated_until_s,
)
from functions.api.costs import STAGE_USAGE

PAGE = """# Reliability

## Load

20 jobs of 4 sellers at once on the local cloud, a given script, quarter size, 5 executions at a time; 42 s in all.

| figure                       | measured | limit |
|------------------------------|----------|-------|
| seconds of an execution, mean | 9.5     |       |
| seconds until the last video  | 40.2    |       |

## Other
"""


def erlang_c(arrivals: float, servers: int) -> float:
    """Probability of a wait in a queue of independent arrivals; `arrivals` in Erlang."""
    waiting = arrivals**servers / factorial(servers) * servers / (servers - arrivals)
    return waiting / (sum(arrivals**n / factorial(n) for n in range(servers)) + waiting)


@pytest.mark.parametrize(("rate", "places"), [(0.3, 4), (0.4, 5), (0.9, 10)])
def test_waits_are_those_of_erlang(rate: float, places: int) -> None:
    chance, run_s = random.Random(1), 10.0
    arrivals = poisson(rate, 400_000, chance)

    waits = simulate(arrivals, [chance.expovariate(1 / run_s) for _ in arrivals], places)

    expected_s = erlang_c(rate * run_s, places) * run_s / (places - rate * run_s)
    assert sum(waits.seconds) / len(waits.seconds) == pytest.approx(expected_s, rel=0.06)
    assert waits.busy_share == pytest.approx(rate * run_s / places, rel=0.03)


@pytest.mark.parametrize(
    ("jobs", "places", "until_s", "longest_s"), [(20, 5, 40.0, 30.0), (21, 5, 50.0, 40.0), (3, 5, 10.0, 0.0)]
)
def test_a_burst_ends_after_so_many_rounds(jobs: int, places: int, until_s: float, longest_s: float) -> None:
    waits = simulate([0.0] * jobs, [10.0] * jobs, places)

    assert waits.until_s == until_s
    assert waits.percentile(1.0) == longest_s


def test_jobs_do_not_wait_while_a_place_is_free() -> None:
    assert list(simulate([0.0, 1.0, 20.0], [10.0, 10.0, 10.0], 2).seconds) == [0.0, 0.0, 0.0]


def test_fewer_places_than_needed_break_the_promise() -> None:
    rate = 0.5
    places = places_needed(rate, execution_s())

    assert busy_hours(rate, execution_s(), places).percentile(0.95) <= 60
    assert busy_hours(rate, execution_s(), places - 1).percentile(0.95) > 60


def test_the_run_of_make_load_is_read_and_compared() -> None:
    run = load_run(PAGE)

    assert run == LoadRun(20, 5, 9.5, 40.2)
    assert simulated_until_s(run) == 38.0


def test_a_page_without_the_seconds_says_what_to_run() -> None:
    with pytest.raises(ValueError, match="make load"):
        load_run("# Reliability\n")


def test_the_cost_of_a_month_is_that_of_the_metered_video() -> None:
    page = "| default chain | 0.0049 $ | |\n" + "".join(f"|   {share} | 0.001 $ | |\n" for share in SHARES)

    assert month_usd(page, 1_000) == dict.fromkeys(SHARES, 1.0)
    assert set(month_usd(COSTS.read_text(encoding="utf-8"), 1)) == set(SHARES)


def test_an_execution_has_the_seconds_of_all_its_stages() -> None:
    assert execution_s() > sum(usage.seconds.base for usage in STAGE_USAGE.values())
    assert running_row_kb(100) == pytest.approx(10 * running_row_kb(10))
