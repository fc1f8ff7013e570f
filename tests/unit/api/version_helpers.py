"""Finished jobs, and requests for other versions of them."""

from typing import Any

from tests.unit.api.conftest import Api, Reply
from vidx import keys
from vidx.jobs.model import Job, Status, Video
from vidx.jobs.request import VideoRequest
from vidx.script import Script

VIDEO = Video(
    video_url="https://v.test/videos/20261122_1.mp4",
    thumbnail_url="https://v.test/videos/20261122_1.jpg",
    captions_url="https://v.test/videos/20261122_1.vtt",
    duration_s=15.2,
    size_bytes=1,
)


WRITTEN = "A solid oak chair. Come and sit."


SCRIPT = Script(
    hook="A solid oak chair.",
    sentences=(),
    call_to_action="Come and sit.",
    word_count=7,
    estimated_s=3.0,
    provider="openai",
    model="m",
)


def complete(api: Api, job_id: str) -> None:
    """The last state of the state machine."""
    job = api.jobs.rows[job_id]
    api.jobs.rows[job_id] = job.model_copy(update={"status": Status.COMPLETE, "video": VIDEO})
    api.store.put(keys.script(job_id), SCRIPT.model_dump_json().encode(), "application/json")


def remake(api: Api, job_id: str, *, key: str | None = None, user: str = "u1", **changes: Any) -> Reply:
    headers = {"idempotency-key": key} if key else None
    return api.call("POST", f"/api/video/jobs/{job_id}/remake", changes, user=user, headers=headers)


def request_of(api: Api, job_id: str) -> VideoRequest:
    return VideoRequest.model_validate_json(api.store.get(keys.job_request(job_id)))


def job_of(api: Api, reply: Reply) -> Job:
    assert reply.status == 202, reply.text
    return api.jobs.rows[reply.json["jobId"]]
