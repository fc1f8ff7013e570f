"""tts stage: `script.json` → `voice.wav`; or, without a job, a voice → a sample of it."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.tts.preview import record_preview
from functions.tts.readers import readers
from functions.tts.step import narrate
from vidx.adapters.s3 import store
from vidx.jobs import Stage
from vidx.observe import logger
from vidx.settings import settings
from vidx.stage import Run, stage_handler
from vidx.steps import PreviewInput, StageInput, TtsResult, dump, load


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
