"""Admission of requests: each is counted against the deployment's limits before anything is paid for."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from functions.api.costs import draft_cost_usd, job_cost_usd, voice_sample_cost_usd
from functions.api.dependencies import Ports
from vidx.admission.limits import (
    Charge,
    Limit,
    Reservation,
    charge,
    job_charges,
    micro_usd,
    settlement,
    spend_charges,
)
from vidx.admission.settling import job_micro_usd
from vidx.errors import VidxError
from vidx.jobs.events import DraftInput, DraftResult
from vidx.jobs.model import Job
from vidx.settings import settings


def admit_job(job: Job, ports: Ports, *, is_new: bool) -> Reservation:
    """Reserve the estimated cost of the job's current attempt, once. A new job also counts as a job of the day.

    Raises:
        LimitReached: the seller has too many unfinished jobs or jobs today, or the budget of the day is used up.
    """
    now = ports.clock.now()
    charges = job_charges(job.owner, job_cost_usd(job, settings()), ports.limits, now)
    reservation = Reservation(
        execution=job.execution_name,
        job_id=job.job_id,
        attempt=job.attempt,
        spent_before_micro_usd=job_micro_usd(job),
        charges=charges,
    )
    all_charges = (charge(Limit.JOBS, job.owner, 1, ports.limits, now), *charges) if is_new else charges
    ports.quotas.reserve(reservation, all_charges)
    return reservation


@contextmanager
def admission(job: Job, ports: Ports) -> Iterator[None]:
    """Admit a new job, which the body of the `with` statement creates. If it fails, take the charges back.

    If that fails, too, `functions/watch` settles the reservation.

    Raises:
        LimitReached: see `admit_job`.
    """
    reservation = admit_job(job, ports, is_new=True)
    try:
        yield
    except BaseException:
        with suppress(VidxError):
            if ports.jobs.get(job.job_id) is None:
                refund = charge(Limit.JOBS, job.owner, -1, ports.limits, reservation.charges[0].at)
                ports.quotas.settle(reservation, (refund, *settlement(reservation, 0)))
        raise


def take_uploads(sizes_bytes: Sequence[int], owner: str, ports: Ports) -> None:
    """Count files that the owner is about to upload. Raise `LimitReached` as `Quotas.take` does."""
    now = ports.clock.now()
    ports.quotas.take(
        [
            charge(Limit.UPLOADS, owner, len(sizes_bytes), ports.limits, now),
            charge(Limit.UPLOAD_MB, owner, sum(sizes_bytes), ports.limits, now),
        ]
    )


def write_draft(draft: DraftInput, owner: str, ports: Ports) -> DraftResult:
    """Write a script draft. A draft that fails counts, too, because the provider may have charged for it.

    Raises:
        LimitReached: the seller has requested too many drafts this hour, or the budget of the day is used up.
        Transient, ProviderFailed, StageFailed: the script cannot be written now.
    """
    now, estimate_usd = ports.clock.now(), draft_cost_usd(draft.listing.description, settings())
    spend = spend_charges(owner, estimate_usd, ports.limits, now)
    ports.quotas.take([charge(Limit.DRAFTS, owner, 1, ports.limits, now), *spend])
    result = ports.drafts.write(draft)
    _correct(spend, result.cost_usd, ports)
    return result


def take_voice_sample(owner: str, ports: Ports) -> None:
    """Count a recording of a voice sample for the seller who asks for it, although everybody may hear it.

    A recording that fails counts, because the provider may have charged for it. Raise `LimitReached` as `Quotas.take`
    does.
    """
    now = ports.clock.now()
    money = spend_charges(owner, voice_sample_cost_usd(settings()), ports.limits, now)
    ports.quotas.take([charge(Limit.VOICE_SAMPLES, owner, 1, ports.limits, now), *money])


def _correct(spend: Sequence[Charge], cost_usd: float, ports: Ports) -> None:
    """Replace an estimate by the real cost."""
    real = micro_usd(cost_usd)
    ports.quotas.correct([each.model_copy(update={"amount": real - each.amount}) for each in spend])
