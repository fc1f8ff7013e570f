"""photos: the uploaded originals -> jobs/{id}/photos/{n}.jpg, upright, sRGB, of working size, without metadata."""

from functions.photos.step import prepare
from vidx.adapters.s3 import store
from vidx.jobs import Stage
from vidx.stage import Run, stage_handler
from vidx.steps import StageInput, StageResult


@stage_handler(Stage.PHOTOS)
def lambda_handler(step: StageInput, run: Run) -> StageResult:
    return prepare(step, run, store())
