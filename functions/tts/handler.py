"""Lambda entry point of the text-to-speech stage, and of the voice samples that the API requests."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.tts.providers import speech_providers
from functions.tts.service import synthesize_voiceover
from functions.tts.voice_sample import record_voice_sample
from vidx.adapters.s3 import store
from vidx.jobs.events import StageInput, TtsResult, VoiceSampleInput, dump, load
from vidx.jobs.model import Stage
from vidx.jobs.stage_runner import StageRun, stage_handler
from vidx.observability import logger
from vidx.settings import settings


@stage_handler(Stage.TTS)
def job_handler(event: StageInput, run: StageRun) -> TtsResult:
    """Synthesize the voice-over of the job's script."""
    return synthesize_voiceover(event, store(), speech_providers(settings().voice_order), run.report_progress)


@logger.inject_lambda_context(clear_state=True)
def voice_sample_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Record a voice sample; the API invokes this synchronously."""
    providers = speech_providers(settings().voice_order)
    return dump(record_voice_sample(load(VoiceSampleInput, event), store(), providers, settings()))


def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Send an event with a `job_id` to the stage and any other to the voice samples."""
    handle = job_handler if "job_id" in event else voice_sample_handler
    result: dict[str, Any] = handle(event, context)
    return result
