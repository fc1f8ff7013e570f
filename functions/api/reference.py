"""Write docs/api.md from the OpenAPI document: `python -m functions.api.reference`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from functions.api.app import build
from functions.api.errors import INTERNAL, METHOD_NOT_ALLOWED
from functions.api.openapi import DESCRIPTION, document
from vidx.errors import ArtifactMissing, NotFound, errors_by_code

TARGET: Final = Path(__file__).parents[2] / "docs" / "api.md"

Schema = dict[str, Any]

INTRO: Final = (
    f"""# The HTTP API

{DESCRIPTION}

Written by `python -m functions.api.reference` from the code; a test keeps it current. The same as a page: `/api/docs`,
as OpenAPI: `/api/openapi.json`.
"""
    + r"""
## A token

Routes marked *open* need no token. Every other route needs the header `Authorization: Bearer TOKEN`, where TOKEN is the
access token of a user in Amazon Cognito; `GET /api/options` names the user pool under `auth`. A token works for one
hour. Then get the next one with the refresh token that came with it. Users create an account on the web page or with
`vidx login --sign-up`; the local cloud of `make demo` already has one.

A request without a valid token is answered with status 401 and `{"message":"Unauthorized"}`: the sign-in is missing or
has expired, so sign in again. API Gateway gives this answer before our code runs, so it is no problem document.

## Limits

A request over a limit is answered with status 429 and the code `LimitReached`. Its `limit` names the limit and its
value, and `Retry-After` says in how many seconds the same request can be accepted; nothing was started or counted. Days
and hours begin in UTC. The limits on unfinished jobs, jobs per day, drafts, voice samples, uploads, requests per second
and spending are settings of the service.

API Gateway answers 429 with `{"message":"Too Many Requests"}` when all callers together send too many. That answer is
no problem document and has no `Retry-After`, which cannot be changed. Nothing has run, so repeat the request, whatever
its method, after a random wait of up to half a second, and double the bound each time. One caller alone reaches its own
limit first.

A job waits as `queued` until its turn comes; `queuePosition` is its place, and `estimatedStartAt` says when its turn is
likely to come, by the time that recent jobs took. Sellers take turns.

## The first video with curl

You need bash, curl and Python 3 (to read JSON). A test runs these lines against the local cloud, unchanged.

```bash
API=${API:-http://127.0.0.1:8080}               # the address of your service
EMAIL=${EMAIL:-demo@vidx.example}
PASSWORD=${PASSWORD:-Demo-Videos-2026}
PHOTO=${PHOTO:-samples/01-front.jpg}

value() {                                       # prints the value at a path, such as uploads.0.key
  python3 -c 'import json, sys
value = json.load(sys.stdin)
for name in sys.argv[1].split("."):
    value = value[int(name) if name.isdigit() else name]
print(value if value is not None else "")' "$1"
}
```

Sign in. On AWS `cognitoEndpoint` is null, and the address is that of the region.

```bash
OPTIONS=$(curl -fsS "$API/api/options")
CLIENT=$(value auth.clientId <<< "$OPTIONS")
COGNITO=$(value auth.cognitoEndpoint <<< "$OPTIONS")
COGNITO=${COGNITO:-https://cognito-idp.$(value auth.region <<< "$OPTIONS").amazonaws.com}

TOKEN=$(curl -fsS "$COGNITO" \
  -H 'Content-Type: application/x-amz-json-1.1' \
  -H 'X-Amz-Target: AWSCognitoIdentityProviderService.InitiateAuth' \
  -d '{"AuthFlow": "USER_PASSWORD_AUTH", "ClientId": "'"$CLIENT"'",
       "AuthParameters": {"USERNAME": "'"$EMAIL"'", "PASSWORD": "'"$PASSWORD"'"}}' \
  | value AuthenticationResult.AccessToken)
```

Ask for an upload address, then upload the photo to it.

```bash
SLOTS=$(curl -fsS "$API/api/uploads" \
  -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \
  -d '[{"name": "front.jpg", "contentType": "image/jpeg", "size": '"$(wc -c < "$PHOTO")"'}]')

curl -fsS -X PUT "$(value uploads.0.url <<< "$SLOTS")" -H 'Content-Type: image/jpeg' --data-binary "@$PHOTO"
```

Start the job. If you repeat the request with the same `Idempotency-Key`, you get the same job, not a second one.
Leave out `language` or `currency`, and the API detects it; the answer names both.

