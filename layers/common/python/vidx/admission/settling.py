"""Settle reservations: when an execution has ended, its real cost replaces the estimate."""

from collections.abc import Mapping

from vidx import costs
from vidx.admission.limits import Limit, Reservation, micro_usd, settlement
from vidx.jobs.model import Job, Stage, StageRecord
from vidx.ports.admission import Quotas
from vidx.ports.jobs import Jobs


def job_usd(stages: Mapping[Stage, StageRecord], attempts: int) -> float:
    """Return the cost of a job so far, in all its attempts, in US dollars."""
    orchestration_usd = costs.orchestration_usd() * attempts if stages else 0.0
    return sum(stage.cost_usd for stage in stages.values()) + orchestration_usd


def job_micro_usd(job: Job) -> int:
    """Return the cost of the job so far, in all its attempts, in millionths of a US dollar."""
    return micro_usd(job_usd(job.stages, job.attempt))


def settle(execution: str, jobs: Jobs, quotas: Quotas) -> None:
    """Settle the execution's reservation, if it has one that is not settled yet."""
    reservation = quotas.reservation(execution)
    if reservation is not None:
        settle_reservation(reservation, jobs.get(reservation.job_id), quotas)


def settle_reservation(reservation: Reservation, job: Job | None, quotas: Quotas) -> None:
    """Settle a reservation with the cost of its job. If the job is gone, the estimate counts as the cost."""
    if job is None:
        estimate = next((each.amount for each in reservation.charges if each.limit is Limit.SPEND), 0)
        spent = reservation.spent_before_micro_usd + estimate
    else:
        spent = job_micro_usd(job)
    quotas.settle(reservation, settlement(reservation, spent))
