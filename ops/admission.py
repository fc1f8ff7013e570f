"""Pause and resume admission, and show who uses what."""

from datetime import datetime
from typing import Final

from functions.api.dependencies import Ports
from ops.history import ReportModel
from vidx.admission.dispatch import dispatch
from vidx.admission.limits import EVERYBODY, MB, MICRO_USD, Counter, Limit
from vidx.admission.queue import Pause, QueueState


class Admission(ReportModel):
    """State of admission after a command."""

    paused: bool
    since: datetime | None
    by: str | None
    reason: str | None
    running: int
    waiting: int


def pause(reason: str, by: str, ports: Ports) -> Admission:
    """Let no further job start. Running jobs end as usual, and new ones wait."""
    ports.queue.pause(Pause(since=ports.clock.now(), by=by, reason=reason))
    return admission_of(ports.queue.read())


def resume(ports: Ports) -> Admission:
    """Let jobs start again, and start the first ones. Repeating it changes nothing."""
    ports.queue.resume()
    return admission_of(dispatch(ports, ports.limits.max_executions))


def admission_of(state: QueueState) -> Admission:
    pause = state.pause
    return Admission(
        paused=pause is not None,
        since=pause.since if pause else None,
        by=pause.by if pause else None,
        reason=pause.reason if pause else None,
        running=len(state.running),
        waiting=sum(each.execution not in state.running for each in state.waiting),
    )


class Consumer(ReportModel):
    """What one seller uses: jobs now, and today's counters."""

    owner: str
    running: int = 0
    waiting: int = 0
    unfinished: int = 0
    """Jobs that wait, run, or are in review."""
    jobs_today: int = 0
    drafts_this_hour: int = 0
    voice_samples_this_hour: int = 0
    uploads_today: int = 0
    upload_mb_today: float = 0.0
    spent_usd_today: float = 0.0
    """Real cost of jobs that have ended, and estimates of the others."""


class Usage(ReportModel):
    """Who uses what, the most expensive first."""

    admission: Admission
    max_executions: int
    spent_usd_today: float
    spend_usd_per_day: float
    """The day's budget of the whole deployment."""
    sellers: list[Consumer]


FIELDS: Final[dict[Limit, tuple[str, int]]] = {
    Limit.UNFINISHED_JOBS: ("unfinished", 1),
    Limit.JOBS: ("jobs_today", 1),
    Limit.DRAFTS: ("drafts_this_hour", 1),
    Limit.VOICE_SAMPLES: ("voice_samples_this_hour", 1),
    Limit.UPLOADS: ("uploads_today", 1),
    Limit.UPLOAD_MB: ("upload_mb_today", MB),
    Limit.SELLER_SPEND: ("spent_usd_today", MICRO_USD),
}
"""Field of `Consumer` that shows a limit's counter, and counter units in one unit of it."""


def top(ports: Ports) -> Usage:
    """Return what everybody uses now and today (UTC)."""
    state, counters = ports.queue.read(), list(ports.quotas.list_counters(ports.clock.now()))
    everybody = next((each.used for each in counters if (each.limit, each.subject) == (Limit.SPEND, EVERYBODY)), 0)
    owners = {each.subject for each in counters} - {EVERYBODY}
    owners |= {each.owner for each in (*state.waiting, *state.running.values())}
    sellers = [consumer_of(owner, state, counters) for owner in owners]
    sellers.sort(key=lambda seller: (-seller.spent_usd_today, -seller.jobs_today, -seller.waiting, seller.owner))
    return Usage(
        admission=admission_of(state),
        max_executions=ports.limits.max_executions,
        spent_usd_today=everybody / MICRO_USD,
        spend_usd_per_day=ports.limits.spend_usd_per_day,
        sellers=sellers,
    )


def consumer_of(owner: str, state: QueueState, counters: list[Counter]) -> Consumer:
    used = {each.limit: each.used for each in counters if each.subject == owner}
    values = {name: used.get(limit, 0) / units for limit, (name, units) in FIELDS.items()}
    return Consumer(
        owner=owner,
        running=sum(each.owner == owner for each in state.running.values()),
        waiting=sum(each.owner == owner and each.execution not in state.running for each in state.waiting),
        **values,
    )
