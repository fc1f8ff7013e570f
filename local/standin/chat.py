"""`/v1/chat/completions` and `/v1/responses`: one copywriter behind two forms of request and answer."""

import json
import time
import uuid
from typing import Any, Final

from local.standin import copywriter, errors, models, schema
from local.standin.faults import Kind

Body = dict[str, Any]
_CHARS_PER_TOKEN: Final = 4
_REFUSAL: Final = "I'm sorry, but I can't help with that."


def completion(body: Body, fault: Kind | None) -> Body:
    """Answer a chat completion."""
    model = models.check_model(body.get("model"), models.CHAT)
    wanted = body.get("response_format", {}).get("json_schema", {})
    rules = _rules(wanted, "response_format")
    texts = {message["role"]: _text(message["content"]) for message in body.get("messages", [])}
    instructions = texts.get("system", texts.get("developer", ""))
    refusal = _REFUSAL if fault is Kind.REFUSAL else None
    content = None if refusal else _content(instructions, texts.get("user", ""), rules, fault)
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


def response(body: Body, fault: Kind | None) -> Body:
    """Answer a request of the Responses API."""
    model = models.check_model(body.get("model"), models.CHAT)
    rules = _rules(body.get("text", {}).get("format", {}), "text.format")
    given = body.get("input", "")
    messages = [{"role": "user", "content": given}] if isinstance(given, str) else given
    instructions = body.get("instructions") or ""
    asked = "\n".join(_text(message["content"]) for message in messages)
    if fault is Kind.REFUSAL:
        content: Body = {"type": "refusal", "refusal": _REFUSAL}
    else:
        content = {"type": "output_text", "text": _content(instructions, asked, rules, fault), "annotations": []}
    usage = _usage(instructions + asked, content.get("text", _REFUSAL))
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


def _rules(wanted: Body, param: str) -> schema.Schema:
    """The strict schema that the answer has to keep to."""
    if not wanted.get("strict"):
        raise errors.bad_request("This stand-in answers strict JSON schemas only.", param)
    return schema.check_strict(wanted.get("schema"), str(wanted.get("name")), param)


def _content(instructions: str, facts: str, rules: schema.Schema, fault: Kind | None) -> str:
    if fault is Kind.MALFORMED:
        return '{"hook": "Cut off in the mid'
    return json.dumps(copywriter.answer(instructions, facts, rules, fault), ensure_ascii=False)


def _text(content: str | list[Body]) -> str:
    return content if isinstance(content, str) else "".join(part.get("text", "") for part in content)


def _usage(asked: str, answered: str) -> tuple[int, int]:
    """Tokens in and out, by the usual rule of four characters a token."""
    return len(asked) // _CHARS_PER_TOKEN + 1, len(answered) // _CHARS_PER_TOKEN + 1
