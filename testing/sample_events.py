"""The sample events of the functions (`events/*.json`), and a Lambda context to call a handler with."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from local.paths import ROOT

EVENTS: Final = ROOT / "events"


@dataclass
class Context:
    """The attributes of a Lambda context that Powertools reads."""

    function_name: str = "api"
    memory_limit_in_mb: int = 1024
    invoked_function_arn: str = "arn:aws:lambda:us-east-1:000000000000:function:api"
    aws_request_id: str = "sample"


def sample(path: Path) -> dict[str, Any]:
    """Return the event in a file."""
    event: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return event
