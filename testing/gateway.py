"""API Gateway in front of the API's handler, as a WSGI application: events of format 2.0, and the authorizer's 401."""

import base64
import json
import re
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import parse_qsl
from wsgiref.types import StartResponse, WSGIEnvironment

TOKEN: Final = "a-valid-token"
OPERATOR_TOKEN: Final = "an-operators-token"
USER: Final = "u1"
CLAIMS: Final[Mapping[str, Mapping[str, str]]] = {
    TOKEN: {"sub": USER, "token_use": "access"},
    OPERATOR_TOKEN: {"sub": "operator-1", "token_use": "access", "cognito:groups": "[operators]"},
}
"""What the authorizer reads from each token."""
TEXT_TYPES: Final = ("application/json", "text/", "application/x-www-form-urlencoded")
"""Bodies of other types reach the function in Base64."""
Handle = Callable[[dict[str, Any]], dict[str, Any]]
"""What the function does with an event."""


def gateway(handle: Handle, document: Mapping[str, Any]) -> Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]:
    """Return a WSGI application that answers by `handle`; `document` (OpenAPI) says which routes need no token."""
    public = [
        (verb.upper(), re.compile(re.sub(r"{\w+}", "[^/]+", path)))
        for path, verbs in document["paths"].items()
        for verb, route in verbs.items()
        if route.get("security") == [{}]
    ]
    own = [path for path in document["paths"] if "{" not in path]
    """Addresses of their own, which a pattern such as `/api/ads/{adId}` matches as well."""

    def is_public(method: str, path: str) -> bool:
        is_open = any(method == verb and pattern.fullmatch(path) for verb, pattern in public)
        return is_open and (path not in own or document["paths"][path].get(method.lower(), {}).get("security") == [{}])

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        request = event(environ)
        method, path = request["requestContext"]["http"]["method"], request["rawPath"]
        is_signed_in = "authorizer" in request["requestContext"]
        if path.startswith("/api/") and not is_public(method, path) and not is_signed_in:
            response: dict[str, Any] = {
                "statusCode": 401,
                "headers": {"Content-Type": "application/json"},
                "body": json.dumps({"message": "Unauthorized"}),
            }
        else:
            response = handle(request)
        status = HTTPStatus(response["statusCode"])
        body = response.get("body") or ""
        content = base64.b64decode(body) if response.get("isBase64Encoded") else body.encode()
        start_response(f"{status.value} {status.phrase}", [(k, str(v)) for k, v in response["headers"].items()])
        return [content]

    return application


def event(environ: WSGIEnvironment) -> dict[str, Any]:
    """Return the request as API Gateway hands it to the function."""
    headers = {name[5:].replace("_", "-").lower(): value for name, value in environ.items() if name.startswith("HTTP_")}
    if environ.get("CONTENT_TYPE"):
        headers["content-type"] = environ["CONTENT_TYPE"]
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    query = environ.get("QUERY_STRING", "")
    path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
    is_text = headers.get("content-type", "").startswith(TEXT_TYPES)
    context: dict[str, Any] = {
        "apiId": "a",
        "domainName": "api.test",
        "http": {
            "method": environ["REQUEST_METHOD"], "path": path, "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1",
            "userAgent": "t",
        },
        "requestId": "r1",
        "routeKey": "$default",
        "stage": "$default",
        "timeEpoch": 1795348800000,
    }  # fmt: skip
    claims = CLAIMS.get(headers.get("authorization", "").removeprefix("Bearer "))
    if claims:
        context["authorizer"] = {"jwt": {"claims": claims, "scopes": None}}
    parameters: dict[str, str] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        parameters[name] = f"{parameters[name]},{value}" if name in parameters else value
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": query,
        "headers": headers,
        "queryStringParameters": parameters or None,
        "requestContext": context,
        "body": (body.decode("utf-8", "replace") if is_text else base64.b64encode(body).decode()) if body else None,
        "isBase64Encoded": bool(body) and not is_text,
    }
