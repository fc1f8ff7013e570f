"""What the routes of all topics share: parameters, headers and responses."""

from typing import Annotated, Final, TypeVar

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Path, Query

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
"""Needs no token; an empty list is what OpenAPI means by it too, but Powertools leaves that one out."""
POLL_AFTER_S: Final = "2"
"""`Retry-After` of an unfinished job. The CLI and the page fall back to it, too."""


def new_router() -> Router:
    """A router without routes."""
    return Router()  # type: ignore[no-untyped-call]  # Powertools leaves its constructor without types


def no_content() -> Response[str]:
    return Response(204, body="")  # the emulator takes no missing body


def job_accepted(model: Model, status_url: str) -> Response[Model]:
    """Return 202 for a job that runs from now on, with the address of its state."""
    headers: Headers = {"Location": status_url, "Retry-After": POLL_AFTER_S}
    return Response(202, JSON, model, headers)
