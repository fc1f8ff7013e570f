"""What 1 thousand, 100 thousand and 10 million videos a month need, and a simulation of the queue that shows it.

    python -m benchmarks.capacity

Seconds of stages are the estimates of `functions/api/costs.py`, which hold the time of real models. Requests and costs
are metered (`benchmarks/results/cost.md`). The simulation is compared with the last run of `make load`. Writes tables
into docs/scale.md and `benchmarks/results/capacity.md`. It reads files only, and takes some seconds.
"""

import heapq
import random
import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil, log, sqrt
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from benchmarks.reliability import PAGE as RELIABILITY
from benchmarks.reliability import with_section
from benchmarks.report import RESULTS, Figure, write_results
from functions.api.costs import STAGE_USAGE
from infra.settings import ROOT, Deployment
from vidx import costs
from vidx.admission.limits import AdmissionLimits
from vidx.admission.queue import QueueEntry
from vidx.jobs.model import Stage

SCALE: Final = ROOT / "docs/scale.md"
COSTS: Final = RESULTS / "cost.md"
VIDEOS: Final = (1_000, 100_000, 10_000_000)
"""A month."""
VIDEO_S: Final = 17.0
PHOTOS: Final = 5
MONTH_S: Final = 2_628_000
PEAK: Final = 4.0
"""The busiest hour's rate, as a multiple of the average."""
HOUR_S: Final = 3_600.0
TRANSITION_S: Final = 0.15
"""Between two states, an assumption: start of the Lambda invocation and Step Functions' own time."""
VARIATION: Final = 0.4
"""Standard deviation of an execution's seconds, as a share of their mean: videos of 15 and 30 s, one to ten photos."""
MAX_WAIT_S: Final = 60.0
"""Wait in the queue that 95 of 100 jobs of the busiest hour do not exceed."""
SIMULATED_HOURS: Final = 12
POLLS: Final = 18
"""Requests of a client that follows a job of 45 s (docs/scale.md)."""
OTHER_REQUESTS: Final = 4
"""Options, upload addresses, draft, generate."""
TRIGGERS: Final = 2
"""Calls of Lambda beside the stages that a job's end causes: watch and notify."""
MODEL_REQUESTS: Final = 3
"""Moderation of the text, script and voice; moderation of photos adds one for each."""
PARTITION_WRITES: Final = 1_000
"""Write units a second of one row: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html"""
ROW_LIMIT_KB: Final = 400.0
CHECK_LIMIT: Final = 0.2
"""Largest difference of the simulation from `make load`."""
SHARES: Final = ("providers", "compute", "requests", "storage", "orchestration")


@dataclass(frozen=True)
class Waits:
    """What a simulation shows."""

    seconds: Sequence[float]
    """Wait of each job in the queue."""
    until_s: float
    """End of the last execution."""
    busy_share: float
    """Share of the places that were in use, on average until the last arrival."""

    def percentile(self, share: float) -> float:
        ordered = sorted(self.seconds)
        return ordered[max(0, ceil(len(ordered) * share) - 1)]


def simulate(arrivals_s: Sequence[float], runs_s: Iterable[float], places: int) -> Waits:
    """Play jobs through a queue with so many places: each starts as soon as it has arrived and a place is free.

    Sellers take turns, which changes who waits, and not how many: every job takes a place when one is free.

    Args:
        arrivals_s: ascending times.
        runs_s: seconds of each execution, at least as many as arrivals.
    """
    free_s = [0.0] * places
    waits, busy_s, last_arrival_s = [], 0.0, arrivals_s[-1]
    for arrival_s, run_s in zip(arrivals_s, runs_s, strict=False):
        start_s = max(arrival_s, free_s[0])
        heapq.heapreplace(free_s, start_s + run_s)
        waits.append(start_s - arrival_s)
        busy_s += max(0.0, min(start_s + run_s, last_arrival_s) - start_s)
    share = busy_s / (places * last_arrival_s) if last_arrival_s else 1.0
    return Waits(waits, max(free_s), share)


