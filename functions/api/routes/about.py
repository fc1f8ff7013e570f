"""Routes that need no sign-in: what can be chosen, how the API works, whether it is up."""

from typing import Literal

from aws_lambda_powertools.event_handler import Response

from functions.api import docs
from functions.api.choices import choices
from functions.api.routes import OPEN, new_router
from functions.api.wire import Answer, Options
from vidx.adapters.clock import SystemClock
from vidx.settings import settings

router = new_router()


class Health(Answer):
    status: Literal["ok"] = "ok"


@router.get(
    "/api/options",
    tags=["about"],
    summary="Choices, defaults and limits",
    security=OPEN,
    description="Voices, music, formats, languages, categories and limits, as every other route checks them.",
)
def options() -> Options:
    return choices(settings(), SystemClock().now().date())


@router.get(
    "/api/healthz",
    tags=["about"],
    summary="Is the API up?",
    security=OPEN,
    description="Answers without asking anything else.",
)
def healthz() -> Health:
    return Health()


@router.get("/api/docs", include_in_schema=False, compress=True)
def docs_page() -> Response[str]:
    return Response(200, "text/html; charset=utf-8", docs.page(), {"Content-Security-Policy": docs.OWN_ORIGIN_ONLY})
