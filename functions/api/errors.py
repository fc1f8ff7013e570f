"""Errors as `application/problem+json` (RFC 9457), validation errors in plain words, and why a job failed.

This is the one place that maps exceptions to HTTP.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, Final, NamedTuple

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.event_handler.openapi.exceptions import (
    RequestUnsupportedContentType,
    RequestValidationError,
)

from functions.api.schemas.common import FieldError, Problem, ReachedLimit
from functions.api.schemas.jobs import JobError
from vidx.errors import (
    AccessRefused,
    ArtifactMissing,
    ContentRefused,
    FilesExpired,
    InvalidDetails,
    InvalidInput,
    InvalidPhotos,
    InvalidScript,
    JobInterrupted,
    LimitReached,
    NotFound,
    PayloadTooLarge,
    PaymentInterrupted,
    PhotoNotRendered,
    ProviderFailed,
    ProviderRefused,
    ProviderUnauthorized,
    PublishFailed,
    StageFailed,
    Transient,
    UnusableClip,
    UnusablePhoto,
    VidxError,
    errors_by_code,
)
from vidx.jobs.model import Failure, Job, Stage
from vidx.observability import logger, record_refusal, record_rejected_upload

MEDIA_TYPE: Final = "application/problem+json"
RETRY_AFTER_S: Final = 3
"""`Retry-After` of problems whose errors set none."""
INTERNAL: Final = "InternalError"
METHOD_NOT_ALLOWED: Final = "MethodNotAllowed"
CODE_OF_FIELD: Final = {"photos": InvalidPhotos.code(), "script": InvalidScript.code()}
UPLOAD_ERRORS: Final = (InvalidPhotos, UnusablePhoto, UnusableClip, PayloadTooLarge)
"""Errors that count as rejected uploads."""
MAX_ERRORS: Final = 8
MAX_DETAIL_CHARS: Final = 600
MAX_FIELD_CHARS: Final = 80
MAX_MESSAGE_CHARS: Final = 300
"""Up to 4 bytes each in UTF-8, together well below 16 KB."""
MAX_READ_ERRORS: Final = 100
"""Errors of a request that are read; the response lists `MAX_ERRORS` of them."""
_UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_CAMEL_CASE_BOUNDARY: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


def problem(
    status: int,
    code: str,
    detail: str,
    errors: Sequence[FieldError] = (),
    *,
    retryable: bool = False,
    retry_after_s: int | None = None,
    limit: ReachedLimit | None = None,
) -> Response[str]:
    """Return a problem of at most 16 KB, whatever the request was: long texts are cut, and so is the list of errors."""
    body = Problem(
        type=f"urn:vidx:problem:{code}",
        title=_CAMEL_CASE_BOUNDARY.sub(" ", code).capitalize(),
        status=status,
        detail=_printable(detail, MAX_DETAIL_CHARS),
        code=code,
        retryable=retryable,
        errors=[
            FieldError(
                field=_printable(error.field, MAX_FIELD_CHARS), message=_printable(error.message, MAX_MESSAGE_CHARS)
            )
            for error in errors[:MAX_ERRORS]
        ],
        limit=limit,
    )
    headers: dict[str, str | list[str]] = {}
    if retryable:
        headers["Retry-After"] = str(retry_after_s or RETRY_AFTER_S)
    return Response(status, MEDIA_TYPE, body.model_dump_json(by_alias=True), headers)


def _printable(text: str, max_chars: int) -> str:
    """Return the text without control characters and halves of surrogate pairs, cut to `max_chars`.

    It may quote the request, and clients print it on terminals.
    """
    plain = _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text[: max_chars + 1])
    return plain if len(plain) <= max_chars else f"{plain[: max_chars - 1]}…"


def vidx_problem(error: VidxError) -> Response[str]:
    if isinstance(error, AccessRefused):
        return internal_problem(error)
    errors = [FieldError(field=error.field, message=str(error))] if error.field else []
    limit = None
    if isinstance(error, UPLOAD_ERRORS):
        record_rejected_upload(error.code())
    if isinstance(error, LimitReached):
        record_refusal(error.limit, error.maximum)
        limit = ReachedLimit(name=error.limit, maximum=error.maximum)
    return problem(
        error.status,
        error.code(),
        str(error),
        errors,
        retryable=error.retryable,
        retry_after_s=error.retry_after_s,
        limit=limit,
    )


def validation_problem(pydantic_errors: Sequence[Mapping[str, Any]]) -> Response[str]:
    errors = field_errors(pydantic_errors[:MAX_READ_ERRORS])
    code = CODE_OF_FIELD.get(re.split(r"[.\[]", errors[0].field)[0], InvalidDetails.code())
    if code in {kind.code() for kind in UPLOAD_ERRORS}:
        record_rejected_upload(code)
    messages = [error.message for error in errors[:MAX_ERRORS]]
    if len(errors) > len(messages):
        messages.append(f"and {len(pydantic_errors) - len(messages)} more")
    return problem(InvalidDetails.status, code, "; ".join(messages), errors)


def unknown_route_problem(methods: Sequence[str]) -> Response[str]:
    """404, or 405 if the address exists for other `methods`."""
    if not methods:
        return problem(404, NotFound.code(), "there is nothing at this address; /api/docs lists every route")
    allowed = ", ".join(methods)
    response = problem(405, METHOD_NOT_ALLOWED, f"this address answers {allowed} only; see /api/docs")
    response.headers["Allow"] = allowed
    return response


def media_type_problem(_: RequestUnsupportedContentType | None = None) -> Response[str]:
    detail = "send the body as application/json; only /api/video/generate also takes multipart/form-data"
    return problem(415, "UnsupportedMediaType", detail)


def internal_problem(error: Exception) -> Response[str]:
    """Answer with a message that has no internal details; the log has them."""
    logger.exception("unexpected error", exc_info=error)
    return problem(500, INTERNAL, "we have a technical problem; nothing is lost, try again in a minute", retryable=True)


def to_event(response: Response[str]) -> dict[str, Any]:
    """The response in API Gateway's format, for errors raised before routing."""
    return {"statusCode": response.status_code, "headers": response.headers, "body": response.body}


