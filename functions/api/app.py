"""The API: its routes and its errors, put together."""

import json
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.api import errors, openapi
from functions.api.dependencies import FORM_FILES
from functions.api.multipart import JsonRequest, form_to_json
from functions.api.request_body import UnsupportedMediaType, is_form, parse_json, with_json_text
from functions.api.routes import about, account, jobs, listings, moderation, pages, videos, webhooks
from vidx.errors import VidxError


def build() -> APIGatewayHttpResolver:
    """Return a resolver with every route. Tests override its `ports` dependency."""
    app = APIGatewayHttpResolver(enable_validation=True, json_body_deserializer=parse_json)
    errors.install_handlers(app)
    for part in (videos, jobs, listings, webhooks, moderation, account, pages, about):
        app.include_router(part.router)

    @app.get("/api/openapi.json", include_in_schema=False)
    def openapi_document() -> Response[str]:
        return Response(200, "application/json", json.dumps(openapi.document(app)))

    return app


def respond(app: APIGatewayHttpResolver, event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Return the response to an HTTP API event. A form is converted to JSON first.

    No path of ours holds a control character. Powertools ignores a line break at the end of a path.
    """
    if not event["rawPath"].isprintable():
        return errors.to_event(errors.unknown_route_problem([]))
    try:
        request, files = form_to_json(event) if is_form(event) else JsonRequest(with_json_text(event), {})
    except VidxError as error:
        return errors.to_event(errors.vidx_problem(error))
    except UnsupportedMediaType:
        return errors.to_event(errors.media_type_problem())
    app.context[FORM_FILES] = files
    return app.resolve(request, context)
