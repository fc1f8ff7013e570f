"""All errors of vidx. A class name is a contract: the state machine retries or catches it, and the API returns it as
`code`, which the CLI reports.

    VidxError
    ├── InvalidInput           the caller must change something           (HTTP 422)
    │   ├── InvalidDetails     a field of the listing or the options
    │   ├── InvalidScript      a script cannot be used
    │   ├── ScriptContradictsDetails  a seller's script has another price or other facts than the listing
    │   ├── InvalidPhotos      number or ownership of photos and logo
    │   ├── ContentRefused     moderation or an operator refuses text, photo or logo
    │   ├── UnusablePhoto      one photo or the logo: type, size, dimensions, damage
    │   └── UnusableClip       one video clip: size, length, codec, damage
    ├── Unauthenticated        the caller is not signed in                (401)
    ├── Forbidden              only operators may do this                 (403)
    ├── AccountClosed          the caller has deleted the account         (403)
    ├── NotFound               does not exist, or belongs to another user (404)
    │   └── ArtifactMissing    an earlier stage's object does not exist
    ├── Conflict               the request clashes with the state         (409)
    │   ├── JobClosed          the job has reached a final status
    │   ├── JobUnfinished      the job has no video yet
    │   ├── ContentInReview    an operator decides about the content first; the execution ends
    │   └── RequestInFlight    the same Idempotency-Key is being worked on
    ├── FilesExpired           request or uploads of the job are gone     (410)
    ├── IdempotencyMismatch    same Idempotency-Key, other body           (422)
    ├── PayloadTooLarge        (413)
    ├── LimitReached           one of the deployment's limits is used up  (429)
    ├── Transient              Step Functions tries again                 (503)
    │   ├── StorageUnavailable
    │   ├── RecordsUnavailable  the tables or queues: throttled, too slow, not reachable, 5xx
    │   ├── SecretUnavailable   the same of a secret
    │   ├── SignInsUnavailable  the same of the user pool
    │   ├── ProviderUnavailable  5xx, time-out, connection lost
    │   ├── ProviderRateLimited  429 because of the rate of requests
    │   └── StageBusy          another run of the stage holds the lease
    ├── ProviderFailed         another try of the provider does not help  (502)
    │   ├── ProviderRetired    model unknown or shut down
    │   ├── ProviderUnauthorized  key missing, refused or out of credit
    │   ├── ProviderRefused    the provider declines the content
    │   ├── VoiceIncomplete    a recording breaks off; the state machine repeats the voice stage
    │   └── ProviderMalformed  the response has an unexpected form
    ├── PipelineUnavailable    the state machine cannot be reached        (503)
    ├── JobInterrupted         the job's execution ended without a result (500)
    └── StageFailed            vidx's own processing failed               (500)
        ├── AccessRefused      AWS or storage refuses our request: permission, name or form
        ├── PaymentInterrupted  a worker was killed while it paid a provider; a retry pays again
        ├── ProcessKilled      FFmpeg or a photo decoder was killed; the state machine tries once more
        ├── RenderFailed
        ├── RenderStalled      FFmpeg makes no progress; the state machine tries once more
        ├── PhotoNotRendered   one photo or clip cannot be shown; a retry does not help
        └── PublishFailed      the published copy differs from the rendered file
"""

import re
from typing import ClassVar, Final

IDEMPOTENCY_HEADER: Final = "Idempotency-Key"
PHOTO_FIELD: Final = re.compile(r"photos\[(\d+)\]")


class VidxError(Exception):
    """Root of all errors of vidx. `str(error)` is one sentence for sellers.

    Attributes:
        status: HTTP status of the API's response.
        retryable: whether the same request may succeed later.
        field: path of the invalid field in the request (`photos[2]`), if there is one.
        retry_after_s: seconds until the same request may succeed, if they are known.
    """

    status: ClassVar[int] = 500
    retryable: ClassVar[bool] = False
    retry_after_s: int | None = None

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field

    @property
    def photo(self) -> int | None:
        """Number, from 1, of the photo or clip that caused the error, if one did."""
        place = PHOTO_FIELD.fullmatch(self.field or "")
        return int(place[1]) + 1 if place else None

    @classmethod
    def code(cls) -> str:
        return cls.__name__


