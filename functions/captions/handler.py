"""captions step: script.json and voice.wav -> words.json, captions.ass, captions.vtt."""

from functions.captions.chain import Ways
from functions.captions.service import caption
from vidx.adapters.s3 import store
from vidx.jobs.events import StageInput, StageResult
from vidx.jobs.model import Stage
from vidx.jobs.stage_runner import Run, stage_handler
from vidx.ports import Transcriber
from vidx.settings import settings


@stage_handler(Stage.CAPTIONS)
def lambda_handler(step: StageInput, run: Run) -> StageResult:
    return caption(step, store(), Ways(settings().captions_order.split(","), _transcriber, step.last_try), run.progress)


def _transcriber() -> Transcriber:
    """Imported when it is needed: openai takes 0.8 s, and alignment rarely leaves it anything to do."""
    from vidx.adapters.openai.providers import transcriber

    return transcriber()
