"""The rules of OpenAI's API: error bodies, keys and model names, strict schemas."""

from collections.abc import Iterator
from typing import Any, Final

from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse


class ApiError(Exception):
    """An error as the API sends it; https://developers.openai.com/api/docs/guides/error-codes"""

    def __init__(self, status: int, message: str, kind: str, code: str | None = None, param: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"error": {"message": message, "type": kind, "param": param, "code": code}}

    def response(self) -> JSONResponse:
        return JSONResponse(self.body, self.status)


def missing_key() -> ApiError:
    message = "You didn't provide an API key. You need to provide your API key in an Authorization header."
    return ApiError(401, message, "invalid_request_error")


def wrong_key(key: str) -> ApiError:
    message = f"Incorrect API key provided: {key[:3]}****. You can find your API key at https://platform.openai.com."
    return ApiError(401, message, "invalid_request_error", "invalid_api_key")


def unknown_model(model: str) -> ApiError:
    message = f"The model `{model}` does not exist or you do not have access to it."
    return ApiError(404, message, "invalid_request_error", "model_not_found")


def retired_model(model: str) -> ApiError:
    message = f"The model `{model}` has been deprecated, learn more here: https://platform.openai.com/docs/deprecations"
    return ApiError(404, message, "invalid_request_error", "model_not_found")


def bad_request(message: str, param: str | None = None, code: str | None = None) -> ApiError:
    return ApiError(400, message, "invalid_request_error", code, param)


def rate_limited() -> ApiError:
    message = "Rate limit reached for requests. Please try again in 1s."
    return ApiError(429, message, "requests", "rate_limit_exceeded")


def no_quota() -> ApiError:
    message = "You exceeded your current quota, please check your plan and billing details."
    return ApiError(429, message, "insufficient_quota", "insufficient_quota")


def server_error() -> ApiError:
    message = "The server had an error while processing your request. Sorry about that!"
    return ApiError(500, message, "server_error")


def refused() -> ApiError:
    message = "Your request was rejected as a result of our safety system."
    return ApiError(400, message, "invalid_request_error", "content_policy_violation")


CHAT: Final = frozenset({"gpt-6-luna", "gpt-6-sol", "gpt-6-astra", "gpt-4o-mini", "gpt-4o"})
SPEECH: Final = frozenset({"gpt-4o-mini-tts", "tts-1", "tts-1-hd"})
REALTIME: Final = frozenset({"gpt-realtime-2.1-mini", "gpt-realtime-2.1", "gpt-realtime"})
TRANSCRIPTION: Final = frozenset({"whisper-1", "gpt-4o-transcribe", "gpt-transcribe"})
WORD_TIMESTAMPS: Final = frozenset({"whisper-1"})
MODERATION: Final = frozenset({"omni-moderation-latest", "omni-moderation-2024-09-26"})
ALL: Final = CHAT | SPEECH | REALTIME | TRANSCRIPTION | MODERATION
_SCHEME: Final = "Bearer "
_KEY_START: Final = "sk-"


def check_key(request: HTTPConnection) -> None:
    """Raise `ApiError` unless the request has a key of OpenAI's form."""
    header = request.headers.get("authorization", "")
    key = header.removeprefix(_SCHEME).strip()
    if not header.startswith(_SCHEME) or not key:
        raise missing_key()
    if not key.startswith(_KEY_START):
        raise wrong_key(key)


def check_model(model: object, models: frozenset[str]) -> str:
    """Return the model's name when it is one of `models`, else raise `ApiError`."""
    if not isinstance(model, str) or not model:
        raise bad_request("you must provide a model parameter", "model")
    if model not in models:
        raise unknown_model(model)
    return model


Schema = dict[str, Any]
_UNSUPPORTED: Final = frozenset({"allOf", "not", "dependentRequired", "dependentSchemas", "if", "then", "else"})


def check_strict(schema: object, name: str, param: str) -> Schema:
    """Return the schema when it follows the rules of strict structured output.

    https://developers.openai.com/api/docs/guides/structured-outputs

    Raises:
        ApiError: 400 with the first rule that it breaks.
    """
    if not isinstance(schema, dict) or schema.get("type") != "object":
        raise _invalid(name, param, (), "schema must be a JSON Schema of 'type: \"object\"'")
    for path, problem in _problems(schema, ()):
        raise _invalid(name, param, path, problem)
    return schema


def _problems(schema: Schema, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    for keyword in sorted(_UNSUPPORTED & schema.keys()):
        yield path, f"'{keyword}' is not permitted."
    if schema.get("type") == "object":
        properties = schema.get("properties", {})
        if schema.get("additionalProperties") is not False:
            yield path, "'additionalProperties' is required to be supplied and to be false."
        missing = sorted(set(properties) - set(schema.get("required", [])))
        if missing:
            yield path, f"'required' is required to be supplied and to include every key. Missing '{missing[0]}'."
        for key, value in properties.items():
            yield from _problems(value, (*path, "properties", key))
    if isinstance(schema.get("items"), dict):
        yield from _problems(schema["items"], (*path, "items"))
    for key, value in schema.get("$defs", {}).items():
        yield from _problems(value, (*path, "$defs", key))


def _invalid(name: str, param: str, path: tuple[str, ...], problem: str) -> ApiError:
    return bad_request(f"Invalid schema for response_format '{name}': In context={path}, {problem}", param)
