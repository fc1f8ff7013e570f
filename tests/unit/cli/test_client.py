import re

import httpx
import pytest

from cli.client import error_from
from cli.errors import CliError, ExitCode, InvalidRequest, LimitReached, NotFound, Refused, SignedOut, Unavailable


@pytest.mark.parametrize(
    ("status", "kind", "message"),
    [
        (400, InvalidRequest, "status 400"),
        (401, SignedOut, "sign in again with `vidx login`"),
        (403, SignedOut, "may not do that"),
        (404, NotFound, "is --api-url that of a vidx service?"),
        (413, InvalidRequest, "larger than the service takes"),
        (429, Unavailable, "more requests than it takes"),
        (500, Unavailable, "status 500"),
        (502, Unavailable, "no usable answer"),
        (503, Unavailable, "overloaded"),
        (504, Unavailable, "took too long"),
    ],
)
def test_an_answer_of_the_gateway_is_explained_by_its_status(status: int, kind: type[CliError], message: str) -> None:
    error = error_from(httpx.Response(status, json={"message": "Whatever the gateway says"}))

    assert type(error) is kind
    assert message in str(error)


def problem(status: int, **body: object) -> httpx.Response:
    return httpx.Response(status, json=body, headers={"Content-Type": "application/problem+json"})


def test_problem_has_one_line_for_each_field() -> None:
    fields = [{"field": "title", "message": "is empty"}, {"field": "price", "message": "price may be at most 5"}]

    error = error_from(problem(422, code="InvalidDetails", detail="both", errors=fields))

    assert [str(fault) for fault in error.faults] == ["title: is empty", "price may be at most 5"]
    assert error.code == "InvalidDetails"


def test_problem_without_fields_shows_its_detail() -> None:
    error = error_from(problem(409, code="JobClosed", title="Job closed", detail="the job is complete"))

    assert type(error) is Refused
    assert [str(fault) for fault in error.faults] == ["the job is complete"]


def test_problem_of_a_missing_sign_in_says_how_to_sign_in() -> None:
    error = error_from(problem(401, code="Unauthenticated", detail="no token"))

    assert error.hint is not None
    assert "vidx login" in error.hint


def test_the_retry_after_of_an_overloaded_service_is_stored() -> None:
    error = error_from(httpx.Response(429, headers={"Retry-After": "7"}))

    assert isinstance(error, Unavailable)
    assert error.retry_after_s == 7


def test_an_error_that_is_no_json_is_explained_by_its_status() -> None:
    response = httpx.Response(503, content=b"<html>", headers={"Content-Type": "application/problem+json"})

    assert "overloaded" in str(error_from(response))


def test_a_limit_that_is_used_up_says_when_to_come_back() -> None:
    body = {"code": "LimitReached", "detail": "you have started 2 videos today; it works again at 00:00 UTC"}
    headers = {"Content-Type": "application/problem+json", "Retry-After": "7200"}

    error = error_from(httpx.Response(429, json=body, headers=headers))

    assert isinstance(error, LimitReached)
    assert error.exit_code == ExitCode.UNAVAILABLE
    assert error.retry_after_s == 7200
    assert "2 videos today" in str(error)
    assert re.fullmatch(r"Nothing is lost\. Try again after \d\d:\d\d( on \d\d \w+)?\.", str(error.hint))
