"""Routes that need no sign-in: what can be chosen, how the API works, whether it is up."""

from typing import Literal

from aws_lambda_powertools.event_handler import Response

from functions.api import docs
from functions.api.choices import choices
from functions.api.routes import new_router
from functions.api.wire import Answer, Options

ONE_HOUR = "public, max-age=3600"

OPEN: list[dict[str, list[str]]] = [{}]
"""Needs no token; an empty list is what OpenAPI means by it too, but Powertools leaves that one out."""

router = new_router()


class Health(Answer):
    status: Literal["ok"] = "ok"


@router.get("/api/options", tags=["about"], summary="Choices, defaults and limits", security=OPEN)
def options() -> Options:
    """Voices, music, formats, languages, categories and limits, as every other route checks them."""
    return choices()


@router.get("/api/healthz", tags=["about"], summary="Is the API up?", security=OPEN)
def healthz() -> Health:
    """Answers without asking anything else."""
    return Health()


@router.get("/api/docs", include_in_schema=False)
def docs_page() -> Response[str]:
    return Response(200, "text/html; charset=utf-8", docs.PAGE, {"Content-Security-Policy": docs.OWN_ORIGIN_ONLY})


@router.get("/api/docs/swagger-ui.js", include_in_schema=False, compress=True)
def docs_script() -> Response[str]:
    return Response(200, "text/javascript; charset=utf-8", docs.script(), {"Cache-Control": ONE_HOUR})


@router.get("/api/docs/swagger-ui.css", include_in_schema=False, compress=True)
def docs_style() -> Response[str]:
    return Response(200, "text/css; charset=utf-8", docs.style(), {"Cache-Control": ONE_HOUR})
