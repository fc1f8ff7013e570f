"""Many jobs at once on a local cloud of its own: none is lost, doubled, stuck or failed, and sellers take turns.

    python -m benchmarks.load [--jobs 200] [--sellers 4]

Every job has a given script and a quarter of the size. Every request is repeated until it is accepted, and every tenth
one is sent twice. The table goes into docs/reliability.md.
"""

import argparse
import shutil
import statistics
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import httpx

from benchmarks.reliability import write_section
from benchmarks.report import Figure, table
from infra.settings import Deployment
from local.cloud import ANY_PORTS, Cloud, Options, start
from local.paths import ROOT
from testing.seller import BRIEF, Provider, Seller
from vidx.adapters.dynamodb.queue import DynamoQueue
from vidx.jobs.model import FINAL, Status

MAX_EXECUTIONS: Final = int(Deployment.model_fields["max_executions"].default)
REST_ROUNDS: Final = 10
SECONDS_PER_JOB: Final = 60.0
"""A job that is not ready after so many seconds for each job counts as stuck."""
REPEATED_EVERY: Final = 10
BURST: Final = "healthz in the burst"
"""`healthz`, requested by each client just before it starts a job: both wait for new workers of the API."""
SERVER_ERROR: Final = 500
PASSING: Final = frozenset({409, 429})
"""Statuses of requests that are being worked on or come too often."""