def poisson(rate: float, duration_s: float, chance: random.Random) -> list[float]:
    """Return the times of independent arrivals, `rate` a second, within `duration_s`; one at least."""
    times = [chance.expovariate(rate)]
    while times[-1] < duration_s:
        times.append(times[-1] + chance.expovariate(rate))
    return times[:-1] or times


def varied_runs(mean_s: float, count: int, chance: random.Random) -> list[float]:
    """Return so many durations, log-normal: most are short, few are long."""
    sigma = sqrt(log(1 + VARIATION**2))
    return [chance.lognormvariate(log(mean_s) - sigma**2 / 2, sigma) for _ in range(count)]


def busy_hours(rate: float, run_s: float, places: int) -> Waits:
    """Simulate hours at a steady rate of arrivals."""
    chance = random.Random(14)
    arrivals = poisson(rate, SIMULATED_HOURS * HOUR_S, chance)
    return simulate(arrivals, varied_runs(run_s, len(arrivals), chance), places)


def places_needed(rate: float, run_s: float) -> int:
    """Return the fewest places with which 95 of 100 jobs wait at most `MAX_WAIT_S`."""
    places = max(1, ceil(rate * run_s))
    while busy_hours(rate, run_s, places).percentile(0.95) > MAX_WAIT_S:
        places += max(1, places // 50)
    return places


def stage_seconds() -> dict[Stage, float]:
    """Return the estimated seconds of each stage of a typical video."""
    return {stage: usage.seconds.of(VIDEO_S, PHOTOS, 0) for stage, usage in STAGE_USAGE.items()}


def execution_s() -> float:
    """Return the seconds of an execution, with its transitions."""
    return sum(stage_seconds().values()) + costs.TRANSITIONS_PER_JOB * TRANSITION_S


def row_writes_per_job() -> float:
    """Return DynamoDB's write units of a job: those outside the stages, and those of the stages."""
    of_stages = sum(usage.usage(VIDEO_S, PHOTOS, 0).table_writes for usage in STAGE_USAGE.values())
    return costs.WRITE_UNITS_PER_JOB + of_stages * costs.UNITS_PER_WRITE


def item_bytes(plain: Any) -> int:
    """Return what DynamoDB counts for a value: names and text in UTF-8, 3 bytes for each map.

    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
    """
    if isinstance(plain, dict):
        return 3 + sum(len(str(name)) + 1 + item_bytes(part) for name, part in plain.items())
    return len(str(plain).encode()) if plain is not None else 1


def running_row_kb(executions: float) -> float:
    """Return the size of the row of the running executions, in KB: each of another seller, with the seller's turn."""
    owner, now = str(UUID(int=1)), datetime(2026, 11, 30, tzinfo=UTC)
    job_id = UUID(int=1).hex
    entry = QueueEntry(execution=job_id, job_id=job_id, attempt=1, owner=owner, queued_at=now, started_at=now)
    each = item_bytes({job_id: entry.model_dump(mode="json")}) + item_bytes({owner: 1_000_000})
    return executions * each / 1_000


def running_row_units(executions: float, rate: float) -> float:
    """Return write units a second of that row: two for each KB at a start, which is a transaction, one at an end."""
    return 3 * rate * max(1.0, running_row_kb(executions))


def month_usd(page: str, videos: int) -> dict[str, float]:
    """Return the cost of a month by share, from the metered cost of one video (the default chain comes first)."""
    found = {share: re.search(rf"^\|\s+{share}\s*\| ([0-9.]+) \$", page, re.MULTILINE) for share in SHARES}
    return {share: float(match[1]) * videos for share, match in found.items() if match}


@dataclass(frozen=True)
class LoadRun:
    """The last run of `make load`, as docs/reliability.md has it."""

    jobs: int
    places: int
    run_s: float
    """Mean seconds of an execution."""
    until_s: float
    """From the burst to the last video."""


def load_run(page: str) -> LoadRun:
    """Read the run.

    Raises:
        ValueError: the page has no run with the seconds of executions; run `make load`.
    """
    section = page.partition("\n## Load\n")[2].partition("\n## ")[0]
    head = re.search(r"^(\d+) jobs of .*?(\d+)\s+executions at a time", section, re.MULTILINE | re.DOTALL)
    run = re.search(r"^\| seconds of an execution, mean\s*\| ([0-9.]+)", section, re.MULTILINE)
    until = re.search(r"^\| seconds until the last video\s*\| ([0-9.]+)", section, re.MULTILINE)
    if not (head and run and until):
        raise ValueError("docs/reliability.md has no seconds of executions under load: run `make load`")
    return LoadRun(int(head[1]), int(head[2]), float(run[1]), float(until[1]))


def simulated_until_s(run: LoadRun) -> float:
    """Return when the simulation makes the last of so many videos that are requested at once."""
    return simulate([0.0] * run.jobs, [run.run_s] * run.jobs, run.places).until_s


@dataclass(frozen=True)
class Need:
    """What so many videos a month need in the busiest hour."""

    videos: int
    rate: float
    """Videos a second in the busiest hour."""
    places: int
    """`maxExecutions`."""
    waits: Waits

    @property
    def running(self) -> float:
        """Executions at once, on average in the busiest hour."""
        return self.rate * execution_s()

    @property
    def lambda_executions(self) -> int:
        """One for each execution; drafts, polls and the ends of jobs besides."""
        others_s = 3.0 + (POLLS + OTHER_REQUESTS) * 0.05 + TRIGGERS * 0.5
        return ceil(self.places + 2 * self.rate * others_s) + 1

    def rows(self) -> list[tuple[str, str]]:
        """Return what it needs, for the table."""
        month = month_usd(COSTS.read_text(encoding="utf-8"), self.videos)
        writes, waits = self.rate * row_writes_per_job(), [self.waits.percentile(share) for share in (0.5, 0.95)]
        row_kb, row_units = running_row_kb(self.running), running_row_units(self.running, self.rate)
        model_requests = (MODEL_REQUESTS + PHOTOS) * self.rate * 60
        return [
            ("videos a second, busiest hour", f"{self.rate:,.3f}"),
            ("executions at once, average", f"{self.running:,.1f}"),
            ("`maxExecutions`", f"{self.places:,}"),
            ("wait in the queue, p50 and p95", " and ".join(f"{wait:,.0f} s" for wait in waits)),
            ("Lambda executions at once", f"{self.lambda_executions:,}"),
            ("executions started a second", f"{self.rate:,.2f}"),
            ("state transitions a second", f"{self.rate * costs.TRANSITIONS_PER_JOB:,.1f}"),
            ("API requests a second", f"{self.rate * (POLLS + OTHER_REQUESTS):,.1f}"),
            ("DynamoDB write units a second", f"{writes:,.0f}"),
            ("row of running executions", f"{row_kb:,.1f} KB, {row_units:,.0f} units a second"),
            ("requests to OpenAI a minute", f"{model_requests:,.0f}"),
            ("R2 writes and reads a month", " and ".join(f"{each * self.videos:,.0f}" for each in storage_requests())),
            ("public files a month", f"{public_mb() * self.videos / 1_000_000:,.3f} TB"),
            ("e-mails a day, one a video", f"{self.videos / 30:,.0f}"),
            ("cost a month", f"${sum(month.values()):,.0f}"),
            *((f"of it {share}", f"${usd:,.0f}") for share, usd in month.items()),
        ]  # fmt: skip


def storage_requests() -> tuple[int, int]:
    """Return R2's writes and reads of a video."""
    usages = [usage.usage(VIDEO_S, PHOTOS, 0) for usage in STAGE_USAGE.values()]
    return sum(usage.storage_writes for usage in usages), sum(usage.storage_reads for usage in usages)


def public_mb() -> float:
    """Return the megabytes that a video leaves in the public bucket."""
    return STAGE_USAGE[Stage.UPLOAD].stored_mb.of(VIDEO_S, PHOTOS, 0)


def need_of(videos: int) -> Need:
    rate = videos / MONTH_S * PEAK
    places = places_needed(rate, execution_s())
    return Need(videos, rate, places, busy_hours(rate, execution_s(), places))


def most_videos(limit_places: int) -> int:
    """Return how many videos a month so many places make with the promised wait, to two digits."""
    low, high = 100, 100_000_000
    while high > low * 1.02:
        middle = int(sqrt(low * high))
        within = busy_hours(middle / MONTH_S * PEAK, execution_s(), limit_places).percentile(0.95) <= MAX_WAIT_S
        low, high = (middle, high) if within else (low, middle)
    unit = int(10 ** (len(str(low)) - 2))
    return low // unit * unit


def most_videos_of_the_row() -> int:
    """Return from how many videos a month the row of the running executions is written faster than DynamoDB allows."""
    videos = 1_000
    while True:
        rate = videos / MONTH_S * PEAK
        running = rate * execution_s()
        if running_row_units(running, rate) > PARTITION_WRITES or running_row_kb(running) > ROW_LIMIT_KB:
            return videos
        videos = int(videos * 1.02) + 1


def text(needs: Sequence[Need]) -> str:
    """Return the section of docs/scale.md."""
    rows = [dict(need.rows()) for need in needs]
    head = " | ".join(f"{need.videos:,}" for need in needs)
    lines = [f"| videos a month | {head} |", "| --- |" + " ---: |" * len(needs)]
    lines += [f"| {name} | " + " | ".join(row[name] for row in rows) + " |" for name in rows[0]]
    by_stage = ", ".join(f"{stage} {seconds:.1f} s" for stage, seconds in stage_seconds().items())
    return (
        f"Written by `python -m benchmarks.capacity`. An execution takes {execution_s():.0f} s ({by_stage}, and "
        f"{TRANSITION_S} s between states), with a deviation of {VARIATION:.0%}. The busiest hour has {PEAK:g} times "
        "the average rate. `maxExecutions` is the smallest value with which 95 of 100 jobs wait at most "
        f"{MAX_WAIT_S:g} s then.\n\n" + "\n".join(lines)
    )


def figures(run: LoadRun) -> list[Figure]:
    simulated_s = simulated_until_s(run)
    default_places = int(Deployment.model_fields["max_executions"].default)
    limits = AdmissionLimits.model_fields["max_executions"].metadata
    most_places = max(int(each.le) for each in limits if hasattr(each, "le"))
    return [
        Figure(f"`make load`, {run.jobs} jobs: seconds until the last video", run.until_s, "s", digits=1),
        Figure("the same, simulated", simulated_s, "s", digits=1),
        Figure("difference", abs(simulated_s / run.until_s - 1), "", "≤", CHECK_LIMIT),
        Figure(f"videos a month, {default_places} executions at once (default)", most_videos(default_places), digits=0),
        Figure(f"videos a month, {most_places:,} executions at once (the most)", most_videos(most_places), digits=0),
        Figure("videos a month at which the row of running executions is full", most_videos_of_the_row(), digits=0),
    ]  # fmt: skip


def main(page: Path = SCALE) -> None:
    needs = [need_of(videos) for videos in VIDEOS]
    page.write_text(with_section(page.read_text(encoding="utf-8"), "Figures", text(needs)), encoding="utf-8")
    method = (
        "Places are executions at once; 95 of 100 jobs of the busiest hour wait at most a minute. "
        f"Median utilisation of the places: {statistics.median(need.waits.busy_share for need in needs):.0%}."
    )
    run = load_run(RELIABILITY.read_text(encoding="utf-8"))
    write_results("capacity", "Capacity", method, figures(run))


if __name__ == "__main__":
    main()
