"""Play one row of the fault matrix: a job with a listing, a fault, its end, and a retry."""

import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import Any, Final, TypeVar
from uuid import uuid4

import httpx
from botocore.exceptions import ClientError

from functions.api.job_creation import job_id_of
from testing.faults.faulty_cloud import FaultyCloud
from testing.faults.proxy import Hold, Rule
from testing.pictures import picture
from testing.seller import BRIEF, LAMP, Seller
from vidx.ads import make_ad_id
from vidx.jobs.model import FINAL

TIMEOUT_S: Final = 300.0
"""Longest wait for one condition. The bounds of the product are shorter, so a longer wait means: stuck."""
LISTING_TIMEOUT_S: Final = 90.0
POLL_S: Final = 1.0
"""Each poll costs 30 ms of processor time in API and emulator: as much as the stages when six rows poll more often."""
COMPLETE, ERROR, CANCELED, REFUSED, GONE = "complete", "error", "canceled", "refused", "gone"
"""Ends of a job. `refused`: the API answered the request itself with an error, and the client repeated it later.
`gone`: its row was deleted."""
INTERNALS: Final = re.compile(r"Traceback|Error\b.*\(|botocore|arn:aws|[0-9a-f]{32}|\bNone\b|\bstage\b")
"""What no seller may read."""
PROVIDERS: Final = {
    "chat": "script", "responses": "script", "speech": "voice", "realtime": "voice", "polly": "voice",
    "transcriptions": "captions",
}  # fmt: skip
"""What a call of the provider's endpoint pays for."""
Value = TypeVar("Value")
Paid = dict[str, int]
"""Number of paid calls by what they pay for."""
PAID_ONCE: Final[Paid] = {"script": 1, "voice": 1, "captions": 0}
"""What a job pays without faults: the model says how the seller's own script is spoken."""


@dataclass
class Faults:
    """The faults of one row.

    Attributes:
        words: ids of the row's seller, job and listing, one of which is in a request that fails; empty when the row
            plays alone and breaks everything.
        text: what is in the calls of the provider that fail; empty likewise.
    """

    system: FaultyCloud
    words: tuple[str, ...] = ()
    text: str = ""
    rules: list[Rule] = field(default_factory=list)

    def add(self, rule: Rule) -> Rule:
        """Apply an unused copy of a rule of the table."""
        copy = Rule(rule.action, rule.service, rule.operation, rule.target, rule.times, self.words)
        self.rules.append(copy)
        return self.system.proxy.add(copy)

    def fail(self, fault: "ProviderFault") -> None:
        self.system.provider.fail(fault.endpoint, fault.kind, fault.times, self.text)

    def heal(self) -> None:
        """End the faults. A row that plays alone ends those of all rows, and the stopped processes, too."""
        if not self.words:
            self.system.heal()
            return
        for rule in self.rules:
            self.system.proxy.remove(rule)
        self.system.provider.heal(self.text)

    def paid(self) -> Paid:
        """Return the number of paid calls so far, by what they pay for."""
        counts = dict.fromkeys(PROVIDERS.values(), 0)
        for endpoint, count in self.system.answered(self.text).items():
            counts[PROVIDERS[endpoint]] += count
        return counts


@dataclass
class Scene:
    """A job of a row while it runs."""

    system: FaultyCloud
    faults: Faults
    seller: Seller
    job_id: str
    ad_id: str
    photo_keys: list[str]
    hold: Rule | None = None
    deviations: list[str] = field(default_factory=list)
    """What an act has noticed."""
    after: list[Callable[[], object]] = field(default_factory=list)
    """What ends the fault, after the job's end and before the retry."""
    is_gone: bool = False
    """Whether the job's row was deleted."""

    def release(self) -> None:
        """Let the held request go on."""
        if self.hold is not None:
            self.system.proxy.remove(self.hold)

    def key(self, name: str) -> str:
        return f"jobs/{self.job_id}/{name}"

    def listing(self) -> str:
        """Return the status of the listing; `gone` when there is none."""
        answer = self.seller.http.get("/api/ads/mine")
        if not answer.is_success:
            return f"unknown ({answer.status_code})"
        return next((ad["status"] for ad in answer.json()["ads"] if ad["adId"] == self.ad_id), "gone")

    def check(self, holds: object, deviation: str) -> None:
        if not holds:
            self.deviations.append(deviation)


