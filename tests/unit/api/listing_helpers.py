"""Jobs and their ads for the tests of listings."""

from typing import Any

from testing.jobs import job_row
from tests.unit.api.conftest import DETAILS, Api, Reply
from vidx.ads import Ad
from vidx.jobs.model import Job, Status, Video

VIDEO = Video(
    video_url="https://media.test/videos/20261122_j1.mp4",
    thumbnail_url="https://media.test/videos/20261122_j1.jpg",
    captions_url="https://media.test/videos/20261122_j1.vtt",
    duration_s=16.5,
    size_bytes=1000,
)


def running(api: Api, job_id: str = "j1", owner: str = "u1") -> Job:
    api.jobs.create(job_row(job_id, owner=owner, clock=api.clock))
    return api.jobs.rows[job_id]


def finished(api: Api, job_id: str = "j1", owner: str = "u1") -> Job:
    row = running(api, job_id, owner)
    api.jobs.rows[job_id] = row.model_copy(update={"status": Status.COMPLETE, "video": VIDEO})
    return api.jobs.rows[job_id]


def create(api: Api, job_id: str = "j1", user: str = "u1", **changes: Any) -> Reply:
    body = {name: value for name, value in (DETAILS | {"jobId": job_id} | changes).items() if value is not None}
    return api.call("POST", "/api/ads/create", body, user=user)


def active(api: Api, job_id: str = "j1", owner: str = "u1", **changes: Any) -> Ad:
    finished(api, job_id, owner)
    return api.ads.rows[create(api, job_id, owner, **changes).json["adId"]]