@dataclass
class Latencies:
    """Seconds of the accepted requests, by route."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    refused: int = 0

    def measure(self, name: str, send: Callable[[], httpx.Response]) -> httpx.Response:
        """Send until the answer is final, as clients do; only the last request counts."""
        while True:
            started_s = time.monotonic()
            try:
                response = send()
            except httpx.TransportError:
                self.refused += 1
                time.sleep(1)
                continue
            if response.status_code not in PASSING and response.status_code < SERVER_ERROR:
                self.seconds.setdefault(name, []).append(time.monotonic() - started_s)
                return response
            self.refused += 1
            time.sleep(float(response.headers.get("Retry-After", "1")))

    def median_s(self, name: str) -> float:
        return statistics.median(self.seconds[name])


@dataclass(frozen=True)
class Started:
    """A job as its seller sees it at the end."""

    seller: int
    job_id: str
    status: str
    started_at: datetime | None
    """Begin of its first stage."""
    error: str = ""
    """Code, stage and message, if it has failed."""


def at_rest(cloud: Cloud, seller: Seller, photo: str) -> tuple[Latencies, str]:
    """Latencies while nothing else happens, and the id of a finished job; the jobs also warm the functions."""
    latencies, job_id = Latencies(), ""
    for _ in range(REST_ROUNDS):
        answer = latencies.measure("generate", lambda: seller.generate([photo], script=BRIEF))
        job_id = answer.json()["jobId"]
        seller.wait(job_id)
        latencies.measure("status", partial(seller.http.get, f"/api/video/status/{job_id}"))
        latencies.measure("healthz", lambda: httpx.get(f"{cloud.description.api_url}/api/healthz", timeout=30))
    return latencies, job_id


@contextmanager
def probing(cloud: Cloud, seller: Seller, job_id: str, latencies: Latencies) -> Iterator[list[int]]:
    """Measure `status` and `healthz` about once a second; yields the numbers of running executions that were seen."""
    running: list[int] = []
    over = threading.Event()
    queue = DynamoQueue(cloud.aws.dynamodb, cloud.description.admission_table)

    def probe() -> None:
        with httpx.Client(base_url=cloud.description.api_url, timeout=60) as http:
            while not over.wait(1):
                latencies.measure("healthz", lambda: http.get("/api/healthz"))
                latencies.measure("status", partial(seller.http.get, f"/api/video/status/{job_id}"))
                running.append(len(queue.read().running))

    thread = threading.Thread(target=probe)
    thread.start()
    try:
        yield running
    finally:
        over.set()
        thread.join()


def start_jobs(sellers: Sequence[Seller], photos: Sequence[str], jobs: int, latencies: Latencies) -> list[str]:
    """Start all jobs at once; returns their ids in the order of sending."""

    def send(number: int) -> str:
        owner, key = number % len(sellers), uuid4().hex
        latencies.measure(BURST, partial(sellers[owner].http.get, "/api/healthz"))
        copies = 2 if number % REPEATED_EVERY == 0 else 1
        ids = {
            latencies.measure(
                "generate", lambda: sellers[owner].generate([photos[owner]], key, script=BRIEF, title=f"Lamp {number}")
            ).json()["jobId"]
            for _ in range(copies)
        }
        (job_id,) = ids
        return str(job_id)

    with ThreadPoolExecutor(min(jobs, 200)) as threads:
        return list(threads.map(send, range(jobs)))


def follow(sellers: Sequence[Seller], ids: Sequence[str], deadline_s: float) -> list[Started]:
    """Wait until all jobs have ended or the time is over, and return them."""
    pending = dict(enumerate(ids))
    ended: dict[int, dict[str, Any]] = {}
    while pending and time.monotonic() < deadline_s:
        for number, job_id in list(pending.items()):
            response = sellers[number % len(sellers)].http.get(f"/api/video/status/{job_id}")
            if response.status_code in PASSING or response.status_code >= SERVER_ERROR:
                continue
            ended[number] = response.json()
            if ended[number]["status"] in FINAL:
                del pending[number]
        time.sleep(2)
    return [_started(number % len(sellers), job_id, ended.get(number, {})) for number, job_id in enumerate(ids)]


def _started(seller: int, job_id: str, job: dict[str, Any]) -> Started:
    begun = [datetime.fromisoformat(stage["startedAt"]) for stage in job.get("stages", [])]
    error = job.get("error")
    reason = f"{error['code']} in {error['stage']}: {error['message']}" if error else ""
    return Started(seller, job_id, str(job.get("status", "lost")), min(begun, default=None), reason)


def largest_lead(jobs: Sequence[Started], skip: int) -> int:
    """Return by how many starts a seller was at most ahead of a waiting one, after the first `skip` starts."""
    order = sorted((job for job in jobs if job.started_at), key=lambda job: str(job.started_at))
    waiting, count, lead = Counter(job.seller for job in order), Counter[int](), 0
    for number, job in enumerate(order):
        count[job.seller] += 1
        waiting[job.seller] -= 1
        behind = [count[seller] for seller, left in waiting.items() if left and seller != job.seller]
        if number >= skip and behind:
            lead = max(lead, count[job.seller] - min(behind))
    return lead


def figures(
    jobs: Sequence[Started],
    rows: int,
    voices: int,
    running: Sequence[int],
    rest: Latencies,
    load: Latencies,
    pace: Sequence[Figure],
) -> list[Figure]:
    statuses = Counter(job.status for job in jobs)
    stuck = sum(number for status, number in statuses.items() if status not in {*FINAL, "lost"})
    ratios = [
        Figure(f"{name} ÷ healthz, {when}", each.median_s(name) / each.median_s(baseline))
        for name, when, each, baseline in (
            ("generate", "at rest", rest, "healthz"),
            ("generate", "at once", load, BURST),
            ("status", "at rest", rest, "healthz"),
            ("status", "under load", load, "healthz"),
        )
    ]
    return [
        Figure("lost", statuses["lost"], "jobs", "≤", 0, 0),
        Figure("doubled", rows - len({job.job_id for job in jobs}), "jobs", "≤", 0, 0),
        Figure("paid twice", max(0, voices - len(jobs)), "voices", "≤", 0, 0),
        Figure("stuck", stuck, "jobs", "≤", 0, 0),
        Figure("failed", statuses["error"] + statuses["canceled"], "jobs", "≤", 0, 0),
        Figure("most executions at once", max(running, default=0), "", "≤", MAX_EXECUTIONS, 0),
        Figure("largest lead of a seller", largest_lead(jobs, 2 * MAX_EXECUTIONS), "starts", "≤", MAX_EXECUTIONS, 0),
        *pace,
        Figure("requests refused and repeated", load.refused, "", digits=0),
        *ratios,
        Figure("healthz under load ÷ at rest", load.median_s("healthz") / rest.median_s("healthz")),
    ]  # fmt: skip


def rows_of(sellers: Sequence[Seller]) -> int:
    """Number of job records of all sellers."""
    count = 0
    for seller in sellers:
        cursor = ""
        while cursor is not None:
            query = {"limit": "100", **({"cursor": cursor} if cursor else {})}
            page = seller.http.get("/api/video/jobs", params=query).raise_for_status().json()
            count += len(page["jobs"])
            cursor = page["cursor"]
    return count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jobs", type=int, default=200)
    parser.add_argument("--sellers", type=int, default=4)
    parser.add_argument("--logs", type=Path, help="folder that gets a copy of the cloud's logs")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        options = Options(ports=ANY_PORTS, context={"frameScale": "0.25"}, openai_key="")
        cloud = start(Path(folder), options, print)
        try:
            run(cloud, arguments.jobs, arguments.sellers)
        finally:
            cloud.stop()
            if arguments.logs:
                shutil.copytree(cloud.description.logs, arguments.logs, dirs_exist_ok=True)


def run(cloud: Cloud, count: int, seller_count: int) -> None:
    photo = (ROOT / "samples/01-front.jpg").read_bytes()
    sellers = [Seller(cloud, repeats=False) for _ in range(seller_count)]
    photos = [seller.upload([photo])[0] for seller in sellers]
    visitor = Seller(cloud, repeats=False)
    rest, finished_id = at_rest(cloud, visitor, visitor.upload([photo])[0])
    load = Latencies()
    voices_before = Provider(cloud).answered().get("speech", 0)
    begun_s = time.monotonic()
    with probing(cloud, visitor, finished_id, load) as running:
        ids = start_jobs(sellers, photos, count, load)
        jobs = follow(sellers, ids, begun_s + SECONDS_PER_JOB * max(count, 10))
    ready_s = time.monotonic() - begun_s
    queue = DynamoQueue(cloud.aws.dynamodb, cloud.description.admission_table)
    pace = [  # benchmarks/capacity.py compares its simulation with these two
        Figure("seconds of an execution, mean", statistics.fmean(queue.read().recent_runs_s), "s", digits=1),
        Figure("seconds until the last video", ready_s, "s", digits=1),
    ]
    voices = Provider(cloud).answered().get("speech", 0) - voices_before
    method = (
        f"{count} jobs of {seller_count} sellers at once on the local cloud, a given script, quarter size, "
        f"{MAX_EXECUTIONS} executions at a time; {time.monotonic() - begun_s:.0f} s in all.\nRatios are of medians."
    )
    measured = figures(jobs, rows_of(sellers), voices, running, rest, load, pace)
    note = "Refused and repeated are requests that found 16 functions at work, the local cloud's limit."
    write_section("Load", f"{method} Written by `make load`.\n\n{table(measured)}\n\n{note}")
    print(table(measured))
    for when, latencies in (("at rest", rest), ("under load", load)):
        for name, seconds in latencies.seconds.items():
            longest = max(seconds)
            print(f"{name} {when}: median {latencies.median_s(name) * 1000:.0f} ms, longest {longest * 1000:.0f} ms")
    for job in jobs:
        if job.status != Status.COMPLETE:
            print(f"{job.job_id} {job.status} {job.error}", flush=True)


if __name__ == "__main__":
    main()
