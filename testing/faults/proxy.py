"""A reverse proxy between the functions and AWS (tables, state machine, secrets) and R2, with faults by rule.

with FaultProxy(f"http://127.0.0.1:{port}") as proxy:
    rule = proxy.add(Rule(Reply(503, "SlowDown"), service="s3", operation="PUT", target="/voice.wav$", times=4))
    ...
    proxy.clear()
"""

import json
import re
import select
import socket
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final, Self
from urllib.parse import unquote, urlsplit
from xml.sax.saxutils import escape

HOST: Final = "127.0.0.1"
HOP_BY_HOP: Final = frozenset({"connection", "keep-alive", "transfer-encoding", "expect", "content-length"})
SERVICES: Final = {
    "DynamoDB": "dynamodb",
    "DynamoDBStreams": "streams",
    "AWSStepFunctions": "states",
    "secretsmanager": "secrets",
    "AmazonSQS": "sqs",
}
"""Our names of the services by the first word of `X-Amz-Target`."""
LAMBDA_API: Final = "/2015-03-31/"
UPSTREAM_TIMEOUT_S: Final = 120.0
POLL_S: Final = 0.05
"""How often the proxy checks whether it must end."""
CLIENT_CHECK_S: Final = 0.2
"""How often a held request is checked: its client may have gone."""


@dataclass(frozen=True)
class Call:
    """A request as rules see it.

    Attributes:
        operation: the method, or COPY, for `s3`; the operation's name for the other services.
        target: path of the object for `s3`; the request's body for the other services.
    """

    service: str
    operation: str
    target: str


@dataclass(frozen=True)
class Reply:
    """Answer with this error; the request goes nowhere."""

    status: int
    code: str


@dataclass(frozen=True)
class Hang:
    """Give no answer until the rule is removed, then close the connection; the request goes nowhere."""


@dataclass(frozen=True)
class Hold:
    """Forward the request when the rule is removed, unless its client has gone by then."""


@dataclass(frozen=True)
class Cut:
    """Close the connection without an answer; the request goes nowhere."""


@dataclass(frozen=True)
class Delay:
    """Forward the request after some seconds."""

    seconds: float


@dataclass(frozen=True)
class CutAnswer:
    """Send half of the answer's body, or nothing of an answer without one, then close the connection."""


@dataclass(frozen=True)
class Corrupt:
    """Change the answer: its checksum (ETag), and its body."""


Action = Reply | Hang | Hold | Cut | Delay | CutAnswer | Corrupt


@dataclass(eq=False)
class Rule:
    """What happens to matching requests.

    Attributes:
        operation, target: regular expressions; the first has to match the whole name, the second a part.
        times: number of requests; None for all until the rule is removed.
        words: when there are any, one of them has to be in the target, such as the id of a job.
    """

    action: Action
    service: str
    operation: str = ".*"
    target: str = ""
    times: int | None = None
    words: tuple[str, ...] = ()
    hits: int = 0
    reached: threading.Event = field(default_factory=threading.Event)
    """Set by the first matching request."""
    removed: threading.Event = field(default_factory=threading.Event)

    def matches(self, call: Call) -> bool:
        return (
            (self.times is None or self.hits < self.times)
            and self.service == call.service
            and re.fullmatch(self.operation, call.operation) is not None
            and re.search(self.target, call.target) is not None
            and (not self.words or any(word in call.target for word in self.words))
        )


