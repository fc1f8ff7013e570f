"""The one address of the local cloud, as CloudFront is in AWS.

`/api` and `/ads` go to the HTTP API, `/media` to the public bucket, everything else to the files in `web/`, with the
headers and the mapping of addresses to files that CloudFront has in AWS.

    python -m local.edge --port 8080 --emulator http://127.0.0.1:4566 --api-id a1b2 --bucket vidx-public
"""

import argparse
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Final

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from infra.site_rules import MISSING, SECURITY_HEADERS, content_security_policy, file_of
from local.paths import ROOT
from local.processes import HOST

METHODS: Final = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
HEALTH: Final = "/_edge/health"
HOP_BY_HOP: Final = frozenset(
    {"connection", "keep-alive", "proxy-authenticate", "te", "trailer", "transfer-encoding", "upgrade", "host"}
)
"""RFC 9110, section 7.6.1: for one connection, never forwarded."""
NOT_FORWARDED: Final = HOP_BY_HOP | {"date", "server"}
"""Headers of a response that this server writes itself."""
TIMEOUT_S: Final = 30.0
"""API Gateway's own limit."""
REVALIDATE: Final = "no-cache"
"""Locally, browsers load a changed file at once; an unchanged one costs a 304."""
ASSET_FOLDERS: Final = ("/fonts/", "/img/", "/audio/")
"""Cached as in AWS, so that a page that goes offline still has its icons."""
ASSET_CACHE_CONTROL: Final = "max-age=0, stale-while-revalidate=604800"


class Upstream:
    """Forwards requests to the emulator and streams the responses back."""

    def __init__(self, emulator: str, api_id: str, bucket: str) -> None:
        self._api = f"{emulator}/_aws/execute-api/{api_id}/$default"
        self._bucket = f"{emulator}/{bucket}"
        self.client = httpx.AsyncClient(timeout=TIMEOUT_S, trust_env=False)
        self.client.headers.clear()  # httpx would add headers that the caller did not send, such as Accept-Encoding

    async def api(self, request: Request) -> Response:
        return await self._forward(request, self._api + request.url.path)

    async def media(self, request: Request) -> Response:
        return await self._forward(request, f"{self._bucket}/{request.path_params['key']}")

    async def _forward(self, request: Request, url: str) -> Response:
        headers = [(name, value) for name, value in request.headers.raw if name.decode().lower() not in HOP_BY_HOP]
        target = httpx.URL(url, query=request.url.query.encode())
        body = await request.body()
        upstream_request = self.client.build_request(request.method, target, headers=headers, content=body)
        try:
            response = await self.client.send(upstream_request, stream=True)
        except httpx.TransportError as error:
            return JSONResponse({"message": f"the emulator does not answer: {error}"}, status_code=502)
        forwarded = {name: value for name, value in response.headers.items() if name not in NOT_FORWARDED}
        return StreamingResponse(_body(response), status_code=response.status_code, headers=forwarded)


async def _body(response: httpx.Response) -> AsyncIterator[bytes]:
    try:
        async for chunk in response.aiter_raw():
            yield chunk
    finally:
        await response.aclose()


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


def application(emulator: str, api_id: str, bucket: str) -> Starlette:
    upstream = Upstream(emulator, api_id, bucket)

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
    ]
    routes.append(Mount("/", site(ROOT / "web", [emulator])))
    return Starlette(routes=routes, lifespan=lifespan)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m local.edge")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--emulator", required=True, help="base address of the emulator")
    parser.add_argument("--api-id", required=True, help="id of the HTTP API")
    parser.add_argument("--bucket", required=True, help="name of the public bucket")
    options = parser.parse_args(arguments)
    app = application(options.emulator, options.api_id, options.bucket)
    uvicorn.run(app, host=HOST, port=options.port, log_level="warning", access_log=False)


if __name__ == "__main__":
    main()