def _of_request(error: RequestValidationError) -> Response[str]:
    return validation_problem(error.errors())


def install_handlers(app: APIGatewayHttpResolver) -> None:
    """Map every exception of `app`'s routes to a problem."""
    app.exception_handler(VidxError)(vidx_problem)
    app.exception_handler(RequestValidationError)(_of_request)
    app.exception_handler(RequestUnsupportedContentType)(media_type_problem)

    def of_not_found(_: NotFoundError) -> Response[str]:
        routes = [*app._static_routes, *app._dynamic_routes]  # Powertools has no public list of them
        path = app.current_event.path
        return unknown_route_problem(sorted({route.method for route in routes if route.rule.match(path)}))

    app.exception_handler(NotFoundError)(of_not_found)
    app.exception_handler(Exception)(internal_problem)


Phrase = Callable[[str, Any, Mapping[str, Any]], str]

MAX_QUOTED_CHARS: Final = 40
REQUEST_PARTS: Final = frozenset({"body", "query", "path", "header"})
ALIASES: Final = {"photos": "photoKeys", "photo": "photoKeys", "images": "photoKeys", "files": "photoKeys"}
"""Names that clients use for a field and that are unlike its own name."""
MIN_SIMILARITY: Final = 0.8
"""Share of common letters from which an unknown field counts as a misspelled one."""
DISPLAY_NAMES: Final = {"photoKeys": "photos"}
"""Fields shown under another name, the one that `UnusablePhoto` uses."""


def _number(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int | float | Decimal) else str(value)


def _quoted(value: Any) -> str:
    text = str(value)
    return f"'{text}'" if len(text) <= MAX_QUOTED_CHARS else f"'{text[:MAX_QUOTED_CHARS]}…'"


def _choice(field: str, value: Any, context: Mapping[str, Any]) -> str:
    expected = str(context.get("expected", "")).replace("'", "")
    return f"{field} must be {expected}; {_quoted(value)} is not known"


def _too_long(field: str, value: Any, context: Mapping[str, Any]) -> str:
    return f"{field} may have at most {_number(context['max_length'])} characters; this one has {_number(len(value))}"


def _too_few(field: str, value: Any, context: Mapping[str, Any]) -> str:
    return f"{field}: at least {context['min_length']} needed, not {len(value)}"


def _too_many(field: str, value: Any, context: Mapping[str, Any]) -> str:
    return f"{field}: at most {context['max_length']} allowed, not {context.get('actual_length') or len(value)}"


def _missing(field: str, name: str, misspelled: Mapping[str, str]) -> str:
    if name == "photoKeys":
        return "photoKeys is missing. Upload the photos first (POST /api/uploads) and send their keys"
    if name in misspelled:
        return f"{field} is missing; the request has {_quoted(misspelled[name])} in its place, which is not a field"
    return f"{field} is missing; add it"


