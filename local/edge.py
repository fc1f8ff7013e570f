"""The one address of the local cloud, as CloudFront is in AWS.

`/api` and `/ads` go to the HTTP API, `/media` to the public bucket, everything else to the files in `web/`, with the
headers and the mapping of addresses to files that CloudFront has in AWS. Of the bucket it serves single published files
only, and of a request for one it forwards neither query nor credentials. `/_webhooks/hooks` receives webhook
messages, to try them without a server (`local/webhook_receiver.py`).

    python -m local.edge --port 8080 --emulator http://127.0.0.1:4566 --api-id a1b2 --bucket vidx-public
"""

import argparse
import os
import re
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Final
from urllib.parse import unquote

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from infra.site_rules import MISSING, SECURITY_HEADERS, content_security_policy, file_of
from local import webhook_receiver
from local.paths import ROOT
from local.processes import HOST
from local.request_target import RefusedTarget, served_path
from vidx import keys

METHODS: Final = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
HEALTH: Final = "/_edge/health"
WEBHOOKS: Final = "/_webhooks"
HOP_BY_HOP: Final = frozenset(
    {"connection", "keep-alive", "proxy-authenticate", "te", "trailer", "transfer-encoding", "upgrade", "host"}
)
"""RFC 9110, section 7.6.1: for one connection, never forwarded."""
NOT_FORWARDED: Final = HOP_BY_HOP | {"date", "server"}
"""Headers of a response that this server writes itself."""
TIMEOUT_S: Final = 30.0
"""API Gateway's own limit."""
UNTHROTTLED: Final = 10_000
BURST_S: Final = 2
"""Seconds' worth of requests that API Gateway takes at once (`infra/api.py`)."""
MAX_BODY_BYTES: Final = 10 * 1024 * 1024
"""API Gateway's own limit."""
PUBLIC_KEY: Final = re.compile(rf"{keys.VIDEOS}[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+")
"""Keys of published files (`vidx.keys`), in a form that is the same encoded and decoded."""
MEDIA_HEADERS: Final = frozenset(
    {"accept", "accept-encoding", "if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since"}
) | {"range"}
"""Headers of a request for a public file that storage sees."""
REVALIDATE: Final = "no-cache"
"""Locally, browsers load a changed file at once; an unchanged one costs a 304."""
ASSET_FOLDERS: Final = ("/fonts/", "/img/", "/audio/")
"""Cached as in AWS, so that a page that goes offline still has its icons."""
SERVED_PATH: Final = "vidx.served_path"
"""Key in a request's scope: its path as it was sent."""
ASSET_CACHE_CONTROL: Final = "max-age=0, stale-while-revalidate=604800"


class TokenBucket:
    """API Gateway's throttling: so many requests a second of all callers together, after a burst of `BURST_S`.

    Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html, and `infra/api.py`.
    """

    def __init__(self, per_second: int) -> None:
        self._per_second = per_second
        self._tokens = float(BURST_S * per_second)
        self._filled_at_s = 0.0

    def take(self, now_s: float) -> bool:
        """Take one request's token at a time of a monotonic clock; return False if there is none."""
        elapsed_s, self._filled_at_s = now_s - self._filled_at_s, now_s
        self._tokens = min(BURST_S * self._per_second, self._tokens + elapsed_s * self._per_second)
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True