class FaultProxy:
    """A running proxy on a free port; every request without a rule is forwarded unchanged."""

    def __init__(self, upstream: str, port: int = 0) -> None:
        self._address = urlsplit(upstream).netloc
        self._rules: list[Rule] = []
        self._lock = threading.Lock()
        self._server = _Server((HOST, port), self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(POLL_S,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def add(self, rule: Rule) -> Rule:
        """Apply the rule from now on, after those added before."""
        with self._lock:
            self._rules.append(rule)
        return rule

    def remove(self, rule: Rule) -> None:
        """End the rule; requests that it holds go on."""
        with self._lock:
            if rule in self._rules:
                self._rules.remove(rule)
        rule.removed.set()

    def clear(self) -> None:
        """Remove all rules."""
        with self._lock:
            rules = list(self._rules)
        for rule in rules:
            self.remove(rule)

    def rule_of(self, call: Call) -> Rule | None:
        """Return the first rule that matches, and count the request."""
        with self._lock:
            rule = next((rule for rule in self._rules if rule.matches(call)), None)
            if rule is not None:
                rule.hits += 1
                rule.reached.set()
        return rule

    def forward(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> "Answer":
        """Send the request on, with the client's own Host: signatures include it."""
        connection = HTTPConnection(self._address, timeout=UPSTREAM_TIMEOUT_S)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in headers.items():
                if name.lower() not in HOP_BY_HOP:
                    connection.putheader(name, value)
            if body or method not in {"GET", "HEAD"}:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body or None)
            response = connection.getresponse()
            return Answer(response.status, response.getheaders(), response.read())
        finally:
            connection.close()


@dataclass
class Answer:
    status: int
    headers: list[tuple[str, str]]
    body: bytes


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], proxy: FaultProxy) -> None:
        self.proxy = proxy
        super().__init__(address, _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Print nothing: a client that has gone is no fault of the proxy."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: _Server

    def log_message(self, format: str, *args: object) -> None:
        """Print no line for a request."""

    def _handle(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = dict(self.headers.items())
        call = call_of(self.command, self.path, headers, body)
        rule = self.server.proxy.rule_of(call)
        match rule.action if rule else None:
            case Reply(status, code):
                self._answer(error_answer(call, status, code))
                return
            case Cut():
                self._close()
                return
            case Hang() | Hold() as action if rule:
                if not self._wait(rule) or isinstance(action, Hang):
                    self._close()
                    return
            case Delay(seconds) if rule:
                rule.removed.wait(seconds)
        try:
            answer = self.server.proxy.forward(self.command, self.path, headers, body)
        except (OSError, HTTPException):  # the cloud is down: so is the proxy
            self._close()
            return
        self._answer_by(rule, answer)

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = do_OPTIONS = do_PATCH = _handle  # noqa: N815  # names of http.server

    def _wait(self, rule: Rule) -> bool:
        """Wait until the rule is removed; return False when the client has gone."""
        while not rule.removed.wait(CLIENT_CHECK_S):
            if self._has_client_gone():
                return False
        return not self._has_client_gone()

    def _has_client_gone(self) -> bool:
        readable, _, _ = select.select([self.connection], [], [], 0)
        try:
            return bool(readable) and self.connection.recv(1, socket.MSG_PEEK) == b""
        except ConnectionError:
            return True

    def _answer_by(self, rule: Rule | None, answer: Answer) -> None:
        match rule.action if rule else None:
            case Corrupt():
                self._answer(corrupt(answer))
            case CutAnswer():
                if answer.body:
                    self._answer(answer, sent_bytes=len(answer.body) // 2)
                self._close()
            case _:
                self._answer(answer)

    def _answer(self, answer: Answer, sent_bytes: int | None = None) -> None:
        self.send_response_only(answer.status)
        names = {name.lower() for name, _ in answer.headers}
        for name, value in answer.headers:
            if name.lower() not in HOP_BY_HOP or (self.command == "HEAD" and name.lower() == "content-length"):
                self.send_header(name, value)
        if self.command != "HEAD" or "content-length" not in names:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body[:sent_bytes])

    def _close(self) -> None:
        self.close_connection = True


def call_of(method: str, path: str, headers: Mapping[str, str], body: bytes) -> Call:
    names = {name.lower(): value for name, value in headers.items()}
    target = names.get("x-amz-target", "")
    if target:
        name, _, operation = target.rpartition(".")
        return Call(SERVICES.get(name.split("_")[0], name), operation, body.decode(errors="replace"))
    if path.startswith(LAMBDA_API):
        return Call("lambda", method, unquote(urlsplit(path).path))
    operation = "COPY" if "x-amz-copy-source" in names else method
    return Call("s3", operation, unquote(urlsplit(path).path))


def error_answer(call: Call, status: int, code: str) -> Answer:
    """Return the error as the service words it."""
    if call.service == "s3":
        text = f"<Error><Code>{escape(code)}</Code><Message>a fault of the test</Message></Error>"
        return Answer(status, [("Content-Type", "application/xml")], text.encode())
    problem = json.dumps({"__type": code, "message": "a fault of the test"})
    return Answer(
        status, [("Content-Type", "application/x-amz-json-1.0"), ("x-amzn-ErrorType", code)], problem.encode()
    )


def corrupt(answer: Answer) -> Answer:
    """Return another ETag and, if there is a body, a body of the same length with other bytes in its middle."""
    headers = [(name, '"0123456789abcdef"' if name.lower() == "etag" else value) for name, value in answer.headers]
    third = len(answer.body) // 3
    middle = bytes(byte ^ 0xFF for byte in answer.body[third : 2 * third])
    return Answer(answer.status, headers, answer.body[:third] + middle + answer.body[2 * third :])
