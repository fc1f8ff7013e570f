"""Limits on what sellers start and on what the deployment spends, and the counters that enforce them.

A counter belongs to one limit, one subject (a seller, or the whole deployment) and one window of time. Windows start at
full days, hours and tens of seconds in UTC, so the time at which a counter starts again from zero is known.
"""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from math import ceil
from typing import Final, NamedTuple

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from vidx.errors import LimitReached

MICRO_USD: Final = 1_000_000
MB: Final = 1_000_000
EVERYBODY: Final = "everybody"
"""Subject of the counters of the whole deployment; user ids are UUIDs."""
DAY: Final = timedelta(days=1)
HOUR: Final = timedelta(hours=1)
REQUEST_WINDOW: Final = timedelta(seconds=10)
"""A page sends several requests at once, so requests are not counted by the single second."""
UNFINISHED_RETRY_S: Final = 30
"""`Retry-After` of the limit on unfinished jobs, in seconds. A video takes about half a minute."""


class AdmissionLimits(BaseModel):
    """Limits of a deployment. Those whose name starts with `seller` hold for each seller.

    The defaults suit a new AWS account: Lambda runs ten functions at once in one. The API, drafts and the watch
    function need some of them, so five executions run at once. A video costs about $0.005.
    """

    model_config = ConfigDict(frozen=True)

    max_executions: int = Field(default=5, ge=1, le=1_000)
    """Executions that run at once in the whole deployment; further jobs wait in the queue."""
    seller_unfinished_jobs: int = Field(default=20, ge=1, le=10_000)
    """Jobs that wait or run."""
    seller_jobs_per_day: int = Field(default=100, ge=1, le=1_000_000)
    seller_drafts_per_hour: int = Field(default=60, ge=1, le=1_000_000)
    seller_voice_samples_per_hour: int = Field(default=30, ge=1, le=1_000_000)
    """Recordings of voice samples that a seller asks for. A sample is recorded once, for everybody."""
    seller_uploads_per_day: int = Field(default=1_000, ge=1, le=1_000_000)
    """Upload addresses: one for each photo, clip and logo."""
    seller_upload_mb_per_day: int = Field(default=5_000, ge=1, le=10_000_000)
    seller_requests_per_second: int = Field(default=10, ge=1, le=10_000)
    """On average over ten seconds."""
    spend_usd_per_day: float = Field(default=20.0, gt=0, le=1_000_000)
    """For all sellers together: providers, AWS and storage, by list prices."""
    seller_spend_usd_per_day: float = Field(default=2.0, gt=0, le=1_000_000)


class Limit(StrEnum):
    """The limits that refuse a request, by the names of their settings."""

    UNFINISHED_JOBS = "seller_unfinished_jobs"
    JOBS = "seller_jobs_per_day"
    DRAFTS = "seller_drafts_per_hour"
    VOICE_SAMPLES = "seller_voice_samples_per_hour"
    UPLOADS = "seller_uploads_per_day"
    UPLOAD_MB = "seller_upload_mb_per_day"
    REQUESTS = "seller_requests_per_second"
    SPEND = "spend_usd_per_day"
    SELLER_SPEND = "seller_spend_usd_per_day"


class Rule(NamedTuple):
    """How a limit is counted, and what a caller reads when it is reached."""

    window: timedelta | None
    """None: the counter has no window; it counts up at a start and down at an end."""
    units: int
    """Counter units in one unit of the setting: a limit in MB is counted in bytes."""
    message: str
    """`{maximum}` is the setting's value, `{again}` when to try again."""


RULES: Final[dict[Limit, Rule]] = {
    Limit.UNFINISHED_JOBS: Rule(
        None,
        1,
        "you have {maximum} videos that are not ready yet, the most that you can have at once; start the next one "
        "as soon as one of them is ready",
    ),
    Limit.JOBS: Rule(DAY, 1, "you have started {maximum} videos today, which is the most in a day; {again}"),
    Limit.DRAFTS: Rule(
        HOUR, 1, "you have requested {maximum} scripts this hour, which is the most in an hour; {again}"
    ),
    Limit.VOICE_SAMPLES: Rule(
        HOUR, 1, "you have had {maximum} voice samples recorded this hour, which is the most in an hour; {again}"
    ),
    Limit.UPLOADS: Rule(DAY, 1, "you have uploaded {maximum} files today, which is the most in a day; {again}"),
    Limit.UPLOAD_MB: Rule(DAY, MB, "you have uploaded {maximum} MB today, which is the most in a day; {again}"),
    Limit.REQUESTS: Rule(
        REQUEST_WINDOW,
        REQUEST_WINDOW // timedelta(seconds=1),
        "you have sent more than {maximum} requests a second; {again}",
    ),
    Limit.SPEND: Rule(
        DAY, MICRO_USD, "the service has used up its budget for today, so nobody can start a video; {again}"
    ),
    Limit.SELLER_SPEND: Rule(DAY, MICRO_USD, "your videos of today have used up your budget for a day; {again}"),
}


def counter_scope(limit: Limit, subject: str) -> str:
    """Return the part of a counter's key that all windows of a subject share."""
    return f"{limit}#{subject}"


