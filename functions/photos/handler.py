"""photos: the uploaded originals -> jobs/{id}/photos/{n}: upright, of working size, without metadata or sound;
photos in sRGB as JPEG, clips in BT.709 as MP4.
"""

from pathlib import Path

from functions.photos.service import prepare
from vidx.adapters.s3 import store
from vidx.jobs.events import StageInput, StageResult
from vidx.jobs.model import Stage
from vidx.jobs.stage_runner import StageRun, stage_handler
from vidx.settings import settings


@stage_handler(Stage.PHOTOS)
def lambda_handler(step: StageInput, run: StageRun) -> StageResult:
    return prepare(step, run, store(), Path(settings().ffmpeg_bin))
