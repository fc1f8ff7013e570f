"""The edge server maps paths as CloudFront does and hands answers on unchanged."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from starlette.testclient import TestClient

from local.edge import HEALTH, application


class Emulator(BaseHTTPRequestHandler):
    """Answers with what it was asked."""

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        said = f"{self.command} {self.path} {body.decode()} {self.headers.get('authorization', '')}".encode()
        self.send_response(206 if "range" in self.headers else 200)
        self.send_header("content-type", "text/plain")
        self.send_header("content-length", str(len(said)))
        self.send_header("etag", '"e"')
        self.send_header("x-encoding", str(self.headers.get("accept-encoding")))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(said)

    do_GET = do_POST = do_HEAD = do_DELETE = _answer  # noqa: N815  # http.server's own names

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def edge() -> Iterator[TestClient]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Emulator) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with TestClient(application(f"http://127.0.0.1:{server.server_port}", "abc", "public")) as client:
            yield client
        server.shutdown()


def test_api_goes_to_the_http_api_with_query_body_and_token(edge: TestClient) -> None:
    answer = edge.post("/api/video/generate?x=a%20b", content=b"{}", headers={"authorization": "Bearer t"})

    assert answer.text == "POST /_aws/execute-api/abc/$default/api/video/generate?x=a%20b {} Bearer t"


def test_listings_are_rendered_by_the_api_in_the_encoding_that_the_caller_asked_for(edge: TestClient) -> None:
    del edge.headers["accept-encoding"]

    assert edge.get("/ads/abc").text.startswith("GET /_aws/execute-api/abc/$default/ads/abc")
    assert edge.get("/ads?cursor=c").text.startswith("GET /_aws/execute-api/abc/$default/ads?cursor=c")
    assert edge.get("/ads").headers["x-encoding"] == "None"
    assert edge.get("/ads", headers={"accept-encoding": "gzip"}).headers["x-encoding"] == "gzip"


def test_media_comes_from_the_public_bucket_with_ranges(edge: TestClient) -> None:
    answer = edge.get("/media/videos/1.mp4", headers={"range": "bytes=0-9"})

    assert answer.text.startswith("GET /public/videos/1.mp4")
    assert (answer.status_code, answer.headers["etag"]) == (206, '"e"')


def test_media_can_be_read_but_not_written(edge: TestClient) -> None:
    assert edge.head("/media/videos/1.mp4").status_code == 200
    assert edge.post("/media/videos/1.mp4").status_code == 405


def test_answer_carries_each_header_once(edge: TestClient) -> None:
    answer = edge.get("/api/options")

    assert len(answer.headers.get_list("date")) <= 1
    assert len(answer.headers.get_list("content-length")) == 1


def test_edge_tells_when_the_emulator_is_gone() -> None:
    with TestClient(application("http://127.0.0.1:1", "abc", "public")) as client:
        assert client.get(HEALTH).status_code == 200
        assert client.get("/api/options").status_code == 502
