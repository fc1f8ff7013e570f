"""Every object key of the pipeline.

Work bucket (private): `uploads/…`, `jobs/…` and `drafts/…`, which expire after `RETENTION_DAYS`, and `previews/…`, the
voice samples, which stay.
Public bucket (what viewers load): `videos/…`.
"""

import re
from datetime import date
from typing import Final

UPLOADS = "uploads/"
JOBS = "jobs/"
DRAFTS = "drafts/"
VIDEOS = "videos/"
VOICE_SAMPLES = "previews/"

_UPLOAD_NAME: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]{0,127}")

RETENTION_DAYS: Final = {UPLOADS: 30, JOBS: 30, DRAFTS: 30}
"""Days for which the work bucket stores objects, by prefix: as long as a job can be retried or remade. Two pages repeat
the number: `web/js/components/edit-listing.js` and `web/js/pages/job.js`."""


def retention_days(key: str, limit_days: int) -> int:
    """Return for how many of the first `limit_days` days the object is stored."""
    return min([limit_days, *(days for prefix, days in RETENTION_DAYS.items() if key.startswith(prefix))])


def user_uploads(user_id: str) -> str:
    """Return the prefix of all uploads by a user."""
    return f"{UPLOADS}{user_id}/"


def upload(user_id: str, upload_id: str) -> str:
    return f"{user_uploads(user_id)}{upload_id}"


def is_user_upload(user_id: str, key: str) -> bool:
    """Return whether `key` has the form of an upload of `user_id`.

    A key with another slash is none: storage may take `uploads/me/../other` for somebody else's.
    """
    name = key.removeprefix(user_uploads(user_id))
    return name != key and _UPLOAD_NAME.fullmatch(name) is not None


def job_files(job_id: str) -> str:
    """Return the prefix of all artifacts of a job."""
    return f"{JOBS}{job_id}/"


def job_request(job_id: str) -> str:
    return f"{job_files(job_id)}job.json"


def moderation(job_id: str) -> str:
    """The moderation model's assessment of the job's content."""
    return f"{job_files(job_id)}moderation.json"


def script(job_id: str) -> str:
    return f"{job_files(job_id)}script.json"


def user_drafts(user_id: str) -> str:
    """Return the prefix of all drafts of a user."""
    return f"{DRAFTS}{user_id}/"


def draft(user_id: str, fingerprint: str) -> str:
    """Draft of a script. `fingerprint` covers its words and their context (`artifacts.draft_key`)."""
    return f"{user_drafts(user_id)}{fingerprint}.json"


def storage_probe() -> str:
    """Object that is written to check whether storage accepts writes."""
    return f"{DRAFTS}storage.json"


def voice(job_id: str) -> str:
    return f"{job_files(job_id)}voice.wav"


def rejected_voices(job_id: str) -> str:
    """Recordings of the voice that break off; the voice stage skips their providers."""
    return f"{job_files(job_id)}rejected-voices.json"


def transcript(job_id: str) -> str:
    """Transcript of a voice that does not speak the script word for word."""
    return f"{job_files(job_id)}said.txt"


def words(job_id: str) -> str:
    return f"{job_files(job_id)}words.json"


def captions_ass(job_id: str) -> str:
    return f"{job_files(job_id)}captions.ass"


def captions_vtt(job_id: str) -> str:
    return f"{job_files(job_id)}captions.vtt"


def working_copy(job_id: str, index: int) -> str:
    """Working copy of the job's photo or clip number `index`, from 0. Its content type distinguishes them."""
    return f"{job_files(job_id)}photos/{index}"


def web_photo(job_id: str, index: int) -> str:
    """The photo at a size for web pages, which is published with the listing. Clips have none."""
    return f"{job_files(job_id)}photos/{index}.web"


def clip_frames(job_id: str, index: int) -> str:
    """Contact sheet of a clip's working copy, for moderation. Photos have none."""
    return f"{job_files(job_id)}photos/{index}.frames"


def logo(job_id: str) -> str:
    """Working copy of the job's logo: a small PNG with alpha."""
    return f"{job_files(job_id)}logo.png"


def render(job_id: str) -> str:
    return f"{job_files(job_id)}render.mp4"


def thumbnail(job_id: str) -> str:
    return f"{job_files(job_id)}thumbnail.jpg"


def voice_sample(language: str, voice: str, fingerprint: str) -> str:
    """Sample of a voice. `fingerprint` covers its inputs, so that each key is written once."""
    return f"{VOICE_SAMPLES}{language}/{voice}-{fingerprint[:16]}.wav"


def preview(job_id: str) -> str:
    """Three silent seconds of the video, as an animated WebP."""
    return f"{job_files(job_id)}preview.webp"


def public_stem(day: date, job_id: str) -> str:
    """Return the stem of a job's public files. `day`, the UTC day of the job's creation, sorts them in the bucket."""
    return f"{VIDEOS}{day:%Y%m%d}_{job_id}"


def job_of_stem(stem: str) -> str:
    """Id of the job whose public files have the stem, as `public_stem` makes it."""
    return stem.removeprefix(VIDEOS).partition("_")[2]


def stem_from_url(url: str) -> str:
    """Return the stem of the public file at `url`."""
    return f"{VIDEOS}{url.rpartition('/')[2].rpartition('.')[0]}"


def public_video(stem: str) -> str:
    return f"{stem}.mp4"


def public_thumbnail(stem: str) -> str:
    return f"{stem}.jpg"


def public_preview(stem: str) -> str:
    return f"{stem}.webp"


def public_photo(stem: str, number: int) -> str:
    """Published photo `number` of a job, from 1."""
    return f"{stem}_{number}.jpg"


def public_captions(stem: str) -> str:
    return f"{stem}.vtt"
