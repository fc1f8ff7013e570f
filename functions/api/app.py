"""The API: its routes and its errors, put together."""

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response

from functions.api import docs, problems
from functions.api.routes import about, following, making


def build() -> APIGatewayHttpResolver:
    """A resolver with every route; tests override its `ports` dependency."""
    app = APIGatewayHttpResolver(enable_validation=True)
    problems.install(app)
    for part in (making, following, about):
        app.include_router(part.router)

    @app.get("/api/openapi.json", include_in_schema=False)
    def openapi() -> Response[str]:
        return Response(200, "application/json", docs.openapi_json(app))

    return app
