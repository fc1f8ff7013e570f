"""Errors to `application/problem+json` (RFC 9457): the one place that maps exceptions to HTTP."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.event_handler.openapi.exceptions import (
    RequestUnsupportedContentType,
    RequestValidationError,
)

from functions.api.phrases import field_errors
from functions.api.wire import FieldError, Problem
from vidx.errors import InvalidDetails, InvalidPhotos, InvalidScript, NotFound, VidxError
from vidx.observability import logger

MEDIA_TYPE: Final = "application/problem+json"
RETRY_AFTER_S: Final = "3"
INTERNAL: Final = "InternalError"
METHOD_NOT_ALLOWED: Final = "MethodNotAllowed"
CODE_OF_FIELD: Final = {"photos": InvalidPhotos.code(), "script": InvalidScript.code()}
_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


def problem(
    status: int, code: str, detail: str, errors: Sequence[FieldError] = (), *, retryable: bool = False
) -> Response[str]:
    body = Problem(
        type=f"urn:vidx:problem:{code}",
        title=_HUMP.sub(" ", code).capitalize(),
        status=status,
        detail=detail,
        code=code,
        retryable=retryable,
        errors=list(errors),
    )
    headers: dict[str, str | list[str]] = {"Retry-After": RETRY_AFTER_S} if retryable else {}
    return Response(status, MEDIA_TYPE, body.model_dump_json(by_alias=True), headers)


def of_ours(error: VidxError) -> Response[str]:
    errors = [FieldError(field=error.field, message=str(error))] if error.field else []
    return problem(error.status, error.code(), str(error), errors, retryable=error.retryable)


def of_validation(found: Sequence[Mapping[str, Any]]) -> Response[str]:
    errors = field_errors(found)
    code = CODE_OF_FIELD.get(re.split(r"[.\[]", errors[0].field)[0], InvalidDetails.code())
    return problem(InvalidDetails.status, code, "; ".join(error.message for error in errors), errors)


def of_unknown_route(methods: Sequence[str]) -> Response[str]:
    """404, or 405 where the address answers other `methods`."""
    if not methods:
        return problem(404, NotFound.code(), "there is nothing at this address; /api/docs lists every route")
    allowed = ", ".join(methods)
    response = problem(405, METHOD_NOT_ALLOWED, f"this address answers {allowed} only; see /api/docs")
    response.headers["Allow"] = allowed
    return response


def of_media_type(_: RequestUnsupportedContentType) -> Response[str]:
    detail = "send the body as application/json; only /api/video/generate also takes multipart/form-data"
    return problem(415, "UnsupportedMediaType", detail)


def of_anything(error: Exception) -> Response[str]:
    """Nothing inside is told; the log has it."""
    logger.exception("unexpected error", exc_info=error)
    return problem(500, INTERNAL, "we have a technical problem; nothing is lost, try again in a minute", retryable=True)


def as_event(response: Response[str]) -> dict[str, Any]:
    """The response in API Gateway's own form, for errors that come before the routes."""
    return {"statusCode": response.status_code, "headers": response.headers, "body": response.body}


def _of_request(error: RequestValidationError) -> Response[str]:
    return of_validation(error.errors())


def install(app: APIGatewayHttpResolver) -> None:
    """Answer every exception of `app`'s routes by this module."""
    app.exception_handler(VidxError)(of_ours)
    app.exception_handler(RequestValidationError)(_of_request)
    app.exception_handler(RequestUnsupportedContentType)(of_media_type)

    def of_not_found(_: NotFoundError) -> Response[str]:
        routes = [*app._static_routes, *app._dynamic_routes]  # Powertools tells them in no other way
        path = app.current_event.path
        return of_unknown_route(sorted({route.method for route in routes if route.rule.match(path)}))

    app.exception_handler(NotFoundError)(of_not_found)
    app.exception_handler(Exception)(of_anything)
