"""The proxy forwards what no rule matches, and breaks what a rule matches."""

import threading
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import boto3
import httpx
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError, ConnectionClosedError

from testing.faults.proxy import Corrupt, Cut, CutAnswer, Delay, FaultProxy, Hang, Hold, Reply, Rule
from vidx.adapters.s3 import S3Store, Timeouts, s3_client
from vidx.errors import StorageUnavailable

BODY = b"0123456789"
TOKEN = {"R2_ACCOUNT_ID": "local", "R2_ACCESS_KEY_ID": "test", "R2_SECRET_ACCESS_KEY": "test"}


class Upstream(BaseHTTPRequestHandler):
    """Answers what is read with `BODY`, all else with nothing, and keeps the requests."""

    protocol_version = "HTTP/1.1"
    requests: list[tuple[str, str, str, bytes]]

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""

    def handle_any(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.requests.append((self.command, self.path, self.headers["Host"], body))
        self.send_response(200)
        self.send_header("ETag", '"abc"')
        self.send_header("Content-Type", "text/plain")
        answer = BODY if self.command in {"GET", "HEAD"} else b""
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(answer)

    do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = handle_any  # noqa: N815  # names of http.server


@pytest.fixture
def requests() -> list[tuple[str, str, str, bytes]]:
    return []


@pytest.fixture
def proxy(requests: list[tuple[str, str, str, bytes]]) -> Iterator[FaultProxy]:
    handler = type("Handler", (Upstream,), {"requests": requests})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        with FaultProxy(f"http://127.0.0.1:{server.server_address[1]}") as proxy:
            yield proxy
        server.shutdown()


@pytest.fixture
def store(proxy: FaultProxy) -> Iterator[S3Store]:
    with closing(s3_client(TOKEN, proxy.url, Timeouts(2, 2, 1))) as client:
        yield S3Store(lambda: client, "bucket")


@pytest.fixture
def tables(proxy: FaultProxy) -> Iterator[Any]:
    session = boto3.Session(aws_access_key_id="t", aws_secret_access_key="t", region_name="us-east-1")
    config = Config(retries={"total_max_attempts": 1})
    with closing(session.client("dynamodb", endpoint_url=proxy.url, config=config)) as client:
        yield client


def test_requests_without_a_rule_reach_the_server_unchanged(
    proxy: FaultProxy, store: S3Store, requests: list[tuple[str, str, str, bytes]]
) -> None:
    store.put("a key", b"content", "text/plain")
    info = store.head("a key")

    assert store.get("a key") == BODY
    assert info is not None
    assert (info.etag, info.size_bytes) == ("abc", len(BODY))
    assert requests[0] == ("PUT", "/bucket/a%20key", proxy.url.removeprefix("http://"), b"content")


def test_a_rule_matches_service_operation_and_target_so_many_times(proxy: FaultProxy, store: S3Store) -> None:
    rule = proxy.add(Rule(Reply(503, "SlowDown"), "s3", "PUT", "voice", times=1))

    store.put("script.json", b"", "text/plain")
    assert store.get("voice.wav") == BODY
    with pytest.raises(StorageUnavailable):
        store.put("voice.wav", b"", "text/plain")
    store.put("voice.wav", b"", "text/plain")

    assert rule.hits == 1


def test_a_rule_with_words_matches_only_requests_that_have_one(proxy: FaultProxy, store: S3Store) -> None:
    proxy.add(Rule(Reply(503, "SlowDown"), "s3", "PUT", words=("job-1", "seller-1")))

    store.put("jobs/job-2/voice.wav", b"", "text/plain")
    with pytest.raises(StorageUnavailable):
        store.put("jobs/job-1/voice.wav", b"", "text/plain")
    with pytest.raises(StorageUnavailable):
        store.put("uploads/seller-1/photo", b"", "text/plain")


def test_an_error_of_a_table_is_worded_as_dynamodb_does(proxy: FaultProxy, tables: Any) -> None:
    proxy.add(Rule(Reply(400, "ThrottlingException"), "dynamodb", "GetItem", "jobs"))

    with pytest.raises(ClientError) as error:
        tables.get_item(TableName="jobs", Key={"job_id": {"S": "1"}})

    assert error.value.response["Error"]["Code"] == "ThrottlingException"
    assert error.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400


def test_a_cut_request_never_reaches_the_server(
    proxy: FaultProxy, tables: Any, requests: list[tuple[str, str, str, bytes]]
) -> None:
    proxy.add(Rule(Cut(), "dynamodb"))

    with pytest.raises(ConnectionClosedError):
        tables.get_item(TableName="jobs", Key={"job_id": {"S": "1"}})

    assert requests == []


def test_a_held_request_goes_on_when_the_rule_is_removed(
    proxy: FaultProxy, requests: list[tuple[str, str, str, bytes]]
) -> None:
    rule = proxy.add(Rule(Hold(), "s3"))
    answers: list[bytes] = []
    caller = threading.Thread(target=lambda: answers.append(httpx.get(f"{proxy.url}/bucket/key").content))
    caller.start()

    assert rule.reached.wait(10)
    assert (answers, requests) == ([], [])
    proxy.remove(rule)
    caller.join(10)

    assert answers == [BODY]


def test_a_request_whose_client_has_gone_is_not_forwarded(
    proxy: FaultProxy, requests: list[tuple[str, str, str, bytes]]
) -> None:
    rule = proxy.add(Rule(Hold(), "s3"))
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(f"{proxy.url}/bucket/key", timeout=0.2)

    proxy.remove(rule)
    httpx.get(f"{proxy.url}/bucket/other")

    assert [path for _, path, _, _ in requests] == ["/bucket/other"]


def test_a_hanging_request_is_closed_when_the_rules_are_cleared(
    proxy: FaultProxy, requests: list[tuple[str, str, str, bytes]]
) -> None:
    rule = proxy.add(Rule(Hang(), "s3", "PUT"))

    def clear_when_reached() -> None:
        rule.reached.wait(10)
        proxy.clear()

    clear = threading.Thread(target=clear_when_reached)
    clear.start()

    with pytest.raises(httpx.RemoteProtocolError):
        httpx.put(f"{proxy.url}/bucket/key", content=b"x")

    clear.join()
    assert requests == []


def test_a_delayed_request_arrives(proxy: FaultProxy, store: S3Store) -> None:
    proxy.add(Rule(Delay(0.01), "s3"))

    assert store.get("key") == BODY


def test_half_an_answer_is_an_outage_of_the_storage(proxy: FaultProxy, store: S3Store) -> None:
    proxy.add(Rule(CutAnswer(), "s3", "GET"))

    with pytest.raises(StorageUnavailable):
        store.get("key")


def test_a_write_whose_answer_is_lost_reaches_the_server(
    proxy: FaultProxy, store: S3Store, requests: list[tuple[str, str, str, bytes]]
) -> None:
    proxy.add(Rule(CutAnswer(), "s3", "PUT"))

    with pytest.raises(StorageUnavailable):
        store.put("key", b"content", "text/plain")

    assert [body for _, _, _, body in requests] == [b"content"]


def test_a_corrupt_answer_has_the_same_length_and_another_checksum(proxy: FaultProxy, store: S3Store) -> None:
    proxy.add(Rule(Corrupt(), "s3"))

    body, info = store.get("key"), store.head("key")

    assert len(body) == len(BODY)
    assert body != BODY
    assert info is not None
    assert info.etag != "abc"


def test_a_proxy_whose_server_is_down_answers_nothing(proxy: FaultProxy) -> None:
    with FaultProxy("http://127.0.0.1:9") as orphan, pytest.raises(httpx.RemoteProtocolError):
        httpx.get(f"{orphan.url}/bucket/key")
