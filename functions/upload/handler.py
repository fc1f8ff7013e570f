"""upload: render.mp4, thumbnail.jpg and captions.vtt -> the public bucket."""

from functions.upload.step import publish_video
from vidx.adapters.s3 import publisher, store
from vidx.jobs import Stage
from vidx.stage import Run, stage_handler
from vidx.steps import StageInput, StageResult


@stage_handler(Stage.UPLOAD)
def lambda_handler(step: StageInput, run: Run) -> StageResult:
    return publish_video(step, run, store(), publisher())