class InvalidInput(VidxError):
    status = 422


class InvalidDetails(InvalidInput): ...


class InvalidScript(InvalidInput): ...


class ScriptContradictsDetails(InvalidInput): ...


class InvalidPhotos(InvalidInput): ...


class ContentRefused(InvalidInput): ...


class UnusablePhoto(InvalidInput): ...


class UnusableClip(InvalidInput): ...


class Unauthenticated(VidxError):
    status = 401


class Forbidden(VidxError):
    status = 403


class AccountClosed(VidxError):
    status = 403


class NotFound(VidxError):
    status = 404


class ArtifactMissing(NotFound): ...


class Conflict(VidxError):
    status = 409


class JobClosed(Conflict): ...


class JobUnfinished(Conflict):
    retryable = True


class ContentInReview(Conflict): ...


class RequestInFlight(Conflict):
    retryable = True


class FilesExpired(VidxError):
    status = 410


class IdempotencyMismatch(VidxError):
    status = 422


class PayloadTooLarge(VidxError):
    status = 413


class LimitReached(VidxError):
    """A limit of the deployment is used up.

    Attributes:
        limit: name of the setting (`sellerJobsPerDay`).
        maximum: its value.
    """

    status = 429
    retryable = True

    def __init__(
        self,
        message: str,
        *,
        field: str | None = None,
        limit: str = "",
        maximum: float = 0.0,
        retry_after_s: int | None = None,
    ) -> None:
        super().__init__(message, field=field)
        self.limit, self.maximum, self.retry_after_s = limit, maximum, retry_after_s


class Transient(VidxError):
    status = 503
    retryable = True


class StorageUnavailable(Transient): ...


class RecordsUnavailable(Transient): ...


class SecretUnavailable(Transient): ...


class SignInsUnavailable(Transient): ...


class ProviderUnavailable(Transient): ...


class ProviderRateLimited(Transient): ...


class StageBusy(Transient): ...


class ProviderFailed(VidxError):
    status = 502
    retryable = True


class ProviderRetired(ProviderFailed): ...


class ProviderUnauthorized(ProviderFailed): ...


class ProviderRefused(ProviderFailed): ...


class ProviderMalformed(ProviderFailed): ...


class VoiceIncomplete(ProviderFailed): ...


class PipelineUnavailable(VidxError):
    status = 503
    retryable = True


class JobInterrupted(VidxError):
    retryable = True


class StageFailed(VidxError):
    retryable = True


class AccessRefused(StageFailed): ...


class PaymentInterrupted(StageFailed): ...


class ProcessKilled(StageFailed): ...


class RenderFailed(StageFailed): ...


class RenderStalled(StageFailed): ...


class PhotoNotRendered(StageFailed):
    retryable = False


class PublishFailed(StageFailed): ...


def errors_by_code() -> dict[str, type[VidxError]]:
    """Return all error classes, the branches too, by code."""
    errors: dict[str, type[VidxError]] = {}
    pending: list[type[VidxError]] = [VidxError]
    while pending:
        error = pending.pop()
        errors[error.code()] = error
        pending.extend(error.__subclasses__())
    return errors


def files_expired(field: str | None = None) -> FilesExpired:
    return FilesExpired("the files of this video have expired; start again with your photos", field=field)


def request_in_flight() -> RequestInFlight:
    return RequestInFlight(
        f"a request with this {IDEMPOTENCY_HEADER} is being worked on; repeat it in a few seconds",
        field=IDEMPOTENCY_HEADER,
    )


def idempotency_mismatch() -> IdempotencyMismatch:
    return IdempotencyMismatch(
        f"this {IDEMPOTENCY_HEADER} came with another request before; use a new key for a new request",
        field=IDEMPOTENCY_HEADER,
    )


def unknown_cursor() -> InvalidDetails:
    return InvalidDetails(
        "cursor is not from a response of this list; leave it out to start at the first page", field="cursor"
    )
