"""Lambda entry point of the script stage, and of the drafts and the moderation that the API requests."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.script.moderation import (
    ScriptModerator,
    check_text,
    is_draft_allowed,
    moderate_job,
    moderate_script,
    policy,
)
from functions.script.service import CALL_S, MODERATION_S, SELLER, draft_script, stored_script, write_script
from functions.script.writer import ModelChain
from vidx.adapters.clock import SystemClock
from vidx.adapters.openai.providers import language_models, moderator
from vidx.adapters.s3 import store
from vidx.jobs.events import DraftInput, ScriptResult, StageInput, TextModerationInput, dump, load
from vidx.jobs.model import Stage
from vidx.jobs.request import Listing
from vidx.jobs.stage_runner import StageRun, stage_handler
from vidx.observability import logger
from vidx.settings import settings


@stage_handler(Stage.SCRIPT)
def job_handler(event: StageInput, run: StageRun) -> ScriptResult:
    """Moderate the job's content, write its script, and moderate a script that the seller has not written."""
    writer = ModelChain(language_models(), event.last_try)
    if not settings().moderation:
        return write_script(event, store(), writer, run.report_progress)
    moderate_job(event, run, store(), moderator(), policy())
    scripts = ScriptModerator(moderator(), policy(), run.job.approved_content)
    result = write_script(event, store(), writer, run.report_progress, scripts.harms)
    if result.provider != SELLER:
        moderate_script(stored_script(event.job_id, store()).text, event, run, scripts)
    return result


@logger.inject_lambda_context(clear_state=True)
def draft_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Write a draft; the API invokes this synchronously."""
    writer = ModelChain(language_models(timeout_s=CALL_S))
    draft = draft_script(DraftInput.model_validate(event), writer, SystemClock(), store, _is_allowed)
    return draft.model_dump(mode="json")


def _is_allowed(listing: Listing) -> bool:
    return not settings().moderation or is_draft_allowed(listing, moderator(MODERATION_S), policy())


@logger.inject_lambda_context(clear_state=True)
def text_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Moderate a text; the API invokes this synchronously."""
    return dump(check_text(load(TextModerationInput, event), moderator(), policy()))


def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Send an event with a `job_id` to the stage, one with a `text` to the moderation, and any other to the drafts."""
    handle = job_handler if "job_id" in event else text_handler if "text" in event else draft_handler
    result: dict[str, Any] = handle(event, context)
    return result
