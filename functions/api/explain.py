"""Why a job ended in error, in plain words with what to do about it."""

from typing import Final

from functions.api.wire import JobError
from vidx.errors import (
    InvalidInput,
    ProviderFailed,
    ProviderRefused,
    ProviderUnauthorized,
    StageFailed,
    Transient,
    VidxError,
    by_code,
)
from vidx.jobs import Failure

WORK: Final = {
    "script": "writing the script",
    "photos": "preparing the photos",
    "tts": "recording the voice",
    "captions": "timing the captions",
    "render": "rendering the video",
    "upload": "publishing the video",
}
RETRY: Final = "Retry the job: it goes on where it stopped, and what was paid for is kept."
REMEDIES: Final[tuple[tuple[type[VidxError], str], ...]] = (
    (ProviderRefused, "Change the text and start a new job."),
    (ProviderUnauthorized, "This is ours to put right: retry the job later."),
    (InvalidInput, "Start a new job once it is put right."),
    (Transient, RETRY),
    (ProviderFailed, RETRY),
    (StageFailed, RETRY),
)
"""What to do about an error, by the first class here that it belongs to."""


def explain(failure: Failure) -> JobError:
    """The failure for its owner; what is no error of ours is not quoted, since it is written for engineers."""
    kind = by_code().get(failure.code)
    if kind is None:
        doing = WORK.get(failure.stage, "making the video")
        told, retryable = f"Something went wrong on our side while {doing}.", True
        remedy = RETRY
    else:
        told, retryable = _sentence(failure.message), not issubclass(kind, InvalidInput | ProviderRefused)
        remedy = next((remedy for base, remedy in REMEDIES if issubclass(kind, base)), RETRY)
    return JobError(code=failure.code, stage=failure.stage, message=f"{told} {remedy}", retryable=retryable)


def _sentence(message: str) -> str:
    text = message.strip().rstrip(".")
    return f"{text[:1].upper()}{text[1:]}."
