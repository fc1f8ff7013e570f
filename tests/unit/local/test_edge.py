"""The edge server maps paths as CloudFront does and forwards responses unchanged; the site has its headers."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from local.edge import BURST_S, HEALTH, MAX_BODY_BYTES, TokenBucket, application, site


class Emulator(BaseHTTPRequestHandler):
    """Answers with the request that it got."""

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        content = f"{self.command} {self.path} {body.decode()} {self.headers.get('authorization', '')}".encode()
        self.send_response(206 if "range" in self.headers else 200)
        self.send_header("content-type", "text/plain")
        self.send_header("content-length", str(len(content)))
        self.send_header("etag", '"e"')
        self.send_header("x-encoding", str(self.headers.get("accept-encoding")))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    do_GET = do_POST = do_HEAD = do_DELETE = _answer  # noqa: N815  # http.server's own names

    def log_message(self, format: str, *args: object) -> None:
        """Write no log."""


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


def test_listings_are_rendered_by_the_api_in_the_encoding_that_the_caller_requested(edge: TestClient) -> None:
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


def test_the_edge_server_takes_messages_of_webhooks(edge: TestClient) -> None:
    edge.post("/_webhooks/hooks", content='{"type":"webhook.test"}')

    assert [message["body"]["type"] for message in edge.get("/_webhooks/_received").json()] == ["webhook.test"]


def test_an_answer_has_each_header_once(edge: TestClient) -> None:
    answer = edge.get("/api/options")

    assert len(answer.headers.get_list("date")) <= 1
    assert len(answer.headers.get_list("content-length")) == 1


def test_the_edge_server_reports_a_missing_emulator() -> None:
    with TestClient(application("http://127.0.0.1:1", "abc", "public")) as client:
        assert client.get(HEALTH).status_code == 200
        assert client.get("/api/options").status_code == 502


@pytest.mark.parametrize(
    "key",
    [
        "",
        "..%2fvidx-work/jobs/1/job.json",
        "..%252fvidx-work/jobs/1/job.json",
        "%2e%2e/vidx-work/jobs/1/job.json",
        "videos/..%2f..%2fvidx-work/uploads/u/1",
        "videos",
        "videos/",
        "jobs/1/job.json",
        "videos/1.mp4/",
        "videos/a/b.mp4",
        "videos/%0a.mp4",
        "videos/%00.mp4",
        "videos/caf%C3%A9.mp4",
    ],
)
def test_media_leads_to_published_files_only(edge: TestClient, key: str) -> None:
    answer = edge.get(f"/media/{key}")

    assert answer.status_code in {400, 404}
    assert "GET /" not in answer.text  # what the emulator would have answered


def test_a_request_for_media_reaches_storage_without_query_and_credentials(edge: TestClient) -> None:
    answer = edge.get("/media/videos/1.mp4?acl&list-type=2", headers={"authorization": "AWS4-HMAC-SHA256 x"})

    assert answer.text == "GET /public/videos/1.mp4  "


@pytest.mark.parametrize("path", ["/api/x%00y", "/api/x%0d%0aInjected: 1", "/js/%00", "/ads/%1b[2J", "/%ff"])
def test_control_characters_and_odd_bytes_are_refused(edge: TestClient, path: str) -> None:
    assert edge.get(path).status_code == 400


def test_the_api_gets_an_address_in_the_encoding_that_the_caller_chose(edge: TestClient) -> None:
    answer = edge.get("/ads/a%20caf%C3%A9?text=%2F%00%FF")

    assert answer.text.startswith("GET /_aws/execute-api/abc/$default/ads/a%20caf%C3%A9?text=%2F%00%FF ")


def test_a_body_larger_than_the_api_takes_is_refused(edge: TestClient) -> None:
    assert edge.post("/api/uploads", content=b"x" * (MAX_BODY_BYTES + 1)).status_code == 413


@pytest.mark.parametrize("method", ["OPTIONS", "TRACE", "PUT", "BREW"])
def test_methods_that_media_and_the_site_do_not_know_are_refused(edge: TestClient, method: str) -> None:
    assert edge.request(method, "/media/videos/1.mp4").status_code == 405
    assert edge.request(method, "/js/main.js").status_code == 405


@pytest.mark.parametrize("ranges", ["bytes=abc", "bytes=9-1", "octets=0-1", "bytes=" + ",".join(["0-"] * 2000)])
def test_odd_ranges_of_a_site_file_are_answered(edge: TestClient, ranges: str) -> None:
    assert edge.get("/js/main.js", headers={"range": ranges}).status_code < 500


STORAGE = "http://127.0.0.1:4566"


@pytest.fixture
def browser(tmp_path: Path) -> TestClient:
    (tmp_path / "index.html").write_text("<!doctype html><title>vidx</title>")
    (tmp_path / "404.html").write_text("<!doctype html><title>Page not found</title>")
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "main.js").write_text("export {};")
    return TestClient(Starlette(routes=[Mount("/", site(tmp_path, [STORAGE]))]))


@pytest.mark.parametrize("path", ["/", "/upload/photos", "/jobs/4f1c", "/my-ads", "/webhooks", "/sign-in"])
def test_addresses_of_the_app_are_answered_with_its_page(browser: TestClient, path: str) -> None:
    answer = browser.get(path)

    assert answer.status_code == 200
    assert "<title>vidx</title>" in answer.text


@pytest.mark.parametrize("path", ["/no/such/page", "/jobs", "/jobs/a/b", "/upload/prices", "/my-ads/1"])
def test_an_unknown_address_answers_404_with_the_page_of_the_site(browser: TestClient, path: str) -> None:
    answer = browser.get(path)

    assert answer.status_code == 404
    assert "<title>Page not found</title>" in answer.text
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


def test_a_missing_file_is_not_answered_with_the_page(browser: TestClient) -> None:
    assert browser.get("/js/main.js").headers["Content-Type"].startswith("text/javascript")
    assert browser.get("/js/gone.js").status_code == 404


@pytest.mark.parametrize("folder", ["img", "fonts", "audio"])
def test_browsers_may_cache_lasting_files_for_offline_use(browser: TestClient, tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "icons.svg").write_text("<svg/>")

    assert "stale-while-revalidate" in browser.get(f"/{folder}/icons.svg").headers["Cache-Control"]
    assert browser.get("/js/main.js").headers["Cache-Control"] == "no-cache"


def test_no_file_outside_the_folder_is_served(browser: TestClient, tmp_path: Path) -> None:
    (tmp_path.parent / "secret.txt").write_text("secret")

    assert "secret" not in browser.get("/../secret.txt").text


def test_the_policy_allows_own_scripts_and_the_named_services_only(browser: TestClient) -> None:
    policy = dict(part.strip().split(" ", 1) for part in browser.get("/").headers["Content-Security-Policy"].split(";"))

    assert policy["script-src"] == "'self'"
    assert policy["style-src"] == "'self'"
    assert policy["default-src"] == "'none'"
    assert policy["connect-src"] == f"'self' {STORAGE}"


def test_more_requests_than_a_second_takes_are_refused_as_by_api_gateway() -> None:
    with TestClient(application("http://127.0.0.1:9", "abc", "public", requests_per_second=1)) as client:
        answers = [client.get("/api/healthz") for _ in range(BURST_S + 1)]

    assert [answer.status_code for answer in answers] == [502, 502, 429]
    assert answers[-1].json() == {"message": "Too Many Requests"}
    assert "Retry-After" not in answers[-1].headers


def test_tokens_come_back_with_time_up_to_the_burst() -> None:
    bucket = TokenBucket(5)
    assert [bucket.take(100.0) for _ in range(11)] == [True] * 10 + [False]
    assert [bucket.take(100.4) for _ in range(3)] == [True, True, False]
    assert [bucket.take(200.0) for _ in range(11)] == [True] * 10 + [False]
