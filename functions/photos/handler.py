"""Lambda entry point of the photos stage."""

from pathlib import Path

from functions.photos.service import prepare_photos
from vidx.adapters.s3 import store
from vidx.confinement import hide_memory
from vidx.jobs.events import PhotosResult, StageInput
from vidx.jobs.model import Stage
from vidx.jobs.stage_runner import StageRun, stage_handler
from vidx.settings import settings


@stage_handler(Stage.PHOTOS)
def lambda_handler(event: StageInput, run: StageRun) -> PhotosResult:
    hide_memory()
    return prepare_photos(event, run.report_progress, store(), Path(settings().ffmpeg_bin))
