"""Targets that two servers may read differently are refused, whatever they lead to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local.request_target import MAX_BYTES, RefusedTarget, served_path


@pytest.mark.parametrize(
    "target",
    [
        "/",
        "/ads",
        "/ads/",
        "/api/video/jobs/4f1c/photos",
        "/media/videos/20261130_4f1c.mp4",
        "/js/components/job-progress.js",
        "/ads/a%20b",
        "/ads/caf%C3%A9",
        "/a.b/..c/d..",
        "/" + "a" * (MAX_BYTES - 1),
    ],
)
def test_addresses_of_a_site_are_served_as_sent(target: str) -> None:
    assert served_path(target.encode()) == target


@pytest.mark.parametrize("target", ["http://localhost:8080/ads", "HTTPS://other.example/ads"])
def test_an_absolute_target_is_served_by_its_path_whatever_host_it_names(target: str) -> None:
    assert served_path(target.encode()) == "/ads"


REFUSED = {
    "encoded slash": "/media/..%2fvidx-work/jobs",
    "encoded slash in capitals": "/media/..%2Fvidx-work",
    "encoded slash alone": "/api/ads%2fmine",
    "double encoding": "/media/..%252fvidx-work",
    "triple encoding": "/media/..%25252fvidx-work",
    "encoded dots": "/media/%2e%2e/vidx-work",
    "half encoded dots": "/media/.%2E/vidx-work",
    "plain dots": "/media/../vidx-work",
    "dots at the end": "/media/..",
    "one dot": "/media/./videos",
    "backslash": "/media/..\\vidx-work",
    "encoded backslash": "/media/..%5cvidx-work",
    "empty segment": "/media//vidx-work",
    "two slashes first": "//other.example/",
    "NUL": "/js/main.js%00.txt",
    "line feed": "/media/a%0ab",
    "carriage return and line feed": "/api/x%0d%0aX-Injected:%20yes",
    "escape": "/ads/%1b%5d0;title",
    "delete": "/ads/%7f",
    "C1 control character": "/ads/%C2%9B31m",
    "not UTF-8": "/ads/%ff",
    "overlong UTF-8 slash": "/media/..%c0%afvidx-work",
    "broken escape": "/ads/%zz",
    "escape cut off": "/ads/%2",
    "asterisk": "*",
    "authority": "localhost:80",
    "another scheme": "file:///etc/passwd",
    "nothing before the path": "media/x",
}


@pytest.mark.parametrize("target", REFUSED.values(), ids=REFUSED.keys())
def test_targets_that_servers_read_differently_are_refused(target: str) -> None:
    with pytest.raises(RefusedTarget) as refusal:
        served_path(target.encode())

    assert refusal.value.status == 400


def test_a_target_longer_than_any_address_is_refused_as_too_long() -> None:
    with pytest.raises(RefusedTarget) as refusal:
        served_path(b"/" + b"a" * MAX_BYTES)

    assert refusal.value.status == 414


@given(st.binary(max_size=60), st.integers(0, 3))
def test_whatever_is_sent_is_served_or_refused(tail: bytes, escapes: int) -> None:
    target = b"/media/" + b"".join(b"%%%02x" % byte if byte % 4 <= escapes else bytes([byte]) for byte in tail)

    try:
        path = served_path(target)
    except RefusedTarget:
        return

    assert path.startswith("/media/")
    assert ".." not in path.split("/")
