"""The API's description: OpenAPI from the code, and a page that shows it without loading anything from elsewhere."""

from functools import cache
from importlib.resources import files
from typing import Final

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.openapi.models import HTTPBearer

TITLE: Final = "vidx"
VERSION: Final = "1"
DESCRIPTION: Final = (
    "Product photos and a few details in, a vertical video ad out. Errors are `application/problem+json` with a "
    "stable `code`; messages name the field, the reason and the remedy."
)
BEARER: Final = "bearer"
ASSETS: Final = "aws_lambda_powertools.event_handler.openapi.swagger_ui"

OWN_ORIGIN_ONLY: Final = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
)
PAGE: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>vidx API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="docs/swagger-ui.css">
</head>
<body>
<div id="page">Loading…</div>
<script src="docs/swagger-ui.js"></script>
<script>
SwaggerUIBundle({dom_id: "#page", url: "openapi.json", validatorUrl: null, deepLinking: true});
</script>
</body>
</html>
"""


@cache
def script() -> str:
    """Swagger UI, as Powertools bundles it."""
    return (files(ASSETS) / "swagger-ui-bundle.min.js").read_text("utf-8")


@cache
def style() -> str:
    return (files(ASSETS) / "swagger-ui.min.css").read_text("utf-8")


def openapi_json(app: APIGatewayHttpResolver) -> str:
    """The OpenAPI document of all routes of `app`; all but those that say otherwise need the bearer token."""
    return app.get_openapi_json_schema(
        title=TITLE,
        version=VERSION,
        description=DESCRIPTION,
        security_schemes={BEARER: HTTPBearer(bearerFormat="JWT")},
        security=[{BEARER: []}],
    )
