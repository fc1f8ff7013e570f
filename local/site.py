"""The static site on the local edge server, with the headers and the mapping that CloudFront has in AWS."""

import os
from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from infra.site import MISSING, SECURITY_HEADERS, content_security_policy, file_of

REVALIDATE: Final = "no-cache"
"""Locally a changed file shows at the next load; an unchanged one costs a 304."""
LASTING: Final = ("/fonts/", "/img/", "/audio/")
"""What browsers keep in AWS, too, so that a page that goes offline still has its icons."""
KEEP: Final = "max-age=0, stale-while-revalidate=604800"


class SiteFiles(StaticFiles):
    """Files of the site; the app's own addresses are answered with its page, others without a file with 404 and one."""

    def get_path(self, scope: Scope) -> str:
        return os.path.normpath((file_of(str(scope["path"])) or MISSING).lstrip("/"))

    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        if file_of(str(scope["path"])) is None:
            answer.status_code = HTTPStatus.NOT_FOUND
        return answer


class Headers:
    """Adds the site's headers to every answer of `app`."""

    def __init__(self, app: ASGIApp, headers: dict[str, str]) -> None:
        self._app = app
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self._headers)
                if scope["path"].startswith(LASTING):
                    headers["Cache-Control"] = KEEP
            await send(message)

        await self._app(scope, receive, with_headers)


def site(folder: Path, services: Sequence[str]) -> ASGIApp:
    """The site in `folder`, for mounting at `/`; `services` are the origins that its pages may speak to."""
    headers = {
        **SECURITY_HEADERS,
        "Content-Security-Policy": content_security_policy(services),
        "Cache-Control": REVALIDATE,
    }
    return Headers(GZipMiddleware(SiteFiles(directory=folder), minimum_size=1000), headers)
