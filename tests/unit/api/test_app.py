"""Requests that no route answers, and errors of ours."""

import pytest

from tests.unit.api.conftest import Api
from tests.unit.api.job_helpers import finished
from vidx import keys
from vidx.errors import AccessRefused, RecordsUnavailable


@pytest.mark.parametrize(("method", "path"), [("GET", "/api/nothing"), ("GET", "/")])
def test_an_unknown_address_is_a_404_problem(api: Api, method: str, path: str) -> None:
    reply = api.call(method, path)

    assert (reply.status, reply.json["code"], reply.field_messages) == (404, "NotFound", {})


@pytest.mark.parametrize("path", ["/api/ads/6\n", "/api/ads/\x7f6", "/api/healthz\n"])
def test_no_address_holds_a_control_character(api: Api, path: str) -> None:
    reply = api.call("DELETE" if "ads" in path else "GET", path)

    assert (reply.status, reply.json["code"]) == (404, "NotFound")


def test_an_unexpected_error_shows_no_internals(api: Api) -> None:
    api.store.put(keys.job_request("j1"), b"not a request", "application/json")
    finished(api)

    reply = api.call("POST", "/api/video/jobs/j1/remake", {"music": "none"})

    assert (reply.status, reply.json["code"], reply.json["retryable"]) == (500, "InternalError", True)
    assert "validation" not in reply.text


def test_a_request_of_ours_that_is_refused_shows_no_internals(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(job_id: str) -> None:
        raise AccessRefused("AWS refuses a request to our records (GetItem: AccessDeniedException)")

    monkeypatch.setattr(api.jobs, "get", refuse)

    reply = api.call("GET", "/api/video/status/j1")

    assert (reply.status, reply.json["code"]) == (500, "InternalError")
    assert "AccessDenied" not in reply.text


def test_records_that_cannot_be_reached_are_worth_another_try(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(job_id: str) -> None:
        raise RecordsUnavailable("our records cannot be reached just now")

    monkeypatch.setattr(api.jobs, "get", fail)

    reply = api.call("GET", "/api/video/status/j1")

    assert (reply.status, reply.json["code"], reply.json["retryable"]) == (503, "RecordsUnavailable", True)
    assert "Retry-After" in reply.headers


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
