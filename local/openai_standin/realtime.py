"""`/v1/realtime`: a spoken answer over WebSocket, event by event as OpenAI sends them.

https://developers.openai.com/api/docs/guides/realtime-conversations
"""

import base64
import uuid
from collections.abc import Iterator
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.websockets import WebSocket

from local.openai_standin import protocol
from local.openai_standin.audio import Recording, RecordingCache, damage
from local.openai_standin.faults import Fault
from local.openai_standin.languages import detect_language
from local.openai_standin.protocol import ApiError
from local.openai_standin.speech import record_speech

VOICES: Final = ("alloy", "ash", "ballad", "coral", "echo", "sage", "shimmer", "verse", "marin", "cedar")
CHUNK_BYTES: Final = 24_000
ADDED_WORDS: Final[dict[Fault | None, str]] = {
    Fault.REWORDED: " Thanks for listening.",
    Fault.UNTRUE: " And it costs seven dollars only.",
}
"""What the model says after the text when it does not follow its instructions."""
_SAMPLES_PER_AUDIO_TOKEN: Final = 1_200
_CHARS_PER_TOKEN: Final = 4
_CLOSE_CODE_ERROR: Final = 4_000
Event = dict[str, Any]


class RealtimeSession:
    """One connection: its settings, its texts, and its fault."""

    def __init__(self, socket: WebSocket, fault: Fault | None, recordings: RecordingCache) -> None:
        self._socket, self._fault, self._recordings = socket, fault, recordings
        self._voice, self._instructions, self._texts = VOICES[0], "", [""]

    @property
    def text(self) -> str:
        """What the model is to read aloud; empty before it was sent."""
        return self._texts[-1]

    async def run(self, model: str) -> bool:
        """Handle events until one response is done; return whether it succeeded."""
        try:
            protocol.check_model(model, protocol.REALTIME)
            if self._fault is Fault.RETIRED:
                raise protocol.retired_model(model)
            await self._send("session.created", session={"type": "realtime", "model": model, "object": "session"})
            while not await self._handle(await self._socket.receive_json()):
                pass
        except ApiError as error:
            await self._send("error", error={**error.body["error"], "event_id": None})
            await self._socket.close(_CLOSE_CODE_ERROR)
            return False
        return self._fault not in {Fault.QUOTA, Fault.REFUSAL, Fault.MALFORMED}

    async def _handle(self, event: Event) -> bool:
        """Handle a client's event; return whether it ended a response."""
        match event.get("type"):
            case "session.update":
                await self._configure(event["session"])
            case "conversation.item.create":
                await self._add_item(event["item"])
            case "response.create":
                await self._respond()
                return True
            case other:
                raise protocol.bad_request(f"Invalid value: '{other}'.", "type", "invalid_value")
        return False

    async def _configure(self, session: Event) -> None:
        output = session.get("audio", {}).get("output", {})
        voice = output.get("voice", VOICES[0])
        if session.get("type") != "realtime":
            raise protocol.bad_request("Missing required parameter: 'session.type'.", "session.type")
        if output.get("format", {}) != {"type": "audio/pcm", "rate": 24_000}:
            raise protocol.bad_request("This stand-in speaks audio/pcm at 24000 only.", "session.audio.output.format")
        if voice not in VOICES:
            raise protocol.bad_request(f"Invalid value: '{voice}'.", "session.audio.output.voice", "invalid_value")
        self._voice, self._instructions = voice, session.get("instructions", "")
        await self._send("session.updated", session=session)

    async def _add_item(self, item: Event) -> None:
        content = item.get("content", [])
        if item.get("role") != "user" or [part.get("type") for part in content] != ["input_text"]:
            raise protocol.bad_request("This stand-in takes one input_text of a user only.", "item.content")
        self._texts.append(content[0]["text"])
        created = {"id": f"item_{uuid.uuid4().hex[:20]}", "object": "realtime.item", **item}
        await self._send("conversation.item.added", item=created)
        await self._send("conversation.item.done", item=created)

    async def _respond(self) -> None:
        response = {"id": f"resp_{uuid.uuid4().hex}", "object": "realtime.response"}
        await self._send("response.created", response={**response, "status": "in_progress"})
        transcript = self._texts[-1] + ADDED_WORDS.get(self._fault, "")
        samples = b""
        if self._fault not in FAILED:
            language = detect_language(self._instructions, transcript)
            recording = damage(await run_in_threadpool(record_speech, transcript, self._voice, language), self._fault)
            self._recordings.add(recording)
            samples = recording.samples.astype("<i2").tobytes()
            await self._send_speech(recording, transcript, response["id"])
        usage = self._usage(transcript, len(samples) // 2)
        await self._send("response.done", response={**response, **FAILED.get(self._fault, COMPLETED), "usage": usage})

    async def _send_speech(self, recording: Recording, transcript: str, response_id: str) -> None:
        ids = {"response_id": response_id, "item_id": "item_0", "output_index": 0, "content_index": 0}
        for chunk in _chunks(recording.samples.astype("<i2").tobytes()):
            delta = "?" if self._fault is Fault.MALFORMED else base64.b64encode(chunk).decode()
            await self._send("response.output_audio.delta", **ids, delta=delta)
        for word in transcript.split():
            await self._send("response.output_audio_transcript.delta", **ids, delta=f"{word} ")
        await self._send("response.output_audio.done", **ids)
        await self._send("response.output_audio_transcript.done", **ids, transcript=transcript)

    def _usage(self, transcript: str, samples: int) -> Event:
        """Count tokens: one for 50 ms of audio, by OpenAI's rule, and one for four characters of text."""
        text_in = (len(self._instructions) + len(self._texts[-1])) // _CHARS_PER_TOKEN
        audio, text = samples // _SAMPLES_PER_AUDIO_TOKEN, len(transcript) // _CHARS_PER_TOKEN
        return {
            "total_tokens": text_in + audio + text,
            "input_tokens": text_in,
            "output_tokens": audio + text,
            "input_token_details": {"text_tokens": text_in, "audio_tokens": 0, "cached_tokens": 0},
            "output_token_details": {"text_tokens": text, "audio_tokens": audio},
        }

    async def _send(self, kind: str, **fields: Any) -> None:
        await self._socket.send_json({"type": kind, "event_id": f"event_{uuid.uuid4().hex[:20]}", **fields})


COMPLETED: Final[Event] = {"status": "completed", "status_details": None}
FAILED: Final[dict[Fault | None, Event]] = {
    Fault.QUOTA: {
        "status": "failed",
        "status_details": {"type": "failed", "error": protocol.no_quota().body["error"]},
    },
    Fault.REFUSAL: {"status": "incomplete", "status_details": {"type": "incomplete", "reason": "content_filter"}},
}
"""Responses that end without audio."""


def _chunks(samples: bytes) -> Iterator[bytes]:
    return (samples[start : start + CHUNK_BYTES] for start in range(0, len(samples), CHUNK_BYTES))
