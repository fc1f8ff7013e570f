"""Routes: OpenAI's, and those by which tests steer the server (`/_faults`, `/_calls`)."""

import asyncio
import time
import uuid
from collections.abc import Awaitable, Callable
from contextlib import suppress
from json import JSONDecodeError
from typing import Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from local.standin import chat, errors, models, polly, realtime
from local.standin.control import control_routes
from local.standin.errors import ApiError
from local.standin.faults import ERRORS, Endpoint, Kind, Ledger
from local.standin.memory import Memory
from local.standin.speech import speak
from local.standin.transcription import transcribe

SILENCE_S: Final = 90.0
"""How long a call with the fault `timeout` gets no answer: longer than any client of ours waits."""

Answer = Callable[[Request, Kind | None], Awaitable[Response]]


def app() -> Starlette:
    """A server of its own: nothing is shared with another one but espeak-ng."""
    ledger, memory = Ledger(), Memory()

    async def completions(request: Request, fault: Kind | None) -> Response:
        return JSONResponse(await run_in_threadpool(chat.completion, await request.json(), fault))

    async def responses(request: Request, fault: Kind | None) -> Response:
        return JSONResponse(await run_in_threadpool(chat.response, await request.json(), fault))

    async def speech(request: Request, fault: Kind | None) -> Response:
        return await run_in_threadpool(speak, await request.json(), fault, memory)

    async def transcriptions(request: Request, fault: Kind | None) -> Response:
        return JSONResponse(await run_in_threadpool(transcribe, *await _recording(request), fault, memory))

    return Starlette(
        routes=[
            _route("/v1/chat/completions", completions, Endpoint.CHAT, ledger),
            _route("/v1/responses", responses, Endpoint.RESPONSES, ledger),
            _route("/v1/audio/speech", speech, Endpoint.SPEECH, ledger),
            _route("/v1/audio/transcriptions", transcriptions, Endpoint.TRANSCRIPTIONS, ledger),
            _polly_route(ledger, memory),
            _realtime_route(ledger, memory),
            Route("/v1/models", _models),
            *control_routes(ledger),
        ],
        exception_handlers={404: _unknown_url, ApiError: _api_error, JSONDecodeError: _no_json},
    )


def _route(path: str, answer: Answer, endpoint: Endpoint, ledger: Ledger) -> Route:
    """A POST route with the key checked, the fault that is due carried out, and the call counted."""

    async def handle(request: Request) -> Response:
        fault = ledger.next_fault(endpoint)
        models.check_key(request)
        if fault is Kind.TIMEOUT:
            await asyncio.sleep(SILENCE_S)
        if fault in ERRORS:
            raise ERRORS[fault]("asked for")
        response = await answer(request, fault)
        response.headers["x-request-id"] = f"req_{uuid.uuid4().hex}"
        ledger.answered[endpoint] += 1
        return response

    return Route(path, handle, methods=["POST"])


async def _recording(request: Request) -> tuple[bytes, dict[str, str], list[str]]:
    """A form's sound, its fields, and the granularities asked for."""
    async with request.form() as form:
        file = form.get("file")
        sound = await file.read() if isinstance(file, UploadFile) else b""
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
        return sound, fields, [str(value) for value in form.getlist("timestamp_granularities[]")]


def _polly_route(ledger: Ledger, memory: Memory) -> Route:
    """Amazon Polly's own route, whose key is a signature and whose errors have a form of their own."""

    async def handle(request: Request) -> Response:
        fault = ledger.next_fault(Endpoint.POLLY)
        if fault is Kind.TIMEOUT:
            await asyncio.sleep(SILENCE_S)
        try:
            polly.check_signature(request)
            response = await run_in_threadpool(polly.synthesize, await request.json(), fault, memory)
        except polly.PollyError as error:
            return error.response()
        ledger.answered[Endpoint.POLLY] += 1
        return response

    return Route("/v1/speech", handle, methods=["POST"])


def _realtime_route(ledger: Ledger, memory: Memory) -> WebSocketRoute:
    """The Realtime API: what is wrong with the key or the server shows in the handshake, all else in events."""

    async def handle(socket: WebSocket) -> None:
        fault = ledger.next_fault(Endpoint.REALTIME)
        try:
            models.check_key(socket)
            if fault in {Kind.RATE, Kind.SERVER, Kind.UNAUTHORIZED}:
                raise ERRORS[fault]("asked for")
        except ApiError as error:
            await socket.send_denial_response(error.response())
            return
        await socket.accept()
        with suppress(WebSocketDisconnect):
            if fault is Kind.TIMEOUT:
                await socket.receive()
                await asyncio.sleep(SILENCE_S)
            conversation = realtime.Conversation(socket, fault, memory)
            if await conversation.hold(socket.query_params.get("model", "")):
                ledger.answered[Endpoint.REALTIME] += 1

    return WebSocketRoute("/v1/realtime", handle)


async def _models(request: Request) -> Response:
    models.check_key(request)
    held = [
        {"id": each, "object": "model", "created": int(time.time()), "owned_by": "standin"}
        for each in sorted(models.ALL)
    ]
    return JSONResponse({"object": "list", "data": held})


async def _api_error(_request: Request, error: Exception) -> Response:
    return error.response() if isinstance(error, ApiError) else errors.server_error().response()


async def _no_json(_request: Request, _error: Exception) -> Response:
    message = "We could not parse the JSON body of your request. (HINT: is it valid JSON?)"
    return errors.bad_request(message).response()


async def _unknown_url(request: Request, _error: Exception) -> Response:
    message = f"Invalid URL ({request.method} {request.url.path})"
    return ApiError(404, message, "invalid_request_error", "unknown_url").response()
