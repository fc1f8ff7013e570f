"""The one address of the local cloud, as CloudFront is in AWS: `/api` and `/ads` to the HTTP API, `/media` to the
public bucket, everything else from `web/`.

    python -m local.edge --port 8080 --emulator http://127.0.0.1:4566 --api-id a1b2 --bucket vidx-public
"""

import argparse
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Final

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route

from local.places import ROOT
from local.ports import HOST
from local.site import site

METHODS: Final = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
HEALTH: Final = "/_edge/health"
HOP_BY_HOP: Final = frozenset(
    {"connection", "keep-alive", "proxy-authenticate", "te", "trailer", "transfer-encoding", "upgrade", "host"}
)
"""RFC 9110, section 7.6.1: meant for one connection, never passed on."""
OWN: Final = HOP_BY_HOP | {"date", "server"}
"""Headers of an answer that this server writes itself."""
TIMEOUT_S: Final = 30.0
"""API Gateway's own limit."""


class Upstream:
    """Passes requests on to the emulator and streams the answers back."""

    def __init__(self, emulator: str, api_id: str, bucket: str) -> None:
        self._api = f"{emulator}/_aws/execute-api/{api_id}/$default"
        self._bucket = f"{emulator}/{bucket}"
        self.client = httpx.AsyncClient(timeout=TIMEOUT_S, trust_env=False)
        self.client.headers.clear()  # nothing is asked for that the caller has not asked for, such as gzip

    async def api(self, request: Request) -> Response:
        return await self._pass_on(request, self._api + request.url.path)

    async def media(self, request: Request) -> Response:
        return await self._pass_on(request, f"{self._bucket}/{request.path_params['key']}")

    async def _pass_on(self, request: Request, url: str) -> Response:
        headers = [(name, value) for name, value in request.headers.raw if name.decode().lower() not in HOP_BY_HOP]
        target = httpx.URL(url, query=request.url.query.encode())
        sent = self.client.build_request(request.method, target, headers=headers, content=await request.body())
        try:
            answer = await self.client.send(sent, stream=True)
        except httpx.TransportError as error:
            return JSONResponse({"message": f"the emulator does not answer: {error}"}, status_code=502)
        kept = {name: value for name, value in answer.headers.items() if name not in OWN}
        return StreamingResponse(_body(answer), status_code=answer.status_code, headers=kept)


async def _body(answer: httpx.Response) -> AsyncIterator[bytes]:
    try:
        async for chunk in answer.aiter_raw():
            yield chunk
    finally:
        await answer.aclose()


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
    asked = parser.parse_args(arguments)
    app = application(asked.emulator, asked.api_id, asked.bucket)
    uvicorn.run(app, host=HOST, port=asked.port, log_level="warning", access_log=False)


if __name__ == "__main__":
    main()
