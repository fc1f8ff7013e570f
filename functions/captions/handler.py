"""captions step: script.json and voice.wav -> words.json, captions.ass, captions.vtt."""

from functions.captions.chain import Ways
from functions.captions.step import caption
from vidx.adapters.s3 import store
from vidx.ai import Transcriber
from vidx.jobs import Stage
from vidx.settings import settings
from vidx.stage import Run, stage_handler
from vidx.steps import StageInput, StageResult


@stage_handler(Stage.CAPTIONS)
def lambda_handler(step: StageInput, run: Run) -> StageResult:
    return caption(step, store(), Ways(settings().captions_order.split(","), _transcriber, step.last_try), run.progress)


def _transcriber() -> Transcriber:
    """Imported when it is needed: openai takes 0.8 s, and alignment rarely leaves it anything to do."""
    from vidx.adapters.openai import transcriber

    return transcriber()
