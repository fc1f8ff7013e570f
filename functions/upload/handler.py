"""upload stage: film, thumbnail and captions → the public bucket; or, without a job, a stem's files off it."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.upload.service import publish_video
from functions.upload.withdraw import withdraw_video
from vidx.adapters.s3 import publisher, store
from vidx.jobs.events import StageInput, StageResult, WithdrawInput, dump, load
from vidx.jobs.model import Stage
from vidx.jobs.stage_runner import StageRun, stage_handler
from vidx.observability import logger


@stage_handler(Stage.UPLOAD)
def job_handler(step: StageInput, run: StageRun) -> StageResult:
    """Publish the job's files."""
    return publish_video(step, run, store(), publisher())


@logger.inject_lambda_context(clear_state=True)
def withdraw_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Take files down for the API, which waits for it."""
    return dump(withdraw_video(load(WithdrawInput, event), publisher()))


def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """The function's one entry: an event about a job goes to the stage, any other names files to take down."""
    handle = job_handler if "job_id" in event else withdraw_handler
    answer: dict[str, Any] = handle(event, context)
    return answer
