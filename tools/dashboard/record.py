"""Record the metrics of a run on a local cloud of its own: `python -m tools.dashboard.record`, ten minutes.

Sellers start jobs at a changing rate. On the way, a voice provider fails, a burst of jobs fills the queue, and requests
are refused. The functions' metrics go into `run.jsonl.gz`.
"""

import gzip
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final
from uuid import uuid4

import httpx

from local.cloud import ANY_PORTS, Cloud, Options, start
from local.paths import ROOT
from testing.seller import BRIEF, Provider, Seller

RUN: Final = Path(__file__).with_name("run.jsonl.gz")
MINUTE_S: Final = 60.0
JOBS_BY_MINUTE: Final = (1, 2, 2, 1, 10, 0, 2, 1)
"""Jobs that start in each minute. The burst takes the queue about two minutes."""
VOICE_FAILS: Final = range(2, 4)
"""Minutes in which the first voice provider is down."""
ALL_VOICES_FAIL: Final = 6
"""Minute in which no voice provider has a valid key, so that a job fails."""
CANCELED: Final = 2
REFUSED: Final = 5


def run(cloud: Cloud) -> None:
    """Let three sellers make videos, minute by minute."""
    photo = (ROOT / "samples/01-front.jpg").read_bytes()
    sellers = [Seller(cloud) for _ in range(3)]
    photos = [seller.upload([photo])[0] for seller in sellers]
    provider = Provider(cloud)
    begun_s = time.monotonic()
    for minute, count in enumerate(JOBS_BY_MINUTE):
        time.sleep(max(0.0, begun_s + minute * MINUTE_S - time.monotonic()))
        provider.heal()
        if minute in VOICE_FAILS:
            provider.fail("speech", "unauthorized", 20)
        if minute == ALL_VOICES_FAIL:
            provider.fail_all_voices("unauthorized")
        jobs = [start_job(sellers, photos, minute + number) for number in range(count)]
        if minute == CANCELED:
            owner, job_id = jobs[-1]
            owner.http.post(f"/api/video/jobs/{job_id}/cancel")
        if minute == REFUSED:
            sellers[0].generate(["uploads/missing/photo"])
            sellers[0].http.post("/api/uploads", json=[{"name": "a.gif", "contentType": "image/gif", "size": 9}])
        print(f"minute {minute}: {count} jobs", flush=True)
    time.sleep(MINUTE_S)


def start_job(sellers: Sequence[Seller], photos: Sequence[str], number: int) -> tuple[Seller, str]:
    """Start a job of the next seller. Each script differs, so that no voice is used twice."""
    place = number % len(sellers)
    script = f"{BRIEF} Number {uuid4().int % 1000}."
    return sellers[place], sellers[place].start([photos[place]], script=script, title=f"Lamp {number}")


def metric_lines(logs: Path) -> Iterator[str]:
    """Yield the lines of the Embedded Metric Format in the logs of all functions, by time."""
    lines = [
        line
        for path in sorted(logs.glob("*.log"))
        if (ROOT / "functions" / path.stem).is_dir()  # the emulator's own log repeats lines of functions
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()
        if line.startswith('{"_aws"')
    ]
    yield from sorted(lines, key=lambda line: line.split('"Timestamp":', 1)[1][:13])


def main(play: Callable[[Cloud], None] = run) -> None:
    with tempfile.TemporaryDirectory() as folder:
        options = Options(ports=ANY_PORTS, context={"frameScale": "0.25"}, openai_key="")
        cloud = start(Path(folder), options, print)
        try:
            with suppress(httpx.HTTPError):
                play(cloud)
        finally:
            cloud.stop()
            text = "\n".join(metric_lines(Path(cloud.description.logs)))
            RUN.write_bytes(gzip.compress(text.encode(), mtime=0))
            print(f"{text.count(chr(10)) + 1} lines in {RUN.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