class Upstream:
    """Forwards requests to the emulator and streams the responses back."""

    def __init__(self, emulator: str, api_id: str, bucket: str, requests_per_second: int) -> None:
        self._requests = TokenBucket(requests_per_second)
        self._api = f"{emulator}/_aws/execute-api/{api_id}/$default"
        self._bucket = f"{emulator}/{bucket}"
        self.client = httpx.AsyncClient(timeout=TIMEOUT_S, trust_env=False)
        self.client.headers.clear()  # httpx would add headers that the caller did not send, such as Accept-Encoding

    async def api(self, request: Request) -> Response:
        if not self._requests.take(time.monotonic()):
            return JSONResponse({"message": "Too Many Requests"}, HTTPStatus.TOO_MANY_REQUESTS)
        try:
            body = await _request_body(request)
        except ClientDisconnect:
            return Response(status_code=HTTPStatus.BAD_REQUEST)  # for the log: nobody reads it
        if body is None:
            return JSONResponse({"message": "Request Entity Too Large"}, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        headers = [(name, value) for name, value in request.headers.raw if name.decode("latin-1") not in HOP_BY_HOP]
        target = self._api + request.scope[SERVED_PATH]
        return await self._forward(request.method, target, request.scope["query_string"], headers, body)

    async def media(self, request: Request) -> Response:
        key = request.path_params["key"]
        if not PUBLIC_KEY.fullmatch(key):
            return JSONResponse({"message": "Not Found"}, HTTPStatus.NOT_FOUND)
        headers = [(name, value) for name, value in request.headers.raw if name.decode("latin-1") in MEDIA_HEADERS]
        return await self._forward(request.method, f"{self._bucket}/{key}", b"", headers, b"")

    async def _forward(
        self, method: str, url: str, query: bytes, headers: list[tuple[bytes, bytes]], body: bytes
    ) -> Response:
        target = httpx.URL(url, query=query) if query else httpx.URL(url)
        upstream_request = self.client.build_request(method, target, headers=headers, content=body)
        try:
            response = await self.client.send(upstream_request, stream=True)
        except httpx.TransportError as error:
            return JSONResponse({"message": f"the emulator does not answer: {error}"}, HTTPStatus.BAD_GATEWAY)
        forwarded = StreamingResponse(_body(response), status_code=response.status_code)
        forwarded.raw_headers = [
            (name, value) for name, value in response.headers.raw if name.decode("latin-1").lower() not in NOT_FORWARDED
        ]
        return forwarded


async def _request_body(request: Request) -> bytes | None:
    """The request's body, or None if it is larger than `MAX_BODY_BYTES`."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            return None
    return bytes(body)


async def _body(response: httpx.Response) -> AsyncIterator[bytes]:
    try:
        async for chunk in response.aiter_raw():
            yield chunk
    finally:
        await response.aclose()


class ServedTargets:
    """Refuses request targets that `local.request_target` refuses; routes the others by their decoded path."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            path = served_path(scope["raw_path"])
        except RefusedTarget as refusal:
            response = _problem(refusal)
            await response(scope, receive, send)
            return
        await self._app({**scope, "path": unquote(path), SERVED_PATH: path}, receive, send)


def _problem(refusal: RefusedTarget) -> JSONResponse:
    """Return the refusal in the form of the API's errors, since its description promises it for every address."""
    body = {
        "type": "urn:vidx:problem:AddressRefused",
        "title": "Address refused",
        "status": refusal.status,
        "detail": f"this address is not served: {refusal}",
        "code": "AddressRefused",
        "retryable": False,
        "errors": [],
    }
    return JSONResponse(body, refusal.status, media_type="application/problem+json")


class SiteFiles(StaticFiles):
    """Files of the site. The app's addresses get its page; others without a file get a 404 page."""

    def get_path(self, scope: Scope) -> str:
        return os.path.normpath((file_of(str(scope["path"])) or MISSING).lstrip("/"))

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if file_of(str(scope["path"])) is None:
            response.status_code = HTTPStatus.NOT_FOUND
        return response


class Headers:
    """Adds the site's headers to every response of `app`."""

    def __init__(self, app: ASGIApp, headers: dict[str, str]) -> None:
        self._app = app
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self._headers)
                if scope["path"].startswith(ASSET_FOLDERS):
                    headers["Cache-Control"] = ASSET_CACHE_CONTROL
            await send(message)

        await self._app(scope, receive, with_headers)


def site(folder: Path, services: Sequence[str]) -> ASGIApp:
    """Return the site in `folder`, to mount at `/`; its pages may connect to the origins `services`."""
    headers = {
        **SECURITY_HEADERS,
        "Content-Security-Policy": content_security_policy(services),
        "Cache-Control": REVALIDATE,
    }
    return Headers(GZipMiddleware(SiteFiles(directory=folder), minimum_size=1000), headers)


async def _health(_: Request) -> Response:
    return JSONResponse({"status": "ok"})


def application(emulator: str, api_id: str, bucket: str, requests_per_second: int = UNTHROTTLED) -> Starlette:
    upstream = Upstream(emulator, api_id, bucket, requests_per_second)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with upstream.client:
            yield

    routes: list[BaseRoute] = [
        Route(HEALTH, _health),
        Route("/api/{path:path}", upstream.api, methods=METHODS),
        Route("/ads", upstream.api, methods=["GET", "HEAD"]),
        Route("/ads/{path:path}", upstream.api, methods=["GET", "HEAD"]),
        Route("/media/{key:path}", upstream.media, methods=["GET", "HEAD"]),
        Mount(WEBHOOKS, webhook_receiver.app(webhook_receiver.Receiver())),
    ]
    routes.append(Mount("/", site(ROOT / "web", [emulator])))
    return Starlette(routes=routes, middleware=[Middleware(ServedTargets)], lifespan=lifespan)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m local.edge")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--emulator", required=True, help="base address of the emulator")
    parser.add_argument("--api-id", required=True, help="id of the HTTP API")
    parser.add_argument("--bucket", required=True, help="name of the public bucket")
    parser.add_argument("--requests-per-second", type=int, default=UNTHROTTLED, help="of all callers of the API")
    options = parser.parse_args(arguments)
    app = application(options.emulator, options.api_id, options.bucket, options.requests_per_second)
    uvicorn.run(app, host=HOST, port=options.port, log_level="warning", access_log=False)


if __name__ == "__main__":
    main()
