"""Every object key of the pipeline.

Work bucket (private): `uploads/…`, `jobs/…` and `drafts/…`, which expire after `RETENTION_DAYS`, and `previews/…`, the
voice samples, which stay.
Public bucket (what viewers load): `videos/…`.
"""

from datetime import date
from typing import Final

UPLOADS = "uploads/"
JOBS = "jobs/"
DRAFTS = "drafts/"
VIDEOS = "videos/"
PREVIEWS = "previews/"

RETENTION_DAYS: Final = {UPLOADS: 30, JOBS: 30, DRAFTS: 30}
"""How long the work bucket keeps objects, by prefix: as long as a job can be retried or remade, which either of the
two may be needed for."""


def retention_days(key: str, limit_days: int) -> int:
    """Days for which the object is kept, of the first `limit_days`."""
    return min([limit_days, *(days for prefix, days in RETENTION_DAYS.items() if key.startswith(prefix))])


def user_uploads(user_id: str) -> str:
    """Prefix that every upload of `user_id` starts with; a key elsewhere belongs to somebody else."""
    return f"{UPLOADS}{user_id}/"


def upload(user_id: str, upload_id: str) -> str:
    return f"{user_uploads(user_id)}{upload_id}"


def job_request(job_id: str) -> str:
    return f"{JOBS}{job_id}/job.json"


def script(job_id: str) -> str:
    return f"{JOBS}{job_id}/script.json"


def draft(digest: str) -> str:
    """A script written before there was a job; `digest` is the fingerprint of its text and what it was written for."""
    return f"{DRAFTS}{digest}.json"


def voice(job_id: str) -> str:
    return f"{JOBS}{job_id}/voice.wav"


def transcript(job_id: str) -> str:
    """What the voice says, where that is not the script word for word; made from the voice's own bytes."""
    return f"{JOBS}{job_id}/said.txt"


def words(job_id: str) -> str:
    return f"{JOBS}{job_id}/words.json"


def captions_ass(job_id: str) -> str:
    return f"{JOBS}{job_id}/captions.ass"


def captions_vtt(job_id: str) -> str:
    return f"{JOBS}{job_id}/captions.vtt"


def photo(job_id: str, index: int) -> str:
    """Working copy of the job's photo or clip number `index`, counted from 0; its content type tells which it is."""
    return f"{JOBS}{job_id}/photos/{index}"


def web_photo(job_id: str, index: int) -> str:
    """The photo at a size for web pages, to be published with the listing; clips have none."""
    return f"{JOBS}{job_id}/photos/{index}.web"


def logo(job_id: str) -> str:
    """Working copy of the job's logo: a small PNG with alpha."""
    return f"{JOBS}{job_id}/logo.png"


def render(job_id: str) -> str:
    return f"{JOBS}{job_id}/render.mp4"


def thumbnail(job_id: str) -> str:
    return f"{JOBS}{job_id}/thumbnail.jpg"


def voice_sample(language: str, voice: str, digest: str) -> str:
    """Sample of a voice; `digest` is the fingerprint of all that it is made from, so that a key is written once."""
    return f"{PREVIEWS}{language}/{voice}-{digest[:16]}.wav"


def preview(job_id: str) -> str:
    """Three silent seconds of the video, as an animated WebP."""
    return f"{JOBS}{job_id}/preview.webp"


def public_stem(day: date, job_id: str) -> str:
    """Stem shared by a job's public files; `day` (UTC, of the job's creation) sorts them in the bucket."""
    return f"{VIDEOS}{day:%Y%m%d}_{job_id}"


def stem_from_url(url: str) -> str:
    """Stem of the public file at `url`, whatever lies before its key."""
    return f"{VIDEOS}{url.rpartition('/')[2].rpartition('.')[0]}"


def public_video(stem: str) -> str:
    return f"{stem}.mp4"


def public_thumbnail(stem: str) -> str:
    return f"{stem}.jpg"


def public_preview(stem: str) -> str:
    return f"{stem}.webp"


def public_photo(stem: str, number: int) -> str:
    """The job's published photo `number`, counted from 1."""
    return f"{stem}_{number}.jpg"


def public_captions(stem: str) -> str:
    return f"{stem}.vtt"
