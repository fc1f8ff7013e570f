"""Every error of ours. The class name is the contract: it is the name the state machine retries or catches,
the `code` the API answers and the CLI explains.

    VidxError
    ├── InvalidInput           the caller must change something           (HTTP 422)
    │   ├── InvalidDetails     a field of the listing or the options
    │   ├── InvalidScript      a given or written script cannot be used
    │   ├── ScriptContradictsDetails  a seller's script names another price or other facts than the listing
    │   ├── InvalidPhotos      number or ownership of photos and logo
    │   ├── UnusablePhoto      one photo or the logo: type, size, dimensions, damage
    │   └── UnusableClip       one video clip: size, length, codec, damage
    ├── Unauthenticated        no caller known                            (401)
    ├── NotFound               unknown, or somebody else's                (404)
    │   └── ArtifactMissing    an object that an earlier stage should have written
    ├── Conflict               the request clashes with the state         (409)
    │   ├── JobClosed          the job has reached a final status
    │   ├── JobUnfinished      the job has no video yet
    │   └── RequestInFlight    the same Idempotency-Key is being worked on
    ├── IdempotencyMismatch    same Idempotency-Key, other body           (422)
    ├── PayloadTooLarge        (413)
    ├── Transient              worth another try, by Step Functions alone (503)
    │   ├── StorageUnavailable
    │   ├── ProviderUnavailable  5xx, time-out, connection lost
    │   ├── ProviderRateLimited  429 that is about rate
    │   └── StageBusy          another copy of the stage holds the lease
    ├── ProviderFailed         no other try of the same provider helps    (502)
    │   ├── ProviderRetired    model unknown or shut down
    │   ├── ProviderUnauthorized  key missing, refused or out of credit
    │   ├── ProviderRefused    the provider declined this content
    │   └── ProviderMalformed  the answer does not keep to the agreed form
    ├── PipelineUnavailable    the state machine cannot be reached        (503)
    ├── JobInterrupted         the job's execution ended without a result (500)
    └── StageFailed            our own processing failed                  (500)
        ├── RenderFailed
        ├── PhotoNotRendered   one photo or clip cannot be shown; no retry mends that
        └── PublishFailed      the published copy differs from what was rendered
"""

import re
from typing import ClassVar, Final

IDEMPOTENCY_HEADER: Final = "Idempotency-Key"
PHOTO_FIELD: Final = re.compile(r"photos\[(\d+)\]")


class VidxError(Exception):
    """Root of all errors of ours; `str(error)` is one sentence a seller can read.

    Attributes:
        status: HTTP status that the API answers with.
        retryable: whether the same request may succeed later without any change.
        field: path of the offending field in the request (`photos[2]`), when there is one.
    """

    status: ClassVar[int] = 500
    retryable: ClassVar[bool] = False

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field

    @property
    def photo(self) -> int | None:
        """Number, from 1, of the photo or clip that is to blame, when it is one."""
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


class UnusablePhoto(InvalidInput): ...


class UnusableClip(InvalidInput): ...


class Unauthenticated(VidxError):
    status = 401


class NotFound(VidxError):
    status = 404


class ArtifactMissing(NotFound): ...


class Conflict(VidxError):
    status = 409


class JobClosed(Conflict): ...


class JobUnfinished(Conflict):
    retryable = True


class RequestInFlight(Conflict):
    retryable = True


class IdempotencyMismatch(VidxError):
    status = 422


class PayloadTooLarge(VidxError):
    status = 413


class Transient(VidxError):
    status = 503
    retryable = True


class StorageUnavailable(Transient): ...


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


class PipelineUnavailable(VidxError):
    status = 503
    retryable = True


class JobInterrupted(VidxError):
    retryable = True


class StageFailed(VidxError):
    retryable = True


class RenderFailed(StageFailed): ...


class PhotoNotRendered(StageFailed):
    retryable = False


class PublishFailed(StageFailed): ...


def errors_by_code() -> dict[str, type[VidxError]]:
    """Every error class by its code, the abstract branches included."""
    errors: dict[str, type[VidxError]] = {}
    pending: list[type[VidxError]] = [VidxError]
    while pending:
        error = pending.pop()
        errors[error.code()] = error
        pending.extend(error.__subclasses__())
    return errors


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
