"""What of a job may lie where everybody can load it."""

from datetime import UTC

from vidx import keys
from vidx.jobs.model import Job, Stage


def may_be_public(job: Job) -> bool:
    """Whether a job has published its files: all of them, or some before it was stopped."""
    return job.video is not None or (job.status.final and Stage.UPLOAD in job.stages)


def stem_of(job: Job) -> str:
    """What the public files of a job are called."""
    if job.video:
        return keys.public_stem_of(job.video.video_url)
    return keys.public_stem(job.created_at.astimezone(UTC).date(), job.job_id)
