"""The API's OpenAPI document, generated from the code, and a page that shows it."""

import json
from functools import cache
from importlib.resources import files
from typing import Any, Final

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver

from functions.api.schemas.common import Problem

TITLE: Final = "vidx"
VERSION: Final = "1"
DESCRIPTION: Final = (
    "Product photos and a few details in, a vertical video ad out. Errors are `application/problem+json` with a "
    "stable `code`; messages name the field, the reason and the remedy."
)
BEARER: Final = "bearer"
PROBLEM: Final = {
    "description": "An error",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
FILE: Final = {"type": "string", "format": "binary"}
FORM: Final = {
    "type": "object",
    "description": "The fields of GenerateBody save `photoKeys` and `logoKey`, and the files themselves; 4 MB in all.",
    "properties": {"photos": {"type": "array", "items": FILE}, "logo": FILE},
    "required": ["photos", "title", "description", "price"],
}
ASSETS: Final = "aws_lambda_powertools.event_handler.openapi.swagger_ui"

OWN_ORIGIN_ONLY: Final = (
    "default-src 'self'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"
)
PAGE: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>vidx API</title>
<link rel="icon" href="data:,">
<style>{style}</style>
</head>
<body>
<div id="page">Loading…</div>
<script>{script}</script>
<script>
SwaggerUIBundle({{dom_id: "#page", url: "openapi.json", validatorUrl: null, deepLinking: true}});
</script>
</body>
</html>
"""


@cache
def page() -> str:
    """Return Powertools' copy of Swagger UI as one page, which loads only `openapi.json`."""
    assets = files(ASSETS)
    return PAGE.format(
        style=(assets / "swagger-ui.min.css").read_text("utf-8"),
        script=(assets / "swagger-ui-bundle.min.js").read_text("utf-8"),
    )


def document(app: APIGatewayHttpResolver) -> dict[str, Any]:
    """Return the OpenAPI document of the routes of `app`. Routes need the bearer token unless they say otherwise."""
    from aws_lambda_powertools.event_handler.openapi.models import HTTPBearer  # takes 0.15 s to import

    plain = app.get_openapi_json_schema(
        title=TITLE,
        version=VERSION,
        description=DESCRIPTION,
        security_schemes={BEARER: HTTPBearer(bearerFormat="JWT")},
        security=[{BEARER: []}],
    )
    described: dict[str, Any] = json.loads(plain)
    _describe_problems(described)
    bodies = described["paths"]["/api/video/generate"]["post"]["requestBody"]["content"]
    bodies["multipart/form-data"] = {"schema": FORM}
    return described


def _describe_problems(described: dict[str, Any]) -> None:
    """Replace Powertools' validation errors by the model of problems, which the API returns."""
    models = described["components"]["schemas"]
    for name in [name for name in models if "ValidationError" in name]:
        del models[name]
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    models |= problem.pop("$defs") | {"Problem": problem}
    for route in (route for verbs in described["paths"].values() for route in verbs.values()):
        del route["responses"]["422"]
        route["responses"]["default"] = PROBLEM
        route["responses"].get("204", {}).pop("content", None)
