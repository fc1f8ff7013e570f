"""Lambda entry point of watch: end jobs whose executions stopped without a final status, and start waiting jobs.

EventBridge invokes it whenever an execution ends, and once a minute.
"""

from typing import Any, Final

from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.watch.service import ExecutionEnd, Ports, end_job, sweep
from vidx.adapters.clock import SystemClock
from vidx.adapters.dynamodb.ads import ads
from vidx.adapters.dynamodb.jobs import jobs
from vidx.adapters.dynamodb.queue import queue
from vidx.adapters.dynamodb.quotas import quotas
from vidx.adapters.dynamodb.videos import videos
from vidx.adapters.lambda_invoke import withdrawals
from vidx.adapters.stepfunctions import executions
from vidx.observability import logger
from vidx.settings import settings

SCHEDULED: Final = "Scheduled Event"
"""`detail-type` of the events that EventBridge's schedules send."""


@logger.inject_lambda_context(clear_state=True)
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Handle one event of EventBridge: the end of an execution, or the schedule of the sweep."""
    ports = Ports(
        jobs(),
        ads(),
        executions(),
        withdrawals(),
        quotas(),
        queue(),
        videos(),
        SystemClock(),
        settings().max_executions,
        settings().review_expiry_days,
        settings().unlisted_video_days,
    )
    if event["detail-type"] == SCHEDULED:
        sweep(ports)
    else:
        end_job(ExecutionEnd.model_validate(event["detail"]), ports)
    return {}
