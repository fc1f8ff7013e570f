"""script stage: a job's request → `script.json`; or, without a job, a listing → a draft in the answer."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.script.draft import CALL_S, draft_script
from functions.script.models import FirstWilling
from functions.script.service import write_script
from vidx.adapters.clock import SystemClock
from vidx.adapters.openai.providers import language_models
from vidx.adapters.s3 import store
from vidx.jobs.events import DraftInput, ScriptResult, StageInput
from vidx.jobs.model import Stage
from vidx.jobs.stage_runner import StageRun, stage_handler
from vidx.observability import logger


@stage_handler(Stage.SCRIPT)
def job_handler(step: StageInput, run: StageRun) -> ScriptResult:
    """Write the job's script."""
    return write_script(step, store(), FirstWilling(language_models(), step.last_try), run.report_progress)


@logger.inject_lambda_context(clear_state=True)
def draft_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Write a script for the API, which waits for it."""
    draft = draft_script(
        DraftInput.model_validate(event), FirstWilling(language_models(timeout_s=CALL_S)), SystemClock(), store
    )
    return draft.model_dump(mode="json")


def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """The function's one entry: an event about a job goes to the stage, any other asks for a draft."""
    handle = job_handler if "job_id" in event else draft_handler
    answer: dict[str, Any] = handle(event, context)
    return answer
