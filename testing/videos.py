"""The videos table in memory, beside a jobs table in memory."""

from dataclasses import dataclass, field
from datetime import datetime

from testing.jobs import MemoryJobs
from vidx.ports.videos import PublicVideo, Videos


@dataclass
class MemoryVideos:
    """Keeps the rules that `DynamoVideos` enforces by conditions."""

    jobs: MemoryJobs = field(default_factory=MemoryJobs)
    rows: dict[str, PublicVideo] = field(default_factory=dict)
    unlisted: dict[str, datetime] = field(default_factory=dict)
    """When videos without a listing were finished, by job."""

    def add(self, video: PublicVideo, *, listed: bool) -> None:
        """Add a video that is finished now, as the state machine does."""
        self.rows[video.job_id] = video
        if not listed:
            self.unlisted[video.job_id] = self.jobs.clock.now()

    def get(self, job_id: str) -> PublicVideo | None:
        return self.rows.get(job_id)

    def list_by_owner(self, owner: str) -> list[PublicVideo]:
        return [video for video in self.rows.values() if video.owner == owner]

    def list_unlisted(self, finished_before: datetime, limit: int) -> list[str]:
        due = sorted((at, job_id) for job_id, at in self.unlisted.items() if at < finished_before)
        return [job_id for _, job_id in due][:limit]

    def keep(self, job_id: str) -> None:
        self.unlisted.pop(job_id, None)

    def retire(self, job_id: str, message: str) -> bool:
        job = self.jobs.rows.get(job_id)
        if job is None:
            return True
        if job.ad_id:
            return False
        self.jobs.rows[job_id] = job.model_copy(update={"video": None, "message": message})
        return True

    def delete(self, job_id: str) -> None:
        self.rows.pop(job_id, None)
        self.unlisted.pop(job_id, None)


def _conforms(videos: MemoryVideos) -> Videos:
    """Let the type checker compare the fake with its port. Never called."""
    return videos
