"""Lambda entry point of the captions stage: script.json and voice.wav -> words.json, captions.ass, captions.vtt."""

from functions.captions.method_chain import MethodChain
from functions.captions.service import write_captions
from vidx.adapters.s3 import store
from vidx.jobs.events import StageInput, StageResult
from vidx.jobs.model import Stage
from vidx.jobs.stage_runner import StageRun, stage_handler
from vidx.ports.providers import Transcriber
from vidx.settings import settings


@stage_handler(Stage.CAPTIONS)
def lambda_handler(event: StageInput, run: StageRun) -> StageResult:
    methods = MethodChain(settings().captions_order.split(","), _transcriber, event.last_try)
    return write_captions(event, store(), methods, run.report_progress)


def _transcriber() -> Transcriber:
    """Import the client only when it is needed: openai takes 0.8 s, and alignment rarely fails."""
    from vidx.adapters.openai.providers import transcriber

    return transcriber()
