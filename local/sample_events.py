"""The sample events of the functions, `events/FUNCTION.json` and `events/FUNCTION-CASE.json`, and what each returns."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from local.errors import SampleFailed
from local.paths import ROOT
from vidx.jobs.events import (
    CaptionsResult,
    DraftResult,
    PhotosResult,
    RenderResult,
    ScriptResult,
    TextModerationResult,
    TtsResult,
    UploadResult,
    VoiceSampleResult,
    WithdrawResult,
)

EVENTS: Final = ROOT / "events"


def names(function: str) -> list[str]:
    """Return the names of a function's sample events, the plainest first."""
    return sorted(path.stem for path in EVENTS.glob("*.json") if function_of(path.stem) == function)


def function_of(name: str) -> str:
    return name.partition("-")[0]


def path_of(name: str) -> Path:
    return EVENTS / f"{name}.json"


def sample(name: str) -> dict[str, Any]:
    """Return the sample event of this name."""
    event: dict[str, Any] = json.loads(path_of(name).read_text(encoding="utf-8"))
    return event


def check(name: str, result: Any) -> None:
    """Check what a function returned for a sample event.

    Raises:
        SampleFailed: it is not what this event must return.
    """
    try:
        is_right = RESULTS[name](result)
    except ValidationError as error:
        raise SampleFailed(f"events/{name}.json returned {json.dumps(result)[:300]}: {error}") from error
    if not is_right:
        raise SampleFailed(f"events/{name}.json returned {json.dumps(result)[:300]}")


def _is_options(response: Any) -> bool:
    return response["statusCode"] == 200 and "voices" in json.loads(response["body"])  # noqa: PLR2004 (OK)


RESULTS: Final[dict[str, Callable[[Any], Any]]] = {
    "account": {}.__eq__,
    "account-sweep": {}.__eq__,
    "api": _is_options,
    "api-watch": {}.__eq__,
    "captions": CaptionsResult.model_validate,
    "notify": {"batchItemFailures": []}.__eq__,
    "notify-message": {"batchItemFailures": []}.__eq__,
    "photos": PhotosResult.model_validate,
    "render": RenderResult.model_validate,
    "script": ScriptResult.model_validate,
    "script-draft": DraftResult.model_validate,
    "script-text": TextModerationResult.model_validate,
    "tts": TtsResult.model_validate,
    "tts-preview": VoiceSampleResult.model_validate,
    "upload": UploadResult.model_validate,
    "upload-withdraw": WithdrawResult.model_validate,
    "watch": {}.__eq__,
    "watch-sweep": {}.__eq__,
}
"""By event: whether its result is right, or the form of the result. No form accepts a field that it does not know."""
