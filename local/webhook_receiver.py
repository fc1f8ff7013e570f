"""A server to try webhooks on this computer: it stores messages, verifies their signatures, and fails on request.

The local cloud has one below `/_webhooks` of its address (`local/edge.py`). Another one:

    python -m local.webhook_receiver --port 8123 --secret whsec_…

`POST /hooks` takes messages, and `GET /_received` returns them. `POST /_secrets` with `{"secret": "whsec_…"}` adds a
secret. `POST /_answer` with `{"status": 429, "retryAfter": "60"}` sets the status of all further answers, and their
header `Retry-After` if there is one.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from standardwebhooks import Webhook, WebhookVerificationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from local.processes import HOST


@dataclass
class Receiver:
    """The messages that have arrived: id, headers, body, and whether a known secret signed it."""

    secrets: list[str] = field(default_factory=list)
    status: int = 204
    retry_after: str | None = None
    received: list[dict[str, Any]] = field(default_factory=list)

    def is_verified(self, headers: dict[str, str], body: bytes) -> bool:
        return any(_is_signed(secret, headers, body) for secret in self.secrets)

    async def hook(self, request: Request) -> Response:
        body, headers = await request.body(), dict(request.headers)
        message = {
            "id": headers.get("webhook-id"),
            "verified": self.is_verified(headers, body),
            "headers": headers,
            "body": json.loads(body),
        }
        self.received.append(message)
        print(json.dumps({name: message[name] for name in ("id", "verified", "body")}), flush=True)
        response_headers = {"Retry-After": self.retry_after} if self.retry_after else {}
        return Response(status_code=self.status, headers=response_headers)

    async def list_received(self, _: Request) -> Response:
        return JSONResponse(self.received)

    async def add_secret(self, request: Request) -> Response:
        self.secrets.append((await request.json())["secret"])
        return Response(status_code=204)

    async def set_answer(self, request: Request) -> Response:
        answer = await request.json()
        self.status, self.retry_after = int(answer["status"]), answer.get("retryAfter")
        return Response(status_code=204)


def _is_signed(secret: str, headers: dict[str, str], body: bytes) -> bool:
    try:
        Webhook(secret).verify(body, headers)
    except WebhookVerificationError:
        return False
    return True


def app(receiver: Receiver) -> Starlette:
    return Starlette(
        routes=[
            Route("/_received", receiver.list_received),
            Route("/_secrets", receiver.add_secret, methods=["POST"]),
            Route("/_answer", receiver.set_answer, methods=["POST"]),
            Route("/{path:path}", receiver.hook, methods=["POST"]),
        ]
    )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m local.webhook_receiver")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--secret", action="append", default=[], help="secret of a webhook; may be repeated")
    options = parser.parse_args(arguments)
    uvicorn.run(app(Receiver(options.secret)), host=HOST, port=options.port, log_level="warning", access_log=False)


if __name__ == "__main__":
    main()
