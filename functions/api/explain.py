"""Why a job ended in error, for its owner: what happened, whether anything is lost, what to do."""

from typing import Final

from functions.api.wire import JobError
from vidx.errors import (
    InvalidInput,
    InvalidPhotos,
    JobInterrupted,
    PhotoNotRendered,
    ProviderFailed,
    ProviderRefused,
    ProviderUnauthorized,
    StageFailed,
    UnusableClip,
    UnusablePhoto,
    VidxError,
    by_code,
)
from vidx.jobs.model import Failure, Job

KEPT: Final = "Your photos and text are safe."
RETRY: Final = "Try again, or change your photos."
FAILED: Final = {
    "script": "We couldn't write the script.",
    "photos": "We couldn't prepare your photos.",
    "tts": "We couldn't record the voice.",
    "captions": "We couldn't add the captions.",
}
"""What to say of a stage that failed; every other one is part of making the video."""
FAILED_OTHERWISE: Final = "We couldn't make your video."
MAX_TRIES: Final = 3
"""Attempts after which a failure of ours is no longer offered for a retry: the same materials fail the same way."""
GIVE_UP: Final = "Trying again won't help: change your photos."
CHANGE_TEXT: Final = "Trying again won't help: change the text and start again."
REFUSED: Final = "The AI service declined this text."
INTERRUPTED: Final = "Making your video was interrupted."
REMEDIES: Final[tuple[tuple[type[VidxError], str], ...]] = (
    (ProviderUnauthorized, "This is a problem on our side. Try again later."),
    (ProviderFailed, "Try again in a few minutes."),
)
"""What to do about an error of ours, by the first class here that it belongs to; otherwise `RETRY`."""
BLAME_A_PHOTO: Final = (InvalidPhotos, UnusablePhoto, UnusableClip, PhotoNotRendered)
FINAL: Final = (InvalidInput, ProviderRefused, PhotoNotRendered)
"""Errors that come again until something is changed."""


def explain(job: Job, failure: Failure) -> JobError:
    """The job's failure for its owner. Only what the owner can mend is quoted; the rest is written for engineers."""
    kind = by_code().get(failure.code)
    is_final = kind is not None and issubclass(kind, FINAL)
    is_ours = kind is None or issubclass(kind, StageFailed)
    retryable = not is_final and not (is_ours and job.attempt >= MAX_TRIES)
    return JobError(
        code=failure.code,
        stage=failure.stage,
        message=_message(failure, kind, retryable=retryable),
        retryable=retryable,
        photo=_photo(job, failure, kind),
    )


def _message(failure: Failure, kind: type[VidxError] | None, *, retryable: bool) -> str:
    if kind is not None and issubclass(kind, BLAME_A_PHOTO):
        return f"{_sentence(failure.message)} {GIVE_UP}"
    if kind is not None and issubclass(kind, ProviderRefused):
        return f"{REFUSED} {CHANGE_TEXT}"
    if kind is not None and issubclass(kind, InvalidInput):
        return f"{_sentence(failure.message)} {CHANGE_TEXT}"
    if kind is not None and issubclass(kind, JobInterrupted):
        return f"{INTERRUPTED} {KEPT} Try again."
    remedy = next((remedy for base, remedy in REMEDIES if kind and issubclass(kind, base)), RETRY)
    return f"{FAILED.get(failure.stage, FAILED_OTHERWISE)} {KEPT} {remedy if retryable else GIVE_UP}"


def _photo(job: Job, failure: Failure, kind: type[VidxError] | None) -> int | None:
    """Number of the photo to blame: the failed stage has left it in its record."""
    run = next((run for stage, run in job.stages.items() if stage.value == failure.stage), None)
    return run.failed_photo if run and kind and issubclass(kind, BLAME_A_PHOTO) else None


def _sentence(message: str) -> str:
    text = message.strip().rstrip(".")
    return f"{text[:1].upper()}{text[1:]}."
