"""Lambda entry point of the render stage."""

from functions.render.service import render_job
from functions.render.toolchain import toolchain
from vidx.adapters.s3 import store
from vidx.jobs import Stage
from vidx.settings import settings
from vidx.stage import Run, stage_handler
from vidx.steps import RenderResult, StageInput


@stage_handler(Stage.RENDER)
def lambda_handler(event: StageInput, run: Run) -> RenderResult:
    return render_job(event, run.progress, store(), toolchain(settings()))