EMPTY: Final = {
    "title": "add a title",
    "description": "add a short description",
    "script": "add a script, or leave it out to have one written",
}
"""What to do context an empty text."""
PHRASES: Final[dict[str, Phrase]] = {
    "string_too_short": lambda field, _, __: EMPTY.get(field, f"{field} is empty; fill it in"),
    "string_too_long": _too_long,
    "string_type": lambda field, value, _: f"{field} must be text, not {_quoted(value)}",
    "greater_than_equal": lambda field, _, context: f"{field} must be {_number(context['ge'])} or more",
    "less_than_equal": lambda field, _, context: f"{field} may be at most {_number(context['le'])}",
    "decimal_max_places": lambda field, _, context: (
        f"{field} may have at most {context['decimal_places']} decimal places"
    ),
    "literal_error": _choice,
    "enum": _choice,
    "too_short": _too_few,
    "too_long": _too_many,
    "extra_forbidden": lambda field, _, __: f"{field} is not a field of this request; leave it out",
    "value_error": lambda field, _, context: (
        str(context.get("error")) if field == "body" else f"{field} {context.get('error', 'is not valid')}"
    ),
    "json_invalid": lambda _, __, context: f"the body is not valid JSON: {context.get('error', 'it cannot be read')}",
}
KINDS: Final[tuple[tuple[str, str], ...]] = (
    ("decimal", "must be a number such as 19.99"),
    ("finite_number", "must be a number such as 19.99"),
    ("int", "must be a whole number"),
    ("bool", "must be true or false"),
    ("list", "must be a list"),
    ("tuple", "must be a list"),
    ("model", "must be a JSON object"),
    ("dict", "must be a JSON object"),
)
"""Start of the remaining pydantic error types, and the requirement that each states."""


def field_errors(pydantic_errors: Sequence[Mapping[str, Any]]) -> list[FieldError]:
    """Return one sentence per mistake, in the order of the pydantic errors.

    A misspelled field name is one mistake, although pydantic reports two: one field missing, another unknown.
    """
    missing = {str(error["loc"][-1]) for error in pydantic_errors if error["type"] == "missing"}
    unknown = {str(error["loc"][-1]) for error in pydantic_errors if error["type"] == "extra_forbidden"}
    intended = {name: field for name in unknown if (field := _intended_field(name, missing))}
    misspelled = {field: name for name, field in intended.items()}
    reported = [
        error
        for error in pydantic_errors
        if error["type"] != "extra_forbidden" or str(error["loc"][-1]) not in intended
    ]
    return [_field_error(error, misspelled) for error in reported]


def _intended_field(name: str, missing: set[str]) -> str | None:
    if ALIASES.get(name) in missing:
        return ALIASES[name]
    return next(iter(get_close_matches(name, missing, n=1, cutoff=MIN_SIMILARITY)), None)


def _field_error(error: Mapping[str, Any], misspelled: Mapping[str, str]) -> FieldError:
    field = "body" if error["type"] == "json_invalid" else path_of(error["loc"])
    value, context = error.get("input"), error.get("ctx") or {}
    if error["type"] == "missing":
        return FieldError(field=field, message=_missing(field, str(error["loc"][-1]), misspelled))
    phrase = PHRASES.get(error["type"])
    if phrase:
        return FieldError(field=field, message=phrase(field, value, context))
    requirement = next((words for start, words in KINDS if error["type"].startswith(start)), str(error.get("msg")))
    return FieldError(field=field, message=f"{field} {requirement}")


def path_of(location: Sequence[str | int]) -> str:
    """`("body", "photoKeys", 2)` as `photos[2]`; the whole body as `body`."""
    path = ""
    for part in location[1:] if location and location[0] in REQUEST_PARTS else location:
        if isinstance(part, int):
            path = f"{path or 'photos'}[{part}]"
        else:
            name = DISPLAY_NAMES.get(part, part)
            path = f"{path}.{name}" if path else name
    return path or "body"


