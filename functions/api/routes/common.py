"""What the routes of all topics share: parameters, headers and responses."""

from typing import Annotated, Final, TypeVar

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Path, Query

from functions.api.job_status import POLL_AFTER_S
from functions.api.schemas.common import JOB_ID, ResponseModel

Model = TypeVar("Model", bound=ResponseModel)
Headers = dict[str, str | list[str]]
JobId = Annotated[str, Path(alias="jobId", json_schema_extra={"pattern": JOB_ID})]
Limit = Annotated[int, Query(ge=1, le=100)]
"""Entries of a page."""
DEFAULT_LIMIT: Final = 20
Cursor = Annotated[str | None, Query()]

JSON: Final = "application/json"
PRIVATE: Final[Headers] = {"Cache-Control": "private, no-store"}
OPEN: Final[list[dict[str, list[str]]]] = [{}]
"""`security` of routes without a token. OpenAPI allows an empty list for this, too, but Powertools omits it."""


def new_router() -> Router:
    """Return a router without routes."""
    return Router()  # type: ignore[no-untyped-call]  # Powertools leaves its constructor without types


def no_content() -> Response[str]:
    return Response(204, body="")  # the emulator rejects a response without a body


def job_accepted(model: Model, status_url: str) -> Response[Model]:
    """Return 202 for a job that has started, with the address of its status."""
    headers: Headers = {"Location": status_url, "Retry-After": str(POLL_AFTER_S)}
    return Response(202, JSON, model, headers)