Act = Callable[[Scene], None]
Prepare = Callable[[FaultyCloud, Seller], None]


@dataclass(frozen=True)
class ProviderFault:
    """The next calls of an endpoint of the AI provider fail."""

    endpoint: str
    kind: str
    times: int = 100


@dataclass(frozen=True)
class Row:
    """One fault and its right end.

    Attributes:
        part: what fails; the heading of the row in the table.
        fault: how it fails, in words.
        provider, rules: faults from the request on, until the job has ended.
        upload_rules: faults of the first upload of the photo; the client uploads it again.
        hold: where the job is held for `act`: a request that the proxy keeps waiting.
        act: what happens then.
        prepare: what happens before the request.
        status: right ends of the first attempt.
        codes: right codes of an error.
        paid: most calls that may be paid, retry included, where that is not `PAID_ONCE`.
        retry: right end of a retry after an error; None when the job is not retried.
        changes: other fields of the request; None leaves a field out.
        without_table, timeouts: changes of the state machine.
        quick: whether the row is part of `make test`.
        alone: whether the fault breaks other jobs, too, beyond what `is_alone` sees.
    """

    part: str
    fault: str
    status: tuple[str, ...] = (COMPLETE,)
    codes: tuple[str, ...] = ()
    paid: Paid = field(default_factory=dict)
    retry: str | None = COMPLETE
    provider: tuple[ProviderFault, ...] = ()
    rules: tuple[Rule, ...] = ()
    upload_rules: tuple[Rule, ...] = ()
    hold: Rule | None = None
    act: Act | None = None
    prepare: Prepare | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    without_table: tuple[str, ...] = ()
    timeouts: dict[str, int] = field(default_factory=dict)
    quick: bool = False
    alone: bool = False

    @property
    def is_alone(self) -> bool:
        """Whether no other row may play meanwhile. Calls of some endpoints do not tell which job they are for."""
        endpoints = {fault.endpoint for fault in self.provider}
        return bool(self.alone or self.without_table or self.timeouts or endpoints - {"speech", "polly"})

    @property
    def name(self) -> str:
        return f"{self.part}: {self.fault}"


@dataclass
class Outcome:
    """The outcome of a row."""

    part: str
    fault: str
    status: str = ""
    seconds: float = 0.0
    code: str = ""
    message: str = ""
    paid: Paid = field(default_factory=dict)
    retry: str = ""
    listing: str = ""
    deviations: list[str] = field(default_factory=list)
    """Differences from the right end; empty for a good row."""

    @property
    def is_good(self) -> bool:
        return not self.deviations

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


class Stuck(Exception):
    """Something did not happen in time."""


THREADS: Final = 6
"""Rows that play at the same time. The cloud runs at most five jobs; further ones wait in its queue."""


def play_all(rows: Sequence[Row], system: FaultyCloud) -> Iterator[tuple[Row, Outcome]]:
    """Play rows that break only their own job together, then the others one after the other."""
    together = [row for row in rows if not row.is_alone]
    with ThreadPoolExecutor(THREADS) as players:
        futures = {players.submit(play, row, system): row for row in together}
        for future in as_completed(futures):
            yield futures[future], future.result()
    for row in rows:
        if row.is_alone:
            yield row, play(row, system)


def play(row: Row, system: FaultyCloud) -> Outcome:
    """Play the row from the request to the end of the retry."""
    outcome = Outcome(row.part, row.fault)
    seller, request = Seller(system.cloud), Request(row)
    faults = Faults(system) if row.is_alone else Faults(system, request.ids(seller), request.label)
    if row.is_alone:
        faults.heal()
    try:
        if row.prepare is not None:
            row.prepare(system, seller)
        keys = _upload(row, faults, seller)
        before = faults.paid()
        _run(row, faults, seller, keys, request, outcome)
        outcome.paid = {name: count - before[name] for name, count in faults.paid().items() if count > before[name]}
        outcome.deviations += [
            f"no request met the fault ({rule.operation} {rule.target})".rstrip()
            for rule in faults.rules
            if not rule.hits
        ]
    except (Stuck, httpx.HTTPError, ClientError) as error:
        outcome.deviations.append(f"{type(error).__name__}: {error}")
        faults.heal()
        with suppress(httpx.HTTPError):  # the outcome is not good anyway; the next row gets a free machine if it can
            seller.stop_all()
    finally:
        faults.heal()
        seller.http.close()
    outcome.deviations += deviations(row, outcome)
    return outcome