NOTHING_LOST: Final = "Your photos and text are safe."
RETRY: Final = "Try again."
RETRY_PHOTOS: Final = "Try again, or change your photos."
DEFAULT_FAILURE: Final = "We couldn't make your video."
MAX_ATTEMPTS: Final = 3
"""After this many attempts, an internal failure is no longer retryable: the same input fails in the same way."""
CHANGE_PHOTOS: Final = "Trying again won't help: change your photos."
CHANGE_TEXT: Final = "Trying again won't help: change the text and start again."
REFUSED: Final = "The AI service declined this text."
EXPIRED: Final = "The files of this video have expired. Start again with your photos."
INTERRUPTED: Final = "Making your video was interrupted."
REMEDIES: Final[tuple[tuple[type[VidxError], str], ...]] = (
    (ProviderUnauthorized, "This is a problem on our side. Try again later."),
    (AccessRefused, "This is a problem on our side. Try again later."),
    (ProviderFailed, "Try again in a few minutes."),
    (Transient, "Try again in a few minutes."),
    (ArtifactMissing, RETRY),
    (PaymentInterrupted, RETRY),
    (PublishFailed, RETRY),
)
"""What to do about an error that neither photos nor text cause: the first class that matches decides."""
OURS: Final = tuple(kind for kind, _ in REMEDIES)
PHOTO_ERRORS: Final = (InvalidPhotos, UnusablePhoto, UnusableClip, PhotoNotRendered)
PERMANENT_ERRORS: Final = (InvalidInput, ProviderRefused, PhotoNotRendered, FilesExpired)
"""Errors that repeat until the request changes."""


class StageFailure(NamedTuple):
    """What sellers read when a stage fails for no reason that an error names."""

    message: str
    retry: str
    """What to do while another attempt may help."""
    change: str
    """What to do after that."""


UNKNOWN_STAGE: Final = StageFailure(DEFAULT_FAILURE, RETRY, CHANGE_PHOTOS)
STAGE_FAILURES: Final[Mapping[str, StageFailure]] = {
    Stage.PHOTOS: StageFailure("We couldn't prepare your photos.", RETRY_PHOTOS, CHANGE_PHOTOS),
    Stage.SCRIPT: StageFailure("We couldn't write the script.", RETRY, CHANGE_TEXT),
    Stage.TTS: StageFailure("We couldn't record the voice.", RETRY, CHANGE_TEXT),
    Stage.CAPTIONS: StageFailure("We couldn't add the captions.", RETRY, CHANGE_TEXT),
    Stage.RENDER: StageFailure(DEFAULT_FAILURE, RETRY_PHOTOS, CHANGE_PHOTOS),
    Stage.UPLOAD: UNKNOWN_STAGE,
}
"""By stage."""


def job_error(job: Job, failure: Failure) -> JobError:
    """Explain the job's failure to its owner. Quote only what the owner can fix; other messages are for engineers."""
    kind = errors_by_code().get(failure.code)
    is_permanent = kind is not None and issubclass(kind, PERMANENT_ERRORS)
    is_internal = kind is None or (issubclass(kind, StageFailed) and not issubclass(kind, OURS))
    retryable = not is_permanent and not (is_internal and job.attempt >= MAX_ATTEMPTS)
    return JobError(
        code=failure.code,
        stage=failure.stage,
        message=_message(failure, kind, retryable=retryable),
        retryable=retryable,
        photo=_photo(job, failure, kind),
    )


def _message(failure: Failure, kind: type[VidxError] | None, *, retryable: bool) -> str:
    if kind is not None and issubclass(kind, PHOTO_ERRORS):
        return f"{_sentence(failure.message)} {CHANGE_PHOTOS}"
    if kind is not None and issubclass(kind, (FilesExpired, ContentRefused)):
        return EXPIRED if issubclass(kind, FilesExpired) else failure.message
    if kind is not None and issubclass(kind, ProviderRefused):
        return f"{REFUSED} {CHANGE_TEXT}"
    if kind is not None and issubclass(kind, InvalidInput):
        return f"{_sentence(failure.message)} {CHANGE_TEXT}"
    if kind is not None and issubclass(kind, JobInterrupted):
        return f"{INTERRUPTED} {NOTHING_LOST} Try again."
    remedy = next((remedy for base, remedy in REMEDIES if kind and issubclass(kind, base)), None)
    failed = STAGE_FAILURES.get(failure.stage, UNKNOWN_STAGE)
    if remedy is None:
        remedy = failed.retry if retryable else failed.change
    return f"{failed.message} {NOTHING_LOST} {remedy}"


def _photo(job: Job, failure: Failure, kind: type[VidxError] | None) -> int | None:
    """Number of the photo that caused the failure, from the failed stage's record."""
    run = next((run for stage, run in job.stages.items() if stage.value == failure.stage), None)
    return run.failed_photo if run and kind and issubclass(kind, (*PHOTO_ERRORS, ContentRefused)) else None


def _sentence(message: str) -> str:
    text = message.strip().rstrip(".")
    return f"{text[:1].upper()}{text[1:]}."
