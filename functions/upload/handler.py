"""Lambda entry point of the upload stage, and of the deletion of public files that the API requests."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.upload.service import publish_video, withdraw_video
from vidx.adapters.s3 import publisher, store
from vidx.jobs.events import StageInput, UploadResult, WithdrawInput, dump, load
from vidx.jobs.model import Stage
from vidx.jobs.stage_runner import StageRun, stage_handler
from vidx.observability import logger


@stage_handler(Stage.UPLOAD)
def job_handler(event: StageInput, run: StageRun) -> UploadResult:
    """Publish the job's files."""
    return publish_video(event, run, store(), publisher())


@logger.inject_lambda_context(clear_state=True)
def withdraw_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Delete public files; the API invokes this synchronously."""
    return dump(withdraw_video(load(WithdrawInput, event), publisher()))


def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Send an event with a `job_id` to the stage and any other to the deletion of public files."""
    handle = job_handler if "job_id" in event else withdraw_handler
    result: dict[str, Any] = handle(event, context)
    return result
