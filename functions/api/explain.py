"""Why a job ended in error, in plain words with what to do about it."""

from typing import Final

from functions.api.wire import JobError
from vidx.errors import (
    InvalidInput,
    InvalidPhotos,
    PhotoNotRendered,
    ProviderFailed,
    ProviderRefused,
    ProviderUnauthorized,
    StageFailed,
    Transient,
    UnusableClip,
    UnusablePhoto,
    VidxError,
    by_code,
)
from vidx.jobs import Failure
from vidx.records import Job

WORK: Final = {
    "script": "writing the script",
    "photos": "preparing the photos",
    "tts": "recording the voice",
    "captions": "timing the captions",
    "render": "rendering the video",
    "upload": "publishing the video",
}
MAX_TRIES: Final = 3
"""Attempts after which a failure of ours is no longer offered for a retry: the same materials fail the same way."""
RETRY: Final = "Retry the job: it goes on where it stopped, and what was paid for is kept."
GIVE_UP: Final = "Trying again does not help. Start a new job with other photos, or tell the operator the job's number."
CHANGE_PHOTO: Final = "Start a new job without it or with another one in its place."
REMEDIES: Final[tuple[tuple[type[VidxError], str], ...]] = (
    (ProviderRefused, "Change the text and start a new job."),
    (ProviderUnauthorized, "This is ours to put right: retry the job later."),
    (PhotoNotRendered, CHANGE_PHOTO),
    (InvalidInput, "Start a new job once it is put right."),
    (Transient, RETRY),
    (ProviderFailed, RETRY),
    (StageFailed, RETRY),
)
"""What to do about an error, by the first class here that it belongs to."""
FINAL: Final = (InvalidInput, ProviderRefused, PhotoNotRendered)
"""Errors that come again until something is changed."""
BLAME_A_PHOTO: Final = (InvalidPhotos, UnusablePhoto, UnusableClip, PhotoNotRendered)


def explain(job: Job, failure: Failure) -> JobError:
    """The job's failure for its owner; what is no error of ours is not quoted, since it is written for engineers."""
    kind = by_code().get(failure.code)
    if kind is None:
        doing = WORK.get(failure.stage, "making the video")
        told, retryable = f"Something went wrong on our side while {doing}.", True
        remedy = RETRY
    else:
        told, retryable = _sentence(failure.message), not issubclass(kind, FINAL)
        remedy = next((remedy for base, remedy in REMEDIES if issubclass(kind, base)), RETRY)
    if retryable and (kind is None or issubclass(kind, StageFailed)) and job.attempt >= MAX_TRIES:
        remedy, retryable = GIVE_UP, False
    return JobError(
        code=failure.code,
        stage=failure.stage,
        message=f"{told} {remedy}",
        retryable=retryable,
        photo=_photo(job, failure, kind),
    )


def _photo(job: Job, failure: Failure, kind: type[VidxError] | None) -> int | None:
    """Number of the photo to blame: the failed stage has left it in its record."""
    run = next((run for stage, run in job.stages.items() if stage.value == failure.stage), None)
    return run.failed_photo if run and kind and issubclass(kind, BLAME_A_PHOTO) else None


def _sentence(message: str) -> str:
    text = message.strip().rstrip(".")
    return f"{text[:1].upper()}{text[1:]}."
