"""The API's OpenAPI document, generated from the code, and a page that shows it."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver

from functions.api.schemas.common import Problem
from functions.api.schemas.videos import OVERLAYS_TEXT
from vidx.options import MAX_PHOTOS

TITLE: Final = "vidx"
VERSION: Final = "1"
DESCRIPTION: Final = (
    "Product photos and a few details in, a vertical video ad out. Errors are `application/problem+json` with a "
    "stable `code`; messages name the field, the reason and the remedy. White space at the ends of a text, and HTML in "
    "a title, description or script, do not count against the longest length."
)
BEARER: Final = "bearer"
PROBLEM: Final[dict[str, Any]] = {
    "description": "An error",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
UNAUTHORIZED: Final = {
    "description": "The bearer token is missing or has expired. API Gateway answers before our code runs",
    "content": {
        "application/json": {
            "schema": {"type": "object", "properties": {"message": {"type": "string"}}, "required": ["message"]}
        },
        **PROBLEM["content"],
    },
}
EMPTY: Final = frozenset({"204", "302"})
"""Responses without a body."""
FILE: Final = {"type": "string", "format": "binary"}
KEYS: Final = frozenset({"photoKeys", "logoKey"})
"""Fields of GenerateBody for which a form has the files themselves."""
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
    bodies["multipart/form-data"] = {"schema": _form(described["components"]["schemas"]["GenerateBody"])}
    return described


def _form(body: Mapping[str, Any]) -> dict[str, Any]:
    """The form that stands for GenerateBody. Each field is one text; one that is left out or blank has no null."""
    fields = {name: _form_field(schema) for name, schema in body["properties"].items() if name not in KEYS}
    fields["overlays"] = {"type": "string", "pattern": OVERLAYS_TEXT}
    return {
        "type": "object",
        "description": "The fields of GenerateBody save `photoKeys` and `logoKey`, and the files; 4 MB in all.",
        "properties": {
            **fields, "photos": {"type": "array", "items": FILE, "minItems": 1, "maxItems": MAX_PHOTOS}, "logo": FILE,
        },
        "required": ["photos", "title", "description", "price"],
        "additionalProperties": False,
    }  # fmt: skip


def _form_field(schema: Mapping[str, Any]) -> dict[str, Any]:
    choices = [choice for choice in schema.get("anyOf", ()) if choice != {"type": "null"}]
    plain = {name: value for name, value in schema.items() if name not in {"anyOf", "default"}}
    return {**plain, **choices[0]} if len(choices) == 1 else {**plain, **({"anyOf": choices} if choices else {})}


def _describe_problems(described: dict[str, Any]) -> None:
    """Replace Powertools' validation errors by the model of problems, which the API returns."""
    models = described["components"]["schemas"]
    for name in [name for name in models if "ValidationError" in name]:
        del models[name]
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    models |= problem.pop("$defs") | {"Problem": problem}
    for route in (route for verbs in described["paths"].values() for route in verbs.values()):
        del route["responses"]["422"]
        if route.get("security") != [{}]:
            route["responses"]["401"] = UNAUTHORIZED
        route["responses"]["default"] = PROBLEM
        for status in EMPTY & route["responses"].keys():
            route["responses"][status].pop("content", None)
