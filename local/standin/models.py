"""The models it pretends to have, by what they can do, and the check of keys."""

from typing import Final

from starlette.requests import HTTPConnection

from local.standin import errors

CHAT: Final = frozenset({"gpt-6-luna", "gpt-6-sol", "gpt-6-astra", "gpt-4o-mini", "gpt-4o"})
SPEECH: Final = frozenset({"gpt-4o-mini-tts", "tts-1", "tts-1-hd"})
REALTIME: Final = frozenset({"gpt-realtime-2.1-mini", "gpt-realtime-2.1", "gpt-realtime"})
TRANSCRIPTION: Final = frozenset({"whisper-1", "gpt-4o-transcribe", "gpt-transcribe"})
WITH_WORD_TIMES: Final = frozenset({"whisper-1"})
ALL: Final = CHAT | SPEECH | REALTIME | TRANSCRIPTION
_SCHEME: Final = "Bearer "
_KEY_START: Final = "sk-"


def check_key(request: HTTPConnection) -> None:
    """Raises `ApiError` unless a key of OpenAI's form came along."""
    header = request.headers.get("authorization", "")
    key = header.removeprefix(_SCHEME).strip()
    if not header.startswith(_SCHEME) or not key:
        raise errors.missing_key()
    if not key.startswith(_KEY_START):
        raise errors.wrong_key(key)


def check_model(model: object, known: frozenset[str]) -> str:
    """The model's name, when it is one of `known`."""
    if not isinstance(model, str) or not model:
        raise errors.bad_request("you must provide a model parameter", "model")
    if model not in known:
        raise errors.unknown_model(model)
    return model
