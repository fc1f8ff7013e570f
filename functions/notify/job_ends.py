"""Measure jobs that have ended, from the changes of their rows: every end is in one, whoever wrote it."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, ValidationError

from functions.notify.events import TYPE_BY_STATUS
from vidx.adapters.dynamodb.changes import RowChange
from vidx.admission.settling import job_usd
from vidx.jobs.model import Failure, Stage, StageRecord, Status
from vidx.observability import logger, record_job_end, record_video


class EndedJob(BaseModel):
    """The part of a job's row that is measured."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    status: Status
    attempt: int
    created_at: datetime
    updated_at: datetime
    stages: dict[Stage, StageRecord] = {}
    error: Failure | None = None


def measure_end(change: RowChange) -> None:
    """Record the metrics of a job whose status becomes final. Other changes have none.

    A row of an unknown form is logged and not counted.
    """
    status = (change.after or {}).get("status")
    if change.key != "job_id" or status not in TYPE_BY_STATUS or (change.before or {}).get("status") == status:
        return
    try:
        job = EndedJob.model_validate(change.after)
    except ValidationError:
        logger.warning("an ended job cannot be measured", extra={"event_id": change.change_id})
        return
    record_job_end(job.status, job.error)
    if job.status is Status.COMPLETE:
        seconds = (job.updated_at - job.created_at).total_seconds() if job.attempt == 1 else None
        record_video(job_usd(job.stages, job.attempt), seconds)