_WORDS: Final = (
    "amber", "birch", "copper", "dove", "ember", "falcon", "garden", "harbor", "island", "juniper", "kettle", "lantern",
    "meadow", "north", "ocean", "pepper", "river", "summer", "timber", "velvet", "willow",
)  # fmt: skip


@dataclass
class Request:
    """The request of a row. Its idempotency key decides the ids of job and listing."""

    row: Row
    key: str = field(default_factory=lambda: uuid4().hex)
    label: str = field(default_factory=lambda: " ".join(random.sample(_WORDS, 3)))
    """Words of title and script by which calls of the provider belong to the row."""

    @property
    def fields(self) -> dict[str, Any]:
        own = {"title": f"{LAMP['title']} {self.label}", "script": BRIEF.replace("lamp", f"lamp {self.label}")}
        named = {**({} if self.row.is_alone else own), **self.row.changes}
        fields = {"publish": True, "script": BRIEF, **named}
        return {name: value for name, value in fields.items() if value is not None}

    def send(self, seller: Seller, keys: Sequence[str]) -> httpx.Response:
        return seller.generate(keys, self.key, **self.fields)

    def ids(self, seller: Seller) -> tuple[str, ...]:
        """Return the ids of seller, job and listing."""
        job_id = job_id_of(seller.user_id, self.key)
        return seller.user_id, job_id, make_ad_id(job_id)


def _run(row: Row, faults: Faults, seller: Seller, keys: list[str], request: Request, outcome: Outcome) -> None:
    with faults.system.changed_machine(without_table=row.without_table, timeouts=row.timeouts):
        for fault in row.provider:
            faults.fail(fault)
        hold = faults.add(row.hold) if row.hold else None
        for rule in row.rules:
            faults.add(rule)
        start_s = time.monotonic()
        scene = _request(row, faults, seller, keys, request, hold, outcome)
        if scene is None:
            return
        _disturb(row, scene)
        job: dict[str, Any] = {"status": GONE} if scene.is_gone else settled(scene)
        if not outcome.status:
            outcome.seconds = round(time.monotonic() - start_s, 1)
        faults.heal()
        for end in scene.after:
            end()
    if not outcome.status:
        outcome.status = job["status"]
        outcome.code = (job.get("error") or {}).get("code", "")
        outcome.message = (job.get("error") or {}).get("message", "")
        outcome.deviations += _check_listing(scene, job, outcome)
        if row.retry and job["status"] in {ERROR, CANCELED}:
            _retry(scene, outcome)
    else:
        outcome.retry = job["status"]
        outcome.deviations += _check_listing(scene, job, outcome)
    outcome.deviations += scene.deviations


def _upload(row: Row, faults: Faults, seller: Seller) -> list[str]:
    """Upload a photo. When the row breaks the upload, upload it again, as clients do."""
    photos = [picture(width_px=1200, height_px=900)]
    for rule in row.upload_rules:
        faults.add(rule)
    try:
        return seller.upload(photos)
    except httpx.TransportError:
        if not row.upload_rules:
            raise
        return seller.upload(photos)


def _request(
    row: Row, faults: Faults, seller: Seller, keys: list[str], request: Request, hold: Rule | None, outcome: Outcome
) -> Scene | None:
    """Request the video. If the API refuses, repeat the same request when the fault is over, as clients do."""
    start_s = time.monotonic()
    answer = request.send(seller, keys)
    if answer.status_code != httpx.codes.ACCEPTED:
        outcome.status, outcome.seconds = REFUSED, round(time.monotonic() - start_s, 1)
        problem = answer.json() if "json" in answer.headers.get("content-type", "") else {}
        outcome.code = f"{answer.status_code} {problem.get('code', '')}".strip()
        outcome.message = problem.get("detail") or problem.get("message", "")
        if row.retry is None:
            return None
        faults.heal()
        answer = _accepted(lambda: request.send(seller, keys))
    body = answer.json()
    return Scene(faults.system, faults, seller, body["jobId"], body["adId"], keys, hold)


def _accepted(send: Callable[[], httpx.Response]) -> httpx.Response:
    """Send until it is accepted. A request in flight is answered with 409 for some seconds."""

    def accepted() -> httpx.Response | None:
        answer = send()
        return answer if answer.status_code == httpx.codes.ACCEPTED else None

    return wait_for(accepted, "the request is not accepted")


