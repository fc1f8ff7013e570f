"""Requests that no route answers, and errors of ours."""

import pytest

from tests.unit.api.conftest import Api
from tests.unit.api.job_helpers import finished
from vidx import keys


@pytest.mark.parametrize(("method", "path"), [("GET", "/api/nothing"), ("GET", "/")])
def test_an_unknown_address_is_a_404_problem(api: Api, method: str, path: str) -> None:
    reply = api.call(method, path)

    assert (reply.status, reply.json["code"], reply.field_messages) == (404, "NotFound", {})


def test_an_unexpected_error_shows_no_internals(api: Api) -> None:
    api.store.put(keys.job_request("j1"), b"not a request", "application/json")
    finished(api)

    reply = api.call("POST", "/api/video/jobs/j1/remake", {"music": "none"})

    assert (reply.status, reply.json["code"], reply.json["retryable"]) == (500, "InternalError", True)
    assert "validation" not in reply.text


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/api/video/generate", "POST"),
        ("GET", "/api/video/generate", "POST"),
        ("PUT", "/api/ads/a1", "DELETE, GET, PATCH"),
        ("POST", "/api/options", "GET"),
    ],
)
def test_a_wrong_method_is_answered_with_the_allowed_ones(api: Api, method: str, path: str, allowed: str) -> None:
    reply = api.call(method, path)

    assert (reply.status, reply.json["code"], reply.headers["Allow"]) == (405, "MethodNotAllowed", allowed)
    assert reply.headers["Content-Type"] == "application/problem+json"
