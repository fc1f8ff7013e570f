"""Lambda entry point of the render stage."""

from functions.render.service import render_job
from functions.render.toolchain import toolchain
from vidx.adapters.s3 import store
from vidx.confinement import hide_memory
from vidx.jobs.events import RenderResult, StageInput
from vidx.jobs.model import Stage
from vidx.jobs.stage_runner import StageRun, stage_handler
from vidx.settings import settings


@stage_handler(Stage.RENDER)
def lambda_handler(event: StageInput, run: StageRun) -> RenderResult:
    hide_memory()
    return render_job(event, run.report_progress, store(), toolchain(settings()))
