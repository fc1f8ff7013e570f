"""`/v1/chat/completions` and `/v1/responses`: both use the copywriter."""

import json
import time
import uuid
from typing import Any, Final

from local.openai_standin import copywriter, protocol
from local.openai_standin.faults import Fault

Body = dict[str, Any]
_CHARS_PER_TOKEN: Final = 4
_REFUSAL: Final = "I'm sorry, but I can't help with that."


def completion(body: Body, fault: Fault | None) -> Body:
    """Answer a chat completion."""
    model = protocol.check_model(body.get("model"), protocol.CHAT)
    schema = _strict_schema(body.get("response_format", {}).get("json_schema", {}), "response_format")
    texts = {message["role"]: _text(message["content"]) for message in body.get("messages", [])}
    instructions = texts.get("system", texts.get("developer", ""))
    refusal = _REFUSAL if fault is Fault.REFUSAL else None
    content = None if refusal else _content(instructions, texts.get("user", ""), schema, fault)
    usage = _usage(instructions + texts.get("user", ""), content or _REFUSAL)
    message: Body = {"role": "assistant", "content": content, "refusal": refusal, "annotations": []}
    return {
        "id": f"chatcmpl-{uuid.uuid4().hex}",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": model,
        "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}],
        "usage": {
            "prompt_tokens": usage[0],
            "completion_tokens": usage[1],
            "total_tokens": sum(usage),
        },
    }


def response(body: Body, fault: Fault | None) -> Body:
    """Answer a request of the Responses API."""
    model = protocol.check_model(body.get("model"), protocol.CHAT)
    schema = _strict_schema(body.get("text", {}).get("format", {}), "text.format")
    content_in = body.get("input", "")
    messages = [{"role": "user", "content": content_in}] if isinstance(content_in, str) else content_in
    instructions = body.get("instructions") or ""
    prompt = "\n".join(_text(message["content"]) for message in messages)
    if fault is Fault.REFUSAL:
        content: Body = {"type": "refusal", "refusal": _REFUSAL}
    else:
        content = {"type": "output_text", "text": _content(instructions, prompt, schema, fault), "annotations": []}
    usage = _usage(instructions + prompt, content.get("text", _REFUSAL))
    message = {"type": "message", "id": f"msg_{uuid.uuid4().hex}", "status": "completed", "role": "assistant"}
    return {
        "id": f"resp_{uuid.uuid4().hex}",
        "object": "response",
        "created_at": int(time.time()),
        "status": "completed",
        "model": model,
        "output": [{**message, "content": [content]}],
        "parallel_tool_calls": False,
        "tool_choice": "none",
        "tools": [],
        "usage": {
            "input_tokens": usage[0],
            "input_tokens_details": {"cached_tokens": 0},
            "output_tokens": usage[1],
            "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": sum(usage),
        },
    }


def _strict_schema(response_format: Body, param: str) -> protocol.Schema:
    """Return the strict schema of the response, or raise when the request has none."""
    if not response_format.get("strict"):
        raise protocol.bad_request("This stand-in answers strict JSON schemas only.", param)
    return protocol.check_strict(response_format.get("schema"), str(response_format.get("name")), param)


def _content(instructions: str, facts: str, schema: protocol.Schema, fault: Fault | None) -> str:
    if fault is Fault.MALFORMED:
        return '{"hook": "Cut off in the mid'
    return json.dumps(copywriter.answer(instructions, facts, schema, fault), ensure_ascii=False)


def _text(content: str | list[Body]) -> str:
    return content if isinstance(content, str) else "".join(part.get("text", "") for part in content)


def _usage(prompt: str, completion: str) -> tuple[int, int]:
    """Return input and output tokens, estimated at four characters a token."""
    return len(prompt) // _CHARS_PER_TOKEN + 1, len(completion) // _CHARS_PER_TOKEN + 1
