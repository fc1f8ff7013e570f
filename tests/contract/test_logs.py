"""Logs and the executions' history hold keys, numbers and codes, and no text of a seller or a visitor."""

import ast
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NoReturn

import pytest
from pydantic import BaseModel, ValidationError

from functions.script.service import write_script
from functions.script.spoken_form import with_checked_spoken_forms
from functions.tts.service import synthesize_voiceover
from infra.settings import ROOT
from testing.ai import ScriptedModel, ToneSpeech
from testing.store import MemoryStore
from testing.tts_job import only_provider
from tests.contract.test_state_machine import TASKS
from tests.unit.api.conftest import Api
from tests.unit.script.drafts import GOOD
from vidx import keys
from vidx.errors import ProviderRefused
from vidx.jobs.events import Event, StageInput
from vidx.jobs.model import Job
from vidx.jobs.request import JsonModel, VideoRequest
from vidx.observability import logger, record_report

ROW_PARTS: Final = frozenset({"#status", "attempt", "ad_id", "choices.#format", "#owner", "first_version"})
"""What the state machine may read of a job's row: no title and no message."""
LOGGED: Final = frozenset({
    "ad_id", "attempt", "changes", "chars", "code", "confidence", "days_left", "job_id", "key", "language_model",
    "limit", "maximum", "method", "model", "operation", "wait_s",
    "event_id", "findings", "message_id", "part", "receipt_id", "status_code", "webhook_id",
    "cost_usd", "fallbacks", "provider", "seconds",
    "reason", "result", "row", "run", "shuts_down", "spoken_chars", "stage", "stem", "stems", "usd", "voice_provider",
})  # fmt: skip
"""Names of values that log lines may carry. `reason` is the message of an error of ours about a provider or an
execution, or the choice of a visitor's report; `findings`, `result` and `run` are models without content."""
LEVELS: Final = ("debug", "info", "warning", "error", "exception", "critical")
MARK: Final = "Zyxwvut"
SOURCES: Final = [
    path for folder in ("functions", "layers/common/python/vidx") for path in (ROOT / folder).rglob("*.py")
]


def logged_names(path: Path) -> Iterator[str]:
    """Names in the `extra` of every call of the logger; anything but a dictionary's own keys counts as `?`."""
    for call in ast.walk(ast.parse(path.read_text("utf-8"))):
        is_logger = isinstance(call, ast.Call) and ast.unparse(call.func).startswith("logger.")
        for keyword in call.keywords if is_logger else ():  # type: ignore[attr-defined]  # it is a call
            if keyword.arg == "extra" and isinstance(keyword.value, ast.Dict):
                yield from (str(key.value) if isinstance(key, ast.Constant) else "**" for key in keyword.value.keys)


def test_log_lines_carry_named_values_only() -> None:
    names = {name for path in SOURCES for name in logged_names(path)}

    assert names - {"**"} <= LOGGED


def test_messages_of_log_lines_are_constant() -> None:
    calls = [
        call
        for path in SOURCES
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func) in {f"logger.{level}" for level in LEVELS}
    ]

    assert calls
    assert [ast.unparse(call) for call in calls if not isinstance(call.args[0], ast.Constant)] == []


def test_no_function_logs_its_event() -> None:
    assert not [path for path in SOURCES if "log_event" in path.read_text("utf-8")]


def test_the_state_machine_reads_no_content_from_a_row() -> None:
    reads = [task["Arguments"] for task in TASKS.values() if task["Resource"].endswith(":getItem")]
    writes = [task["Arguments"] for task in TASKS.values() if task["Resource"].endswith(":updateItem")]

    assert reads
    for arguments in reads:
        assert set(arguments["ProjectionExpression"].split(", ")) <= ROW_PARTS
    assert not [arguments for arguments in writes if "ReturnValues" in arguments]


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What the functions log, as CloudWatch gets it."""
    text = io.StringIO()
    monkeypatch.setattr(logger.registered_handler, "stream", text)
    return text


def marked_request(store: MemoryStore, **changes: Any) -> None:
    listing = {"title": f"{MARK} car", "description": f"A {MARK} car for $5.", "price": 5}
    request = {"jobId": "j1", "owner": "mia", "listing": listing, "choices": {}, "photoKeys": ["k"], **changes}
    store.put(keys.job_request("j1"), json.dumps(request).encode(), "application/json")


def test_a_whole_jobs_stages_log_nothing_of_its_text(log: io.StringIO) -> None:
    """With everything that makes them warn: refusing models, dropped spoken forms, a voice that rewords."""
    store, event = MemoryStore(), StageInput(job_id="j1", attempt=1, last_try=True)
    marked_request(store, script=f"The {MARK} car costs $5. Call {MARK} now.")
    write_script(event, store, ScriptedModel([ProviderRefused("declined")]), lambda _: None)
    reworded = f"Well, the {MARK} car costs five dollars. Call {MARK} now please."
    voice = ToneSpeech(transcripts=[reworded, reworded])
    synthesize_voiceover(event, store, only_provider(voice), lambda _: None)
    line = GOOD.lines[0].model_copy(update={"text": f"{MARK} for $5", "spoken": f"{MARK} for six dollars"})
    listing = VideoRequest.model_validate_json(store.get(keys.job_request("j1"))).listing
    with_checked_spoken_forms(GOOD.model_copy(update={"hook": line}), listing)

    logged = log.getvalue()
    assert "no spoken forms" in logged
    assert "the recording has other words than the text" in logged
    assert "spoken form dropped" in logged
    assert MARK not in logged


def test_requests_log_nothing_of_their_text(api: Api, log: io.StringIO) -> None:
    api.generate(title=f"{MARK} car", description=f"A {MARK} car.", publish=True)
    api.call("POST", "/api/ads/create", {"jobId": MARK, "title": MARK})
    api.store.head = broken  # type: ignore[assignment,method-assign]
    assert api.generate(title=f"{MARK} car", script=f"{MARK} " * 5).status == 500
    record_report("a1", "scam")

    assert "unexpected error" in log.getvalue()
    assert MARK not in log.getvalue()


def broken(_key: str) -> NoReturn:
    """Fail as a damaged object does."""
    Job.model_validate({"title": f"{MARK} car", "owner": [MARK]})
    raise AssertionError


@pytest.mark.parametrize("model", [JsonModel, Event, Job])
def test_a_record_that_does_not_validate_is_not_quoted(model: type[BaseModel]) -> None:
    class Probe(model):  # type: ignore[misc, valid-type]
        count: int = 0

    with pytest.raises(ValidationError) as error:
        Probe.model_validate({"count": MARK})

    assert MARK not in str(error.value)


@pytest.fixture
def api() -> Api:
    return Api()
