"""tts stage: `script.json` → `voice.wav`; or, without a job, a voice → a sample of it."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.tts.preview import record_preview
from functions.tts.readers import readers
from functions.tts.service import narrate
from vidx.adapters.s3 import store
from vidx.jobs.events import PreviewInput, StageInput, TtsResult, dump, load
from vidx.jobs.model import Stage
from vidx.jobs.stage_runner import Run, stage_handler
from vidx.observability import logger
from vidx.settings import settings


@stage_handler(Stage.TTS)
def job_handler(step: StageInput, run: Run) -> TtsResult:
    """Read the job's script aloud."""
    return narrate(step, store(), readers(settings().voice_order), run.progress)


@logger.inject_lambda_context(clear_state=True)
def preview_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Record a sample for the API, which waits for it."""
    here = settings()
    return dump(record_preview(load(PreviewInput, event), store(), readers(here.voice_order), here))


def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """The function's one entry: an event about a job goes to the stage, any other asks for a sample."""
    handle = job_handler if "job_id" in event else preview_handler
    answer: dict[str, Any] = handle(event, context)
    return answer
