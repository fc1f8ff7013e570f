"""Invokes a function in the box of its image, through a small Runtime API in place of Lambda's.

The function's own runtime client asks it for events: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
"""

import json
import os
import platform
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

from local.emulator import CREDENTIALS
from local.errors import SampleFailed
from local.images.box import group_name, processor_seconds
from local.images.build import ROOTS
from local.images.buildah import LOG_TAIL_CHARS, WORK
from local.paths import ROOT
from local.processes import HOST

API: Final = "/2018-06-01/runtime"
ARN: Final = "arn:aws:lambda:us-east-1:000000000000:function:vidx"
WAIT_S: Final = 900.0
"""Longest wait for an answer: Lambda's own limit."""
POLL_S: Final = 0.2
LOGS: Final = WORK / "logs"
USAGE: Final = WORK / "usage"


@dataclass(frozen=True)
class Usage:
    """What a function used, in MB, beside its settings."""

    memory_mb: int
    memory_limit_mb: int
    tmp_mb: int
    tmp_limit_mb: int

    @classmethod
    def read(cls, file: Path) -> "Usage":
        return cls(*map(int, file.read_text(encoding="utf-8").split()))


@dataclass(frozen=True)
class Run:
    """Results of a function's events, in their order, and what the box used.

    Attributes:
        start_cpu_s: processor time from the start of the process to its first question for an event, in seconds.
    """

    results: tuple[Any, ...]
    start_cpu_s: float
    usage: Usage


class RuntimeApi(ThreadingHTTPServer):
    """Hands out events one after another and keeps the answers."""

    daemon_threads = True

    def __init__(self, events: Sequence[Any]) -> None:
        super().__init__((HOST, 0), _Handler)
        self.events = iter(enumerate(events))
        self.answers: queue.Queue[tuple[bool, Any]] = queue.Queue()
        """Whether it is a result, and the result or the error."""
        self.started = threading.Event()

    @property
    def address(self) -> str:
        return f"{HOST}:{self.server_port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print nothing when the function was stopped while it waited for its next event."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: RuntimeApi

    def do_GET(self) -> None:
        self.server.started.set()
        number, event = next(self.server.events, (None, None))
        if number is None:
            time.sleep(WAIT_S)  # as Lambda does, which freezes a function that waits
            return
        deadline_ms = int((time.time() + WAIT_S) * 1000)
        headers = {
            "Lambda-Runtime-Aws-Request-Id": f"sample-{number}",
            "Lambda-Runtime-Deadline-Ms": str(deadline_ms),
            "Lambda-Runtime-Invoked-Function-Arn": ARN,
        }
        self._answer(200, json.dumps(event).encode(), headers)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])) or "null")
        self.server.started.set()
        self.server.answers.put((self.path.endswith("/response"), body))
        self._answer(202, b"{}", {})

    def _answer(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Type": "application/json", "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Print nothing."""


def has_boxes() -> bool:
    """Return whether this machine can run boxes: it needs Linux and root."""
    return platform.system() == "Linux" and os.geteuid() == 0


def environment(configuration: Mapping[str, Any], endpoint: str) -> dict[str, str]:
    """Return the environment of a function on the local cloud at `endpoint`, as Lambda and the cloud set it."""
    variables = configuration["Environment"]["Variables"]
    return {
        **variables,
        **CREDENTIALS,
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_LAMBDA_FUNCTION_NAME": configuration["FunctionName"],
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(configuration["MemorySize"]),
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "IMAGE_ROOTS": str(ROOTS),
        "IMAGE_TMP_MB": str(configuration.get("EphemeralStorage", {}).get("Size", 512)),
    }


def invoke(function: str, events: Sequence[Any], environment: Mapping[str, str]) -> Run:
    """Start a function in its box, send it `events`, and stop it.

    Raises:
        SampleFailed: it did not start, ended, or answered with an error.
    """
    log = LOGS / f"{function}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with _serving(events) as api, log.open("wb") as output:
        command = [sys.executable, "-m", "local.images.box", f"functions.{function}.handler.lambda_handler"]
        variables = {**environment, "AWS_LAMBDA_RUNTIME_API": api.address}
        box = subprocess.Popen(command, cwd=ROOT, env=variables, stdout=output, stderr=output)
        try:
            _wait_for_start(api, box)
            start_cpu_s = processor_seconds(group_name(function, box.pid))
            results = tuple(_result(api, box, function) for _ in events)
            usage = Usage.read(USAGE / f"{function}-{box.pid}.tsv")
        except _Ended as error:
            text = log.read_text(encoding="utf-8", errors="replace")[-LOG_TAIL_CHARS:]
            raise SampleFailed(f"{function} ended in its box; {log} ends with:\n{text}") from error
        finally:
            box.terminate()
            box.wait()
    return Run(results, start_cpu_s, usage)


class _Ended(Exception):
    """The box has ended."""


@contextmanager
def _serving(events: Sequence[Any]) -> Iterator[RuntimeApi]:
    with RuntimeApi(events) as api:
        thread = threading.Thread(target=api.serve_forever, daemon=True)
        thread.start()
        try:
            yield api
        finally:
            api.shutdown()
            thread.join()


def _wait_for_start(api: RuntimeApi, box: "subprocess.Popen[bytes]") -> None:
    while not api.started.wait(POLL_S):
        if box.poll() is not None:
            raise _Ended


def _result(api: RuntimeApi, box: "subprocess.Popen[bytes]", function: str) -> Any:
    deadline = time.monotonic() + WAIT_S
    while time.monotonic() < deadline:
        try:
            is_result, answer = api.answers.get(timeout=POLL_S)
        except queue.Empty:
            if box.poll() is not None:
                raise _Ended from None
            continue
        if not is_result:
            raise SampleFailed(f"{function} answered with an error: {json.dumps(answer)[:LOG_TAIL_CHARS]}")
        return answer
    raise SampleFailed(f"{function} did not answer within {WAIT_S:.0f} s")
