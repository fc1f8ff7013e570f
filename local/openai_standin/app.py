"""The stand-in's routes: OpenAI's and Polly's, and those that control it in tests (`/_faults`, `/_calls`)."""

import asyncio
import time
import uuid
from collections.abc import Awaitable, Callable
from contextlib import suppress
from json import JSONDecodeError
from typing import Final

from pydantic import BaseModel, Field, ValidationError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from local.openai_standin import chat, moderation, polly, protocol, realtime
from local.openai_standin.audio import RecordingCache
from local.openai_standin.faults import ERRORS, CallLog, Endpoint, Fault
from local.openai_standin.protocol import ApiError
from local.openai_standin.speech import speak
from local.openai_standin.transcription import transcribe

SILENCE_S: Final = 90.0
"""How long a call with the fault `timeout` gets no response: longer than any of our clients waits."""

WITH_TEXT: Final = frozenset({Endpoint.CHAT, Endpoint.RESPONSES, Endpoint.SPEECH})
"""Endpoints whose requests are text. Those of others hold sound or pictures."""

Respond = Callable[[Request, Fault | None], Awaitable[Response]]


def app() -> Starlette:
    """Return a new server. Servers in one process share only espeak-ng."""
    calls, recordings = CallLog(), RecordingCache()

    async def completions(request: Request, fault: Fault | None) -> Response:
        return JSONResponse(await run_in_threadpool(chat.completion, await request.json(), fault))

    async def responses(request: Request, fault: Fault | None) -> Response:
        return JSONResponse(await run_in_threadpool(chat.response, await request.json(), fault))

    async def speech(request: Request, fault: Fault | None) -> Response:
        return await run_in_threadpool(speak, await request.json(), fault, recordings)

    async def transcriptions(request: Request, fault: Fault | None) -> Response:
        return JSONResponse(await run_in_threadpool(transcribe, *await _recording(request), fault, recordings))

    async def moderations(request: Request, fault: Fault | None) -> Response:
        return JSONResponse(await run_in_threadpool(moderation.moderate, await request.json(), fault))

    return Starlette(
        routes=[
            _route("/v1/chat/completions", completions, Endpoint.CHAT, calls),
            _route("/v1/responses", responses, Endpoint.RESPONSES, calls),
            _route("/v1/audio/speech", speech, Endpoint.SPEECH, calls),
            _route("/v1/audio/transcriptions", transcriptions, Endpoint.TRANSCRIPTIONS, calls),
            _route("/v1/moderations", moderations, Endpoint.MODERATIONS, calls),
            _polly_route(calls, recordings),
            _realtime_route(calls, recordings),
            Route("/v1/models", _models),
            *control_routes(calls),
        ],
        exception_handlers={404: _unknown_url, ApiError: _api_error, JSONDecodeError: _no_json},
    )


def _route(path: str, respond: Respond, endpoint: Endpoint, calls: CallLog) -> Route:
    """Return a POST route that counts its calls, checks the key and raises the next fault."""

    async def handle(request: Request) -> Response:
        text = await _text(request) if endpoint in WITH_TEXT else ""
        fault = calls.next_fault(endpoint, text)
        protocol.check_key(request)
        if fault is Fault.TIMEOUT:
            await asyncio.sleep(SILENCE_S)
            raise protocol.server_error()  # to nobody: an answer would count as charged
        if fault is Fault.HELD:
            await calls.released.wait()
        if fault in ERRORS:
            raise ERRORS[fault]("requested")
        response = await respond(request, fault)
        response.headers["x-request-id"] = f"req_{uuid.uuid4().hex}"
        calls.answer(endpoint, text)
        return response

    return Route(path, handle, methods=["POST"])


async def _text(request: Request) -> str:
    return (await request.body()).decode(errors="replace")


async def _recording(request: Request) -> tuple[bytes, dict[str, str], list[str]]:
    """Return a form's audio, its fields, and the requested granularities."""
    async with request.form() as form:
        file = form.get("file")
        sound = await file.read() if isinstance(file, UploadFile) else b""
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
        return sound, fields, [str(value) for value in form.getlist("timestamp_granularities[]")]