```bash
JOB=$(curl -fsS "$API/api/video/generate" \
  -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -H "Idempotency-Key: $(date +%s)" \
  -d '{"photoKeys": ["'"$(value uploads.0.key <<< "$SLOTS")"'"], "title": "Rangefinder camera",
       "description": "A camera of 1962. Works without a battery.", "price": "450.00", "currency": "USD",
       "language": "en"}' \
  | value jobId)
```

Ask for the status until the video is complete, then download it.

```bash
until [[ ${STATUS:-} == complete ]]; do
  sleep 2
  JOB_STATUS=$(curl -fsS "$API/api/video/status/$JOB" -H "Authorization: Bearer $TOKEN")
  STATUS=$(value status <<< "$JOB_STATUS")
  if [[ $STATUS == error || $STATUS == canceled ]]; then value error.message <<< "$JOB_STATUS"; exit 1; fi
done
curl -fsS "$(value videoUrl <<< "$JOB_STATUS")" -o first-video.mp4
```
"""
)

OTHERS: Final = ((405, METHOD_NOT_ALLOWED, False), (415, "UnsupportedMediaType", False), (500, INTERNAL, True))
"""Errors of the HTTP edge alone."""


def markdown(described: Schema) -> str:
    """The document as Markdown: every route with its parameters, body and answer; every model; every error."""
    schemas = described["components"]["schemas"]
    parts = [INTRO]
    for path, verbs in sorted(described["paths"].items()):
        parts += [_route(verb, path, route) for verb, route in verbs.items()]
    parts += ["## Models\n", *(_model(name, schemas[name]) for name in sorted(schemas))]
    parts.append(_errors())
    return "\n".join(parts)


def _route(verb: str, path: str, route: Schema) -> str:
    is_open = " *open*" if route.get("security") == [{}] else ""
    lines = [
        f"## `{verb.upper()} {path}`{is_open}\n",
        f"{_sentence(route['summary'])} {_first(route['description'])}\n",
    ]
    lines += [f"- `{about['name']}` ({about['in']}): {_type(about['schema'])}" for about in route.get("parameters", [])]
    for media_type, body in route.get("requestBody", {}).get("content", {}).items():
        description = body["schema"].get("description")
        lines.append(f"- body, `{media_type}`: {description or _type(body['schema'])}")
    for status, answer in route["responses"].items():
        if status.startswith("2"):
            lines.append(f"- {status}: {_type(_content(answer)) if 'content' in answer else 'no body'}")
    return "\n".join(lines) + "\n"


def _sentence(text: str) -> str:
    return text if text.endswith("?") else f"{text}."


def _first(text: str) -> str:
    return " ".join(line.strip() for line in text.strip().splitlines() if line.strip())


def _content(holder: Schema) -> Schema:
    schema: Schema = next(iter(holder["content"].values()))["schema"]
    return schema


def _model(name: str, schema: Schema) -> str:
    required = schema.get("required", [])
    lines = [f"### {name}\n"]
    if schema.get("description"):
        lines.append(f"{_first(schema['description'])}\n")
    if "enum" in schema:
        lines.append(_type(schema))
    for field, about in schema.get("properties", {}).items():
        default = f", default `{json.dumps(about['default'])}`" if "default" in about and field not in required else ""
        description = f": {_first(about['description'])}" if about.get("description") else ""
        lines.append(f"- `{field}` {_type(about)}{default}{description}")
    return "\n".join(lines) + "\n"


def _type(schema: Schema) -> str:
    """The schema's type in a few words."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        kinds = [_type(part) for part in schema["anyOf"]]
        return " or ".join(dict.fromkeys(kinds))
    if "const" in schema or "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema.get("enum", [schema.get("const")]))
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    return " ".join([schema.get("type", "any"), *_bounds(schema)])


def _bounds(schema: Schema) -> Iterator[str]:
    for name, phrase in (("maxLength", "of at most {} characters"), ("minimum", "from {}"), ("maximum", "up to {}")):
        if name in schema:
            yield phrase.format(f"{schema[name]:,.0f}")


def _errors() -> str:
    """Codes that an answer of an error may carry."""
    lines = ["## Errors\n", "Each answer is a [Problem](#problem); `code` is one of:\n"]
    lines += ["| code | status | worth repeating |", "| --- | --- | --- |"]
    leaves = [kind for kind in errors_by_code().values() if not kind.__subclasses__() or kind is NotFound]
    rows = [(kind.status, kind.code(), kind.retryable) for kind in leaves if kind is not ArtifactMissing]
    for status, code, retryable in sorted([*rows, *OTHERS]):
        lines.append(f"| `{code}` | {status} | {'yes' if retryable else 'no'} |")
    return "\n".join(lines) + "\n"


def text() -> str:
    return markdown(document(build()))


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
