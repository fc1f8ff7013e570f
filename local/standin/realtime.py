"""`/v1/realtime`: a spoken answer over WebSocket, event by event as OpenAI sends them.

https://developers.openai.com/api/docs/guides/realtime-conversations
"""

import base64
import uuid
from collections.abc import Iterator
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.websockets import WebSocket

from local.standin import errors, models
from local.standin.errors import ApiError
from local.standin.faults import Kind
from local.standin.languages import language_of
from local.standin.memory import Memory, Take
from local.standin.speech import take_of

VOICES: Final = ("alloy", "ash", "ballad", "coral", "echo", "sage", "shimmer", "verse", "marin", "cedar")
PIECE_BYTES: Final = 24_000
ADDED: Final[dict[Kind | None, str]] = {
    Kind.REWORDED: " Thanks for listening.",
    Kind.UNTRUE: " And it costs seven dollars only.",
}
"""What a model that does not keep to the text says after it."""
"""What a model says of its own accord when it is to reword its text."""
_SAMPLES_PER_AUDIO_TOKEN: Final = 1_200
_CHARS_PER_TOKEN: Final = 4
_CLOSED_FOR_AN_ERROR: Final = 4_000
Event = dict[str, Any]


class Conversation:
    """One connection: its session, the texts it was given, and the fault that it is to run into."""

    def __init__(self, socket: WebSocket, fault: Kind | None, memory: Memory) -> None:
        self._socket, self._fault, self._memory = socket, fault, memory
        self._voice, self._manner, self._texts = VOICES[0], "", [""]

    async def hold(self, model: str) -> bool:
        """Answer events until one response is done; whether it ended well."""
        try:
            models.check_model(model, models.REALTIME)
            if self._fault is Kind.RETIRED:
                raise errors.retired_model(model)
            await self._send("session.created", session={"type": "realtime", "model": model, "object": "session"})
            while not await self._answered(await self._socket.receive_json()):
                pass
        except ApiError as error:
            await self._send("error", error={**error.body["error"], "event_id": None})
            await self._socket.close(_CLOSED_FOR_AN_ERROR)
            return False
        return self._fault not in {Kind.QUOTA, Kind.REFUSAL, Kind.MALFORMED}

    async def _answered(self, event: Event) -> bool:
        """Act on a client's event; True once it has led to a whole response."""
        match event.get("type"):
            case "session.update":
                await self._configure(event["session"])
            case "conversation.item.create":
                await self._take_up(event["item"])
            case "response.create":
                await self._respond()
                return True
            case other:
                raise errors.bad_request(f"Invalid value: '{other}'.", "type", "invalid_value")
        return False

    async def _configure(self, session: Event) -> None:
        output = session.get("audio", {}).get("output", {})
        voice = output.get("voice", VOICES[0])
        if session.get("type") != "realtime":
            raise errors.bad_request("Missing required parameter: 'session.type'.", "session.type")
        if output.get("format", {}) != {"type": "audio/pcm", "rate": 24_000}:
            raise errors.bad_request("This stand-in speaks audio/pcm at 24000 only.", "session.audio.output.format")
        if voice not in VOICES:
            raise errors.bad_request(f"Invalid value: '{voice}'.", "session.audio.output.voice", "invalid_value")
        self._voice, self._manner = voice, session.get("instructions", "")
        await self._send("session.updated", session=session)

    async def _take_up(self, item: Event) -> None:
        content = item.get("content", [])
        if item.get("role") != "user" or [part.get("type") for part in content] != ["input_text"]:
            raise errors.bad_request("This stand-in takes one input_text of a user only.", "item.content")
        self._texts.append(content[0]["text"])
        held = {"id": f"item_{uuid.uuid4().hex[:20]}", "object": "realtime.item", **item}
        await self._send("conversation.item.added", item=held)
        await self._send("conversation.item.done", item=held)

    async def _respond(self) -> None:
        response = {"id": f"resp_{uuid.uuid4().hex}", "object": "realtime.response"}
        await self._send("response.created", response={**response, "status": "in_progress"})
        said = self._texts[-1] + ADDED.get(self._fault, "")
        samples = b""
        if self._fault not in FAILED:
            take = await run_in_threadpool(take_of, said, self._voice, language_of(self._manner, said))
            self._memory.keep(take)
            samples = take.samples.astype("<i2").tobytes()
            await self._speak(take, said, response["id"])
        usage = self._usage(said, len(samples) // 2)
        await self._send("response.done", response={**response, **FAILED.get(self._fault, COMPLETED), "usage": usage})

    async def _speak(self, take: Take, said: str, response_id: str) -> None:
        at = {"response_id": response_id, "item_id": "item_0", "output_index": 0, "content_index": 0}
        for piece in _pieces(take.samples.astype("<i2").tobytes()):
            delta = "?" if self._fault is Kind.MALFORMED else base64.b64encode(piece).decode()
            await self._send("response.output_audio.delta", **at, delta=delta)
        for word in said.split():
            await self._send("response.output_audio_transcript.delta", **at, delta=f"{word} ")
        await self._send("response.output_audio.done", **at)
        await self._send("response.output_audio_transcript.done", **at, transcript=said)

    def _usage(self, said: str, samples: int) -> Event:
        """Tokens by OpenAI's rule for audio (one for 50 ms) and the usual one for text."""
        heard = (len(self._manner) + len(self._texts[-1])) // _CHARS_PER_TOKEN
        audio, text = samples // _SAMPLES_PER_AUDIO_TOKEN, len(said) // _CHARS_PER_TOKEN
        return {
            "total_tokens": heard + audio + text,
            "input_tokens": heard,
            "output_tokens": audio + text,
            "input_token_details": {"text_tokens": heard, "audio_tokens": 0, "cached_tokens": 0},
            "output_token_details": {"text_tokens": text, "audio_tokens": audio},
        }

    async def _send(self, kind: str, **fields: Any) -> None:
        await self._socket.send_json({"type": kind, "event_id": f"event_{uuid.uuid4().hex[:20]}", **fields})


COMPLETED: Final[Event] = {"status": "completed", "status_details": None}
FAILED: Final[dict[Kind | None, Event]] = {
    Kind.QUOTA: {
        "status": "failed",
        "status_details": {"type": "failed", "error": errors.no_quota().body["error"]},
    },
    Kind.REFUSAL: {"status": "incomplete", "status_details": {"type": "incomplete", "reason": "content_filter"}},
}
"""How a response ends without sound."""


def _pieces(samples: bytes) -> Iterator[bytes]:
    return (samples[at : at + PIECE_BYTES] for at in range(0, len(samples), PIECE_BYTES))
