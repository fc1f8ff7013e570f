"""tts stage: `script.json` → `voice.wav`."""

from functions.tts.readers import readers
from functions.tts.step import narrate
from vidx.adapters.s3 import store
from vidx.jobs import Stage
from vidx.settings import settings
from vidx.stage import Run, stage_handler
from vidx.steps import StageInput, TtsResult


@stage_handler(Stage.TTS)
def lambda_handler(step: StageInput, run: Run) -> TtsResult:
    """Read the job's script aloud."""
    return narrate(step, store(), readers(settings().voice_order), run.progress)