def _polly_route(calls: CallLog, recordings: RecordingCache) -> Route:
    """Return Amazon Polly's route, which has a signature instead of a key and its own error bodies."""

    async def handle(request: Request) -> Response:
        text = await _text(request)
        fault = calls.next_fault(Endpoint.POLLY, text)
        try:
            if fault is Fault.TIMEOUT:
                await asyncio.sleep(SILENCE_S)
                raise polly.FAULTS[Fault.SERVER]
            polly.check_signature(request)
            response = await run_in_threadpool(polly.synthesize, await request.json(), fault, recordings)
        except polly.PollyError as error:
            return error.response()
        calls.answer(Endpoint.POLLY, text)
        return response

    return Route("/v1/speech", handle, methods=["POST"])


def _realtime_route(calls: CallLog, recordings: RecordingCache) -> WebSocketRoute:
    """Return the route of the Realtime API: errors of key and server refuse the handshake, others are events."""

    async def handle(socket: WebSocket) -> None:
        fault = calls.next_fault(Endpoint.REALTIME)
        try:
            protocol.check_key(socket)
            if fault in {Fault.RATE, Fault.SERVER, Fault.UNAUTHORIZED}:
                raise ERRORS[fault]("requested")
        except ApiError as error:
            await socket.send_denial_response(error.response())
            return
        await socket.accept()
        with suppress(WebSocketDisconnect):
            if fault is Fault.TIMEOUT:
                await socket.receive()
                await asyncio.sleep(SILENCE_S)
                return
            session = realtime.RealtimeSession(socket, fault, recordings)
            if await session.run(socket.query_params.get("model", "")):
                calls.answer(Endpoint.REALTIME, session.text)

    return WebSocketRoute("/v1/realtime", handle)


async def _models(request: Request) -> Response:
    protocol.check_key(request)
    models = [
        {"id": model, "object": "model", "created": int(time.time()), "owned_by": "standin"}
        for model in sorted(protocol.ALL)
    ]
    return JSONResponse({"object": "list", "data": models})


async def _api_error(_request: Request, error: Exception) -> Response:
    return error.response() if isinstance(error, ApiError) else protocol.server_error().response()


async def _no_json(_request: Request, _error: Exception) -> Response:
    message = "We could not parse the JSON body of your request. (HINT: is it valid JSON?)"
    return protocol.bad_request(message).response()


async def _unknown_url(request: Request, _error: Exception) -> Response:
    message = f"Invalid URL ({request.method} {request.url.path})"
    return ApiError(404, message, "invalid_request_error", "unknown_url").response()


class FaultRequest(BaseModel):
    """Body of `POST /_faults`: the next `times` calls of `endpoint` whose request contains `text` fail.

    `text` selects calls of chat, responses, speech and polly. A Realtime connection and a file have no text at first.
    """

    endpoint: Endpoint
    kind: Fault
    times: int = Field(default=1, ge=1, le=1_000)
    text: str = Field(default="", max_length=200)


def control_routes(calls: CallLog) -> list[Route]:
    async def add_faults(request: Request) -> Response:
        try:
            fault = FaultRequest.model_validate_json(await request.body())
        except ValidationError as error:
            return JSONResponse({"detail": error.errors(include_url=False, include_context=False)}, 422)
        calls.add_faults(fault.endpoint, fault.kind, fault.times, fault.text)
        return Response(status_code=204)

    async def clear(request: Request) -> Response:
        calls.remove_faults(request.query_params.get("text", ""))
        return Response(status_code=204)

    async def counts(request: Request) -> Response:
        return JSONResponse(calls.counts(request.query_params.get("text", "")))

    async def reset(_request: Request) -> Response:
        calls.reset_counts()
        return Response(status_code=204)

    async def health(_request: Request) -> Response:
        return JSONResponse({"status": "ok"})

    return [
        Route("/_faults", add_faults, methods=["POST"]),
        Route("/_faults", clear, methods=["DELETE"]),
        Route("/_calls", counts, methods=["GET"]),
        Route("/_calls", reset, methods=["DELETE"]),
        Route("/healthz", health),
    ]
