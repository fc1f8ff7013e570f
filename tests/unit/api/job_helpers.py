"""Jobs in their states: running, finished, failed."""

from datetime import UTC, datetime, timedelta

from testing.jobs import job_row
from tests.unit.api.conftest import Api
from vidx import keys
from vidx.jobs.model import Failure, Job, Stage, StageRecord, Status, Video
from vidx.script import Script

SCRIPT = Script(
    hook="Look.",
    sentences=("Solid oak.",),
    call_to_action="Buy it.",
    word_count=5,
    estimated_s=2.0,
    provider="openai",
    model="m",
)


def running(api: Api) -> Job:
    """A job whose script is written and whose voice is being recorded."""
    row = job_row("j1", clock=api.clock)
    script = StageRecord(
        started_at=row.created_at,
        attempt=1,
        seconds=2.5,
        provider="openai",
        model="m",
        provider_usd=0.0002,
        compute_usd=0.0001,
        requests_usd=0.00003,
        storage_usd=0.00002,
    )
    voice = StageRecord(started_at=row.created_at + timedelta(seconds=3), attempt=1)
    job = row.model_copy(
        update={
            "status": Status.AUDIO,
            "progress": 12,
            "message": "Recording the voice",
            "stages": {Stage.TTS: voice, Stage.SCRIPT: script},
        }
    )
    api.jobs.rows["j1"] = job
    api.store.put(keys.script("j1"), SCRIPT.model_dump_json().encode(), "application/json")
    return job


def finished(api: Api) -> None:
    video = Video(
        video_url="https://v/1.mp4",
        thumbnail_url="https://v/1.jpg",
        captions_url="https://v/1.vtt",
        duration_s=16.5,
        size_bytes=4_000_000,
    )
    changes = {"status": Status.COMPLETE, "progress": 100, "video": video}
    api.jobs.rows["j1"] = running(api).model_copy(update=changes)


def failed(
    api: Api, code: str, message: str, stage: Stage = Stage.RENDER, attempt: int = 1, photo: int | None = None
) -> None:
    error = Failure(code=code, stage=stage.value, message=message)
    run = StageRecord(started_at=datetime.now(UTC), attempt=attempt, failed_photo=photo)
    job = running(api)
    changed = {"status": Status.ERROR, "error": error, "attempt": attempt, "stages": job.stages | {stage: run}}
    api.jobs.rows["j1"] = job.model_copy(update=changed)