def counter_key(limit: Limit, subject: str, at: datetime) -> tuple[str, str]:
    """Return the key of a counter: scope (limit and subject) and item (start of the window that holds `at`)."""
    start = _window_start(limit, at)
    return counter_scope(limit, subject), start.isoformat() if start else "now"


def _window_start(limit: Limit, at: datetime) -> datetime | None:
    window = RULES[limit].window
    if window is None:
        return None
    seconds = int(at.timestamp())
    return datetime.fromtimestamp(seconds - seconds % int(window.total_seconds()), UTC)


class Charge(BaseModel):
    """An amount to count against a limit."""

    model_config = ConfigDict(frozen=True)

    limit: Limit
    subject: str
    amount: int
    """In counter units. A negative amount lowers the counter."""
    maximum: int
    """Highest value of the counter, in counter units."""
    at: datetime
    """Time of the request."""

    @property
    def window_start(self) -> datetime | None:
        return _window_start(self.limit, self.at)

    @property
    def window_end(self) -> datetime | None:
        window, start = RULES[self.limit].window, self.window_start
        return None if window is None or start is None else start + window

    @property
    def counter(self) -> tuple[str, str]:
        """Key of the counter, as `counter_key` returns it."""
        return counter_key(self.limit, self.subject, self.at)

    @property
    def expires_at(self) -> int | None:
        """When the counter may be deleted, in seconds since 1970: a day after its window, whose jobs may end later."""
        end = self.window_end
        return int((end + DAY).timestamp()) if end else None

    @property
    def retry_after_s(self) -> int:
        end = self.window_end
        return ceil((end - self.at).total_seconds()) if end else UNFINISHED_RETRY_S

    def refusal(self) -> LimitReached:
        """Return the error for a request whose charge exceeds the limit."""
        rule, end = RULES[self.limit], self.window_end
        maximum = self.maximum / rule.units
        again = ""
        if end:
            short = rule.window == REQUEST_WINDOW
            again = f"try again in {self.retry_after_s} s" if short else f"it works again at {end:%H:%M} UTC"
        message = rule.message.format(maximum=f"{maximum:,g}", again=again)
        name = to_camel(self.limit)
        return LimitReached(message, limit=name, maximum=maximum, retry_after_s=self.retry_after_s)


class Counter(BaseModel):
    """What a subject has used of a limit in its current window."""

    model_config = ConfigDict(frozen=True)

    limit: Limit
    subject: str
    used: int
    """In counter units."""


class Reservation(BaseModel):
    """The charges of an execution. When it has ended, its real cost replaces the estimate."""

    model_config = ConfigDict(frozen=True)

    execution: str
    """Name of the execution."""
    job_id: str
    attempt: int
    spent_before_micro_usd: int
    """Cost of the job before this attempt."""
    charges: tuple[Charge, ...]
    """The charges to correct at the end: unfinished jobs and money."""


def charge(limit: Limit, subject: str, amount: int, limits: AdmissionLimits, at: datetime) -> Charge:
    """Return a charge of `amount` counter units against the limit's value in `limits`."""
    maximum = round(getattr(limits, limit.value) * RULES[limit].units)
    return Charge(limit=limit, subject=subject, amount=amount, maximum=maximum, at=at)


def current_windows(at: datetime) -> frozenset[str]:
    """Return the items of the counters whose windows `at` lies in. Requests are left out: their windows are seconds."""
    charges = [charge(limit, EVERYBODY, 0, AdmissionLimits(), at) for limit in Limit if limit is not Limit.REQUESTS]
    return frozenset(each.counter[1] for each in charges)


def counter_of(scope: str, used: int) -> Counter | None:
    """Return the counter of a row, or None for a row of another kind and for requests: a window of seconds may start
    with an hour.
    """
    limit, separator, subject = scope.partition("#")
    if not separator or limit not in set(Limit) - {Limit.REQUESTS}:
        return None
    return Counter(limit=Limit(limit), subject=subject, used=used)


def micro_usd(usd: float) -> int:
    return round(usd * MICRO_USD)


def spend_charges(owner: str, usd: float, limits: AdmissionLimits, at: datetime) -> tuple[Charge, ...]:
    """Return the charges for what a seller's request costs."""
    amount = micro_usd(usd)
    return (
        charge(Limit.SELLER_SPEND, owner, amount, limits, at),
        charge(Limit.SPEND, EVERYBODY, amount, limits, at),
    )


def job_charges(owner: str, estimate_usd: float, limits: AdmissionLimits, at: datetime) -> tuple[Charge, ...]:
    """Return the charges of a job until it ends: one unfinished job, and its estimated cost."""
    unfinished = charge(Limit.UNFINISHED_JOBS, owner, 1, limits, at)
    return (unfinished, *spend_charges(owner, estimate_usd, limits, at))


def settlement(reservation: Reservation, spent_micro_usd: int) -> tuple[Charge, ...]:
    """Return the charges that replace the estimate by the real cost and remove the unfinished job.

    Args:
        spent_micro_usd: cost of the job in all its attempts.
    """
    real = max(0, spent_micro_usd - reservation.spent_before_micro_usd)
    amounts = {Limit.UNFINISHED_JOBS: 0}
    return tuple(
        each.model_copy(update={"amount": amounts.get(each.limit, real) - each.amount}) for each in reservation.charges
    )