def _disturb(row: Row, scene: Scene) -> None:
    if scene.hold is not None:
        hold = scene.hold
        wait_for(lambda: hold.reached.wait(POLL_S) or has_ended(scene), "the held request does not come", poll_s=0)
        scene.check(hold.reached.is_set(), "the job ended before the held request")
    if row.act is not None and (scene.hold is None or scene.hold.reached.is_set()):
        row.act(scene)
    scene.release()


def has_ended(scene: Scene) -> bool:
    job = status_of(scene)
    return job is not None and job["status"] in FINAL


def status_of(scene: Scene) -> dict[str, Any] | None:
    """Return the job's status; None while the API cannot tell."""
    try:
        answer = scene.seller.http.get(f"/api/video/status/{scene.job_id}")
    except httpx.TransportError:
        return None
    status: dict[str, Any] | None = answer.json() if answer.is_success else None
    return status


def settled(scene: Scene) -> dict[str, Any]:
    """Wait for the end of the job's current attempt, and return its status."""

    def final() -> dict[str, Any] | None:
        job = status_of(scene)
        return job if job and job["status"] in FINAL else None

    return wait_for(final, f"job {scene.job_id} does not end")


def _retry(scene: Scene, outcome: Outcome) -> None:
    answer = scene.seller.http.post(f"/api/video/jobs/{scene.job_id}/retry")
    if answer.status_code != httpx.codes.ACCEPTED:
        outcome.retry = f"{REFUSED} {answer.status_code}"
        return
    job = settled(scene)
    outcome.retry = job["status"]
    if job["status"] == ERROR:
        outcome.retry += f" {job['error']['code']}"
    outcome.deviations += _check_listing(scene, job, outcome)


LISTINGS: Final = {
    COMPLETE: {"active", "gone"},
    ERROR: {"failed", "gone"},
    CANCELED: {"failed", "gone"},
    GONE: {"failed", "gone"},
}
"""Right statuses of a listing by the end of its job; `gone`: the seller has deleted it."""


def _check_listing(scene: Scene, job: dict[str, Any], outcome: Outcome) -> list[str]:
    """Wait for the listing's right status; return what is wrong with listing and files."""
    right = LISTINGS[job["status"]]

    def listing() -> str | None:
        outcome.listing = scene.listing()
        return outcome.listing if outcome.listing in right else None

    try:
        wait_for(listing, "the listing does not get the status of its job", LISTING_TIMEOUT_S)
    except Stuck as error:
        return [f"{error}: it is {outcome.listing}"]
    if job["status"] == COMPLETE and not scene.system.is_loadable(job["videoUrl"]):
        return ["nobody can load the video"]
    return []


def wait_for(
    condition: Callable[[], Value | None], deviation: str, timeout_s: float = TIMEOUT_S, poll_s: float = POLL_S
) -> Value:
    """Return the condition's first true value.

    Raises:
        Stuck: there is none in time.
    """
    deadline = time.monotonic() + timeout_s
    while time.monotonic() < deadline:
        value = condition()
        if value:
            return value
        time.sleep(poll_s)
    raise Stuck(f"{deviation} within {timeout_s:.0f} s")


def deviations(row: Row, outcome: Outcome) -> list[str]:
    """Compare the outcome with the right end."""
    wrong = []
    if outcome.status not in row.status:
        wrong.append(f"ended as {outcome.status or 'nothing'}, not {' or '.join(row.status)}")
    if row.codes and outcome.status in {ERROR, REFUSED} and outcome.code.split(" ")[-1] not in row.codes:
        wrong.append(f"code {outcome.code}, not {' or '.join(row.codes)}")
    if row.retry and outcome.status in {ERROR, CANCELED, REFUSED} and outcome.retry != row.retry:
        wrong.append(f"a retry ended as {outcome.retry or 'nothing'}, not {row.retry}")
    most = {**PAID_ONCE, **row.paid}
    if any(count > most[name] for name, count in outcome.paid.items()):
        wrong.append(f"paid {outcome.paid}, at most {most} is right")
    if outcome.status in {ERROR, REFUSED} and (not outcome.message or INTERNALS.search(outcome.message)):
        wrong.append(f"the seller reads {outcome.message!r}")
    return wrong


def held(operation: str, target: str) -> Rule:
    """Return a rule that holds the first request of the storage like this."""
    return Rule(Hold(), "s3", operation, target, times=1)
