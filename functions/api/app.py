"""The API: its routes and its errors, put together."""

import json
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.api import docs, problems
from functions.api.multipart import unfold
from functions.api.ports import FILES
from functions.api.routes import about, ads, following, making, pages
from vidx.errors import VidxError


def build() -> APIGatewayHttpResolver:
    """A resolver with every route; tests override its `ports` dependency."""
    app = APIGatewayHttpResolver(enable_validation=True)
    problems.install(app)
    for part in (making, following, ads, pages, about):
        app.include_router(part.router)

    @app.get("/api/openapi.json", include_in_schema=False)
    def openapi() -> Response[str]:
        return Response(200, "application/json", json.dumps(docs.openapi(app)))

    return app


def answer(app: APIGatewayHttpResolver, event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """The response to an HTTP API event; a form is brought into its JSON form first."""
    try:
        request, files = unfold(event)
    except VidxError as error:
        return problems.as_event(problems.of_ours(error))
    app.context[FILES] = files
    return app.resolve(request, context)
