"""The examples of docs/webhooks.md accept what notify signs, once, and refuse everything else."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import httpx
import pytest

from functions.notify.events import TYPE_BY_STATUS
from functions.notify.schedule import RETRIES_S
from functions.notify.signing import signed_headers
from infra import NODE
from local.paths import ROOT
from local.processes import free_port
from vidx.webhooks.model import SUBSCRIBABLE, EventType, make_secret

PAGE: Final = (ROOT / "docs/webhooks.md").read_text(encoding="utf-8")
BODY: Final = '{"type":"job.completed","timestamp":"2026-11-30T12:00:00Z","data":{"jobId":"j1","title":"Stühle"}}'
TIMEOUT_S: Final = 30.0


def example(language: str) -> str:
    (code,) = re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    return str(code)


@contextmanager
def server(language: str, folder: Path, secret: str) -> Iterator[tuple[httpx.Client, "subprocess.Popen[str]"]]:
    name, program = {"python": ("hooks.py", sys.executable), "javascript": ("hooks.mjs", str(NODE))}[language]
    (folder / name).write_text(example(language), encoding="utf-8")
    port = free_port()
    env = {**os.environ, "WEBHOOK_SECRET": secret, "PORT": str(port), "PYTHONIOENCODING": "utf-8"}
    command = [program, str(folder / name)]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=TIMEOUT_S) as client:
                _wait(client)
                yield client, process
        finally:
            process.terminate()


def _wait(client: httpx.Client) -> None:
    deadline = time.monotonic() + TIMEOUT_S
    while time.monotonic() < deadline:
        try:
            client.post("/", content="{}")
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError("the example did not start")


@pytest.mark.parametrize("language", ["python", "javascript"])
def test_an_example_accepts_our_messages_once_and_refuses_others(language: str, tmp_path: Path) -> None:
    secret, now = make_secret(), datetime.now(UTC)
    with server(language, tmp_path, secret) as (client, process):

        def post(body: str, headers: dict[str, str]) -> int:
            return client.post("/hooks", content=body.encode(), headers=headers).status_code

        both = signed_headers("msg_1", BODY, (make_secret(), secret), now)  # during a rotation
        assert [post(BODY, both), post(BODY, both)] == [204, 204]
        assert post(BODY.replace("j1", "j2"), both) == 400
        assert post(BODY, signed_headers("msg_2", BODY, (make_secret(),), now)) == 400
        assert post(BODY, signed_headers("msg_3", BODY, (secret,), now - timedelta(minutes=6))) == 400
        assert post(BODY, {}) == 400
        process.terminate()
        printed = process.stdout.read() if process.stdout else ""

    assert printed.count("job.completed") == 1
    assert "Stühle" in printed


def test_the_web_page_offers_every_event() -> None:
    module = (ROOT / "web/js/components/webhook-dialogs.js").read_text(encoding="utf-8")

    assert set(re.findall(r'^  "([a-z.]+)": ', module, re.MULTILINE)) == {event.value for event in SUBSCRIBABLE}


def test_the_page_names_every_event_and_the_schedule() -> None:
    assert set(re.findall(r"^\| `([a-z.]+)` \| ", PAGE, re.MULTILINE)) >= {event.value for event in EventType}
    assert set(TYPE_BY_STATUS.values()) <= set(EventType)
    assert "5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h" in PAGE.replace("\n  ", " ")
    assert RETRIES_S == (5, 300, 1_800, 7_200, 18_000, 36_000, 36_000)
