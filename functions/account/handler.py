"""Lambda entry point of account: delete closed accounts, at once and in a sweep every minute."""

from typing import Any, Final

from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.account.service import DeletionInput, Ports, delete_account, sweep
from vidx.adapters.clock import SystemClock
from vidx.adapters.cognito import sign_ins
from vidx.adapters.dynamodb.accounts import accounts
from vidx.adapters.dynamodb.ads import ads
from vidx.adapters.dynamodb.jobs import jobs
from vidx.adapters.dynamodb.queue import queue
from vidx.adapters.dynamodb.quotas import quotas
from vidx.adapters.dynamodb.videos import videos
from vidx.adapters.dynamodb.webhooks import deliveries, webhooks
from vidx.adapters.lambda_invoke import withdrawals
from vidx.adapters.s3 import store
from vidx.adapters.stepfunctions import executions
from vidx.observability import logger

SCHEDULED: Final = "Scheduled Event"
"""`detail-type` of the events of EventBridge's schedules."""


@logger.inject_lambda_context(clear_state=True)
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Delete the account that the API names; for a scheduled event, all closed accounts that are due."""
    ports = Ports(
        accounts=accounts(),
        sign_ins=sign_ins(),
        jobs=jobs(),
        ads=ads(),
        videos=videos(),
        webhooks=webhooks(),
        deliveries=deliveries(),
        executions=executions(),
        quotas=quotas(),
        queue=queue(),
        withdrawals=withdrawals(),
        open_store=store,
        clock=SystemClock(),
    )
    if event.get("detail-type") == SCHEDULED:
        sweep(ports)
    else:
        delete_account(DeletionInput.model_validate(event).owner, ports)
    return {}
